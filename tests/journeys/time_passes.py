"""Lets the rest of the term pass for the journey's teacher: what months of evenings would leave behind.

Called inside the journey's house: ``time_passes.py MOBILE``. The watched time and marks are stored as
the demo stores them; then the calendar is moved back so that the term has ended.
"""

import os
import sys
from datetime import timedelta
from decimal import Decimal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xingtan.config.settings")

import django

django.setup()

from xingtan.accounts.models import Account  # noqa: E402 - only after set-up
from xingtan.assessment import actions as assessment  # noqa: E402 - only after set-up
from xingtan.assessment.marking import NewMark  # noqa: E402 - only after set-up
from xingtan.courses.queries import outline  # noqa: E402 - only after set-up
from xingtan.enrolment.models import Enrolment  # noqa: E402 - only after set-up
from xingtan.foundation import clock  # noqa: E402 - only after set-up
from xingtan.programmes.models import Programme  # noqa: E402 - only after set-up
from xingtan.study.models import Coverage  # noqa: E402 - only after set-up

MARKS = ("homework", "homework", "discussion", "quiz", "school_based", "school_based")


def main(mobile: str) -> None:
    """Watch everything, earn the marks, end the term."""
    row = Enrolment.objects.get(account=Account.objects.with_mobile(mobile).get(), programme__code="xinzhou-2020")
    now = clock.now()
    for course in outline(row.programme, row.stage):
        for lesson in course.lessons:
            Coverage.objects.update_or_create(
                enrolment=row, lesson=lesson,
                defaults={"spans": f"0-{lesson.credit_seconds}", "credited_seconds": lesson.credit_seconds, "heard_at": now},
            )  # fmt: skip
    for nth, part in enumerate(MARKS):
        minutes = 270 if part == "school_based" else 0
        mark = NewMark(
            part=part,
            score=Decimal(88),
            minutes=minutes,
            done_on=now.date() - timedelta(days=2),
            evidence=f"第 {nth + 1} 项",
        )
        assessment.record_mark(enrolment=row, new=mark, by=None, now=now)
    ended = now.date() - timedelta(days=1)
    Programme.objects.filter(code="xinzhou-2020").update(term_ends_on=ended)


if __name__ == "__main__":
    main(sys.argv[1])
