"""A small demo holds every state of every object, and can be signed in to."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from xingtan.accounts.models import Account, Kind, Post
from xingtan.assessment.models import Certificate, Result
from xingtan.audit.queries import first_broken_link
from xingtan.billing.models import (
    Bill,
    BillChange,
    CountyBill,
    LineHandover,
    LineStanding,
    Question,
    Refund,
    StatementLayout,
    Voucher,
    WriteOff,
)
from xingtan.billing.queries import ledger_breaches
from xingtan.billing.queries.day_book import days_of
from xingtan.classes.models import Bulletin, OnlineClass
from xingtan.classes.queries import unplaced, without_tutor
from xingtan.coursework.models import Complaint, Contribution, PeerReview, Work
from xingtan.demo import logins
from xingtan.demo.actions import fill
from xingtan.enrolment.models import ChangeRequest, Enrolment
from xingtan.foundation import clock
from xingtan.invoicing.models import InvoiceFile, InvoiceRequest, ResultItem
from xingtan.mailroom.models import Letter
from xingtan.notices.models import Forwarding, MobilisationMeeting, Receipt
from xingtan.organisations.models import School
from xingtan.oversight.models import Reminder
from xingtan.programmes.models import CountyPlan, PayeeChange
from xingtan.programmes.queries import current_programme, units_of
from xingtan.programmes.rules import week_of_term
from xingtan.rosters.models import BundlePart, KeptFile, Roster

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        fill(teachers=600, tell=lambda _line: None)
        yield
        transaction.set_rollback(True)


def test_every_teacher_was_invented_once() -> None:
    rostered = sum(Roster.objects.values_list("teachers", flat=True))
    without_roster = 600 - rostered

    assert 0 < without_roster < 60
    assert Enrolment.objects.filter(programme__code="xinzhou-2020").count() > 400


def test_rosters_stand_everywhere_on_their_way() -> None:
    assert set(Roster.objects.values_list("state", flat=True)) == set(Roster.State.values)


def test_a_county_brought_in_a_file_with_every_outcome_that_open_enrolment_knows() -> None:
    outcomes = set(BundlePart.objects.values_list("outcome", flat=True))

    assert outcomes == set(BundlePart.Outcome.values) - {"closed"}
    assert not KeptFile.objects.exists()


def test_mails_stand_everywhere_on_their_way() -> None:
    states = set(Letter.objects.values_list("state", flat=True))

    assert states == set(Letter.State.values) - {"new"}
    assert set(Letter.objects.filter(state="waiting").values_list("why", flat=True)) >= {
        "typed",
        "no_school",
        "unrecognised",
    }


def test_bills_and_transfers_stand_everywhere_on_their_way() -> None:
    states = set(LineStanding.objects.values_list("state", flat=True))
    bills: list[Any] = list(Bill.objects.with_received())

    assert {"booked", "review", "aside", "ignored"} <= states
    assert any(not bill.received for bill in bills)
    assert any(0 < bill.received < bill.amount for bill in bills)
    assert any(bill.received == bill.amount for bill in bills)


def test_a_county_pays_a_rest_is_written_off_and_an_account_waits() -> None:
    assert CountyBill.objects.filter(is_paying=True).count() == 1
    assert set(WriteOff.objects.with_state().values_list("state", flat=True)) == {"asked", "in_force"}
    assert PayeeChange.objects.with_state().get().state == "waiting"
    assert BillChange.objects.exists()


def test_the_account_runs_from_its_opening_balance_and_agrees_with_every_statement() -> None:
    programme = current_programme(clock.now())
    clerk = Post.objects.filter(kind=Kind.FINANCE).earliest("pk")

    days = days_of(programme, clerk)

    assert all(day.running is not None for day in days)
    assert [day.difference for day in days if day.told is not None] == [0, 0, 0, 0]
    assert StatementLayout.objects.count() == 1


def test_invoices_came_back_in_every_form_and_one_was_not_taken() -> None:
    assert set(InvoiceFile.objects.values_list("kind", flat=True)) == {"pdf", "ofd", "xml"}
    assert set(ResultItem.objects.values_list("outcome", flat=True)) == {"filed", "failed", "refused"}
    assert set(InvoiceRequest.objects.values_list("state", flat=True)) >= {
        "asked", "batched", "failed", "issued", "red_asked", "reversed",
    }  # fmt: skip


def test_vouchers_came_by_hand_and_by_mail_one_of_nobody_known() -> None:
    assert set(Voucher.objects.values_list("source", flat=True)) == {"upload", "mail"}
    assert set(Voucher.objects.values_list("state", flat=True)) == {"pending", "arrived", "differs"}
    assert Letter.objects.filter(subject="汇款凭证", state="waiting").exists()


def test_money_went_back_and_a_line_went_to_last_years_programme() -> None:
    assert Refund.objects.with_state().get().state == "paid"
    assert LineHandover.objects.get().to_programme.code.endswith("-earlier")
    assert Bill.objects.filter(programme__code__endswith="-earlier").with_received().get().standing.state == "paid"
    assert ledger_breaches() == []


def test_one_school_has_answered_the_finance_clerk_and_one_has_still_to() -> None:
    assert set(Question.objects.values_list("answer", flat=True)) == {"waiting", "yes"}


def test_changes_stand_everywhere_on_their_way() -> None:
    assert set(ChangeRequest.objects.values_list("state", flat=True)) == set(ChangeRequest.State.values)
    assert set(ChangeRequest.objects.values_list("kind", flat=True)) == set(ChangeRequest.Kind.values)


def test_some_are_not_activated_and_some_have_studied() -> None:
    learners = Account.objects.filter(posts__kind=Kind.LEARNER)

    assert learners.filter(activated_at=None).exists()
    assert Enrolment.objects.filter(coverages__credited_seconds__gt=0).exists()


def test_last_year_left_results_and_certificates_one_of_them_revoked() -> None:
    assert set(Result.objects.values_list("outcome", flat=True)) >= {"short", "qualified"}
    assert Certificate.objects.filter(revoked_at=None).count() > 5
    assert Certificate.objects.exclude(revoked_at=None).count() == 1


def test_today_is_in_the_third_week_of_term() -> None:
    programme = current_programme(clock.now())

    assert programme is not None
    assert week_of_term(programme.calendar, clock.today()) == 3
    assert programme.is_demo


def test_there_is_a_person_for_every_staff_post_and_the_table_names_them() -> None:
    kinds = {login.kind for login in logins.STAFF}
    table = logins.table("http://127.0.0.1:8000")

    assert kinds == set(Kind.values) - {Kind.LEARNER, Kind.TUTOR, Kind.EXPERT}
    assert all(Post.objects.filter(kind=kind).exists() for kind in kinds)
    assert all(login.mobile in table for login in (*logins.STAFF, logins.TUTOR, logins.LEARNER, logins.NEWCOMER))


@pytest.mark.parametrize("login", [*logins.STAFF, logins.TUTOR, logins.LEARNER], ids=lambda login: login.kind)
def test_everybody_of_the_table_signs_in_with_the_password_it_prints(login: logins.Login) -> None:
    account = Account.objects.with_mobile(login.mobile).get()

    assert account.check_password(logins.PASSWORD)
    assert Client().get("/account/sign-in/").status_code == 200


def test_the_newcomer_is_not_activated() -> None:
    assert Account.objects.with_mobile(logins.NEWCOMER.mobile).get().activated_at is None


def test_plans_notices_and_meetings_stand_everywhere_on_their_way() -> None:
    programme = current_programme(clock.now())
    assert programme is not None
    plans = dict(CountyPlan.objects.values_list("division_id", "state"))

    assert set(plans.values()) == {"submitted", "returned", "filed"}
    assert len(plans) < units_of(programme).count()
    assert Forwarding.objects.count() > 3
    assert 0 < Receipt.objects.count() < School.objects.count()
    assert MobilisationMeeting.objects.filter(files__is_picture=True).exists()
    assert 0 < MobilisationMeeting.objects.count() < School.objects.count()
    assert Reminder.objects.filter(subject="meeting").exists()


def test_the_audit_chain_is_whole() -> None:
    assert first_broken_link() is None


def test_every_learner_is_in_a_class_one_of_them_without_a_tutor_one_with_another_than_before() -> None:
    programme = current_programme(clock.now())
    assert programme is not None
    classes = OnlineClass.objects.standing().filter(programme=programme)

    assert not unplaced(programme).exists()
    assert without_tutor(classes).exists()
    assert without_tutor(classes).count() < classes.count()
    assert classes.filter(tenures__ended_at__isnull=False).filter(tenures__ended_at__isnull=True).exists()
    assert Bulletin.objects.published().exists()


def test_coursework_stands_everywhere_on_its_way() -> None:
    assert set(Work.objects.values_list("state", flat=True)) == {"handed_in", "returned", "marked"}
    assert Work.objects.filter(is_recommended=True).exists()
    assert PeerReview.objects.filter(given_at__isnull=True).exists()
    assert Contribution.objects.filter(excellent_at__isnull=False).exists()
    assert Complaint.objects.filter(settled_at__isnull=True).exists()
