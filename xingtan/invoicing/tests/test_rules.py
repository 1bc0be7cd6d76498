"""Who can buy, and when an invoice may be asked for."""

from dataclasses import replace
from decimal import Decimal

import pytest

from xingtan.invoicing.rules import (
    Buyer,
    Fault,
    Standing,
    TaxNumber,
    WhyNot,
    faults_of,
    judge_tax_number,
    serial_for,
    wants_red_letter,
    why_not_ask,
)
from xingtan.invoicing.tests import platform

SOUND = platform.tax_number(7)
BUYER = Buyer("东雷乡中心小学", SOUND, "工行五台支行", "0512040509022100123", email="a@b.example")
PAID = Standing(Decimal(3600), Decimal(3600), has_live=False, is_confirmed=True)


@pytest.mark.parametrize(
    ("number", "verdict"),
    [
        (SOUND, TaxNumber.SOUND),
        ("", TaxNumber.EMPTY),
        ("140922199001011", TaxNumber.OLD),
        (SOUND[:-1], TaxNumber.LENGTH),
        (SOUND + "1", TaxNumber.LENGTH),
        ("O" + SOUND[1:], TaxNumber.LETTERS),
        (SOUND[:5] + "I" + SOUND[6:], TaxNumber.LETTERS),
        (SOUND.lower()[:8] + "中" + SOUND[9:], TaxNumber.LETTERS),
        (SOUND[:3] + SOUND[4] + SOUND[3] + SOUND[5:], TaxNumber.CHECK),
        (SOUND[:16] + ("1" if SOUND[16] != "1" else "2") + SOUND[17], TaxNumber.CHECK),
    ],
)
def test_a_tax_number_is_told_for_what_it_is(number: str, verdict: TaxNumber) -> None:
    assert judge_tax_number(number) is verdict


@pytest.mark.parametrize(
    ("buyer", "faults"),
    [
        (BUYER, {}),
        (replace(BUYER, name=""), {"name": Fault.MISSING}),
        (replace(BUYER, bank="", account=""), {"bank": Fault.MISSING, "account": Fault.MISSING}),
        (replace(BUYER, account="六二二二"), {"account": Fault.ACCOUNT}),
        (replace(BUYER, account="12345"), {"account": Fault.ACCOUNT}),
        (replace(BUYER, account="10-5456001040012345"), {}),
        (replace(BUYER, email=""), {"email": Fault.MISSING}),
        (replace(BUYER, email="", picks_up=True), {}),
        (replace(BUYER, email="a@b"), {"email": Fault.MAIL}),
        (replace(BUYER, email="a" * 60 + "@school.example"), {"email": Fault.TOO_LONG}),
        (replace(BUYER, name="校" * 100), {}),
        (replace(BUYER, name="校" * 101), {"name": Fault.TOO_LONG}),
        (replace(BUYER, tax_number="140922199001011"), {}),
    ],
)
def test_faults_of_a_profile_are_named_by_field(buyer: Buyer, faults: dict[str, Fault]) -> None:
    assert faults_of(buyer) == faults


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (PAID, None),
        (replace(PAID, received=Decimal("3599.99")), WhyNot.UNPAID),
        (replace(PAID, received=Decimal("3600.01")), None),
        (replace(PAID, received=Decimal(3595), written_off=Decimal(5)), None),
        (replace(PAID, received=Decimal(3594), written_off=Decimal(5)), WhyNot.UNPAID),
        (replace(PAID, received=Decimal(0), written_off=Decimal(3600)), WhyNot.UNPAID),
        (replace(PAID, has_live=True), WhyNot.LIVE),
        (replace(PAID, is_confirmed=False), WhyNot.UNCONFIRMED),
        (replace(PAID, amount=Decimal(0), received=Decimal(0)), WhyNot.NOTHING),
    ],
)
def test_an_invoice_is_asked_for_money_that_arrived_and_once(standing: Standing, why: WhyNot | None) -> None:
    assert why_not_ask(standing) is why


@pytest.mark.parametrize(
    ("amount", "received", "is_wanted"),
    [
        (3600, 3600, False),
        (3480, 3600, True),
        (3600, 3480, True),
        (3720, 3600, False),
        (3720, 3720, True),
        (3600, 3720, False),
    ],
)
def test_a_bill_that_moved_after_invoicing_wants_a_red_letter(amount: int, received: int, *, is_wanted: bool) -> None:
    assert wants_red_letter(invoiced=Decimal(3600), amount=Decimal(amount), received=Decimal(received)) is is_wanted


def test_serials_are_short_and_differ_by_attempt() -> None:
    assert (serial_for(12, 1), serial_for(12, 2)) == ("XT00001201", "XT00001202")
    assert len(serial_for(999_999_999_999, 99)) <= 20
