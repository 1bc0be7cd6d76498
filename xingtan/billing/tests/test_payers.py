"""A county that pays for its schools, and transfers that came on top of another (A06, R49)."""

from decimal import Decimal

import pytest

from xingtan.billing import actions, queries, remittance
from xingtan.billing.errors import (
    CountyMayNotPay,
    NoBillsInCounty,
    NotASecondRemittance,
    PayerAsBefore,
    ReasonMissing,
)
from xingtan.billing.models import Allocation, Bill, CountyBill, PayerSwitch
from xingtan.billing.payment_code import is_code
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.organisations.models import Division
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


YUANPING = organisations.YUANPING


def wutai() -> Division:
    return organisations.division(organisations.WUTAI)


def two_schools() -> tuple[Bill, Bill]:
    return given.bill(heads=30), given.bill(organisations.school("茹村乡中心小学"), heads=10)


def test_a_county_is_asked_for_the_sum_of_its_schools_under_one_code() -> None:
    two_schools()
    given.bill(organisations.school("原平市新原小学", division=YUANPING), heads=5)

    found = queries.county_sum(given.county_pays(wutai()))

    assert [line.headcount for line in found.lines] == [30, 10] or [line.headcount for line in found.lines] == [10, 30]
    assert (found.heads, found.standing.amount, found.rest) == (40, Decimal("4800.00"), Decimal("4800.00"))
    assert is_code(found.bill.code)
    assert found.bill.code not in set(Bill.objects.values_list("code", flat=True))


def test_what_a_school_has_too_much_pays_for_no_other() -> None:
    first, _second = two_schools()
    given.paid(given.transfer("4800.00"), first, "3720.00")

    found = queries.county_sum(given.county_pays(wutai()))

    assert (found.rest, found.over) == (Decimal("1200.00"), Decimal("120.00"))


def test_switching_before_and_after_money_came_moves_none_of_it() -> None:
    first, second = two_schools()
    given.paid(given.transfer("3600.00"), first, "3600.00")
    rows = list(Allocation.objects.values())

    county = given.county_pays(wutai())
    assert queries.payer_of(second) == county
    assert queries.county_sum(county).rest == Decimal("1200.00")
    given.paid(given.transfer("1200.00", "五台县教育局"), second, "600.00")
    back = given.county_pays(wutai(), is_paying=False)

    assert (back.pk, back.code) == (county.pk, county.code)
    assert queries.payer_of(second) is None
    assert list(Allocation.objects.values())[: len(rows)] == rows
    assert Bill.objects.with_received().get(pk=second.pk).standing.rest == Decimal("600.00")
    assert [step.is_paying for step in queries.switches_of(county)] == [False, True]
    assert queries.ledger_breaches() == []


@pytest.mark.parametrize("text", ["short", "prescribed"])
def test_a_county_s_transfer_with_its_remark_is_booked_to_its_schools_to_the_fen(text: str) -> None:
    first, second = two_schools()
    given.bill(organisations.school("原平市新原小学", division=YUANPING), heads=5)
    asked = remittance.of_county(queries.county_sum(given.county_pays(wutai())))
    payer = "五台县国库集中支付中心" if text == "prescribed" else "某单位"

    standing = given.transfer(str(asked.amount), payer, getattr(asked, text))

    assert (standing.state, standing.rest) == ("booked", Decimal("0.00"))
    rows = Allocation.objects.filter(line=standing.line).order_by("amount")
    assert [(row.bill_id, row.amount) for row in rows] == [
        (second.pk, Decimal("1200.00")),
        (first.pk, Decimal("3600.00")),
    ]
    assert {bill.standing.state for bill in queries.lines_of(CountyBill.objects.get())} == {"paid"}
    assert queries.ledger_breaches() == []


def test_a_county_s_transfer_that_is_short_waits_with_its_county_and_code_named() -> None:
    two_schools()
    county = given.county_pays(wutai())

    standing = given.transfer("4799.00", "某单位", county.code)

    assert standing.state == "review"
    assert queries.county_of_payer(standing) == "五台县"
    assert [reason["code"] for reason in standing.findings["reasons"]] == ["county_differs", "county_code"]


def test_a_teacher_added_later_is_on_the_county_s_bill_too() -> None:
    first, _second = two_schools()
    county = given.county_pays(wutai())

    given.bill(first.school, heads=31)

    assert queries.county_sum(county).rest == Decimal("4920.00")


def test_a_switch_to_what_is_so_already_without_reason_or_without_bills_is_refused() -> None:
    two_schools()
    with pytest.raises(PayerAsBefore):
        given.county_pays(wutai(), is_paying=False)
    with pytest.raises(NoBillsInCounty):
        given.county_pays(organisations.division(YUANPING))
    with pytest.raises(ReasonMissing):
        actions.set_payer(
            programme=programmes.programme_2020(), division=wutai(), is_paying=True, reason=" ",
            by=given.finance_clerk(), now=clock.now(),
        )  # fmt: skip
    given.county_pays(wutai())
    with pytest.raises(PayerAsBefore):
        given.county_pays(wutai())

    assert PayerSwitch.objects.count() == 1


def test_where_the_programme_says_so_no_county_pays() -> None:
    two_schools()
    programmes.programme_2020(A06={"county_may_pay": False})

    with pytest.raises(CountyMayNotPay):
        actions.set_payer(
            programme=Bill.objects.latest("pk").programme, division=wutai(), is_paying=True, reason="统一支付",
            by=given.finance_clerk_as_is(), now=clock.now(),
        )  # fmt: skip

    assert not CountyBill.objects.exists()


def test_the_first_transfer_needs_no_reason_the_second_one_does() -> None:
    bill = given.bill(heads=30)
    first = given.paid(given.transfer("2400.00"), bill, "2400.00")
    assert queries.unexplained_lines(bill) == []
    second = given.paid(given.transfer("1200.00"), bill, "1200.00")

    assert queries.unexplained_lines(bill) == [second.line]
    told = {"bill": bill, "words": "", "by": given.finance_clerk(), "now": clock.now()}
    with pytest.raises(NotASecondRemittance):
        actions.explain_second_remittance(line=first.line, why="bank_limit", **told)  # type: ignore[arg-type]
    with pytest.raises(ReasonMissing):
        actions.explain_second_remittance(line=second.line, why="other", **told)  # type: ignore[arg-type]
    actions.explain_second_remittance(line=second.line, why="bank_limit", **told)  # type: ignore[arg-type]

    assert queries.unexplained_lines(bill) == []
    assert queries.reasons_of(bill)[second.line.pk].why == "bank_limit"
    with pytest.raises(NotASecondRemittance):
        actions.explain_second_remittance(line=second.line, why="bank_limit", **told)  # type: ignore[arg-type]


def test_a_school_that_withdraws_after_paying_has_everything_over_and_it_can_go_back() -> None:
    bill = given.bill(heads=30)
    standing = given.paid(given.transfer("3600.00"), bill, "3600.00")

    bill = given.bill(heads=0)
    assert (bill.standing.state, bill.standing.over) == ("over", Decimal("3600.00"))
    actions.free_surplus(bill=bill, by=given.finance_clerk(), now=clock.now())

    standing.refresh_from_db()
    given.refund(standing, "3600.00")
    assert Bill.objects.with_received().get(pk=bill.pk).standing.state == "nothing"
    assert queries.ledger_breaches() == []


def test_a_school_that_pays_after_withdrawal_leaves_its_money_open_to_be_paid_back() -> None:
    bill = given.bill(heads=30)
    given.bill(heads=0)

    standing = given.transfer("3600.00", "东雷乡中心小学", f"{bill.code} 东雷乡中心小学30人")

    assert (standing.state, standing.rest) == ("review", Decimal("3600.00"))
    actions.set_aside(
        line=standing.line, why="other", note="学校已退出", version=standing.version, by=given.finance_clerk(),
        now=clock.now(),
    )  # fmt: skip
    standing.refresh_from_db()
    assert given.refund(standing, "3600.00").amount == Decimal("3600.00")
