"""Bills follow who is enrolled."""

from decimal import Decimal

import pytest

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as accounts
from xingtan.audit.models import Entry
from xingtan.billing import actions, jobs, queries
from xingtan.billing.models import Bill, BillChange
from xingtan.billing.queries import figures
from xingtan.billing.rules import BillState
from xingtan.billing.tests import given
from xingtan.enrolment.tests import given as enrolment
from xingtan.foundation import clock
from xingtan.organisations.models import SchoolChange
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


def test_each_school_with_enrolled_teachers_gets_one_bill_for_its_heads() -> None:
    programme, school = programmes.programme_2020(), organisations.school()
    enrolment.enrolments(3, programme=programme, school=school)

    with clock.standing_at(clock.moment(2020, 12, 1)):
        jobs.draw_all_bills()

    bill = Bill.objects.get(school=school)
    assert (bill.headcount, bill.amount) == (3, Decimal("360.00"))


def test_drawing_twice_draws_once_and_leaves_no_second_entry() -> None:
    given.bill(heads=3)
    entries = Entry.objects.count()

    given.bill(heads=3)

    assert Bill.objects.count() == 1
    assert Entry.objects.count() == entries


def test_a_school_without_enrolled_teachers_gets_no_bill() -> None:
    programmes.programme_2020()
    organisations.school()

    with clock.standing_at(clock.moment(2020, 12, 1)):
        jobs.draw_all_bills()

    assert not Bill.objects.exists()


def test_a_changed_head_count_shows_as_a_difference_with_history() -> None:
    given.bill(heads=30)

    bill = given.bill(heads=28)

    change = BillChange.objects.get(bill=bill)
    assert bill.amount == Decimal("3360.00")
    assert (change.headcount_before, change.headcount_after, change.difference) == (30, 28, Decimal("-240.00"))


def test_a_head_count_that_falls_after_payment_makes_the_bill_overpaid() -> None:
    bill = given.bill(heads=30)
    given.paid(given.transfer(), bill, "3600")

    assert given.bill(heads=28).standing.state is BillState.OVER


def test_teachers_who_come_later_leave_a_rest_to_pay() -> None:
    bill = given.bill(heads=30)
    given.paid(given.transfer(), bill, "3600")

    bill = given.bill(heads=31)

    assert (bill.standing.state, bill.standing.rest) == (BillState.SHORT, Decimal("120.00"))


def test_a_school_whose_teachers_all_left_keeps_its_bill_over_nothing() -> None:
    bill = given.bill(heads=30)

    actions.draw_bills(programme=bill.programme, demands=[], by=None, now=clock.now())

    assert Bill.objects.with_received().get().standing.state is BillState.NOTHING


def test_the_contact_of_the_school_stands_on_its_bill() -> None:
    programme, school = programmes.programme_2020(), organisations.school()
    contact = accounts.account("余俊霞")
    accounts.post(Kind.SCHOOL_CONTACT, school=school, holder=contact)
    enrolment.enrolments(1, programme=programme, school=school)

    with clock.standing_at(clock.moment(2020, 12, 1)):
        jobs.draw_all_bills()

    bill = Bill.objects.get()
    assert (bill.contact, bill.contact_mobile) == ("余俊霞", contact.mobile)


def test_a_drawn_bill_marks_the_school_for_counting_anew() -> None:
    bill = given.bill()

    assert SchoolChange.objects.filter(school=bill.school).exists()


def test_totals_add_up_over_counties() -> None:
    given.bill(heads=30)
    other = given.bill(organisations.school("台怀镇中心小学", division=organisations.WUTAISHAN), heads=5)
    given.paid(given.transfer("600.00"), other, "600")
    supervisor = accounts.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY))
    rows = queries.bills_of(other.programme, supervisor)

    total = queries.totals(rows)

    assert (total.bills, total.paid, total.unpaid, total.heads) == (2, 1, 1, 35)
    assert (total.amount, total.received) == (Decimal("4200.00"), Decimal("600.00"))
    assert [(each.name, each.bills) for each in figures.counties_of(rows)] == [
        ("五台县", 1),
        ("五台山风景名胜区", 1),
    ]


@pytest.mark.parametrize(
    ("heads", "paid", "state"),
    [(0, "", "nothing"), (5, "", "unpaid"), (5, "120", "short"), (5, "600", "paid"), (4, "600", "over")],
)
def test_the_database_finds_bills_by_the_state_the_rules_give_them(heads: int, paid: str, state: str) -> None:
    bill = given.bill(heads=5)
    if paid:
        given.paid(given.transfer("600.00"), bill, paid)
    bill = given.bill(heads=heads)

    assert bill.standing.state == state
    assert [each.pk for each in Bill.objects.in_state(state)] == [bill.pk]
