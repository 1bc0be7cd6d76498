"""A transfer that the bank sends back, in one statement or in two; and what clerks' decisions teach, in the database."""

from decimal import Decimal

import pytest

from xingtan.billing import actions, queries
from xingtan.billing.models import Bill, LineStanding, LineState, Statement
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db
REMARK = "五台县东雷乡中心小学30人邱欣兰18360208347"


def matched(*rows: list[str]) -> list[LineStanding]:
    """The lines of one statement, matched, in its order."""
    stored: Statement = given.statement(*rows)
    actions.match_lines(programme=stored.programme, by=None, now=clock.now())
    return list(LineStanding.objects.filter(line__statement=stored).select_related("line").order_by("line__row"))


def received(bill: Bill) -> Decimal:
    return Bill.objects.with_received().get(pk=bill.pk).standing.received  # type: ignore[no-any-return]


def reasons(standing: LineStanding) -> set[str]:
    return {reason["code"] for reason in standing.findings["reasons"]}


def test_what_came_back_in_the_same_statement_is_nobodys_and_the_second_try_is_booked() -> None:
    bill = given.bill()

    sent, back, again = matched(
        given.row(remark=REMARK), given.row(remark="退汇", went_out=True), given.row(remark=REMARK)
    )

    assert [row.state for row in (sent, back, again)] == [LineState.REVIEW, LineState.REVIEW, LineState.BOOKED]
    assert received(bill) == Decimal("3600.00")


def test_what_came_back_in_a_later_statement_is_taken_off_its_bill_with_the_pair_named() -> None:
    bill = given.bill()
    [sent] = matched(given.row(remark=REMARK))
    assert received(bill) == Decimal("3600.00")

    [back] = matched(given.row(remark="户名不符退回", went_out=True, day="2020-11-19"))

    sent.refresh_from_db()
    assert (sent.state, back.state) == (LineState.REVIEW, LineState.REVIEW)
    assert sent.findings["reasons"][0]["about"]["day"] == "2020-11-19"
    assert "sends_back" in reasons(back)
    assert received(bill) == Decimal("0.00")
    assert queries.ledger_breaches() == []


def test_what_was_taken_off_is_not_booked_by_itself_again() -> None:
    bill = given.bill()
    [sent] = matched(given.row(remark=REMARK))
    matched(given.row(remark="退汇", went_out=True, day="2020-11-19"))

    actions.match_lines(programme=bill.programme, by=None, now=clock.now(), again=True)

    sent.refresh_from_db()
    assert sent.state == LineState.REVIEW
    assert received(bill) == Decimal("0.00")


def test_what_a_person_booked_stays_a_persons_and_the_return_names_it() -> None:
    bill = given.bill()
    sent = given.paid(given.transfer(payer="东雷矿山", remark="培训费"), bill, "3600.00")

    [back] = matched(given.row(payer="东雷矿山", remark="退汇", went_out=True, day="2020-11-20"))

    sent.refresh_from_db()
    assert sent.state == LineState.BOOKED
    assert "sends_back" in reasons(back)
    assert received(bill) == Decimal("3600.00")


def test_a_payer_is_learnt_from_a_decision_and_unlearnt_when_it_is_undone() -> None:
    east = given.bill()
    west = given.bill(organisations.school("建安镇中心小学"), heads=20, contact="李波", mobile="13800000004")
    taught = given.paid(given.transfer("3600.00", payer="刘会计", remark="培训费"), east, "1200.00")

    assert given.transfer("2400.00", payer="刘会计", remark="全员培训20人").state == LineState.REVIEW
    booked = given.transfer("2400.00", payer="刘会计", remark="全员培训30人")
    assert [claim.payers for claim in queries.claims_of(east.programme)] == [{"刘会计"}, set()]

    taught.refresh_from_db()
    actions.undo(line=taught.line, version=taught.version, by=given.finance_clerk(), now=clock.now())

    assert [claim.payers for claim in queries.claims_of(east.programme)] == [set(), set()]
    assert booked.state == LineState.BOOKED
    assert received(west) == Decimal("0.00")


def test_the_name_a_school_is_given_in_a_remark_is_learnt() -> None:
    bill = given.bill()
    unknown = given.transfer("1200.00", payer="某人", remark="五台县东雷煤矿子弟学校10人")
    assert unknown.state == LineState.REVIEW

    given.paid(unknown, bill, "1200.00")
    again = given.transfer("2400.00", payer="另一人", remark="五台县东雷煤矿子弟学校20人")

    assert [each.bill.pk for each in queries.candidates_of(again)] == [bill.pk]
    assert again.findings["candidates"][0]["reasons"][0]["code"] == "name"


def test_matching_asks_the_database_no_more_for_more_lines_and_decisions(
    django_assert_max_num_queries: object,
) -> None:
    bill = given.bill()
    for number in range(4):
        given.paid(given.transfer(f"{10 + number}.00", payer=f"甲{number}", remark="培训费"), bill, f"{10 + number}.00")

    with django_assert_max_num_queries(6):  # type: ignore[operator]
        queries.claims_of(bill.programme)
