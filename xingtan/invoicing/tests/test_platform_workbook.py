"""The provider's own template, filled by the names of its columns."""

import io

import openpyxl
import pytest

from xingtan.invoicing.platform_workbook import Unfit, fill, plan_of, show_word
from xingtan.invoicing.tests import platform

INVOICE = {
    "发票流水号": "XT00001201",
    "发票类型": "普通发票",
    "是否含税": "是",
    "购买方名称": "=cmd|东雷",
    "购买方纳税人识别号": "1",
    "备注": "R7",
}
ITEM = {
    "发票流水号": "XT00001201",
    "项目名称": "培训费",
    "商品和服务税收编码": "3070201020000000000",
    "金额": "3600.00",
    "税率": "0.03",
}


def cells(content: bytes, sheet: str) -> dict[str, object]:
    """Header → value of the first row below it."""
    page = openpyxl.load_workbook(io.BytesIO(content))[sheet]
    return {str(page.cell(3, at).value): page.cell(4, at) for at in range(1, page.max_column + 1)}


@pytest.mark.parametrize(
    ("columns", "words"), [(platform.COLUMNS_2026, "展示全部信息"), (platform.COLUMNS_2023, "展示全部信息")]
)
def test_the_columns_of_every_year_are_found_by_their_words(columns: tuple[str, ...], words: str) -> None:
    plan = plan_of(platform.template(columns))

    assert (plan.invoice.title, plan.item.title, plan.invoice.header_row) == ("1-发票基本信息", "2-发票明细信息", 3)
    assert (plan.version, show_word(plan)) == ("pt:20260401", words)
    assert plan.invoice.limits["购买方名称"] == 100


def test_every_cell_is_text_and_the_rest_of_the_workbook_stays() -> None:
    filled = fill(platform.template(), [INVOICE], [ITEM])

    row = cells(filled, "1-发票基本信息")
    name = row["购买方名称*"]
    assert (name.value, name.data_type, name.number_format) == ("=cmd|东雷", "s", "@")  # type: ignore[attr-defined]
    assert cells(filled, "2-发票明细信息")["金额*"].value == "3600.00"  # type: ignore[attr-defined]
    assert openpyxl.load_workbook(io.BytesIO(filled))["excelVersion"]["A4"].value == "pt:20260401"


def test_the_examples_of_the_template_do_not_go_out() -> None:
    page = openpyxl.load_workbook(io.BytesIO(fill(platform.template(), [INVOICE], [ITEM])))["1-发票基本信息"]

    assert "示例" not in [cell.value for row in page.iter_rows(min_row=4) for cell in row]


@pytest.mark.parametrize("column", ["购买方纳税人识别号", "是否含税", "发票类型"])
def test_a_template_without_a_required_column_is_refused_by_its_name(column: str) -> None:
    with pytest.raises(Unfit) as refused:
        plan_of(platform.template(without=column))

    assert (refused.value.code, refused.value.about) == ("no_column", column)


def test_a_column_the_template_requires_and_nobody_fills_is_named() -> None:
    with pytest.raises(Unfit) as refused:
        fill(platform.template(also_must="购买方经办人姓名"), [INVOICE], [ITEM])

    assert (refused.value.code, refused.value.about) == ("unfilled", "购买方经办人姓名")


@pytest.mark.parametrize(("length", "is_taken"), [(230, True), (231, False)])
def test_a_text_longer_than_its_column_is_refused(length: int, *, is_taken: bool) -> None:
    row = {**INVOICE, "备注": "注" * length}
    if is_taken:
        assert fill(platform.template(), [row], [ITEM])
        return
    with pytest.raises(Unfit) as refused:
        fill(platform.template(), [row], [ITEM])
    assert refused.value.code == "too_long"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", platform.failures(("a", "b"))])
def test_what_is_no_template_is_refused(content: bytes) -> None:
    with pytest.raises(Unfit):
        plan_of(content)
