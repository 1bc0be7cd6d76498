"""A city's study of a whole year, stored directly: what the progress bench adds to must not slow it down.

Import it only once ``harness.stage`` has set Django up.
"""

from django.db import connection

from bench.parts.city import City
from xingtan.courses.models import Lesson
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.study.models import Coverage, Play

HEADS = 40_000
SPANS = "0-300,320-700,705-1200,1210-1900,1950-2640"
"""What each teacher has seen of each lesson, and the sitting that brought it in as evidence: five intervals each."""
SECONDS = 300 + 380 + 495 + 690 + 690
INTERVALS_A_LESSON = 2 * (SPANS.count(",") + 1)


def fill(intervals: int) -> int:
    """Store at least so many intervals of 40,000 other teachers; answers how many there are."""
    City().grow_uncounted(HEADS)
    people = set(Enrolment.objects.filter(account__mobile_hash__startswith="bench").values_list("pk", flat=True))
    wanted = -(-intervals // (INTERVALS_A_LESSON * len(people)))
    lessons = list(Lesson.objects.order_by("pk").values_list("pk", flat=True)[:wanted])
    if len(lessons) < wanted:
        raise SystemExit(f"{wanted} lessons are needed and there are {len(lessons)}")
    _store(tuple(lessons))
    return INTERVALS_A_LESSON * len(people) * len(lessons)


def _store(lessons: tuple[int, ...]) -> None:
    coverage, play = Coverage._meta.db_table, Play._meta.db_table
    enrolment, now = Enrolment._meta.db_table, clock.now()
    marks = ", ".join(["%s"] * len(lessons))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {coverage} (enrolment_id, lesson_id, spans, credited_seconds, position, position_play,"
            " position_number, heard_at)"
            f" SELECT e.id, l.id, %s, %s, 2640, 0, 0, %s FROM {enrolment} e"
            " JOIN accounts_account a ON a.id = e.account_id AND a.mobile_hash LIKE 'bench%%'"
            f" CROSS JOIN courses_lesson l WHERE l.id IN ({marks})",
            [SPANS, SECONDS, now, *lessons],
        )
        cursor.execute(
            f"INSERT INTO {play} (account_id, coverage_id, began_at, ended_at, spent_seconds, brought, device, place,"
            " refused)"
            f" SELECT e.account_id, c.id, %s, %s, %s, %s, '', '', '' FROM {coverage} c"
            f" JOIN {enrolment} e ON e.id = c.enrolment_id WHERE c.spans = %s",
            [now, now, SECONDS, SPANS, SPANS],
        )
        cursor.execute("ANALYZE")
