"""As much as a programme counts on one day and of one course, while a batch of messages works on it (A19).

Where a programme has no limits nothing here asks the database. The day is the one on which the server hears of
it: the phone's own clock could choose a day with room.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db.models import Q, Sum

from xingtan.foundation.clock import ZONE
from xingtan.study.actions.held import Playing
from xingtan.study.message import PlayToken
from xingtan.study.models import Coverage, Tally

Key = tuple[int, date | int]
"""An enrolment with a day or a course."""


class Limits:
    """The tallies of the teachers in a batch whose programme has limits, locked to the end of the transaction."""

    def __init__(self, playing: Mapping[int, Playing], tokens: Iterable[PlayToken], now: datetime) -> None:
        """Plays that are not known are left out: their messages are refused anyway."""
        self.today = now.astimezone(ZONE).date()
        self.pairs = {(playing[each.play].enrolment, each.course) for each in tokens if each.play in playing}
        self.tallies: dict[Key, Tally] = _locked(self.pairs, self.today) if self.pairs else {}
        missing = [pair for pair in self.pairs if (pair[0], self.today) not in self.tallies]
        if missing:
            open_tallies(missing, now)
            self.tallies = _locked(self.pairs, self.today)
        self.changed: dict[int, Tally] = {}

    def left_today(self, playing: Playing, token: PlayToken) -> int | None:
        """Seconds that may still count today; None without a limit."""
        if not token.seconds_per_day:
            return None
        return token.seconds_per_day - self.tallies[playing.enrolment, self.today].seconds

    def left_in_course(self, playing: Playing, token: PlayToken) -> int | None:
        """Seconds that may still count of this course; None without a limit."""
        if not token.seconds_per_course:
            return None
        return token.seconds_per_course - self.tallies[playing.enrolment, token.course].seconds

    def take(self, playing: Playing, token: PlayToken, gained: int) -> None:
        """Reckon what has just counted."""
        if not token.is_limited:
            return
        for key in (self.today, token.course):
            tally = self.tallies[playing.enrolment, key]
            tally.seconds += gained
            self.changed[tally.pk] = tally

    def store(self) -> None:
        """Write back what changed."""
        if self.changed:
            Tally.objects.bulk_update(self.changed.values(), ["seconds"])


def _locked(pairs: Collection[tuple[int, int]], today: date) -> dict[Key, Tally]:
    """The tallies of these teachers for today and these courses, in the order of their numbers."""
    wanted = Q(day=today) | Q(course__in={course for _, course in pairs})
    rows = Tally.objects.select_for_update().filter(wanted, enrolment__in={enrolment for enrolment, _ in pairs})
    return {(row.enrolment_id, row.key): row for row in rows.order_by("pk")}


def open_tallies(pairs: Iterable[tuple[int, int]], now: datetime) -> None:
    """See that each teacher has a tally for today and for the course; a new one of a course begins with what counts already."""
    today = now.astimezone(ZONE).date()
    for enrolment, course in pairs:
        Tally.objects.get_or_create(enrolment_id=enrolment, day=today, course=None)
        if not Tally.objects.filter(enrolment_id=enrolment, course_id=course).exists():
            held = Coverage.objects.filter(enrolment_id=enrolment, lesson__course_id=course)
            seconds = held.aggregate(seconds=Sum("credited_seconds"))["seconds"] or 0
            Tally.objects.get_or_create(
                enrolment_id=enrolment, course_id=course, day=None, defaults={"seconds": seconds}
            )
