"""Killed before every statement and around every commit: undo, refund steps, write-off, payer and account leave all or nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.billing import actions, queries
from xingtan.billing.alike import evidence_of
from xingtan.billing.models import Allocation, Bill, CountyBill, LineStanding
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.foundation.tests.killing import Killing, commits, killed_at_each_point
from xingtan.outbox.models import Message
from xingtan.programmes import actions as programmes
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import payee_breaches
from xingtan.programmes.rules.payee import WAIT
from xingtan.programmes.tests import given as programme

__all__ = ["commits", "killed_at_each_point"]


def rows() -> list[Any]:
    """Every row of money and of the account, and how many messages wait."""
    models = [*apps.get_app_config("billing").get_models(), *apps.get_app_config("programmes").get_models()]
    return [*(list(model._default_manager.order_by("pk").values()) for model in models), Message.objects.count()]


def effect(found: list[Any]) -> list[Any]:
    """What of it is the same whenever it happens: how many rows there are, and what the changing ones say."""
    counts = [len(table) if isinstance(table, list) else table for table in found]
    changing: list[Any] = [
        LineStanding.objects.order_by("pk").values_list("state", "allocated", "refunding", "version"),
        Bill.objects.order_by("pk").values_list("headcount", "amount"),
        CountyBill.objects.order_by("pk").values_list("code", "is_paying"),
        Programme.objects.order_by("pk").values_list("payee_account", "payee_bank"),
    ]
    return [*counts, *map(list, changing)]


def _undo() -> Callable[[], object]:
    by, bill = given.finance_clerk(), given.bill(heads=30)
    standing = given.paid(given.transfer("3600.00"), bill, "3600.00", by)
    return lambda: actions.undo(line=standing.line, version=standing.version, by=by, now=clock.now())


def _ask_school() -> Callable[[], object]:
    by, bill = given.finance_clerk(), given.bill(heads=30)
    standing = given.transfer("3600.00")
    people.post(Kind.SCHOOL_CONTACT, school=bill.school)
    return lambda: given.question(standing, bill, by=by)


def _ask_refund() -> Callable[[], object]:
    by = given.finance_clerk()
    standing = given.paid(given.transfer("3700.00"), given.bill(heads=30), "3600.00", by)
    return lambda: given.refund(standing, "100.00", by=by)


def _refuse_refund() -> Callable[[], object]:
    standing = given.paid(given.transfer("3700.00"), given.bill(heads=30), "3600.00")
    refund, other = given.refund(standing, "100.00"), given.finance_clerk()
    return lambda: actions.decide_refund(refund=refund, approved=False, words="留作抵缴", by=other, now=clock.now())


def _free_surplus() -> Callable[[], object]:
    bill, by = given.bill(heads=30), given.finance_clerk()
    given.paid(given.transfer("3600.00"), bill, "3600.00", by)
    bill = given.bill(heads=28)
    return lambda: actions.free_surplus(bill=bill, by=by, now=clock.now())


def _pair_refund() -> Callable[[], object]:
    standing = given.paid(given.transfer("3700.00"), given.bill(heads=30), "3600.00")
    refund = given.refund(standing, "100.00")
    actions.decide_refund(refund=refund, approved=True, words="", by=given.finance_clerk(), now=clock.now())
    row = given.row("100.00", refund.to_name, "退款", went_out=True, day=clock.today().isoformat())
    row[4] = refund.to_account
    given.statement(row)
    return lambda: actions.pair_refunds(programme=refund.programme, by=None, now=clock.now())


def _write_off() -> Callable[[], object]:
    bill, by = given.bill(heads=30), given.finance_clerk()
    given.paid(given.transfer("3595.00"), bill, "3595.00", by)
    return lambda: given.write_off(bill, "5.00", by=by)


def _approve_write_off() -> Callable[[], object]:
    bill = given.bill(heads=30)
    row, other = given.write_off(bill, "50.00"), given.finance_clerk()
    return lambda: actions.decide_write_off(row=row, approved=True, words="", by=other, now=clock.now())


def _change_bill() -> Callable[[], object]:
    bill = given.bill(heads=30)
    demands = [actions.Demand(bill.school_id, 31, bill.contact, str(bill.contact_mobile))]
    return lambda: actions.draw_bills(programme=bill.programme, demands=demands, by=None, now=clock.now())


def _county_pays() -> Callable[[], object]:
    bill, by = given.bill(heads=30), given.finance_clerk()
    return lambda: actions.set_payer(
        programme=bill.programme, division=bill.school.division, is_paying=True, reason="统一支付", by=by,
        now=clock.now(),
    )  # fmt: skip


def _ask_account() -> Callable[[], object]:
    by, found = programme.money_keeper(mail="kuaiji@example.org"), programme.programme_2020()
    return lambda: programme.payee_change(by=by, programme=found)


def _approve_account() -> Callable[[], object]:
    by, change = programme.money_keeper(mail="kuaiji@example.org"), programme.payee_change()
    return lambda: programmes.decide_payee_change(
        change=change, approved=True, words="", password=people.PASSWORD, by=by, now=clock.now()
    )


def _account_in_force() -> Callable[[], object]:
    by, now = programme.money_keeper(mail="kuaiji@example.org"), clock.now()
    change = programme.payee_change(now=now)
    programmes.decide_payee_change(change=change, approved=True, words="", password=people.PASSWORD, by=by, now=now)
    return lambda: programmes.bring_payees_into_force(now=now + WAIT + timedelta(seconds=1))


@pytest.mark.parametrize(
    "prepare",
    [
        _undo, _ask_school, _ask_refund, _refuse_refund, _free_surplus, _pair_refund, _write_off, _approve_write_off, _change_bill,
        _county_pays, _ask_account, _approve_account, _account_in_force,
    ],
)  # fmt: skip
def test_killed_anywhere_it_happened_wholly_or_not_at_all(
    prepare: Callable[[], Callable[[], object]], killed_at_each_point: Killing
) -> None:
    work = prepare()
    before, untouched, came = rows(), 0, []
    for _point in killed_at_each_point(work):
        found = rows()
        if found == before:
            untouched += 1
            continue
        came.append(effect(found))
        assert queries.ledger_breaches() == []
        assert payee_breaches() == []

    assert untouched >= 3
    assert len(came) >= 2, "once after the commit, once at the end"
    assert all(each == came[-1] for each in came)


def test_alike_transfers_accepted_together_and_killed_are_booked_one_by_one_and_the_rest_the_next_time(
    killed_at_each_point: Killing,
) -> None:
    pairs, by, now = given.alike_lines(2), given.finance_clerk(), clock.now()
    programme, codes = pairs[0][0].programme, evidence_of(pairs[0][0].findings)
    picks = [actions.Pick(standing.line.public_id, standing.version) for standing, _bill in pairs]

    def accept() -> object:
        return actions.accept_alike(programme=programme, picks=picks, codes=codes, by=by, now=now)

    booked = []
    for point in killed_at_each_point(accept):
        states = list(LineStanding.objects.order_by("line__row").values_list("state", flat=True))
        booked.append(Allocation.objects.count())
        assert states == ["booked"] * booked[-1] + ["review"] * (2 - booked[-1])
        if point.number % 6 == 0:
            accept()
            assert Allocation.objects.count() == 2
            assert queries.ledger_breaches() == []

    assert set(booked) == {0, 1, 2}
    assert booked[-1] == 2
