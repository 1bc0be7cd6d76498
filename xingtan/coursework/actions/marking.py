"""Marks given and put right, the comment bank, works marked a second time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.classes.queries import classes_of_tutor
from xingtan.coursework.errors import (
    HandedInMeanwhile,
    MarkedMeanwhile,
    NotWaiting,
    NotYourClass,
    OwnWork,
    ReasonMissing,
    ReturnsExhausted,
)
from xingtan.coursework.models import Phrase, SecondMark, Version, Work, WorkMark
from xingtan.coursework.queries.ground import standing_of
from xingtan.coursework.rules import Rubric, cleaned, rubric_of
from xingtan.organisations import actions as organisations
from xingtan.programmes.models import Programme

HOUR = 3600
Outcome = WorkMark.Outcome


@dataclass(frozen=True)
class Verdict:
    """What a tutor says of a version: the outcome, points as typed for each criterion, words for the learner."""

    outcome: str
    points: Sequence[str] = ()
    comment: str = ""


@transaction.atomic
def mark_work(*, version: Version, verdict: Verdict, seen: int, by: Post, now: datetime) -> WorkMark:
    """Mark, recommend or return a version; a mark that stands already is replaced by another row, never changed.

    ``seen``: the key of the mark that stood when the page was opened, 0 for none. The same verdict sent twice is one
    mark. Raises ``MarkedMeanwhile``, ``HandedInMeanwhile``, ``PointsOutOfRange``, ``ReasonMissing``,
    ``ReturnsExhausted``, ``NotWaiting``, ``OwnWork``, ``NotYourClass``.
    """
    work = Work.objects.select_for_update(of=("self",)).select_related("assignment", "enrolment").get(
        pk=version.work_id
    )  # fmt: skip
    _refuse_unless_guiding(work, by)
    standing = _latest(version)
    new = _read(verdict, work, version, by, now)
    if standing is not None and standing.pk != seen and _is_same(standing, new):
        return standing
    _refuse_stale(version, work, standing, seen)
    new.replaces = standing
    new.save(force_insert=True)
    _follow(work, new, now)
    audit.record(
        "mark_work", by=by, about=work, version=version.number, outcome=new.outcome, score=str(new.score or ""),
        replaces=standing is not None,
    )  # fmt: skip
    return new


def _refuse_unless_guiding(work: Work, by: Post) -> None:
    """A tutor marks the learners of the own classes, academic affairs anybody's; nobody the own work."""
    if work.enrolment.account_id == by.account_id:
        raise OwnWork()
    mine = classes_of_tutor(by).filter(memberships__enrolment=work.enrolment_id)
    if by.kind == Kind.TUTOR and not mine.exists():
        raise NotYourClass()


def _latest(version: Version) -> WorkMark | None:
    found: WorkMark | None = version.marks.filter(replaced_by__isnull=True).order_by("pk").last()
    return found


def _refuse_stale(version: Version, work: Work, standing: WorkMark | None, seen: int) -> None:
    if work.versions.filter(number__gt=version.number).exists():
        raise HandedInMeanwhile()
    if (standing.pk if standing else 0) != seen:
        raise MarkedMeanwhile(name=standing.by_name if standing else "")
    if standing is not None and standing.outcome == Outcome.RETURNED:
        raise NotWaiting()


def _read(verdict: Verdict, work: Work, version: Version, by: Post, now: datetime) -> WorkMark:
    rubric, comment = rubric_of(work.assignment.rubric), cleaned(verdict.comment)[:2000]
    outcome = Outcome(verdict.outcome)
    points: tuple[Decimal, ...] = ()
    if outcome == Outcome.RETURNED:
        _check_return(work, comment)
    else:
        points = rubric.read_points(verdict.points)
    return WorkMark(
        version=version, outcome=outcome, points=[f"{each:f}" for each in points],
        score=rubric.score_of(points) if points else None, comment=comment, by=by, by_name=str(by.account.name),
        at=now, waited_hours=max(0, int((now - version.handed_in_at).total_seconds())) // HOUR,
    )  # fmt: skip


def _check_return(work: Work, comment: str) -> None:
    if not comment:
        raise ReasonMissing()
    times = work.assignment.resubmissions
    if standing_of(work).returns >= times:
        raise ReturnsExhausted(times=times)


def _is_same(standing: WorkMark, new: WorkMark) -> bool:
    """Whether this is the same verdict sent again, by a second click or a lost answer."""
    return (standing.by_id, standing.outcome, standing.points, standing.comment) == (
        new.by_id, new.outcome, new.points, new.comment,
    )  # fmt: skip


def _follow(work: Work, mark: WorkMark, now: datetime) -> None:
    """The work stands where its latest mark puts it; the school's figures are counted anew."""
    is_returned = mark.outcome == Outcome.RETURNED
    work.state = Work.State.RETURNED if is_returned else Work.State.MARKED
    work.score, work.is_recommended = mark.score, mark.outcome == Outcome.RECOMMENDED
    work.judged_at = now
    work.save(update_fields=["state", "score", "is_recommended", "judged_at"])
    organisations.note_change([work.enrolment.school_id], now)


@transaction.atomic
def keep_phrase(*, programme: Programme, text: str, is_for_all: bool, by: Post, now: datetime) -> Phrase:
    """Keep a comment for later; one already in the bank is that one."""
    words, owner = cleaned(text)[:300], None if is_for_all else by
    present: Phrase | None = Phrase.objects.standing().filter(programme=programme, owner=owner, text=words).first()
    if present is not None:
        return present
    made: Phrase = Phrase.objects.create(programme=programme, owner=owner, text=words, kept_at=now)
    audit.record("keep_phrase", by=by, about=made, is_for_all=is_for_all)
    return made


@transaction.atomic
def drop_phrase(*, phrase: Phrase, by: Post, now: datetime) -> None:
    """Offer a comment no more."""
    if Phrase.objects.standing().filter(pk=phrase.pk).update(dropped_at=now):
        audit.record("drop_phrase", by=by, about=phrase)


@transaction.atomic
def mark_second(*, version: Version, points: Sequence[str], by: Post, now: datetime) -> SecondMark:
    """Mark a sampled version without knowing the first mark; it changes nobody's result. Twice is the first time.

    Raises ``PointsOutOfRange``.
    """
    rubric: Rubric = rubric_of(version.work.assignment.rubric)
    read = rubric.read_points(points)
    made, is_new = SecondMark.objects.get_or_create(
        version=version,
        defaults={"points": [f"{each:f}" for each in read], "score": rubric.score_of(read), "by": by, "at": now},
    )
    if is_new:
        audit.record("mark_second", by=by, about=version)
    return made
