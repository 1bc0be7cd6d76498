"""A finance clerk's day by keyboard, and a school accountant's two minutes on a phone.

In Chinese, in Chromium, against a house with its server and worker. With ``XINGTAN_SCREENS=folder``
the pages are kept as pictures.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.architecture import ROOT
from tests.journeys.house import House, open_house
from tests.journeys.people import DESK, PHONE, Person, code_in
from xingtan.demo import logins

pytestmark = pytest.mark.journey

SAMPLE = ROOT / "tests/samples/reconciliation/lines.csv"
SAMPLE_LINES = 40
COUNTY, CONTACT = "繁峙县", "16199990031"
HEADS = {"砂河镇希望小学": 3, "大营镇中心小学": 5, "杏园乡中心小学": 8, "光裕堡乡联合学校": 6}
CODES = {name: f"21149100{nth:02d}" for nth, name in enumerate(HEADS, start=1)}
HOPE, BIG, APRICOT, LIGHT = HEADS
OWN_LINES = (
    ("1680.00", "繁峙县财政国库支付中心", "教师培训费"),
    ("480.00", f"{COUNTY}{BIG}", ""),
    ("360.00", "雁门代理记账服务部", "代缴培训费"),
    ("9999.00", "某商贸有限公司", "货款"),
)
LIST = f"{COUNTY}缴费名单\n1、杏园中心小学 8人 960元\n2、光裕堡联校 6人，720元\n合计 14人 1680元"


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_house(teachers=120) as opened:
        yield opened


def statement() -> str:
    """Part of the sample, and what this county sent."""
    head, *lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    own = [
        f"X{nth:05d},2020-11-20,credit,{amount},{payer},05128888{nth:08d},中国工商银行,{remark}"
        for nth, (amount, payer, remark) in enumerate(OWN_LINES)
    ]
    return "\n".join([head, *own, *lines[:SAMPLE_LINES]]) + "\n"


def test_a_clerks_day_and_a_schools_answer(house: House, browser: Browser, tmp_path: Path) -> None:
    accountant = _the_county_owes(house, browser, tmp_path)
    clerk = _takes_in_the_statement(house, browser, tmp_path)
    _books_and_undoes_by_keyboard(clerk)
    _splits_by_the_countys_list(clerk)
    _sets_aside(clerk)
    _asks(clerk)
    _answers_on_the_phone(accountant)
    _books_what_the_school_said(clerk)


def _the_county_owes(house: House, browser: Browser, tmp_path: Path) -> Person:
    listing = tmp_path / "schools.csv"
    rows = [f"{CODES[name]},{name},{COUNTY}{name},{COUNTY},小学" for name in HEADS]
    listing.write_text("学校标识码,备案名称,学校全称,县(市、区),学段\n" + "\n".join(rows) + "\n", encoding="utf-8")
    house.run("schools", "load", str(listing))
    said = house.run(
        "staff", "add", "--name", "弓慧芳", "--mobile", CONTACT, "--kind", "school_contact", "--school", CODES[HOPE]
    )
    house.python(ROOT / "tests/journeys/county_owes.py", *(f"{CODES[name]}={heads}" for name, heads in HEADS.items()))
    accountant = Person(browser, house, size=PHONE)
    accountant.activate(CONTACT, code_in(said))
    accountant.go("/billing/")
    accountant.sees("¥360.00")
    accountant.keep("accountant-1-bill")
    accountant.main.get_by_role("button", name="复制").first.click()
    accountant.sees("已复制")
    accountant.sits_still()
    return accountant


def _takes_in_the_statement(house: House, browser: Browser, tmp_path: Path) -> Person:
    file = tmp_path / "到账.csv"
    file.write_text(statement(), encoding="utf-8")
    clerk = Person(browser, house, size=DESK)
    clerk.sign_in(logins.mobile_of("finance"), logins.PASSWORD)
    clerk.page.wait_for_url("**/desk/")
    clerk.go("/billing/statements/new/")
    clerk.page.locator("input[type=file]").set_input_files(file)
    clerk.main.locator("form button[type=submit]").last.click()
    clerk.page.wait_for_url("**/statements/new/*/")
    clerk.main.locator("form[action*='import'] button").click()
    clerk.follow_the_work()
    clerk.sees("待核对")
    clerk.keep("clerk-1-queue")
    _presses(clerk, "Enter")
    clerk.page.wait_for_url(re.compile(r"/transfers/[\w-]{8,}/$"))
    _presses(clerk, "?")
    expect(clerk.page.locator("#keys")).to_be_visible()
    clerk.keep("clerk-2-keys")
    _presses(clerk, "Escape")
    clerk.sits_still()
    return clerk


def _presses(clerk: Person, key: str) -> None:
    """A key, once the page listens."""
    clerk.page.wait_for_function("document.documentElement.classList.contains('has-script')")
    clerk.page.keyboard.press(key)


def _opens(clerk: Person, words: str) -> None:
    """Look for a line by what is known of it, and open it with Enter."""
    clerk.go(f"/billing/transfers/?q={words}")
    _presses(clerk, "Enter")
    clerk.page.wait_for_url(re.compile(r"/transfers/[\w-]{8,}/$"))


def _books_and_undoes_by_keyboard(clerk: Person) -> None:
    _opens(clerk, BIG)
    clerk.sees(BIG)
    clerk.keep("clerk-3-line")
    _presses(clerk, "Enter")
    clerk.sees("已入账")
    clerk.go("/billing/transfers/")
    _presses(clerk, "Enter")
    clerk.sees("您最近决定的")
    _presses(clerk, "u")
    clerk.sees("已撤销")
    _presses(clerk, "Enter")
    clerk.sees("已入账")


def _splits_by_the_countys_list(clerk: Person) -> None:
    _opens(clerk, "国库支付中心")
    _presses(clerk, "s")
    clerk.page.wait_for_url("**/split/")
    _presses(clerk, "l")
    clerk.page.locator("[name=list]").fill(LIST)
    clerk.page.get_by_role("button", name="读取名单").click()
    clerk.sees("还没有入账")
    clerk.keep("clerk-4-list")
    first = clerk.page.locator("[data-share]").first
    first.fill("900")
    clerk.sees("¥60.00 还没分")
    first.fill("960.00")
    clerk.sees("刚好分完")
    clerk.sits_still()
    clerk.page.get_by_role("button", name="按此拆分入账").click()
    clerk.sees("已入账")


def _sets_aside(clerk: Person) -> None:
    _opens(clerk, "9999")
    _presses(clerk, "h")
    clerk.page.locator("[name=why]").select_option("other_income")
    clerk.page.get_by_role("button", name="搁置这笔汇款").click()
    clerk.sees("已搁置")


def _asks(clerk: Person) -> None:
    _opens(clerk, "代理记账")
    _presses(clerk, "/")
    clerk.page.keyboard.type(HOPE)
    _presses(clerk, "Enter")
    clerk.main.locator("summary", has_text="问学校").first.click()
    clerk.page.locator("details[open] [name=words]").first.fill("请看一下是不是贵校 3 位老师的费用")
    clerk.keep("clerk-5-ask")
    clerk.page.get_by_role("button", name="发送").first.click()
    clerk.sees("已经问了")
    clerk.go("/billing/transfers/?state=asked")
    clerk.sees("雁门代理记账服务部")


def _answers_on_the_phone(accountant: Person) -> None:
    accountant.go("/desk/")
    accountant.sees("这笔款是本校汇的吗")
    accountant.keep("accountant-2-desk")
    accountant.main.get_by_role("link", name="回答").first.click()
    accountant.page.get_by_label("是我校汇的", exact=True).check()
    accountant.page.locator("[name=said]").fill("是我校 3 位老师的，请代理公司汇的")
    accountant.keep("accountant-3-answer")
    accountant.sits_still()
    accountant.page.get_by_role("button", name="提交答复").click()
    accountant.sees("财务已经能看到您的答复")


def _books_what_the_school_said(clerk: Person) -> None:
    clerk.go("/desk/")
    clerk.sees("学校已答复")
    _opens(clerk, "代理记账")
    clerk.sees("学校答复：是本校汇的")
    clerk.keep("clerk-6-answered")
    _presses(clerk, "Enter")
    clerk.sees("已入账")
    clerk.sits_still()
