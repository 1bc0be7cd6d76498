"""Reading a county's list of schools as people send it, and finding the bills it means."""

from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from xingtan.billing.listed_schools import Note, placed
from xingtan.billing.matching import Claim
from xingtan.billing.school_list import Owed, as_text, read_list, share_of

FEE = Decimal(120)
NAMES = (
    "东雷乡中心小学", "石咀镇中心小学", "五台县第三中学", "东冶镇东冶小学", "台城镇寄宿制小学", "沟南乡中心小学", "沟南乡联合学校",
)  # fmt: skip
CLAIMS = [
    Claim(name, "五台县", (name, f"五台县{name}"), 30, Decimal(3600), code=f"R7K{n}MX") for n, name in enumerate(NAMES)
]
OWED = {claim.key: Owed(30, Decimal(3600)) for claim in CLAIMS}


def rows_of(text: str) -> list[tuple[str, int | None, str | None]]:
    """Name as typed, heads, yuan (bare numbers in brackets)."""
    return [
        (row.text, row.heads, f"{row.amount}" if row.amount is not None else f"({row.number})" if row.number else None)
        for row in read_list(text).rows
    ]


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("东雷小学30人3600元", [("东雷小学30人3600元", 30, "3600.00")]),
        ("1、东雷小学30人3600元；2、石咀完小 20人", [("东雷小学30人3600元", 30, "3600.00"), ("石咀完小 20人", 20, None)]),
        ("①东雷小学三十人叁仟陆佰元", [("东雷小学三十人叁仟陆佰元", 30, "3600.00")]),
        ("（1）东雷小学（2）石咀小学", [("东雷小学", None, None), ("石咀小学", None, None)]),
        ("东雷小学,30,3600", [("东雷小学,30,3600", 30, "3600.00")]),
        ("东雷小学，￥３，６００．００", [("东雷小学,¥3,600.00", None, "3600.00")]),
        ("东雷小学30人×120元=3600元", [("东雷小学30人×120元=3600元", 30, "3600.00")]),
        ("东雷小学每人120元，30人", [("东雷小学每人120元,30人", 30, None)]),
        ("东雷小学 0.36万元", [("东雷小学 0.36万元", None, "3600.00")]),
        ("东雷小学 张三 13812345678 30人", [("东雷小学 张三 13812345678 30人", 30, None)]),
        ("东雷小学 11月18日 2020年度 30人", [("东雷小学 11月18日 2020年度 30人", 30, None)]),
        ("东雷 中心小学 30人", [("东雷 中心小学 30人", 30, None)]),
        ("30 东雷小学", [("30 东雷小学", None, "(30.00)")]),
        ("101中学 30人", [("101中学 30人", 30, None)]),
        ("东雷小学30人 石咀小学20人", [("东雷小学30人", 30, None), ("石咀小学20人", 20, None)]),
    ],
)  # fmt: skip
def test_a_message_is_read_as_people_write_it(typed: str, rows: list[tuple[str, int | None, str | None]]) -> None:
    assert rows_of(typed) == rows


def test_a_sheet_is_read_by_its_header_and_its_sum_is_no_school() -> None:
    sheet = as_text([
        ["序号", "学校", "人数", "缴费金额", "联系电话"],
        [1.0, "东雷乡中心小学", 30.0, 3600.0, "13812345678"],
        [2.0, "石咀镇中心小学", 10.0, "1,200.00", None],
        ["合计", None, 40.0, 4800.0, None],
    ])  # fmt: skip

    read = read_list(sheet)

    assert [(row.heads, row.amount) for row in read.rows] == [(30, Decimal(3600)), (10, Decimal(1200))]
    assert read.total == Decimal(4800)


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [("30", "3600"), ("3600", "3600"), ("31", "3720"), ("2400", "2400"), ("29人", "3480"), ("100元", "100")],
)
def test_a_bare_number_is_heads_or_yuan_as_the_bill_explains_it(typed: str, yuan: str) -> None:
    row = read_list(f"东雷小学 {typed}").rows[0]

    assert share_of(row, Owed(30, Decimal(3600)), FEE) == Decimal(yuan)


@pytest.mark.parametrize(
    ("typed", "bill", "notes"),
    [
        ("东雷中心小学30人3600元", "东雷乡中心小学", []),
        ("R7K1MX 3600元", "石咀镇中心小学", []),
        ("石嘴中心小学 30人", "石咀镇中心小学", [Note.UNSURE]),
        ("三中 3600", "五台县第三中学", []),
        ("台城寄小30人3000元", "台城镇寄宿制小学", [Note.AMOUNT_DIFFERS]),
        ("东冶小学 31人", "东冶镇东冶小学", [Note.HEADS_DIFFER, Note.MORE_THAN_OWED]),
        ("东冶小学 20人 25人", "东冶镇东冶小学", [Note.UNCLEAR]),
        ("东雷 30", "东雷乡中心小学", [Note.UNSURE]),
        ("沟南 30", "", [Note.SEVERAL]),
        ("阳白小学 30", "", [Note.UNKNOWN]),
        ("东雷中心小学附属幼儿园 5人", "", [Note.UNKNOWN]),
    ],
)
def test_a_row_finds_its_bill_and_names_what_differs(typed: str, bill: str, notes: list[Note]) -> None:
    row = placed(read_list(typed), CLAIMS, OWED, FEE).rows[0]

    assert (row.bill, list(row.notes)) == (bill, notes)


def test_a_list_of_names_alone_means_what_each_still_owes() -> None:
    found = placed(read_list("东雷中心小学、石咀中心小学"), CLAIMS, OWED, FEE)

    assert found.shares == {"东雷乡中心小学": Decimal(3600), "石咀镇中心小学": Decimal(3600)}


def test_among_numbers_a_name_without_one_gets_nothing() -> None:
    found = placed(read_list("东雷中心小学 30人\n石咀中心小学"), CLAIMS, OWED, FEE)

    assert found.shares == {"东雷乡中心小学": Decimal(3600)}
    assert found.rows[1].notes == (Note.NO_NUMBER,)


def test_titles_are_passed_over_and_the_same_school_twice_is_told_and_added() -> None:
    found = placed(read_list("五台县缴费名单\n东雷中心小学 20人\n东雷乡中心小学 10人"), CLAIMS, OWED, FEE)

    assert found.passed_over == ("五台县缴费名单",)
    assert found.shares == {"东雷乡中心小学": Decimal(3600)}
    assert all(Note.TWICE in row.notes for row in found.rows)


def test_open_bills_that_are_not_on_the_list_are_named() -> None:
    owed = {**OWED, "沟南乡联合学校": Owed(30, Decimal(0))}

    found = placed(read_list("东雷中心小学 30人"), CLAIMS, owed, FEE)

    assert "沟南乡中心小学" in found.missing
    assert "沟南乡联合学校" not in found.missing


@drawn(st.text(max_size=200))
def test_no_text_breaks_it_and_no_share_is_invented_without_a_number_or_name(text: str) -> None:
    found = placed(read_list(text), CLAIMS, OWED, FEE)

    assert set(found.shares) <= set(NAMES)
    assert all(amount >= 0 for amount in found.shares.values())


@drawn(
    st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, 200)), min_size=1, max_size=7, unique_by=lambda p: p[0])
)
def test_a_clean_list_gives_every_school_its_yuan(pairs: list[tuple[str, int]]) -> None:
    text = "\n".join(f"{n}. {name} {heads}人 {heads * FEE}元" for n, (name, heads) in enumerate(pairs, start=1))

    found = placed(read_list(text), CLAIMS, OWED, FEE)

    assert found.shares == {name: heads * FEE for name, heads in pairs}
