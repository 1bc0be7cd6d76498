"""One school all the way: notice, roster, bill, transfer, account, study, result, certificate, figures.

In Chinese, in Chromium, with a real untidy sheet and a real statement, against a house with its
server and worker. With ``XINGTAN_SCREENS=folder`` the pages are kept as pictures.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.architecture import ROOT
from tests.journeys.house import House, open_house
from tests.journeys.people import DESK, PHONE, Person, code_in
from xingtan.demo import logins

pytestmark = pytest.mark.journey

SAMPLES = ROOT / "tests/samples"
SHEET = SAMPLES / "rosters" / "problems.xlsx"
STATEMENT = SAMPLES / "reconciliation" / "lines.csv"
SCHOOL = "五台县建安乡中心小学"
PAID_IN_STATEMENT = 10
"""The statement holds a transfer of ¥1,200.00 by this school: ten teachers."""
CONTACT, COUNTY = "16199990001", "16199990002"


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_house(teachers=120) as opened:
        yield opened


def test_a_school_goes_the_whole_way(house: House, browser: Browser, tmp_path: Path) -> None:
    _notice(house, browser)
    contact = _roster_is_handed_in(house, browser, tmp_path)
    _county_passes_on(house, browser)
    _centre_accepts(house, browser)
    _bill_is_drawn(contact)
    _transfer_is_matched(house, browser)
    _bill_is_paid(contact)
    teacher, mobile = _teacher_activates(house, browser, contact)
    _teacher_studies(teacher)
    house.python(ROOT / "tests/journeys/time_passes.py", mobile)
    _results_are_settled(house, browser)
    _certificate_is_checked(house, browser, teacher, tmp_path)
    _city_looks_down_to_the_names(house, browser)


def _notice(house: House, browser: Browser) -> None:
    stranger = Person(browser, house, size=PHONE)
    stranger.go("/")
    stranger.sees("通知公告")
    stranger.sees("忻教发〔2020〕98号")
    expect(stranger.page.locator("footer")).to_contain_text("400-887-6381")
    stranger.keep("home-phone")
    stranger.sits_still()
    desk = Person(browser, house, size=DESK)
    desk.go("/")
    desk.keep("home")
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name=re.compile("附件1")).first.click()
    assert download.value.suggested_filename.endswith(".xlsx")


def _roster_is_handed_in(house: House, browser: Browser, tmp_path: Path) -> Person:
    listing = tmp_path / "schools.csv"
    listing.write_text(
        f"学校标识码,备案名称,学校全称,县(市、区),学段\n2114990001,{SCHOOL},{SCHOOL},五台县,小学\n", encoding="utf-8"
    )
    house.run("schools", "load", str(listing))
    said = house.run(
        "staff", "add", "--name", "智春花", "--mobile", CONTACT, "--kind", "school_contact", "--school", "2114990001"
    )
    contact = Person(browser, house, size=DESK)
    contact.activate(CONTACT, code_in(said))
    contact.keep("desk-contact")
    contact.go("/rosters/")
    contact.page.locator("input[type=file]").first.set_input_files(SHEET)
    contact.page.get_by_role("button", name="上传并检查").first.click()
    contact.sees("要改")
    contact.keep("roster-problems")
    _mend(contact)
    contact.page.locator("[name=declared]").check()
    contact.page.locator("[name=declared_by]").fill("智春花")
    contact.keep("roster-sound")
    contact.page.get_by_role("button", name=re.compile(f"全部无误，提交 {PAID_IN_STATEMENT} 位教师")).click()
    contact.sees("待审核")
    contact.sits_still()
    return contact


def _mend(contact: Person) -> None:
    """Put one cell right, and take the other rows with problems off."""
    rows = contact.page.locator("tr.has-problems")
    expect(rows).to_have_count(6)
    marked = [rows.nth(number).get_attribute("id") for number in range(6)]
    wrong_stage = contact.page.locator("tr.has-problems", has_text="大学").get_attribute("id")
    editor = _open_editor(contact, wrong_stage)
    editor.locator("[name=stage]").select_option("小学")
    editor.get_by_role("button", name="保存并检查").click()
    expect(rows).to_have_count(5)
    for row in marked:
        if row != wrong_stage:
            editor = _open_editor(contact, row)
            editor.locator("summary", has_text="删去这一行").click()
            editor.get_by_role("button", name="删去这一行").click()
            expect(contact.page.locator(f"#{row}")).to_have_count(0)


def _open_editor(contact: Person, row: str | None) -> Locator:
    contact.page.locator(f"#{row}").get_by_role("link", name=re.compile("修改")).click()
    return contact.page.locator(f"#{row}.row-editor")


def _county_passes_on(house: House, browser: Browser) -> None:
    said = house.run(
        "staff", "add", "--name", "阎志强", "--mobile", COUNTY, "--kind", "county_admin", "--division", "140922"
    )
    county = Person(browser, house, size=DESK)
    county.activate(COUNTY, code_in(said))
    county.keep("desk-county")
    county.go("/rosters/?state=submitted")
    county.keep("rosters-county")
    county.page.get_by_role("link", name=SCHOOL).first.click()
    county.page.locator("summary", has_text="报送培训中心").click()
    county.page.locator("details.confirm[open]").get_by_role("button", name="报送培训中心").click()
    county.sees("已报送培训中心")
    county.sits_still()


def _centre_accepts(house: House, browser: Browser) -> None:
    centre = Person(browser, house, size=DESK)
    centre.sign_in(logins.mobile_of("city_supervisor"), logins.PASSWORD)
    centre.page.wait_for_url("**/desk/")
    centre.go("/rosters/?state=passed&text=" + SCHOOL)
    centre.page.get_by_role("link", name=SCHOOL).first.click()
    centre.page.locator("summary", has_text="审核通过").click()
    centre.page.locator("details.confirm[open]").get_by_role("button", name="审核通过").click()
    centre.sees("审核通过，教师已报名")
    centre.sits_still()


def _bill_is_drawn(contact: Person) -> None:
    """The bill comes by a timer, within seconds."""
    for _ in range(20):
        contact.go("/billing/")
        if contact.main.get_by_text("¥1,200.00").count():
            break
        contact.page.wait_for_timeout(1_000)
    contact.sees("¥1,200.00")
    contact.sees("0512040509026402092")
    contact.sees("五台县")
    contact.keep("bill")
    contact.sits_still()


def _transfer_is_matched(house: House, browser: Browser) -> None:
    clerk = Person(browser, house, size=DESK)
    clerk.sign_in(logins.mobile_of("finance"), logins.PASSWORD)
    clerk.page.wait_for_url("**/desk/")
    clerk.go("/billing/statements/new/")
    clerk.page.locator("input[type=file]").set_input_files(STATEMENT)
    clerk.page.get_by_role("button", name="看看读出了什么").click()
    clerk.sees("1,039")
    clerk.keep("statement-preview")
    clerk.page.get_by_role("button", name="没有问题，导入").click()
    clerk.keep("statement-progress")
    clerk.follow_the_work()
    clerk.keep("transfers")
    clerk.go(f"/billing/transfers/?state=booked&payer={SCHOOL}")
    clerk.sees(SCHOOL)
    clerk.go("/billing/transfers/?state=open")
    clerk.main.locator("tbody a").first.click()
    clerk.keep("matching")
    clerk.sits_still()


def _bill_is_paid(contact: Person) -> None:
    contact.go("/billing/")
    contact.sees("款已到齐")
    contact.sees("¥1,200.00")


def _teacher_activates(house: House, browser: Browser, contact: Person) -> tuple[Person, str]:
    """The contact hands out a slip; the teacher, who knows the own number, uses it."""
    contact.go("/account/activation/")
    contact.keep("activation")
    contact.page.locator("summary", has_text="全部制作验证码条").click()
    contact.page.get_by_role("button", name="制作", exact=True).click()
    slip = contact.page.locator("li.slip").first
    name, code = slip.locator("strong").inner_text(), slip.locator(".slip-code").inner_text()
    contact.keep("slips")
    mobile = _mobile_of(house, name)
    teacher = Person(browser, house, size=PHONE)
    teacher.activate(mobile, code)
    teacher.name = name
    teacher.keep("desk-learner")
    return teacher, mobile


def _teacher_studies(teacher: Person) -> None:
    teacher.go("/study/")
    teacher.keep("study")
    teacher.page.locator("section.go-on a").click()
    teacher.page.locator("video").evaluate("film => film.play()")
    teacher.page.wait_for_timeout(6_000)
    teacher.keep("player")
    teacher.page.locator("video").evaluate("film => film.pause()")
    teacher.page.wait_for_timeout(1_500)
    teacher.page.reload()
    watched = int(teacher.page.locator("[data-watch]").get_attribute("data-total") or 0)
    assert watched >= 3, "the seconds that were really watched are recognised"
    teacher.sits_still()


def _results_are_settled(house: House, browser: Browser) -> None:
    academic = Person(browser, house, size=DESK)
    academic.sign_in(logins.mobile_of("academic"), logins.PASSWORD)
    academic.page.wait_for_url("**/desk/")
    academic.go("/assessment/settlement/")
    academic.page.locator("summary", has_text="结算成绩").click()
    academic.page.get_by_role("button", name="确认结算").click()
    academic.follow_the_work()
    academic.page.get_by_role("button", name="颁发学时证明").click()
    academic.follow_the_work()
    academic.sees(SCHOOL)
    academic.keep("certificates")


def _certificate_is_checked(house: House, browser: Browser, teacher: Person, tmp_path: Path) -> None:
    teacher.go("/assessment/mine/")
    teacher.sees("合格")
    teacher.keep("result")
    teacher.sits_still()
    with teacher.page.expect_download() as download:
        teacher.page.get_by_role("link", name="下载学时证明").click()
    pdf = tmp_path / "certificate.pdf"
    download.value.save_as(pdf)
    assert pdf.read_bytes().startswith(b"%PDF")
    number = re.search(r"PX\d+", teacher.main.inner_text())
    assert number
    stranger = Person(browser, house, size=PHONE)
    stranger.go("/check/")
    stranger.page.locator("[name=number]").fill(number.group())
    stranger.page.locator("[name=name]").fill(teacher.name)
    stranger.main.locator("button[type=submit]").click()
    stranger.sees("48")
    stranger.sees(SCHOOL)
    stranger.keep("check")
    stranger.sits_still()


def _city_looks_down_to_the_names(house: House, browser: Browser) -> None:
    city = Person(browser, house, size=DESK)
    city.sign_in(logins.mobile_of("city_supervisor"), logins.PASSWORD)
    city.page.wait_for_url("**/desk/")
    city.keep("desk-city")
    city.go("/figures/")
    city.page.wait_for_timeout(12_000)
    city.page.reload()
    city.keep("figures-city")
    city.main.get_by_role("link", name="五台县").first.click()
    city.keep("figures-county")
    city.main.get_by_role("link", name=SCHOOL).first.click()
    city.sees("10")
    city.keep("figures-school")
    city.main.locator("a[href*='/names/enrolled/']").first.click()
    expect(city.main.locator("tbody tr")).to_have_count(PAID_IN_STATEMENT)
    city.keep("figures-names")
    city.sits_still()


def _mobile_of(house: House, name: str) -> str:
    """The teacher knows the own number; the page shows it masked, the sheet in full."""
    from xingtan.foundation.sheets import read_workbook  # noqa: PLC0415 - needs Django's settings

    rows = [row for sheet in read_workbook(SHEET.read_bytes(), name=SHEET.name).sheets for row in sheet.rows]
    return next(
        re.sub(r"\D", "", str(cell))[-11:]
        for row in rows
        if name in row
        for cell in row
        if re.fullmatch(r"1[3-9]\d{9}", str(cell))
    )
