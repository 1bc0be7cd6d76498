"""Each bank's layout, from the bytes of its file to its lines."""

from decimal import Decimal

import pytest

from xingtan.billing.statement import Proof, StatementRead, identities, read_statement
from xingtan.billing.tests.samples import SAMPLES, Sample
from xingtan.billing.tests.samples.corporate import ACCOUNT, CHARGE, OTHER, OTHER_ACCOUNT, SCHOOL
from xingtan.foundation.sheets import read_workbook_here


def read(sample: Sample) -> StatementRead:
    return read_statement(read_workbook_here(sample.content(), name=sample.file).visible[0].rows)


every_layout = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


@every_layout
def test_the_three_movements_are_read_in_booking_order(sample: Sample) -> None:
    school, charge, other = read(sample).lines

    assert [line.is_incoming for line in (school, charge, other)] == [True, False, True]
    assert [line.amount for line in (school, charge, other)] == [
        Decimal("3600.00"),
        Decimal("5.00"),
        Decimal("1200.00"),
    ]
    assert ["30人" in school.remark, CHARGE in charge.remark, "10人" in other.remark] == [True, True, True]
    if sample.names:
        assert (school.payer_name, other.payer_name) == (SCHOOL, OTHER)
    if sample.accounts:
        assert (school.payer_account, other.payer_account) == (ACCOUNT, OTHER_ACCOUNT)


@every_layout
def test_day_and_time_are_read(sample: Sample) -> None:
    moments = [line.booked.isoformat(sep=" ") for line in read(sample).lines]

    times = ["09:10:11", "12:00:00", "15:30:00"] if sample.times else ["00:00:00"] * 3
    assert moments == [f"2020-11-18 {time}" for time in times]


@every_layout
def test_opening_and_lines_give_the_closing_balance(sample: Sample) -> None:
    found = read(sample)

    assert (found.opening, found.closing, found.proof) == (Decimal("10000.00"), Decimal("14795.00"), Proof.BALANCES)


@every_layout
def test_the_own_account_is_read_where_it_is_told(sample: Sample) -> None:
    assert read(sample).own_account == sample.own


@every_layout
def test_each_line_has_a_key_of_its_own(sample: Sample) -> None:
    assert len(set(identities(read(sample).lines, "0512"))) == 3


def sample_of(name: str) -> Sample:
    return next(sample for sample in SAMPLES if sample.name == name)


def test_characters_outside_of_the_old_code_page_are_kept() -> None:
    assert "㛥" in read(sample_of("icbc_a")).lines[2].remark


def test_a_nominal_payer_is_told_beside_the_payer() -> None:
    school, _charge, other = read(sample_of("boc")).lines

    assert (school.payer_name, "五台县教育局" in school.remark) == (SCHOOL, True)
    assert OTHER not in other.remark


def test_the_name_of_the_payers_bank_is_not_the_payer() -> None:
    assert {line.payer_name for line in read(sample_of("boc")).lines} == {SCHOOL, "中国银行", OTHER}


def test_the_payee_is_the_other_side_of_what_went_out() -> None:
    assert read(sample_of("boc")).lines[1].payer_account == "104999"


def test_the_cores_serial_goes_before_one_that_repeats() -> None:
    assert [line.serial for line in read(sample_of("pingan")).lines] == ["C001", "C002", "C003"]


def test_a_vouchers_number_is_no_serial() -> None:
    assert {line.serial for line in read(sample_of("icbc_a")).lines} == {""}


@pytest.mark.parametrize("name", ["abc", "ccb_personal"])
def test_a_csv_that_is_an_old_workbook_inside_is_read(name: str) -> None:
    content = sample_of(name).content()

    assert content.startswith(b"\xd0\xcf\x11\xe0")
    assert len(read_statement(read_workbook_here(content, name="明细.csv").visible[0].rows).lines) == 3
