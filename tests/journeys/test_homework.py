"""A teacher hands in on the phone, the tutor returns by keyboard, the teacher puts it right, the tutor recommends.

In Chinese, in Chromium, against a demo house. With ``XINGTAN_SCREENS=folder`` the pages are kept as pictures.
"""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.journeys.house import House, open_house
from tests.journeys.people import DESK, PHONE, Person
from xingtan.demo import logins

pytestmark = pytest.mark.journey

TITLE = "一节课的教学设计"
FIRST = "补充反思：小组讨论时我提示得太早，下次先等一分钟再说。"
SECOND = "再补充：等待之后，有三个孩子说出了我没有想到的办法。"
REASON = "反思已经补上。请再写一处学生的变化。"


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_house(teachers=120) as opened:
        yield opened


def test_from_the_first_hand_in_to_the_recommendation(house: House, browser: Browser) -> None:
    teacher = Person(browser, house, size=PHONE)
    teacher.sign_in(logins.LEARNER.mobile, logins.PASSWORD)
    _hands_in(teacher, FIRST)
    tutor = Person(browser, house, size=DESK)
    tutor.sign_in(logins.TUTOR.mobile, logins.PASSWORD)
    _returns(tutor)
    _hands_in(teacher, SECOND, photo=True)
    _recommends(tutor)

    teacher.page.reload()
    teacher.sees("辅导教师把这份作业推荐为优秀作业")
    teacher.sees("第3稿")
    teacher.keep("homework-4-recommended")
    teacher.sits_still()


def _hands_in(teacher: Person, words: str, *, photo: bool = False) -> None:
    """From the first page by the button beside what is due; what is typed is kept before it is handed in."""
    teacher.page.wait_for_load_state()
    teacher.go("/desk/")
    teacher.sees(f"《{TITLE}》已退回")
    teacher.keep("homework-1-desk")
    teacher.main.get_by_role("link", name=re.compile("去修改")).first.click()
    text = teacher.page.locator("#id_text")
    text.press("Control+End")
    text.type(words)
    expect(teacher.page.locator("#saved")).to_contain_text("已保存", timeout=15_000)
    if photo:
        written = io.BytesIO()
        Image.new("RGB", (320, 240), "teal").save(written, "JPEG")
        teacher.page.locator("input[type=file]").set_input_files(
            {"name": "板书.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}
        )
    teacher.keep("homework-2-writing")
    teacher.main.get_by_role("button", name="重新提交").click()
    teacher.sees("已提交。辅导教师批阅后")
    teacher.sits_still()


def _to_the_work(tutor: Person) -> None:
    """From the desk to the teacher's work, passing over what others handed in before."""
    tutor.page.wait_for_load_state()
    tutor.go("/desk/")
    tutor.sees("作业待批阅")
    tutor.go("/coursework/marking/")
    tutor.main.get_by_role("row", name=re.compile(TITLE)).get_by_role("link", name="批阅", exact=True).click()
    tutor.page.locator("input[name=text]").fill(logins.LEARNER.name)
    tutor.main.get_by_role("button", name="筛选").click()
    tutor.main.get_by_role("link", name=logins.LEARNER.name).click()
    tutor.page.wait_for_function("document.documentElement.classList.contains('has-script')")


def _returns(tutor: Person) -> None:
    _to_the_work(tutor)
    tutor.sees(FIRST)
    tutor.page.locator("#id_comment").fill(REASON)
    tutor.page.locator("h1").click()
    tutor.page.keyboard.press("t")
    expect(tutor.page.locator("#notices")).to_contain_text(f"{logins.LEARNER.name}：已记录")


def _recommends(tutor: Person) -> None:
    _to_the_work(tutor)
    tutor.sees(SECOND)
    expect(tutor.main.get_by_role("img", name="板书.jpg")).to_be_visible()
    for button in tutor.main.get_by_role("button", name="满分").all():
        button.click()
    tutor.sees("总分 100")
    tutor.page.keyboard.press("1")
    expect(tutor.page.locator("#id_comment")).not_to_have_value("")
    tutor.keep("homework-3-marking")
    tutor.sits_still()
    tutor.page.locator("h1").click()
    tutor.page.keyboard.press("r")
    expect(tutor.page.locator("#notices")).to_contain_text(f"{logins.LEARNER.name}：已记录")
