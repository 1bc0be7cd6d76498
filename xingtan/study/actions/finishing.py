"""Finishing a lesson that takes no time: its teacher says so."""

from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.courses.models import Lesson
from xingtan.enrolment import queries as enrolments
from xingtan.study.errors import FinishedByPackage, FinishedByTime, NotEnrolledHere
from xingtan.study.models import Coverage
from xingtan.study.queries import reports_itself, terms_of
from xingtan.study.rules import check_study_open


@transaction.atomic
def finish_lesson(*, lesson: Lesson, by: Post, now: datetime) -> Coverage:
    """Note that a teacher is through with a page, a link or a package that only shows; twice is once.

    Raises ``FinishedByTime``, ``FinishedByPackage``, ``NotEnrolledHere``, ``StudyNotYetOpen`` or ``StudyClosed``.
    """
    if lesson.credit_seconds:
        raise FinishedByTime
    if reports_itself(lesson):
        raise FinishedByPackage
    programme = lesson.course.programme
    enrolment = enrolments.enrolment_of(programme, by.account_id)
    if enrolment is None:
        raise NotEnrolledHere
    check_study_open(terms_of(programme), now)
    row: Coverage
    row, _ = Coverage.objects.get_or_create(enrolment=enrolment, lesson=lesson, defaults={"heard_at": now})
    if row.finished_at is None:
        row.finished_at = row.heard_at = now
        row.save(update_fields=["finished_at", "heard_at"])
    return row
