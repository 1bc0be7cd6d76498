"""The collecting account changes by two people, after 48 hours, and everybody is told (`security.md` A14)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from xingtan.accounts.errors import WrongPassword
from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.outbox.models import Message
from xingtan.programmes import actions
from xingtan.programmes.errors import (
    PayeeChangeMoved,
    PayeeChangeOwn,
    PayeeChangePending,
    PayeeChangesElsewhere,
    PayeeReasonMissing,
    PayeeSame,
    PayeeUnfit,
)
from xingtan.programmes.models import PayeeChange, PayeeChangeStep, Programme
from xingtan.programmes.rules.payee import WAIT, Payee, PayeeState, why_not_payee_step
from xingtan.programmes.tests import given

pytestmark = pytest.mark.django_db
NEW, OLD_ACCOUNT = given.NEW_PAYEE, "0512040509026402092"
NOON = clock.moment(2020, 11, 20, 12, 0, 0)


def keeper(kind: str = Kind.FINANCE, mail: str = "") -> Post:
    """Who keeps the money, with a password and a mail address."""
    return given.money_keeper(kind, mail)


def account_now() -> str:
    return str(Programme.objects.get().payee_account)


def approve(change: PayeeChange, by: Post | None = None, now: datetime = NOON) -> PayeeChange:
    return actions.decide_payee_change(
        change=change, approved=True, words="", password=people.PASSWORD, by=by or keeper(), now=now
    )


def test_it_is_in_force_48_hours_after_another_person_approved_and_not_a_second_before() -> None:
    change = given.payee_change(now=NOON)
    approve(change, now=NOON + timedelta(hours=1))
    due = NOON + timedelta(hours=1) + WAIT

    assert actions.bring_payees_into_force(now=due - timedelta(seconds=1)) == 0
    assert account_now() == OLD_ACCOUNT
    assert actions.bring_payees_into_force(now=due) == 1
    assert account_now() == NEW.account == "0512040509026499999"
    assert actions.bring_payees_into_force(now=due + timedelta(days=1)) == 0


def test_who_asked_does_not_approve_whatever_post_they_hold() -> None:
    asker = keeper()
    change = given.payee_change(by=asker)
    manager = people.post(Kind.PROVIDER_MANAGER, holder=asker.account, programme_code=asker.programme_code)

    for post in (asker, manager):
        with pytest.raises(PayeeChangeOwn):
            approve(change, post)
    with pytest.raises(IntegrityError), transaction.atomic():
        PayeeChangeStep.objects.create(
            change=change, kind="approved", asker_id_of_change=change.asker_id, person=asker.account, at=NOON,
            effective_at=NOON,
        )  # fmt: skip
    assert not PayeeChangeStep.objects.exists()


def test_without_the_password_nothing_is_asked_or_approved() -> None:
    asker = keeper()
    with pytest.raises(WrongPassword):
        actions.ask_payee_change(
            programme=given.programme_2020(), new=NEW, reason="换户", password="wrong", by=asker, now=NOON
        )
    assert not PayeeChange.objects.exists()

    change = given.payee_change(by=asker)
    with pytest.raises(WrongPassword):
        actions.decide_payee_change(change=change, approved=True, words="", password="", by=keeper(), now=NOON)
    assert not PayeeChangeStep.objects.exists()


def test_old_contacts_are_told_at_once_and_at_every_step_at_the_addresses_they_had() -> None:
    clerk, manager = keeper(mail="kuaiji@example.org"), keeper(Kind.PROVIDER_MANAGER, "zhuren@example.org")
    change = given.payee_change(by=clerk)
    assert {message.to for message in Message.objects.all()} == {"kuaiji@example.org", "zhuren@example.org"}
    message = Message.objects.first()
    assert message is not None
    assert OLD_ACCOUNT in message.body
    assert NEW.account in message.body

    manager.account.mail = "thief@example.org"
    manager.account.save()
    approve(change, manager)
    actions.bring_payees_into_force(now=NOON + timedelta(days=3))

    assert Message.objects.count() == 6
    assert {message.to for message in Message.objects.all()} == {"kuaiji@example.org", "zhuren@example.org"}


def test_each_step_is_in_the_audit() -> None:
    approve(given.payee_change())
    actions.bring_payees_into_force(now=NOON + timedelta(days=3))

    found = Entry.objects.filter(verb__contains="payee_change").order_by("number").values_list("verb", flat=True)
    assert list(found) == ["ask_payee_change", "payee_change_approved", "payee_change_in_force"]


def test_anybody_who_keeps_the_money_stops_it_until_it_is_in_force() -> None:
    change = approve(given.payee_change())
    actions.take_back_payee_change(change=change, words="电话核实：不是我们", by=keeper(), now=NOON + WAIT)

    assert actions.bring_payees_into_force(now=NOON + timedelta(days=9)) == 0
    assert account_now() == OLD_ACCOUNT
    again, other = given.payee_change(), keeper()
    approve(again, other)
    actions.bring_payees_into_force(now=NOON + timedelta(days=3))
    with pytest.raises(PayeeChangeMoved):
        actions.take_back_payee_change(change=again, words="", by=other, now=NOON + timedelta(days=3))


def test_not_approved_needs_words_and_changes_nothing() -> None:
    change = given.payee_change()
    refuse = {"change": change, "approved": False, "password": people.PASSWORD, "by": keeper(), "now": NOON}
    with pytest.raises(PayeeReasonMissing):
        actions.decide_payee_change(words=" ", **refuse)  # type: ignore[arg-type]

    assert actions.decide_payee_change(words="未收到公函", **refuse).state == "refused"  # type: ignore[arg-type, attr-defined]
    assert actions.bring_payees_into_force(now=NOON + timedelta(days=9)) == 0


def test_one_change_at_a_time() -> None:
    given.payee_change()

    with pytest.raises(PayeeChangePending):
        given.payee_change(replace(NEW, account="0512040509026488888"))


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (given.OLD_PAYEE, PayeeSame),
        (replace(given.OLD_PAYEE, account=" ０５１２ 0405 0902 6402 092 "), PayeeSame),
        (replace(NEW, account="0512-0405"), PayeeUnfit),
        (replace(NEW, account="1234567"), PayeeUnfit),
        (replace(NEW, account="5.12E+17"), PayeeUnfit),
        (replace(NEW, name=" "), PayeeUnfit),
        (replace(NEW, bank=""), PayeeUnfit),
        (replace(NEW, bank_code="10217100405"), PayeeUnfit),
    ],
)
def test_an_account_that_is_none_or_the_same_is_refused(new: Payee, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        given.payee_change(new)

    assert not PayeeChange.objects.exists()


def test_full_width_figures_and_gaps_are_tidied_and_the_leading_zero_stays() -> None:
    change = given.payee_change(replace(NEW, account=" ０５１２ 0405 0902 6499 999 "))

    assert change.new_account == "0512040509026499999"


def test_a_programme_file_brings_no_other_account() -> None:
    given.programme_2020()
    payment = {**given.DOCUMENT["payment"], "payee_account": "6222020512000012345"}

    with pytest.raises(PayeeChangesElsewhere):
        actions.load_programme(document={**given.DOCUMENT, "payment": payment}, by=None)

    assert account_now() == OLD_ACCOUNT


@pytest.mark.parametrize("field", ["payee_account", "payee_name", "payee_bank", "payee_bank_code"])
def test_no_statement_of_sql_changes_the_account_past_two_people(field: str) -> None:
    approve(given.payee_change())

    with pytest.raises(DatabaseError), transaction.atomic():
        Programme.objects.update(**{field: "6222020512000012345"})

    assert account_now() == OLD_ACCOUNT


def test_sql_cannot_say_that_the_hours_have_run() -> None:
    change = approve(given.payee_change())
    early = NOON + WAIT - timedelta(seconds=1)

    with pytest.raises(DatabaseError), transaction.atomic():
        PayeeChangeStep.objects.create(
            change=change, kind="in_force", asker_id_of_change=change.asker_id, person=None, at=early
        )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE programmes_payeechangestep SET effective_at = at")


@pytest.mark.parametrize(
    ("kind", "state", "is_asker", "late", "refusal"),
    [
        ("approved", "asked", False, 0, None),
        ("approved", "asked", True, 0, "own"),
        ("approved", "waiting", False, 0, "state"),
        ("refused", "asked", True, 0, "own"),
        ("taken_back", "asked", True, 0, None),
        ("taken_back", "waiting", True, 0, None),
        ("taken_back", "in_force", False, 0, "state"),
        ("in_force", "waiting", False, 0, None),
        ("in_force", "waiting", False, -1, "early"),
        ("in_force", "asked", False, 0, "state"),
        ("in_force", "taken_back", False, 0, "state"),
    ],
)
def test_which_step_follows_which(kind: str, state: str, is_asker: bool, late: int, refusal: str | None) -> None:
    now = NOON + timedelta(seconds=late)

    found = why_not_payee_step(kind, state=PayeeState(state), is_asker=is_asker, now=now, effective_at=NOON)

    assert found == refusal
