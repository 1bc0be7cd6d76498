"""``xingtan verify`` finds what was changed behind the house's back, and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from xingtan.assessment.models import Result
from xingtan.assessment.tests import given as results
from xingtan.audit import actions as audit
from xingtan.audit.models import Head
from xingtan.billing.models import Bill
from xingtan.billing.tests import given as money
from xingtan.billing.tests.unguarded import unguarded
from xingtan.config.proofs import PROOFS
from xingtan.demo.actions import fill
from xingtan.rosters.models import Roster
from xingtan.rosters.tests import given as rosters
from xingtan.study.models import Coverage
from xingtan.study.tests import given as study

pytestmark = pytest.mark.django_db


def verify() -> tuple[int, str]:
    said = StringIO()
    try:
        call_command("verify", stdout=said)
    except SystemExit as end:
        return int(str(end.code)), said.getvalue()
    return 0, said.getvalue()


def test_a_sound_house_adds_up() -> None:
    rosters.accepted_roster(2)
    money.bill()
    results.passed(2)
    _watched()

    status, said = verify()

    assert status == 0
    assert len(said.splitlines()) == len(PROOFS)


def test_the_demo_adds_up() -> None:
    fill(teachers=300, tell=lambda _line: None)

    assert verify()[0] == 0


def _roster() -> None:
    rosters.draft(2)
    Roster.objects.update(teachers=3)


def _bill() -> None:
    money.bill()
    with unguarded():
        Bill.objects.update(amount=1)


def _entry() -> None:
    audit.record("open_account", by=None)
    Head.objects.update(number=7)


def _watched() -> None:
    learner = study.learner()
    begun = study.play(learner, study.lesson())
    study.beat(begun, (0, 30), now=study.EVENING + timedelta(seconds=40))


def _credit() -> None:
    _watched()
    Coverage.objects.update(credited_seconds=170)


def _span() -> None:
    _watched()
    Coverage.objects.update(spans="0-170", credited_seconds=170)


def _hours() -> None:
    results.passed(1)
    Result.objects.update(online_hours=99)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_roster, "roster_counts"),
        (_bill, "bill_amount"),
        (_entry, "audit_chain"),
        (_credit, "credit_is_not_the_spans"),
        (_span, "credit_without_play"),
        (_hours, "hours_are_not_the_ledger"),
    ],
)
def test_what_does_not_add_up_is_named(spoil: Callable[[], None], code: str) -> None:
    spoil()

    status, said = verify()

    assert status == 1
    assert code in said
