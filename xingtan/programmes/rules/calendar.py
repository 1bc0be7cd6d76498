"""A programme's calendar: what is open when, what counts, which week it is. Both ends of a span are in it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
DAYS_IN_WEEK = 7
CountedFrom = Literal["later_of_receipt_and_login", "receipt"]


@dataclass(frozen=True)
class Holiday:
    """Days on which nothing is due and nobody is reminded (A18); both ends included."""

    title: str
    from_on: date
    until_on: date


@dataclass(frozen=True)
class Calendar:
    """The dates of one programme (R31, R35, R36, A03), as days of Asia/Shanghai."""

    login_opens_on: date
    term_starts_on: date
    term_ends_on: date
    enrol_closes_at: datetime
    registration_due_on: date
    count_before_term: bool = True
    """A01: whether study between the opening of login and the start of term counts."""
    holidays: tuple[Holiday, ...] = ()


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZONE)


def _ends(day: date) -> datetime:
    """The first moment that no longer belongs to the day."""
    return _begins(day + timedelta(days=1))


def _day_of(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def term_days(calendar: Calendar) -> int:
    """Days of the term, both ends included: 122 for 2020-12-12 to 2021-04-12 (R36)."""
    return (calendar.term_ends_on - calendar.term_starts_on).days + 1


def login_is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether learners may sign in (R35); it stays open after the term, to see one's result."""
    return at >= _begins(calendar.login_opens_on)


def study_is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether courses can be studied: from the opening of login to the last second of the term."""
    return _begins(calendar.login_opens_on) <= at < _ends(calendar.term_ends_on)


def effort_counts(calendar: Calendar, at: datetime) -> bool:
    """Whether study at this moment is credited; the trial days before the term only by A01."""
    first = calendar.login_opens_on if calendar.count_before_term else calendar.term_starts_on
    return _begins(first) <= at < _ends(calendar.term_ends_on)


def counting_span(calendar: Calendar) -> tuple[datetime, datetime]:
    """From when until when study is credited; the second moment is the first that is too late."""
    first = calendar.login_opens_on if calendar.count_before_term else calendar.term_starts_on
    return _begins(first), _ends(calendar.term_ends_on)


def enrolment_is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether rosters are received (R47, A04): the whole last second is in time."""
    return at < calendar.enrol_closes_at + timedelta(seconds=1)


def activation_is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether accounts can be activated: late ones too, until the term ends for all (R38, A04)."""
    return login_is_open(calendar, at) and not term_is_over(calendar, at)


def term_is_over(calendar: Calendar, at: datetime) -> bool:
    """Whether the last second of the term has passed."""
    return at >= _ends(calendar.term_ends_on)


def online_due_on(calendar: Calendar, received_at: datetime, *, within_days: int, counted_from: CountedFrom) -> date:
    """By when a school's teachers are to be online (R61).

    Counted from the notice alone it would pass before login opens (A02), so by default the later
    of receipt and opening counts: received on 11-16, due on 12-24.
    """
    start = _day_of(received_at)
    if counted_from == "later_of_receipt_and_login":
        start = max(start, calendar.login_opens_on)
    return start + timedelta(days=within_days)


def hand_in_due_on(calendar: Calendar, received_at: datetime, *, within_days: int) -> date:
    """By when a school's roster counts as handed in on time (A26): so many days after receipt, never after the deadline (R47).

    The last day counts: received on 11-20, within 10 days, on time on 11-30.
    """
    return min(_day_of(received_at) + timedelta(days=within_days), _day_of(calendar.enrol_closes_at))


def week_of_term(calendar: Calendar, day: date) -> int:
    """The week of the term, the first beginning on its first day; 0 and below before it."""
    return (day - calendar.term_starts_on).days // DAYS_IN_WEEK + 1


def days_left(calendar: Calendar, day: date) -> int:
    """Days until the term's last day; 0 on it, negative after it."""
    return (calendar.term_ends_on - day).days


def holiday_on(calendar: Calendar, day: date) -> Holiday | None:
    """The holiday that a day belongs to, if any (A18)."""
    return next((each for each in calendar.holidays if each.from_on <= day <= each.until_on), None)


def shift_into_week(calendar: Calendar, today: date, week: int) -> timedelta:
    """By how much to move a calendar so that ``today`` lies in that week of the term.

    Whole weeks only, so that every date keeps its day of the week.
    """
    weeks = (today - calendar.term_starts_on).days // DAYS_IN_WEEK - (week - 1)
    return timedelta(weeks=weeks)
