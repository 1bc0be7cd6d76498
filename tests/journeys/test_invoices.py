"""A school accountant's invoice on a phone, and a finance clerk's way to the tax platform and back.

In Chinese, in Chromium, against a house with its server and worker. With ``XINGTAN_SCREENS=folder``
the pages are kept as pictures.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser, Locator

from tests.architecture import ROOT
from tests.journeys.house import House, open_house
from tests.journeys.people import DESK, PHONE, Person, code_in
from xingtan.demo import logins
from xingtan.invoicing.tests import platform

pytestmark = pytest.mark.journey

COUNTY, SCHOOL, CODE, CONTACT = "繁峙县", "砂河镇希望小学", "2114910001", "16199990041"
AMOUNT = "360.00"
TAX = platform.tax_number(31)
WRONG_TAX = TAX[:8] + ("1" if TAX[8] != "1" else "2") + TAX[9:]
FIRST, RED, SECOND = "26147000000000000501", "26147000000000000502", "26147000000000000503"
OWN_COLUMNS = ("复核人", *reversed(platform.COLUMNS_2026), "本单位自用列")
"""The provider's template of another year: other columns, in another order."""


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_house(teachers=120) as opened:
        yield opened


def test_a_school_gets_its_invoice_and_another_after_a_red_letter(
    house: House, browser: Browser, tmp_path: Path
) -> None:
    accountant = _a_school_has_paid(house, browser, tmp_path)
    _enters_and_confirms_its_details(accountant)
    clerk = _signs_in(house, browser)
    _brings_the_template(clerk, tmp_path)
    serial = _takes_the_workbook(clerk, number=2)
    _is_refused_a_wrong_amount(clerk, tmp_path, serial)
    _files_what_came_back(clerk, tmp_path, serial)
    _downloads(accountant)
    _takes_it_back(clerk)
    _asks_anew(accountant)
    anew = _takes_the_workbook(clerk, number=3)
    assert anew != serial
    _files_the_second(clerk, tmp_path, anew)
    accountant.go("/invoices/")
    accountant.sees(SECOND)
    accountant.keep("accountant-10-again")
    accountant.sits_still()


def _a_school_has_paid(house: House, browser: Browser, tmp_path: Path) -> Person:
    listing = tmp_path / "schools.csv"
    listing.write_text(
        f"学校标识码,备案名称,学校全称,县(市、区),学段\n{CODE},{SCHOOL},{COUNTY}{SCHOOL},{COUNTY},小学\n",
        encoding="utf-8",
    )
    house.run("schools", "load", str(listing))
    said = house.run(
        "staff", "add", "--name", "弓慧芳", "--mobile", CONTACT, "--kind", "school_contact", "--school", CODE
    )
    house.python(ROOT / "tests/journeys/county_owes.py", f"{CODE}=3")
    accountant = Person(browser, house, size=PHONE)
    accountant.activate(CONTACT, code_in(said))
    accountant.go("/invoices/")
    accountant.sees("到账后才能开票")
    accountant.sits_still()
    house.python(ROOT / "tests/journeys/the_money_arrives.py", CODE)
    return accountant


def _enters_and_confirms_its_details(accountant: Person) -> None:
    accountant.go("/invoices/")
    accountant.sees("还差一步")
    accountant.keep("accountant-4-one-step-left")
    accountant.main.get_by_role("link", name="填写开票信息").click()
    _fills(
        accountant,
        tax_number=WRONG_TAX,
        bank="中国工商银行繁峙支行",
        account="0512040509022100123",
        email="caiwu@school.example",
    )
    accountant.main.get_by_role("button", name="保存").click()
    accountant.sees("税号有一位写错或两位颠倒")
    accountant.keep("accountant-5-wrong-tax-number")
    assert accountant.page.locator("[name=bank]").input_value() == "中国工商银行繁峙支行"
    accountant.sits_still_after_a_refusal()
    _fills(accountant, tax_number=TAX)
    accountant.main.get_by_role("button", name="保存").click()
    accountant.sees("请再核对一遍并确认")
    accountant.keep("accountant-6-confirm")
    accountant.main.get_by_role("button", name="信息无误，确认").click()
    accountant.sees("可以申请开票了")
    accountant.main.get_by_role("button", name="申请开具").click()
    accountant.sees("已申请")
    accountant.keep("accountant-7-asked")
    accountant.sits_still()


def _fills(person: Person, **values: str) -> None:
    for name, value in values.items():
        person.page.locator(f"[name={name}]").fill(value)


def _signs_in(house: House, browser: Browser) -> Person:
    clerk = Person(browser, house, size=DESK)
    clerk.sign_in(logins.mobile_of("finance"), logins.PASSWORD)
    clerk.page.wait_for_url("**/desk/")
    clerk.go(f"/invoices/?q={SCHOOL}")
    clerk.sees(SCHOOL)
    clerk.keep("clerk-7-invoices")
    clerk.sits_still()
    return clerk


def _brings_the_template(clerk: Person, tmp_path: Path) -> None:
    clerk.go("/invoices/template/")
    for content, said in (
        (platform.template(without="购买方名称"), "缺少“购买方名称”列"),
        (platform.template(OWN_COLUMNS), "已接收，从现在起使用此模板"),
    ):
        file = tmp_path / "批量开票模板2026.xlsx"
        file.write_bytes(content)
        clerk.page.locator("input[type=file]").set_input_files(file)
        clerk.main.get_by_role("button", name="检查并启用").click()
        clerk.sees(said)
    clerk.sits_still_after_a_refusal()


def _takes_the_workbook(clerk: Person, *, number: int) -> str:
    """The serial of the school in the workbook that was made; the workbook is the template, filled by names."""
    clerk.go("/invoices/batches/")
    clerk.main.get_by_role("button", name=re.compile("生成表格")).click()
    clerk.sees(f"第 {number} 份表格已生成")
    clerk.keep(f"clerk-8-workbooks-{number}")
    clerk.sits_still()
    book = openpyxl.load_workbook(io.BytesIO(_downloaded(clerk, clerk.main.get_by_role("link", name="下载").first)))
    assert book.sheetnames == ["1-发票基本信息", "2-发票明细信息", "3-特定业务信息", "4-附加要素信息", "excelVersion"]
    own = _row_of(book["1-发票基本信息"], "购买方名称", SCHOOL)
    item = _row_of(book["2-发票明细信息"], "发票流水号", own["发票流水号"])
    assert own["购买方纳税人识别号"] == TAX
    assert (own["购买方开户银行"], own["是否展示购买方地址电话银行账号"]) == ("中国工商银行繁峙支行", "展示全部信息")
    assert (item["金额"], item["数量"], item["单价"]) == (AMOUNT, "3", "120.00")
    return own["发票流水号"]


def _row_of(sheet: Worksheet, column: str, value: str) -> dict[str, str]:
    names = [str(cell.value or "").strip("*") for cell in sheet[3]]
    rows = [
        dict(zip(names, (str(cell.value or "") for cell in row), strict=True)) for row in sheet.iter_rows(min_row=4)
    ]
    (found,) = [row for row in rows if row[column] == value]
    return found


def _downloaded(person: Person, link: Locator) -> bytes:
    with person.page.expect_download() as download:
        link.click()
    return Path(download.value.path()).read_bytes()


def _returned(serial: str, number: str, total: str = AMOUNT) -> dict[str, bytes]:
    """The invoice as the platform packs it: one invoice, three files."""
    buyer = (SCHOOL, TAX)
    return {
        f"{number}.pdf": platform.pdf(buyer, total, number=number, remark=serial),
        f"{number}.ofd": platform.ofd(buyer, total, number=number),
        f"{number}.xml": platform.xml(buyer, total, number=number, remark=serial),
    }


def _brings(clerk: Person, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    clerk.go("/invoices/results/")
    clerk.page.locator("input[type=file]").set_input_files(file)
    clerk.main.get_by_role("button", name="读取并归档").click()
    clerk.follow_the_work()


def _is_refused_a_wrong_amount(clerk: Person, tmp_path: Path, serial: str) -> None:
    wrong = _returned(serial, FIRST, "300.00")[f"{FIRST}.xml"]
    _brings(clerk, tmp_path / "金额有误.zip", platform.packed_as({"发票/金额有误.xml": wrong, "说明.txt": b"readme"}))
    clerk.sees("金额不符：发票为 ¥300.00，申请为 ¥360.00")
    clerk.sees("这不是发票文件")
    clerk.keep("clerk-9-refused")
    clerk.sits_still()
    clerk.go(f"/invoices/?q={serial}&state=batched")
    clerk.sees(SCHOOL)


def _files_what_came_back(clerk: Person, tmp_path: Path, serial: str) -> None:
    _brings(clerk, tmp_path / "批量下载.zip", platform.packed_as(_returned(serial, FIRST)))
    clerk.sees("已归档")
    assert clerk.main.locator("tbody tr").count() == 3
    assert clerk.main.get_by_text("未接收").count() == 0
    clerk.keep("clerk-10-filed")
    clerk.sits_still()


def _downloads(accountant: Person) -> None:
    accountant.go("/invoices/")
    accountant.sees(FIRST)
    accountant.keep("accountant-8-issued")
    accountant.sits_still()
    content = _downloaded(accountant, accountant.main.get_by_role("link", name=re.compile("PDF")))
    assert content.startswith(b"%PDF-")
    xml = _downloaded(accountant, accountant.main.get_by_role("link", name=re.compile("XML")))
    assert FIRST.encode() in xml


def _takes_it_back(clerk: Person) -> None:
    clerk.go(f"/invoices/?q={FIRST}")
    clerk.main.get_by_role("link", name=SCHOOL).first.click()
    clerk.main.locator("summary", has_text="红冲").click()
    clerk.page.locator("[name=why]").select_option("buyer")
    clerk.page.locator("[name=note]").fill("学校要求更名")
    clerk.keep("clerk-11-red-letter")
    clerk.main.locator("details[open]").get_by_role("button", name="红冲").click()
    clerk.sees("红冲中")
    clerk.page.locator("[name=number]").fill("2614")
    clerk.main.get_by_role("button", name="已红冲").click()
    clerk.sees("发票号码为 20 位数字")
    clerk.sits_still_after_a_refusal()
    clerk.page.locator("[name=number]").fill(RED)
    clerk.main.get_by_role("button", name="已红冲").click()
    clerk.sees("发票已红冲，现在可以重新申请")
    clerk.keep("clerk-12-reversed")
    clerk.sits_still()


def _asks_anew(accountant: Person) -> None:
    accountant.go("/invoices/")
    accountant.sees("这张发票已红冲，请勿入账")
    accountant.main.get_by_role("button", name="申请开具").click()
    accountant.sees("已申请")
    accountant.keep("accountant-9-reversed")
    accountant.sits_still()


def _files_the_second(clerk: Person, tmp_path: Path, serial: str) -> None:
    """First the platform's list of successes, then the file."""
    _brings(clerk, tmp_path / "成功清单.xlsx", platform.successes((serial, SECOND)))
    clerk.sees("已归档")
    _brings(clerk, tmp_path / f"{SECOND}.xml", _returned(serial, SECOND)[f"{SECOND}.xml"])
    clerk.sees("已归档")
    clerk.sits_still()
