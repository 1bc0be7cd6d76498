"""A county clerk with a hundred and twenty schools on deadline day: bring in, chase, review in one go.

In Chinese, in Chromium, against a house with its server and worker. With ``XINGTAN_SCREENS=folder``
the pages are kept as pictures.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.architecture import ROOT
from tests.journeys.house import House, open_house
from tests.journeys.people import DESK, PHONE, Person, code_in
from xingtan.demo import logins
from xingtan.enrolment.tests.given import id_number
from xingtan.foundation.sheets import write_workbook

pytestmark = pytest.mark.journey

DIVISION, COUNTY_NAME, COUNTY = "140924", "繁峙县", "16199990021"
SCHOOLS, TEACHERS_EACH = 120, 4
SOUND_NAMES, MISNAMED, SPOILED, REMINDED = 115, 116, 7, 2
"""Schools whose sheets are found by name; the one whose sheet names it loosely; the one with a wrong cell; the one with a contact."""
HEADER = ["序号", "姓名", "学段", "学科", "手机号(注册用)", "身份证号", "县(市、区)", "学校全称", "备注"]


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_house(teachers=120) as opened:
        yield opened


def name_of(nth: int) -> str:
    return f"繁峙县砂河镇第{nth}希望小学"


def sheet(nth: int, *, called: str = "", spoiled: bool = False) -> bytes:
    school = called or name_of(nth)
    rows = [
        [
            str(row), f"王秀{'英兰梅芳'[row % 4]}", "小学", "语文", f"197{nth:04d}{row:04d}",
            id_number(800_000 + nth * 10 + row), COUNTY_NAME, school, "",
        ]
        for row in range(1, TEACHERS_EACH + 1)
    ]  # fmt: skip
    if spoiled:
        rows[0][4] = "1970000"
    return write_workbook(HEADER, rows, title="2020年度教师全员培训报名表")


def parcel() -> bytes:
    """What stands on the clerk's desk at noon: most schools' sheets in one folder, three of them with a catch."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for nth in range(1, SOUND_NAMES + 1):
            folder.writestr(f"繁峙报名/{name_of(nth)}.xlsx", sheet(nth, spoiled=nth == SPOILED))
        folder.writestr("繁峙报名/新来的.xlsx", sheet(MISNAMED, called="砂河希望小学"))
        folder.writestr("繁峙报名/说明.docx", b"PK\x03\x04 this is no sheet")
        folder.writestr("__MACOSX/._x", b"left behind")
    return packed.getvalue()


def test_deadline_day(house: House, browser: Browser, tmp_path: Path) -> None:
    clerk = _signs_in(house, browser, tmp_path)
    _forwards_the_notice(clerk)
    _brings_in(clerk, tmp_path)
    _chases(clerk)
    house.python(ROOT / "tests/journeys/schools_hand_in.py", DIVISION)
    _passes_on_in_one_go(clerk)
    _centre_accepts_in_one_go(house, browser)
    _sees_how_ready_the_county_is(house, browser, clerk)


def _signs_in(house: House, browser: Browser, tmp_path: Path) -> Person:
    listing = tmp_path / "schools.csv"
    lines = [f"21149{nth:05d},{name_of(nth)},{name_of(nth)},{COUNTY_NAME},小学" for nth in range(1, SCHOOLS + 1)]
    listing.write_text("学校标识码,备案名称,学校全称,县(市、区),学段\n" + "\n".join(lines) + "\n", encoding="utf-8")
    house.run("schools", "load", str(listing))
    said = house.run(
        "staff", "add", "--name", "曹秀峰", "--mobile", COUNTY, "--kind", "county_admin", "--division", DIVISION
    )
    house.run(
        "staff", "add", "--name", "孙桂香", "--mobile", "16199990022", "--kind", "school_contact",
        "--school", f"21149{REMINDED:05d}",
    )  # fmt: skip
    clerk = Person(browser, house, size=DESK)
    clerk.activate(COUNTY, code_in(said))
    clerk.sees(f"{SCHOOLS} 所学校还没有提交报名表")
    clerk.keep("county-desk")
    return clerk


def _forwards_the_notice(clerk: Person) -> None:
    clerk.go("/notices/")
    clerk.page.get_by_role("link", name=re.compile("全员培训")).first.click()
    clerk.page.wait_for_url(re.compile(r"/notices/.+"))
    clerk.keep("county-notice")
    clerk.sits_still()


def _brings_in(clerk: Person, tmp_path: Path) -> None:
    folder = tmp_path / "繁峙报名.zip"
    folder.write_bytes(parcel())
    clerk.go("/rosters/bundles/")
    clerk.page.locator("input[type=file]").set_input_files(folder)
    clerk.main.get_by_role("button", name="上传并读取").click()
    expect(clerk.page.locator("section.run progress")).to_have_count(0, timeout=120_000)
    clerk.sees(f"{SOUND_NAMES}")
    clerk.keep("county-bundle")
    bundle = clerk.page.url.split("?")[0]
    clerk.page.goto(bundle + "?outcome=unknown")
    clerk.main.get_by_role("link", name="或者搁置").first.click()
    clerk.main.get_by_role("searchbox", name="学校", exact=True).fill(name_of(MISNAMED))
    clerk.page.keyboard.press("Enter")
    clerk.keep("county-bundle-open")
    clerk.main.get_by_role("button", name=name_of(MISNAMED)).first.click()
    clerk.page.goto(bundle + "?outcome=unreadable")
    clerk.sees("说明.docx")
    clerk.sits_still()


def _chases(clerk: Person) -> None:
    clerk.go("/rosters/?state=missing")
    clerk.main.get_by_role("link", name="提醒学校").click()
    clerk.keep("county-chase")
    clerk.page.get_by_label(name_of(REMINDED), exact=True).check()
    clerk.page.get_by_role("button", name="提醒勾选的学校").click()
    clerk.sees("提醒 1 所学校")
    clerk.keep("county-reminder")
    clerk.main.get_by_role("button", name="发送给 1 所学校").click()
    clerk.go("/figures/chase/roster/")
    clerk.sees("今天已提醒")
    clerk.sits_still()


def _passes_on_in_one_go(clerk: Person) -> None:
    clerk.go("/rosters/?state=submitted")
    clerk.keep("county-waiting")
    clerk.page.locator("[name=all]").check()
    clerk.page.locator("#review summary").first.click()
    clerk.page.locator("#review [name=verdict][value=accept]").click()
    expect(clerk.main.get_by_role("link", name=re.compile(f"已处理.*{SOUND_NAMES}"))).to_be_visible(timeout=120_000)
    clerk.keep("county-passed-on")
    clerk.go("/rosters/?state=submitted")
    clerk.sees("目前没有等您审核的报名表")
    clerk.sits_still()


def _centre_accepts_in_one_go(house: House, browser: Browser) -> None:
    centre = Person(browser, house, size=DESK)
    centre.sign_in(logins.mobile_of("city_supervisor"), logins.PASSWORD)
    centre.page.wait_for_url("**/desk/")
    centre.go(f"/rosters/?state=passed&county={DIVISION}")
    centre.page.locator("[name=all]").check()
    centre.page.locator("#review summary").first.click()
    centre.page.locator("#review [name=verdict][value=accept]").click()
    expect(centre.main.get_by_role("link", name=re.compile("已处理.*[1-9]"))).to_be_visible(timeout=120_000)
    centre.sits_still()


def _sees_how_ready_the_county_is(house: House, browser: Browser, clerk: Person) -> None:
    clerk.go(f"/figures/readiness/{DIVISION}/")
    clerk.sees(name_of(REMINDED))
    clerk.keep("county-readiness")
    phone = Person(browser, house, size=PHONE)
    phone.sign_in(COUNTY, "建安乡-明德-笃行-2020")
    phone.page.wait_for_url("**/desk/")
    phone.go(f"/figures/readiness/{DIVISION}/")
    phone.keep("county-readiness-phone")
    phone.sits_still()
