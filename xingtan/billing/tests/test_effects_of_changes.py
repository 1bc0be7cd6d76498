"""What a change would do to the bills, said before it is decided; and the bill says the same after it (R71, A22)."""

import pytest

from xingtan.billing import actions
from xingtan.billing.models import Bill
from xingtan.billing.queries import demands_of
from xingtan.billing.queries.effects import of_change
from xingtan.billing.tests import given as money
from xingtan.enrolment.actions import deciding
from xingtan.enrolment.models import ChangeRequest
from xingtan.enrolment.rules import Change
from xingtan.enrolment.tests import given
from xingtan.foundation import clock
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


def draw() -> None:
    programme = programmes.programme_2020()
    actions.draw_bills(programme=programme, demands=demands_of(programme), by=None, now=clock.now())


def pay(school: School, amount: str) -> None:
    bill = Bill.objects.get(school=school)
    money.paid(money.transfer(amount), bill, amount)


def said(request: ChangeRequest) -> dict[str, list[str]]:
    return {effect.title: list(effect.lines) for effect in of_change(request)}


def moving() -> tuple[ChangeRequest, School, School]:
    rows = given.enrolments(3)
    old, new = rows[0].school, organisations.school("五台县第二小学")
    given.enrolments(2, school=new)
    draw()
    return given.change(Change.TRANSFER, row=rows[0], to=new), old, new


def test_both_bills_are_said_before_and_after() -> None:
    request, old, new = moving()

    effects = said(request)

    assert effects[f"{old}缴费单"] == ["应缴 ¥360.00 → ¥240.00，已到账 ¥0.00。", "变更后还应缴 ¥240.00。"]
    assert effects[f"{new}缴费单"] == ["应缴 ¥240.00 → ¥360.00，已到账 ¥0.00。", "变更后还应缴 ¥360.00。"]


def test_a_bill_that_was_paid_has_too_much_and_the_other_too_little() -> None:
    request, old, new = moving()
    pay(old, "360.00")
    pay(new, "240.00")

    effects = said(request)

    assert effects[f"{old}缴费单"][1] == "变更后多缴 ¥120.00，由承担机构退还或抵扣。"
    assert effects[f"{new}缴费单"][1] == "变更后还应缴 ¥120.00。"


def test_the_bills_drawn_after_the_decision_say_what_was_said_before() -> None:
    request, old, new = moving()
    pay(old, "360.00")
    deciding.answer_change(change=request, agrees=True, words="", by=given.contact(new), now=given.IN_TERM)

    given.grant(request, by=given.county_clerk())
    draw()

    standings = {bill.school_id: bill.standing for bill in Bill.objects.with_received()}
    assert str(standings[old.pk].over) == "120.00"
    assert str(standings[new.pk].rest) == "360.00"


def test_leaving_takes_one_head_off_and_a_name_costs_nothing() -> None:
    row = given.enrolment()
    draw()
    by = given.contact(row.school)

    assert list(said(given.change(row=row, by=by)).values()) == [
        ["应缴 ¥120.00 → ¥0.00，已到账 ¥0.00。", "变更后刚好缴清。"]
    ]
    assert said(given.change(Change.NAME, row=row, by=by, name="王秀瑛")) == {}
