"""A school secretary with WPS and a phone: from the blank form over an untidy sheet to a roster handed in, and back.

In Chinese, in Chromium, 390 px wide. With ``XINGTAN_SCREENS=folder`` the pages are kept as pictures.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys.house import House, open_house
from tests.journeys.people import PHONE, SCREENS, Person, code_in
from xingtan.enrolment.tests.given import id_number

pytestmark = pytest.mark.journey

SCHOOL = "五台县豆村镇中心小学"
CONTACT, COUNTY = "16199990011", "16199990012"
SIGNED_BY = "郭建国"
HEADER = ["序号", "姓名", "学段", "学科", "手机号(注册用)", "身份证号", "县(市、区)", "学校全称", "备注"]


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_house(teachers=120) as opened:
        yield opened


def teacher(nth: int, name: str, **changed: str) -> list[str]:
    cells = {
        "index": str(nth), "name": name, "stage": "小学", "subject": "语文", "mobile": f"1970001{nth:04d}",
        "id": id_number(700_000 + nth), "county": "五台县", "school": SCHOOL, "note": "",
    }  # fmt: skip
    return list((cells | changed).values())


def untidy() -> bytes:
    """What WPS saves as CSV in GB 18030 when a sheet has gone from hand to hand."""
    sound = id_number(700_003)
    zero = sound.index("0", 6)
    rows = [
        ["五台县2020年全员培训报名表", *[""] * 8],
        ["单位（盖章）：豆村镇中心小学", *[""] * 8],
        HEADER,
        ["1", "张三", "小学", "语文", "13800000000", "140900198001010000", "五台县", SCHOOL, ""],
        teacher(1, "郭 春 梅"),
        teacher(2, "贾丽娟", stage="小学低段"),
        teacher(3, "阎秀英", id=sound[:zero] + "O" + sound[zero + 1 :]),
        teacher(4, "智美玲", stage="小学低段", mobile="19700010004/0350-3030303"),
        teacher(5, "白海燕", subject="语文老师", stage="小学低段"),
        teacher(6, "王桂芳", id="1.40922E+17"),
        teacher(7, "李文娟", mobile="1970001007"),
        teacher(8, "张俊峰", id=id_number(700_008)[:17]),
        teacher(9, "杨翠莲2"),
        teacher(10, "刘建军", school="豆村小学"),
        ["合计", "10人", *[""] * 7],
        ["填表人：智春花", "", "", "校长签字：", "", "2020年11月26日", "", "", ""],
    ]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("gb18030")


def test_a_school_secretary_with_a_phone(house: House, browser: Browser, tmp_path: Path) -> None:
    secretary = _signs_in(house, browser, tmp_path)
    _downloads_the_blank_form(secretary)
    _uploads(secretary, tmp_path)
    _takes_proposals(secretary)
    _leaves_and_comes_back(secretary)
    _mends_a_cell(secretary)
    _mends_the_rest_in_the_marked_sheet(secretary, tmp_path)
    _hands_in(secretary)
    _county_returns(house, browser)
    _reads_what_the_county_says(secretary)


def _signs_in(house: House, browser: Browser, tmp_path: Path) -> Person:
    listing = tmp_path / "schools.csv"
    listing.write_text(
        f"学校标识码,备案名称,学校全称,县(市、区),学段\n2114990011,{SCHOOL},{SCHOOL},五台县,小学\n", encoding="utf-8"
    )
    house.run("schools", "load", str(listing))
    said = house.run(
        "staff", "add", "--name", "智春花", "--mobile", CONTACT, "--kind", "school_contact", "--school", "2114990011"
    )
    secretary = Person(browser, house, size=PHONE)
    secretary.activate(CONTACT, code_in(said))
    return secretary


def _downloads_the_blank_form(secretary: Person) -> None:
    secretary.go("/rosters/")
    _picture(secretary, "secretary-1-start", secretary.page.locator("input[type=file]").first)
    with secretary.page.expect_download() as download:
        secretary.page.get_by_role("link", name=re.compile("下载空白报名表")).click()
    blank = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    assert [cell.value for cell in blank[2]] == HEADER


def _uploads(secretary: Person, tmp_path: Path) -> None:
    sheet = tmp_path / "豆村镇中心小学报名表.csv"
    sheet.write_bytes(untidy())
    secretary.page.locator("input[type=file]").first.set_input_files(sheet)
    secretary.page.get_by_role("button", name="上传并检查").first.click()
    _left(secretary, 11)
    secretary.sees("像是表格里的样例行")
    _picture(secretary, "secretary-2-uploaded")
    secretary.page.get_by_role("button", name="不收入").click()
    secretary.sees("未收入")
    secretary.sits_still()


def _takes_proposals(secretary: Person) -> None:
    _cell(secretary, 1 + 1, "stage").get_by_role("button", name=re.compile("另外 2 行")).click()
    _left(secretary, 8)
    _picture(secretary, "secretary-3-proposals", _cell(secretary, 3, "id_number"))
    _cell(secretary, 3, "id_number").get_by_role("button").first.click()
    _left(secretary, 7)
    _cell(secretary, 4, "mobile").get_by_role("button", name="19700010004").click()
    _left(secretary, 6)
    _cell(secretary, 5, "subject").get_by_role("button", name="语文").first.click()
    _left(secretary, 5)
    _cell(secretary, 10, "school").get_by_role("button", name=SCHOOL).click()
    _left(secretary, 4)
    secretary.sits_still()


def _leaves_and_comes_back(secretary: Person) -> None:
    secretary.go("/desk/")
    secretary.go("/rosters/")
    secretary.page.get_by_role("link", name=re.compile("继续")).first.click()
    _left(secretary, 4)
    secretary.sees("杨翠莲2")


def _mends_a_cell(secretary: Person) -> None:
    """By touch; then by keys, as on a computer: n to the next, Enter opens, Tab keeps and goes on, Esc leaves."""
    _cell(secretary, 9, "name").get_by_role("link").click()
    field = _cell(secretary, 9, "name").locator("[name=text]")
    expect(field).to_be_focused()
    field.fill("杨翠莲")
    _picture(secretary, "secretary-4-cell", field)
    _cell(secretary, 9, "name").get_by_role("button", name="保存").click()
    _left(secretary, 3)
    secretary.page.locator("body").click(position={"x": 2, "y": 2})
    secretary.page.keyboard.press("n")
    secretary.page.keyboard.press("Enter")
    lost = _cell(secretary, 6, "id_number").locator("[name=text]")
    expect(lost).to_be_focused()
    secretary.page.keyboard.press("Escape")
    expect(_cell(secretary, 6, "id_number").locator("[data-problem]")).to_be_focused()
    secretary.page.keyboard.press("Enter")
    expect(lost).to_be_focused()
    lost.fill(id_number(700_006))
    secretary.page.keyboard.press("Tab")
    _left(secretary, 2)
    expect(_cell(secretary, 7, "mobile").locator("[data-problem]")).to_be_focused()
    secretary.sits_still()


def _mends_the_rest_in_the_marked_sheet(secretary: Person, tmp_path: Path) -> None:
    with secretary.page.expect_download() as download:
        secretary.page.get_by_role("link", name=re.compile("下载标出")).click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    page = book.active
    marked = [cell.coordinate for row in page.iter_rows() for cell in row if cell.comment]
    assert marked == ["E9", "F10"]
    assert page["J2"].value == "要改的地方"
    page["E9"], page["F10"] = "19700010007", id_number(700_008)
    mended = tmp_path / "改好的报名表.xlsx"
    book.save(mended)
    secretary.page.locator("summary", has_text="换一份表格").click()
    secretary.page.locator("details[open] input[type=file]").set_input_files(mended)
    secretary.page.get_by_role("button", name="上传并检查").click()
    secretary.sees("没有要改的")
    _picture(secretary, "secretary-5-sound")


def _hands_in(secretary: Person) -> None:
    secretary.page.locator("[name=declared]").check()
    secretary.page.locator("[name=declared_by]").fill(SIGNED_BY)
    secretary.page.get_by_role("button", name=re.compile("全部无误，提交 10 位教师")).click()
    secretary.sees("待审核")
    _picture(secretary, "secretary-6-handed-in")
    secretary.sits_still()


def _county_returns(house: House, browser: Browser) -> None:
    said = house.run(
        "staff", "add", "--name", "阎志强", "--mobile", COUNTY, "--kind", "county_admin", "--division", "140922"
    )
    county = Person(browser, house, size=PHONE)
    county.activate(COUNTY, code_in(said))
    county.go("/rosters/?state=submitted&text=" + SCHOOL)
    county.page.get_by_role("link", name=SCHOOL).first.click()
    county.page.locator("summary", has_text="退回").first.click()
    box = county.page.locator("details.confirm[open]")
    box.locator("[name=reason]").fill("缺少两位音乐教师，请补上后再交。")
    box.get_by_role("button", name=re.compile("退回")).click()
    county.sees("已退回")


def _reads_what_the_county_says(secretary: Person) -> None:
    secretary.go("/rosters/")
    secretary.page.get_by_role("link", name=re.compile("继续")).first.click()
    secretary.sees("缺少两位音乐教师，请补上后再交。")
    _picture(secretary, "secretary-7-returned")
    secretary.page.locator("summary", has_text="手工添加一位教师").click()
    form = secretary.page.locator("details[open] form")
    for name, text in [
        ("name", "赵音"),
        ("subject", "音乐"),
        ("mobile", "19700010011"),
        ("id_number", id_number(700_011)),
    ]:
        form.locator(f"[name={name}]").fill(text)
    form.locator("[name=stage]").select_option("小学")
    _picture(secretary, "secretary-8-add", form.locator("[name=subject]"))
    form.get_by_role("button", name="添加并检查").click()
    secretary.sees("已加在报名表最后")
    secretary.sees("没有要改的")
    secretary.sits_still()


def _picture(secretary: Person, name: str, at: Locator | None = None) -> None:
    """Keep what the phone shows, with something in its middle."""
    if SCREENS:
        if at:
            at.evaluate("element => element.scrollIntoView({block: 'center'})")
        secretary.page.wait_for_timeout(400)
        secretary.page.screenshot(path=Path(SCREENS) / f"{name}.png", caret="initial")


def _cell(secretary: Person, position: int, field: str) -> Locator:
    return secretary.page.locator(f"#cell-{position}-{field}")


def _left(secretary: Person, problems: int) -> None:
    expect(secretary.page.locator(".roster-left")).to_contain_text(f"还有 {problems} 处要改")
