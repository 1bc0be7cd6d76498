"""A school's contact plans an activity and records it from the phone, the head signs, the teacher reflects, the county checks.

In Chinese, in Chromium, against a demo house. With ``XINGTAN_SCREENS=folder`` the pages are kept as pictures.
"""

import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.journeys.house import House, open_house
from tests.journeys.people import DESK, PHONE, Person
from xingtan.accounts.models import Kind
from xingtan.demo import logins
from xingtan.foundation import clock

pytestmark = pytest.mark.journey

TOPIC = "怎样让学生先想一分钟"
RECORD = "听了两节课，各人说了一处学生自己想出来的地方，约定下周再试。"
REFLECTION = "我等了一分钟，最后一排的孩子第一次举了手。"
MINUTES = 45
RECOGNISED = re.compile(r"已认定 (\d+) / \d+ 分钟")


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_house(teachers=120) as opened:
        yield opened


def test_an_activity_from_the_plan_to_the_check(house: House, browser: Browser) -> None:
    teacher = Person(browser, house, size=PHONE)
    teacher.sign_in(logins.LEARNER.mobile, logins.PASSWORD)
    before = _recognised(teacher)
    contact = Person(browser, house, size=PHONE)
    contact.sign_in(logins.mobile_of(Kind.SCHOOL_CONTACT), logins.PASSWORD)
    activity = _plans(contact)
    _records(contact, activity)
    assert _recognised(teacher) == before, "nothing counts before the head has signed"
    _signs(Person(browser, house, size=DESK), activity)

    assert _recognised(teacher) == before + MINUTES
    _reflects(teacher)
    _checks(Person(browser, house, size=DESK), activity)


def _recognised(teacher: Person) -> int:
    """The minutes the teacher's own page says count."""
    teacher.page.wait_for_load_state()
    teacher.go("/schoolbased/mine/")
    found = RECOGNISED.search(teacher.main.inner_text())
    assert found
    return int(found.group(1))


def _plans(contact: Person) -> str:
    """An activity without a lesson and a topic is asked for its topic; what was typed stands. Answers its address."""
    contact.page.wait_for_load_state()
    contact.go("/schoolbased/plan/")
    contact.page.get_by_label("计划日期").fill(clock.today().isoformat())
    contact.main.get_by_role("button", name="列入计划").click()
    contact.sees("请选择对应的网络课程，或填写活动主题")
    expect(contact.page.get_by_label("计划日期")).to_have_value(clock.today().isoformat())
    contact.page.locator("[name=topic]").fill(TOPIC)
    contact.keep("school-based-1-plan")
    contact.main.get_by_role("button", name="列入计划").click()
    contact.sees("已安排")
    contact.sits_still_after_a_refusal()
    return contact.page.url.removeprefix(contact.house.address)


def _records(contact: Person, activity: str) -> None:
    """A day that is still to come is refused in words, and nothing typed is lost."""
    contact.main.get_by_role("link", name="登记").click()
    contact.page.get_by_label("活动日期").fill((clock.today() + timedelta(days=1)).isoformat())
    contact.page.get_by_label("多少分钟").fill(str(MINUTES))
    contact.page.get_by_label(logins.LEARNER.name).check()
    contact.page.get_by_label("活动记录").fill(RECORD)
    contact.main.get_by_role("button", name="登记").click()
    contact.sees("还没有到")
    expect(contact.page.get_by_label("活动记录")).to_have_value(RECORD)
    expect(contact.page.get_by_label(logins.LEARNER.name)).to_be_checked()
    contact.page.get_by_label("活动日期").fill(clock.today().isoformat())
    picture = io.BytesIO()
    Image.new("RGB", (320, 240), "teal").save(picture, "JPEG")
    contact.page.locator("input[type=file]").set_input_files(
        {"name": "研讨.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    )
    contact.keep("school-based-2-record")
    contact.main.get_by_role("button", name="登记").click()
    contact.page.wait_for_url(f"**{activity}")
    contact.sees("研讨.jpg")
    contact.sits_still_after_a_refusal()


def _signs(head: Person, activity: str) -> None:
    head.sign_in(logins.mobile_of(Kind.SCHOOL_HEAD), logins.PASSWORD)
    head.page.wait_for_url("**/desk/**")
    head.go(activity)
    head.sees(RECORD)
    head.main.get_by_role("button", name="签字确认").click()
    head.sees("学校已签字")
    head.keep("school-based-3-signed")
    head.sits_still()


def _reflects(teacher: Person) -> None:
    teacher.main.get_by_role("link", name=TOPIC).click()
    teacher.page.locator("[name=words]").fill(REFLECTION)
    teacher.main.get_by_role("button", name="保存").click()
    teacher.sees(REFLECTION)
    teacher.keep("school-based-4-reflection")
    teacher.sits_still()


def _checks(county: Person, activity: str) -> None:
    """The county draws all that was signed and gives this one back with what is to be mended."""
    county.sign_in(logins.mobile_of(Kind.COUNTY_ADMIN), logins.PASSWORD)
    county.page.wait_for_url("**/desk/**")
    county.go("/schoolbased/checks/")
    county.page.locator("[name=percent]").fill("100")
    county.main.get_by_role("button", name="抽取").click()
    county.main.get_by_role("link", name=TOPIC).click()
    county.sees(REFLECTION)
    county.page.get_by_label("退回学校").check()
    county.main.get_by_role("button", name="登记").click()
    county.sees("请写明要修改什么")
    county.page.locator("[name=words]").fill("请补上到场教师的签到照片。")
    county.keep("school-based-5-check")
    county.main.get_by_role("button", name="登记").click()
    county.page.wait_for_url("**/schoolbased/checks/")
    expect(county.main.get_by_role("row", name=re.compile(TOPIC))).to_contain_text("已退回")
    county.sits_still_after_a_refusal()
    county.go(activity)
    county.sees("请补上到场教师的签到照片。")
