"""Teachers who activated their accounts, and what they have watched since."""

import random
from datetime import datetime, timedelta

from xingtan.courses import queries as courses
from xingtan.courses.models import Lesson
from xingtan.demo.actions.ground import activate
from xingtan.demo.actions.rosters import Class
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.clock import ZONE
from xingtan.organisations import actions as organisations
from xingtan.programmes.models import Programme
from xingtan.study.coverage import to_text
from xingtan.study.models import Coverage, Play

BATCH = 2_000
LESSONS_MOST = 9


def let_study(classes: list[Class], *, programme: Programme, now: datetime, chance: random.Random) -> None:
    """Activate accounts and store watched time as the plans say.

    Stored in bulk: forty thousand evenings through ``begin_play`` would take an hour. The rows are
    those that real plays leave behind, and keep the same rules (never more than the wall time).
    """
    lessons = {stage: _lessons(programme, stage) for stage in programme.stages}
    opened = datetime.combine(programme.login_opens_on, datetime.min.time(), ZONE)
    active: list[int] = []
    coverages: list[Coverage] = []
    for each in classes:
        rows = list(Enrolment.objects.filter(programme=programme, school=each.school).order_by("pk"))
        activated = rows[: round(len(rows) * each.plan.activated / 100)]
        active += [row.account_id for row in activated]
        for row in activated[: round(len(rows) * each.plan.studying / 100)]:
            coverages += _evenings(row, lessons[row.stage], opened, now, chance)
    activate(active, opened + timedelta(hours=20))
    store_watched(coverages)
    organisations.note_change([each.school.pk for each in classes], now)


def _lessons(programme: Programme, stage: str) -> list[Lesson]:
    return [lesson for course in courses.outline(programme, stage) for lesson in course.lessons]


def _evenings(
    row: Enrolment, lessons: list[Lesson], opened: datetime, now: datetime, chance: random.Random
) -> list[Coverage]:
    """What one teacher has watched: some lessons whole, the last one in part, an evening each."""
    whole = chance.randint(0, LESSONS_MOST)
    days = max(1, (now - opened).days)
    evenings = sorted(chance.sample(range(days), min(days, whole + 1)))
    found = []
    for position, (day, lesson) in enumerate(zip(evenings, lessons, strict=False)):
        seconds = lesson.credit_seconds if position < whole else lesson.credit_seconds * chance.randint(20, 80) // 100
        evening = opened + timedelta(days=day, hours=20, seconds=chance.randint(0, 1800))
        found.append(
            Coverage(
                enrolment=row, lesson=lesson, spans=to_text(((0, seconds),)), credited_seconds=seconds,
                position=seconds, heard_at=min(evening + timedelta(seconds=seconds), now),
            )
        )  # fmt: skip
    return found


def store_watched(coverages: list[Coverage]) -> None:
    """The coverages, each with the play that brought it in."""
    for start in range(0, len(coverages), BATCH):
        stored = Coverage.objects.bulk_create(coverages[start : start + BATCH])
        Play.objects.bulk_create(
            Play(
                account_id=each.enrolment.account_id, coverage=each,
                began_at=each.heard_at - timedelta(seconds=each.credited_seconds), ended_at=each.heard_at,
                spent_seconds=each.credited_seconds, brought=each.spans, earned_at=each.heard_at,
            )
            for each in stored
        )  # fmt: skip
