"""Statements that are torn, locked, mis-encoded, or attack: refused with what to do, and nothing stored."""

import io
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from xingtan.billing.errors import (
    BalanceBreaks,
    ControlTotalDiffers,
    NoStatementHeader,
    NoStatementLines,
    OtherCurrency,
    SeveralAccounts,
    StatedTotalDiffers,
    StatementRefused,
    TornRow,
    UnclearDirection,
    UnreadableAmount,
)
from xingtan.billing.statement import Proof, StatementRead, read_statement
from xingtan.billing.tests.samples import corporate, others, personal, writing
from xingtan.foundation.sheets import SheetUnreadable, read_workbook, read_workbook_here
from xingtan.foundation.tests import files
from xingtan.foundation.uploads import (
    ArchiveUnsafe,
    FileDamaged,
    FileEmpty,
    NotASheet,
    PasswordProtected,
    UploadRefused,
)


def read(content: bytes, name: str = "明细.csv") -> StatementRead:
    return read_statement(read_workbook_here(content, name=name).visible[0].rows)


HEAD = ["交易日期", "收入金额", "支出金额", "余额", "对方户名", "附言"]
DAY = "2020-11-18"


def table(*rows: list[str]) -> bytes:
    return writing.text([HEAD, *rows])


def test_a_difference_is_told_with_the_first_row_where_it_breaks() -> None:
    with pytest.raises(ControlTotalDiffers) as refused:
        read(table([DAY, "100", "", "100"], [DAY, "50", "", "160"], [DAY, "", "20", "140"], [DAY, "5", "", "150"]))

    told = refused.value.parameters
    assert (told["row"], told["expected"], told["told"], told["difference"]) == (3, "¥150.00", "¥160.00", "-¥15.00")


def test_a_break_is_found_in_files_that_begin_with_the_newest() -> None:
    with pytest.raises(ControlTotalDiffers) as refused:
        read(table(["2020-11-20", "5", "", "165"], ["2020-11-19", "50", "", "160"], [DAY, "100", "", "100"]))

    assert refused.value.parameters["row"] == 3


def test_one_changed_balance_between_right_ends_is_found() -> None:
    with pytest.raises(BalanceBreaks) as refused:
        read(table([DAY, "100", "", "100"], [DAY, "50", "", "51"], [DAY, "20", "", "170"]))

    assert (refused.value.parameters["row"], refused.value.parameters["difference"]) == (3, "¥99.00")


def test_lines_of_one_second_in_another_order_are_no_break() -> None:
    found = read(table([DAY, "100", "", "100"], [DAY, "20", "", "170"], [DAY, "50", "", "150"], ["2020-11-19", "1", "", "171"]))  # fmt: skip

    assert (found.opening, found.closing, found.proof) == (Decimal(0), Decimal(171), Proof.BALANCES)


def test_a_file_without_balances_is_taken_and_says_so() -> None:
    found = read(table([DAY, "100", "", "", "东雷乡中心小学", "30人"]))

    assert (found.proof, found.opening) == (Proof.NONE, None)


def test_stated_sums_prove_a_file_without_balances_and_refuse_a_torn_one() -> None:
    lines = [[DAY, "100", "", ""], [DAY, "", "20", ""]]

    assert read(table(*lines, ["合计", "100.00", "20.00"])).proof == Proof.TOTALS
    with pytest.raises(StatedTotalDiffers) as refused:
        read(table(lines[0], ["合计", "100.00", "20.00"]))
    assert (refused.value.parameters["row"], refused.value.parameters["difference"]) == (3, "¥20.00")


def test_stated_opening_and_closing_prove_a_file_without_balances() -> None:
    whole = writing.text([["期初余额：10.00", "期末余额：90.00"], HEAD, [DAY, "100"], [DAY, "", "20"]])
    torn = writing.text([["期初余额：10.00", "期末余额：90.00"], HEAD, [DAY, "100"]])

    assert (read(whole).opening, read(whole).closing, read(whole).proof) == (Decimal(10), Decimal(90), Proof.TOTALS)
    with pytest.raises(StatedTotalDiffers):
        read(torn)


def test_a_row_that_only_brings_the_balance_forward_is_no_line() -> None:
    found = read(table([DAY, "", "", "50.00", "", "期初余额"], [DAY, "100", "", "150"]))

    assert [line.amount for line in found.lines] == [Decimal(100)]
    with pytest.raises(StatedTotalDiffers):
        read(table([DAY, "", "", "51.00", "", "期初余额"], [DAY, "100", "", "150"]))


def test_the_head_of_a_statement_shows_that_its_end_is_missing() -> None:
    lines = corporate.boc().splitlines(keepends=True)

    with pytest.raises(StatedTotalDiffers):
        read(b"".join(lines[:-1]))


def test_an_open_quotation_mark_does_not_swallow_lines() -> None:
    torn = table([DAY, "100", "", "", "东雷", '"30人'], [DAY, "50"], [DAY, "20"])

    with pytest.raises(TornRow):
        read(torn)


def test_a_cell_with_a_line_break_of_its_own_is_no_torn_row() -> None:
    assert read(table([DAY, "100", "", "", "东雷", '"30人\n张三"'])).lines[0].remark == "30人\n张三"


@pytest.mark.parametrize("cut", [1, 2])
def test_a_last_row_cut_within_its_amount_is_not_read_as_a_smaller_one(cut: int) -> None:
    whole = writing.text([["交易日期", "对方户名", "附言", "收入金额"], [DAY, "东雷", "30人", '"3,600.00"']])
    broken = whole.rstrip()[: -len('.00"') - cut]

    with pytest.raises(UnreadableAmount):
        read(broken)


@pytest.mark.parametrize("currency", ["美元", "USD", "港币"])
def test_lines_in_another_currency_are_refused(currency: str) -> None:
    with pytest.raises(OtherCurrency):
        read(writing.text([[*HEAD, "币种"], [DAY, "100", "", "", "", "x", currency]]))


def test_lines_of_two_accounts_are_refused() -> None:
    rows = [[DAY, "100", "", "", "", "x", account] for account in ("0512040509026402092", "0512040509026402093")]

    with pytest.raises(SeveralAccounts):
        read(writing.text([[*HEAD, "本方账号"], *rows]))


def test_an_unknown_flag_is_not_guessed() -> None:
    with pytest.raises(UnclearDirection):
        read(writing.text([["交易日期", "金额", "借贷标志", "对方户名"], [DAY, "100", "冲", "东雷"]]))


def test_a_kind_of_transaction_that_begins_like_a_direction_is_none() -> None:
    rows = [
        ["交易日期", "金额", "交易类型", "对方户名"],
        [DAY, "-5.00", "收费", "银行"],
        [DAY, "100", "支付宝转入", "东雷"],
    ]

    assert [line.is_incoming for line in read(writing.text(rows)).lines] == [False, True]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_each_encoding_is_told_by_its_bytes(encoding: str) -> None:
    content = writing.text([HEAD, [DAY, "100", "", "", "喆堃㛥镇中心小学", "30人"]], encoding=encoding)

    assert read(content).lines[0].payer_name == "喆堃㛥镇中心小学"


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises((UploadRefused, StatementRefused)):
        read(table([DAY, "100", "", "", "东雷", "30人"]) + b"\xff\xff\x81")


def with_dimension(content: bytes, dimension: str) -> bytes:
    """The same workbook, whose sheet says it is of another size."""
    source, out = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("sheet1.xml"):
                start = part.index(b'<dimension ref="') + len(b'<dimension ref="')
                part = part[:start] + dimension.encode() + part[part.index(b'"', start) :]
            target.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize("dimension", ["A1", "A1:A1", "A1:B2"])
def test_a_sheet_that_states_a_wrong_size_is_read_whole(dimension: str) -> None:
    assert len(read(with_dimension(others.rural(), dimension), "明细.csv").lines) == 3


def test_titles_above_and_a_header_in_the_last_row_looked_at() -> None:
    rows = [["标题"]] * 59

    assert len(read(writing.text([*rows, HEAD, [DAY, "100", "", "", "东雷"]])).lines) == 1
    with pytest.raises(NoStatementHeader):
        read(writing.text([*rows, ["标题"], HEAD, [DAY, "100", "", "", "东雷"]]))


def test_a_header_alone_is_refused() -> None:
    with pytest.raises(NoStatementLines):
        read(table())


LOCKED = [files.compound("EncryptedPackage"), files.compound("EncryptionInfo") + files.compound("EncryptedPackage")]


@pytest.mark.parametrize("content", LOCKED)
def test_a_locked_workbook_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(PasswordProtected):
        read(content, "明细.xlsx")


def test_a_workbook_with_a_document_type_is_refused() -> None:
    attack = files.package(files.sheet_xml(files.cell("A1", "&x;"), '<!DOCTYPE x [<!ENTITY x "y">]>'))

    with pytest.raises(ArchiveUnsafe):
        read(attack, "明细.xlsx")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(b"", FileEmpty), (b"%PDF-1.7", NotASheet), (b"<html><table>", NotASheet), (b"\0\1\2\3" * 50, FileDamaged)],
)
def test_what_is_no_sheet_is_refused_with_what_it_is(content: bytes, refusal: type[UploadRefused]) -> None:
    with pytest.raises(refusal):
        read(content, "明细.xls")


@pytest.mark.parametrize("sample", [others.rural, others.postal, corporate.abc])
def test_a_workbook_cut_off_anywhere_is_refused(sample: object) -> None:
    content: bytes = sample()  # type: ignore[operator]

    for part in (0.3, 0.6, 0.9):
        with pytest.raises((UploadRefused, StatementRefused)):
            read_statement(read_workbook(content[: int(len(content) * part)], name="明细.xls").visible[0].rows)


@settings(max_examples=60, deadline=None)
@for_all(st.sampled_from([corporate.icbc_a, corporate.boc, personal.icbc_v1, others.huaxia]), st.integers(0, 4000))
def test_a_table_cut_off_anywhere_is_refused_or_ends_with_a_whole_line(sample: object, end: int) -> None:
    content: bytes = sample()  # type: ignore[operator]
    amounts = [line.signed for line in read(content).lines]

    try:
        found = read(content[: min(end, len(content))])
    except (UploadRefused, StatementRefused):
        return
    assert [line.signed for line in found.lines] == amounts[: len(found.lines)]


@settings(max_examples=60, deadline=None)
@for_all(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xls", "a.xlsx"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    try:
        read(content, name)
    except (UploadRefused, StatementRefused, SheetUnreadable):
        return
