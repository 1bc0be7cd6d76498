"""A county hands in its plan, the city returns or files it (R13); a county notes what it gave in support (R16)."""

from datetime import date, datetime
from typing import Protocol

from django.core.files.base import ContentFile
from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.attachments import DOCUMENTS, PICTURES, Attachment, attachment_of
from xingtan.foundation.clock import ZONE
from xingtan.foundation.fields import new_public_id
from xingtan.organisations.models import Division
from xingtan.programmes.errors import PlanNotPossible, SupportInFuture
from xingtan.programmes.models import CountyPlan, PlanStep, Programme, SupportItem
from xingtan.programmes.plan_words import PLAN_STATES
from xingtan.programmes.queries import plan_of
from xingtan.programmes.rules import PlanDeed, PlanState, plan_after


class UploadedFile(Protocol):
    """A file as a form hands it over."""

    name: str | None

    def read(self) -> bytes: ...


@transaction.atomic
def hand_in_plan(
    *, programme: Programme, division: Division, file: UploadedFile, words: str, by: Post | None, now: datetime
) -> CountyPlan:
    """Hand a county's plan in, or one in its place while the city has not decided.

    Raises ``PlanNotPossible`` where it is filed, an ``UploadRefused`` for another file than Word, PDF or Excel.
    """
    taken = attachment_of(file.read(), file.name or "", kinds=DOCUMENTS)
    plan = _moved(programme, division, PlanDeed.HAND_IN, now)
    _step(plan, words, taken, by, now)
    audit.record("hand_in_plan", by=by, about=plan, division=division.code, sha256=taken.sha256)
    return plan


@transaction.atomic
def return_plan(*, plan: CountyPlan, reason: str, by: Post | None, now: datetime) -> CountyPlan:
    """Give a plan back to its county with the reason; what was handed in stays in its history."""
    plan = _moved(plan.programme, plan.division, PlanDeed.RETURN, now)
    _step(plan, reason, None, by, now)
    audit.record("return_plan", by=by, about=plan, division=plan.division_id)
    return plan


@transaction.atomic
def file_plan(*, plan: CountyPlan, by: Post | None, now: datetime) -> CountyPlan:
    """备案: the city has the plan as it was handed in last."""
    plan = _moved(plan.programme, plan.division, PlanDeed.FILE, now)
    _step(plan, "", None, by, now)
    audit.record("file_plan", by=by, about=plan, division=plan.division_id)
    return plan


def _moved(programme: Programme, division: Division, deed: PlanDeed, now: datetime) -> CountyPlan:
    """The plan after the deed, its division locked so that two clerks decide one after the other."""
    division = Division.objects.select_for_update(no_key=True).get(pk=division.pk)
    plan = plan_of(programme, division)
    state = PlanState(plan.state) if plan else PlanState.MISSING
    after = plan_after(state, deed)
    if after is None:
        raise PlanNotPossible(division=division.name, state=PLAN_STATES[state])
    if plan is None:
        return CountyPlan.objects.create(programme=programme, division=division, state=after, changed_at=now)
    plan.state, plan.changed_at = after.value, now
    plan.save(update_fields=["state", "changed_at"])
    return plan


def _step(plan: CountyPlan, words: str, taken: Attachment | None, by: Post | None, now: datetime) -> None:
    step = PlanStep(plan=plan, kind=plan.state, words=words.strip(), by=by, at=now)
    if taken is None:
        step.save()
        return
    step.file_name, step.size_bytes, step.sha256 = taken.file_name, len(taken.content), taken.sha256
    step.file.save(new_public_id() + taken.ending, ContentFile(taken.content), save=True)


@transaction.atomic
def add_support(
    *,
    programme: Programme,
    division: Division,
    kind: str,
    words: str,
    done_on: date,
    file: UploadedFile | None,
    by: Post | None,
    now: datetime,
) -> SupportItem:
    """Note one thing a county gave in support, with a document or photo where there is one."""
    if done_on > now.astimezone(ZONE).date():
        raise SupportInFuture(done_on=done_on)
    taken = attachment_of(file.read(), file.name or "", kinds=DOCUMENTS | PICTURES) if file else None
    item = SupportItem(
        programme=programme, division=division, kind=kind, words=words.strip(), done_on=done_on, by=by, at=now,
        file_name=taken.file_name if taken else "",
    )  # fmt: skip
    if taken is None:
        item.save()
    else:
        item.file.save(new_public_id() + taken.ending, ContentFile(taken.content), save=True)
    audit.record("add_support", by=by, about=item, division=division.code, kind=kind)
    return item
