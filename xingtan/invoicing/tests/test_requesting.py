"""Asking for invoices: who, when, for how much, once."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from xingtan.billing.actions import free_surplus
from xingtan.billing.tests import given as money
from xingtan.foundation import clock
from xingtan.invoicing import actions, queries
from xingtan.invoicing.errors import (
    InvoiceStands,
    NotPaidYet,
    ProfileFaulty,
    ProfileMoved,
    ProfileUnconfirmed,
    RequestMoved,
)
from xingtan.invoicing.models import BuyerProfile, InvoiceRequest, RequestState
from xingtan.invoicing.tests import given
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


def test_a_change_of_the_details_is_a_new_version_to_be_confirmed_again() -> None:
    school, programme = organisations.school(), programmes.programme_2020()
    first = given.profile(school, programme)

    second = given.profile(school, email="neu@school.example")

    assert (first.version, second.version) == (1, 2)
    assert queries.is_confirmed(first, programme)
    assert not queries.is_confirmed(queries.profile_of(school), programme)


def test_the_same_details_again_stay_the_version_that_was_confirmed() -> None:
    school, programme = organisations.school(), programmes.programme_2020()
    first = given.profile(school, programme)

    assert given.profile(school) == first
    assert BuyerProfile.objects.count() == 1


def test_faulty_details_are_not_stored() -> None:
    school = organisations.school()

    with pytest.raises(ProfileFaulty):
        actions.save_profile(
            owner=school, buyer=replace(given.buyer(school), tax_number="123"), by=None, now=clock.now()
        )

    assert not BuyerProfile.objects.exists()


def test_an_older_version_cannot_be_confirmed() -> None:
    school, programme = organisations.school(), programmes.programme_2020()
    first = given.profile(school)
    given.profile(school, email="neu@school.example")

    with pytest.raises(ProfileMoved):
        actions.confirm_profile(profile=first, programme=programme, by=given.contact(school), now=clock.now())


def test_a_paid_bill_with_confirmed_details_is_asked_for_over_what_it_is_over() -> None:
    asked = given.request()

    assert (asked.state, asked.amount) == (RequestState.ASKED, asked.bill.amount)
    assert asked.serial == f"XT{asked.bill.serial:06d}01"


def test_money_that_has_not_arrived_is_not_invoiced() -> None:
    bill = money.bill(heads=30)
    money.paid(money.transfer("3599.99"), bill, "3599.99")
    given.profile(bill.school, bill.programme)

    with pytest.raises(NotPaidYet):
        actions.request_invoice(bill=bill, by=given.contact(bill.school), now=clock.now())

    assert not InvoiceRequest.objects.exists()


def test_without_a_confirmation_for_this_programme_nothing_is_asked() -> None:
    bill = given.paid_bill()
    given.profile(bill.school)

    with pytest.raises(ProfileUnconfirmed):
        actions.request_invoice(bill=bill, by=given.contact(bill.school), now=clock.now())


def test_a_second_live_request_is_refused_by_the_action_and_by_the_database() -> None:
    asked = given.request()

    with pytest.raises(InvoiceStands):
        actions.request_invoice(bill=asked.bill, by=given.contact(asked.bill.school), now=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        InvoiceRequest.objects.create(
            bill=asked.bill,
            profile=asked.profile,
            serial="XT99999901",
            amount=1,
            asked_at=clock.now(),
            changed_at=clock.now(),
        )

    assert InvoiceRequest.objects.count() == 1


def test_finance_asks_for_all_that_are_paid_and_confirmed_and_twice_is_once() -> None:
    one, two, three = (given.paid_bill(organisations.school(f"第{n}小学")) for n in range(3))
    for bill in (one, two):
        given.profile(bill.school, bill.programme)
    clerk = money.finance_clerk()

    counts = [actions.request_all_paid(programme=one.programme, by=clerk, now=clock.now()) for _ in range(2)]

    assert counts == [2, 0]
    assert list(queries.unconfirmed_bills(one.programme)) == [three]


def test_what_is_taken_back_can_be_asked_for_again_under_another_serial() -> None:
    asked = given.request()
    actions.withdraw_request(invoice=asked, by=given.contact(asked.bill.school), now=clock.now())

    anew = given.request()

    assert anew.serial.endswith("02")


def test_what_the_platform_refused_is_mended_by_a_request_of_its_own() -> None:
    asked = given.request()
    given.batched(asked)
    programme = asked.bill.programme
    actions.note_failure(programme=programme, serial=asked.serial, reason="购买方名称有误", by=None, now=clock.now())
    given.profile(asked.bill.school, programme, name="五台县东雷乡中心小学校")

    anew = actions.mend_request(invoice=asked, by=money.finance_clerk(), now=clock.now())

    asked.refresh_from_db()
    assert (asked.state, asked.failure, anew.state) == (RequestState.REPLACED, "购买方名称有误", RequestState.ASKED)
    assert (anew.replaces, anew.profile.name, anew.batch) == (asked, "五台县东雷乡中心小学校", None)


def test_a_request_in_a_workbook_is_not_taken_back() -> None:
    asked = given.request()
    given.batched(asked)

    with pytest.raises(RequestMoved):
        actions.withdraw_request(invoice=asked, by=money.finance_clerk(), now=clock.now())


def test_a_lowered_bill_and_undone_money_ask_for_a_red_letter_and_the_proof_sees_it() -> None:
    asked = given.issued(given.request())
    programme = asked.bill.programme
    money.bill(asked.bill.school, heads=29)
    free_surplus(bill=asked.bill, by=money.finance_clerk(), now=clock.now())
    assert [each.code for each in queries.invoice_breaches()] == ["invoiced_more_than_paid"]

    actions.mark_red_due(programme=programme, now=clock.now())

    asked.refresh_from_db()
    assert asked.red_due_at is not None
    assert queries.invoice_breaches() == []

    money.bill(asked.bill.school, heads=30)
    money.paid(money.transfer("120.00"), asked.bill, "120")
    actions.mark_red_due(programme=programme, now=clock.now())
    asked.refresh_from_db()
    assert asked.red_due_at is None
