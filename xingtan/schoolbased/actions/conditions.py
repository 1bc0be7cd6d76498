"""The conditions a school declares, and what a teacher lacks (R18)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.enrolment.models import Enrolment
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.schoolbased.actions.ground import refuse_unless_own
from xingtan.schoolbased.errors import LackAnswered
from xingtan.schoolbased.models import Conditions, Lack


@dataclass(frozen=True)
class Declared:
    """What a school declares: computers, network, time; and a word on what is still missing."""

    has_computers: bool
    has_network: bool
    has_time: bool
    words: str = ""


@transaction.atomic
def declare_conditions(
    *, programme: Programme, school: School, declared: Declared, by: Post, now: datetime
) -> Conditions:
    """Declare the conditions for the school's teachers; an earlier declaration stays below it (R18)."""
    refuse_unless_own(by, school)
    row: Conditions = Conditions.objects.create(
        programme=programme, school=school, has_computers=declared.has_computers, has_network=declared.has_network,
        has_time=declared.has_time, words=declared.words.strip(), by=by, at=now,
    )  # fmt: skip
    audit.record("declare_conditions", by=by, about=school, are_met=row.are_met)
    return row


@transaction.atomic
def tell_lack(*, enrolment: Enrolment, kind: str, words: str, by: Post, now: datetime) -> Lack:
    """A teacher says what is missing; school and county see it. The same again while it is open changes the words."""
    row: Lack
    row, is_new = Lack.objects.update_or_create(
        enrolment=enrolment, kind=kind, answered_at=None,
        defaults={"words": words.strip()}, create_defaults={"words": words.strip(), "told_at": now},
    )  # fmt: skip
    if is_new:
        audit.record("tell_lack", by=by, about=row, kind=kind)
    return row


@transaction.atomic
def answer_lack(*, lack: Lack, words: str, by: Post, now: datetime) -> Lack:
    """The school says what it did about it; teacher and county read it. Raises ``LackAnswered``, ``NotYourSchool``."""
    row: Lack = Lack.objects.select_for_update(of=("self",)).select_related("enrolment__school").get(pk=lack.pk)
    refuse_unless_own(by, row.enrolment.school)
    if row.answered_at:
        raise LackAnswered
    row.answer, row.answered_at = words.strip(), now
    row.save(update_fields=["answer", "answered_at"])
    audit.record("answer_lack", by=by, about=row)
    return row
