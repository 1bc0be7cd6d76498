"""Packages: a part opened, and what it reports taken in. Each report counts once, whenever and however often it comes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.courses import queries as courses
from xingtan.courses.models import Lesson
from xingtan.enrolment import queries as enrolments
from xingtan.enrolment.models import Enrolment
from xingtan.study.errors import NotEnrolledHere, PartGone, PlayExpired, PlayForged, TooManyReports
from xingtan.study.models import Coverage, PackageReport, PackageSitting, PackageState
from xingtan.study.queries import terms_of
from xingtan.study.rules import check_study_open
from xingtan.study.rules.packages import (
    MOST_REPORTS,
    SCORES,
    PackageMessage,
    Standing,
    seconds_gained,
    stands_after,
)

SITTING_LASTS = timedelta(hours=24)
_SALT = "xingtan.study.package"


@dataclass(frozen=True)
class Opened:
    """A part that was opened: the token for its reports, and where to go on."""

    token: str
    state: dict[str, Any]


@transaction.atomic
def open_part(*, lesson: Lesson, item: str, by: Post, now: datetime) -> Opened:
    """Open a part of a lesson's package. Raises ``PartGone``, ``NotEnrolledHere``, ``StudyNotYetOpen``, ``StudyClosed``."""
    if lesson.kind != Lesson.Kind.PACKAGE or lesson.media is None:
        raise PartGone
    part = courses.manifest_of(lesson.media).item(item)
    if part is None:
        raise PartGone
    enrolment = _enrolment(lesson, by, now)
    row, _ = Coverage.objects.get_or_create(enrolment=enrolment, lesson=lesson, defaults={"heard_at": now})
    state, _ = PackageState.objects.get_or_create(coverage=row, item=part.identifier)
    sitting = PackageSitting.objects.create(state=state, began_at=now, heard_at=now)
    told = {
        "location": state.location, "suspend_data": state.suspend_data, "completion": state.completion,
        "success": state.success, "score": state.score,
    }  # fmt: skip
    return Opened(_signer().sign_object([sitting.pk, by.account_id]), told)


def _enrolment(lesson: Lesson, by: Post, now: datetime) -> Enrolment:
    programme = lesson.course.programme
    enrolment = enrolments.enrolment_of(programme, by.account_id)
    if enrolment is None:
        raise NotEnrolledHere
    check_study_open(terms_of(programme), now)
    return enrolment


def _signer() -> signing.Signer:
    return signing.Signer(salt=_SALT)


@transaction.atomic
def take_package_report(*, message: PackageMessage, lesson: Lesson, by: Post, now: datetime) -> PackageState:
    """Take in one report: only ever adds, and the same number again adds nothing.

    Raises ``PlayForged`` for a token that is not ours, not this person's or not of this lesson, ``PlayExpired``,
    ``TooManyReports``, ``NotEnrolledHere``, ``StudyClosed``.
    """
    sitting = _sitting(message, lesson, by, now)
    _enrolment(lesson, by, now)
    state: PackageState = PackageState.objects.select_for_update().get(pk=sitting.state_id)
    if PackageReport.objects.filter(sitting=sitting, number=message.number).exists():
        return state
    if sitting.reports.count() >= MOST_REPORTS:
        raise TooManyReports
    report = message.report
    passed = int((now - sitting.heard_at).total_seconds())
    gained = seconds_gained(claimed=report.seconds, counted_before=sitting.counted_seconds, passed=passed)
    PackageReport.objects.create(
        sitting=sitting, number=message.number, at=now, completion=report.completion, success=report.success,
        percent=report.percent, seconds=gained,
    )  # fmt: skip
    sitting.counted_seconds += gained
    sitting.last_number = max(sitting.last_number, message.number)
    sitting.heard_at = max(now, sitting.heard_at)
    sitting.save(update_fields=["counted_seconds", "last_number", "heard_at"])
    standing = stands_after(_standing(state), report, said_by=(sitting.pk, message.number), gained=gained)
    _keep(state, standing)
    _finish(state, lesson, now)
    return state


def _sitting(message: PackageMessage, lesson: Lesson, by: Post, now: datetime) -> PackageSitting:
    try:
        number, account = _signer().unsign_object(message.token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise PlayForged from error
    rows = PackageSitting.objects.select_for_update(of=("self",))
    sitting: PackageSitting | None = rows.filter(pk=number, state__coverage__lesson=lesson).first()
    if sitting is None or account != by.account_id:
        raise PlayForged
    if now >= sitting.began_at + SITTING_LASTS:
        raise PlayExpired
    return sitting


def _standing(state: PackageState) -> Standing:
    raw, least, most, scaled = (state.score.get(name, "") for name in SCORES)
    return Standing(
        state.completion, state.success, (raw, least, most, scaled), state.best_percent, state.location,
        state.suspend_data, state.seconds, (state.said_by, state.said_number),
    )  # fmt: skip


def _keep(state: PackageState, standing: Standing) -> None:
    state.completion, state.success = standing.completion, standing.success
    state.score = dict(zip(SCORES, standing.score, strict=True))
    state.best_percent, state.seconds = standing.best_percent, standing.seconds
    state.location, state.suspend_data = standing.location, standing.suspend_data
    state.said_by, state.said_number = standing.said_by
    state.save()


def _finish(state: PackageState, lesson: Lesson, now: datetime) -> None:
    """The lesson is finished once every part that reports is."""
    if not _standing(state).is_done or lesson.media is None:
        return
    wanted = {item.identifier for item in courses.manifest_of(lesson.media).items if item.reports}
    rows = PackageState.objects.filter(coverage=state.coverage_id)
    done = {row.item for row in rows if _standing(row).is_done}
    if wanted <= done:
        Coverage.objects.filter(pk=state.coverage_id, finished_at=None).update(finished_at=now)
