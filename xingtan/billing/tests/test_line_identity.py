"""No file brings a line twice and none is swallowed, however a period is cut into files."""

from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from xingtan.billing.statement import ReadLine, identities
from xingtan.billing.tests.samples import SAMPLES
from xingtan.billing.tests.test_layouts import read

NOVEMBER = datetime(2020, 11, 1)  # noqa: DTZ001 - a bank's wall clock


def line(day: int, amount: int, *, balance: int | None = None, serial: str = "", payer: str = "") -> ReadLine:
    return ReadLine(1, NOVEMBER + timedelta(days=day), True, Decimal(amount), None if balance is None else Decimal(balance), payer, "", "", "", serial)  # fmt: skip


def taken_in(files: list[list[ReadLine]]) -> set[str]:
    stored: set[str] = set()
    for file in files:
        stored |= set(identities(file, "0512"))
    return stored


amounts = st.sampled_from([120, 240, 3600])
days = st.integers(0, 29)


@st.composite
def months(draw: st.DrawFn, *, kind: str) -> list[ReadLine]:
    """A month's lines in booking order, as a bank tells them: with running balances, with serials, or with neither."""
    told = sorted(
        draw(st.lists(st.tuples(days, amounts, st.sampled_from(["", "东雷", "沟南"])), min_size=1, max_size=25))
    )
    balance, lines = 0, []
    for number, (day, amount, payer) in enumerate(told):
        balance += amount
        lines.append(
            line(day, amount, payer=payer, balance=balance if kind == "balance" else None, serial=f"N{number}" if kind == "serial" else "")
        )  # fmt: skip
    return lines


@st.composite
def cuts(draw: st.DrawFn, *, kind: str) -> tuple[list[ReadLine], list[list[ReadLine]]]:
    """A month, and files that overlap, cover it, and come in any order and either direction."""
    month = draw(months(kind=kind))
    spans = [*draw(st.lists(st.tuples(days, days), max_size=4)), (0, 15), (14, 29)]
    files = [[each for each in month if min(span) <= each.booked.day - 1 <= max(span)] for span in spans]
    turned = [file[::-1] if draw(st.booleans()) else file for file in files]
    return month, draw(st.permutations(turned))


@given(cuts(kind="serial") | cuts(kind="balance") | cuts(kind="neither"))
def test_files_cut_by_days_bring_each_line_exactly_once(cut: tuple[list[ReadLine], list[list[ReadLine]]]) -> None:
    month, files = cut

    assert taken_in(files) == set(identities(month, "0512"))
    assert len(taken_in(files)) == len(month)


@given(st.sampled_from(["serial", "balance"]), st.data())
def test_files_cut_anywhere_bring_each_line_exactly_once_where_the_bank_tells_lines_apart(kind: str, data: st.DataObject) -> None:  # fmt: skip
    month = data.draw(months(kind=kind))
    places = data.draw(st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=6))
    files = [month[min(span) : max(span)] for span in places] + [month[:13], month[11:]]

    assert len(taken_in(data.draw(st.permutations(files)))) == len(month)


@given(st.integers(1, 100))
def test_equal_lines_of_a_day_are_as_many_lines(count: int) -> None:
    assert len(taken_in([[line(17, 120)] * count, [line(17, 120)] * count])) == count


def test_a_serial_shared_by_a_transfer_and_its_charge_makes_two_lines() -> None:
    assert len(taken_in([[line(1, 3600, serial="77"), line(1, 5, serial="77")]])) == 2


def test_a_serial_used_again_on_another_day_makes_two_lines() -> None:
    assert len(taken_in([[line(1, 120, serial="77")], [line(2, 120, serial="77")]])) == 2


def test_serials_that_a_spreadsheet_rounded_are_not_trusted() -> None:
    spoiled = [line(1, 120, balance=120, serial="1.23457E+17"), line(1, 120, balance=240, serial="1.23457E+17")]

    assert len(taken_in([spoiled, spoiled[1:]])) == 2


def test_the_same_line_in_another_layout_of_the_same_words_is_the_same_line() -> None:
    by_name = {sample.name: sample for sample in SAMPLES}

    same = [
        identities(read(by_name[name]).lines, "0512")
        for name in ("icbc_a", "icbc_a_in_one_column", "icbc_b", "icbc_c", "icbc_e")
    ]

    assert all(keys == same[0] for keys in same)


def test_lines_of_two_accounts_are_never_the_same() -> None:
    assert set(identities([line(1, 120)], "0512")).isdisjoint(identities([line(1, 120)], "0513"))


def test_no_account_or_name_stands_in_a_key() -> None:
    key = identities([line(1, 120, payer="东雷乡中心小学")], "0512040509026402092")[0]

    assert "0512040509026402092" not in key
    assert "东雷" not in key
