"""Decisions about rosters: what a number must be, and when a roster may be changed or handed in.

Pure: the moment and the day are passed in. Codes are those of ``Problem`` (see ``sheet.parts``).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from operator import mul

from xingtan.accounts.rules.identity import CHECK_CHARACTERS, OLDEST_YEARS, WEIGHTS, YOUNGEST_YEARS, age_on

ID_LENGTH = 18
OLD_ID_LENGTH = 15
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_PLACEHOLDER_MOBILE = re.compile(r"1[3-9]\d0{8}", re.ASCII)


class _PartSums(dict[str, int | None]):
    """The weighted sum of one stretch of an ID's digits, worked out once for each stretch met."""

    def __init__(self, start: int, length: int) -> None:
        super().__init__()
        self._weights = WEIGHTS[start : start + length]
        self._of_zeros = ord("0") * sum(self._weights)

    def __missing__(self, digits: str) -> int | None:
        total = None
        if len(digits) == len(self._weights) and digits.isascii() and digits.isdigit():
            total = sum(map(mul, digits.encode(), self._weights)) - self._of_zeros
        self[digits] = total
        return total


class _BirthSums(_PartSums):
    """The same of a birth date ``YYYYMMDD``, as far as it exists and makes a working teacher on the given day."""

    def __init__(self, on: date) -> None:
        super().__init__(6, 8)
        self._on = on

    def __missing__(self, digits: str) -> int | None:
        total = super().__missing__(digits)
        if total is not None and not self._is_plausible(digits):
            self[digits] = total = None
        return total

    def _is_plausible(self, digits: str) -> bool:
        try:
            birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
        except ValueError:
            return False
        return YOUNGEST_YEARS <= age_on(birth, self._on) <= OLDEST_YEARS


class IdRule:
    """Judges 18-character identity numbers (GB 11643) as of one day, by tables.

    The first six digits need not be in any list of divisions: lists change, numbers do not.
    """

    def __init__(self, on: date) -> None:
        self._places = _PartSums(0, 6)
        self._births = _PartSums(6, 8)
        self._series = _PartSums(14, 3)
        self._plausible_births = _BirthSums(on)

    def is_sound(self, number: str) -> bool:
        """Whether the number stands as it is."""
        place, birth, series = (
            self._places[number[:6]],
            self._plausible_births[number[6:14]],
            self._series[number[14:17]],
        )
        if place is None or birth is None or series is None or len(number) != ID_LENGTH:
            return False
        return CHECK_CHARACTERS[(place + birth + series) % 11] == number[17]

    def problem(self, number: str) -> tuple[str, str]:
        """``("", "")`` when the number stands, else a code and the reason.

        >>> IdRule(date(2020, 12, 1)).problem("140923196712137950")
        ('checksum', 'check_digit')
        """
        if len(number) != ID_LENGTH:
            return "invalid", "old_id" if len(number) == OLD_ID_LENGTH and number.isdigit() else "id_length"
        birth_digits = number[6:14]
        place, birth, series = self._places[number[:6]], self._births[birth_digits], self._series[number[14:17]]
        if place is None or birth is None or series is None:
            return "invalid", "id_characters"
        if CHECK_CHARACTERS[(place + birth + series) % 11] != number[17]:
            return "checksum", "check_digit"
        return ("invalid", "birth_date") if self._plausible_births[birth_digits] is None else ("", "")


def is_mobile(text: str) -> bool:
    """Whether a text is a mainland mobile number: 11 digits, 1 then 3-9."""
    return _MOBILE.fullmatch(text) is not None


def is_placeholder_mobile(text: str) -> bool:
    """Whether a number is the one printed on sample rows (13800000000)."""
    return _PLACEHOLDER_MOBILE.fullmatch(text) is not None


DRAFT, SUBMITTED, PASSED, RETURNED, ACCEPTED = "draft", "submitted", "passed", "returned", "accepted"


@dataclass(frozen=True)
class Standing:
    """A roster as the rules see it. ``is_received``: enrolment information is still received (R47)."""

    state: str
    teachers: int = 0
    open_problems: int = 0
    is_received: bool = True


def why_not_change(standing: Standing) -> str | None:
    """Why the school may not change its roster now, or ``None`` when it may. After the deadline it can only be read."""
    if standing.state not in {DRAFT, RETURNED}:
        return "not_with_the_school"
    return None if standing.is_received else "closed"


def why_not_hand_in(standing: Standing, *, declared: bool) -> str | None:
    """Why the school may not hand its roster in now, or ``None`` when it may (R41 R43 R47)."""
    unchangeable = why_not_change(standing)
    if unchangeable:
        return unchangeable
    if not standing.teachers:
        return "nobody"
    if standing.open_problems:
        return "problems"
    return None if declared else "not_declared"


class Reviewer(StrEnum):
    """Who decides about a roster that was handed in."""

    COUNTY = "county"
    CENTRE = "centre"


@dataclass(frozen=True)
class Way:
    """The way of a school's roster (A05): over the county or not, and whether the training centre accepts after it."""

    over_county: bool
    over_centre: bool

    @classmethod
    def of(cls, *, county_review: bool, centre_accepts: bool, is_city_direct: bool) -> "Way":
        """By the programme's switches; city-direct schools go to the training centre at once."""
        over_county = county_review and not is_city_direct
        return cls(over_county, centre_accepts or not over_county)

    def reviewer(self, state: str) -> Reviewer | None:
        """Whose turn it is, ``None`` when nobody is to decide.

        >>> Way(over_county=True, over_centre=True).reviewer("passed")
        <Reviewer.CENTRE: 'centre'>
        """
        if state == PASSED:
            return Reviewer.CENTRE
        if state != SUBMITTED:
            return None
        return Reviewer.COUNTY if self.over_county else Reviewer.CENTRE

    def after_yes(self, state: str) -> str:
        """The state that a reviewer's yes leads to: passed on to the centre, or accepted."""
        return PASSED if self.reviewer(state) is Reviewer.COUNTY and self.over_centre else ACCEPTED


def review_due(came_on: date, days: int) -> date:
    """The last day on which a reviewer is in time: so many days after the day it came in (A05)."""
    return came_on + timedelta(days=days)


def came_in_time(today: date, days: int) -> date:
    """The earliest day a roster may have come in for its reviewer to be still in time today; ``review_due`` turned round.

    >>> came_in_time(review_due(date(2020, 11, 25), 3), 3)
    datetime.date(2020, 11, 25)
    """
    return today - timedelta(days=days)


LATE, NEWLY_HIRED = "late", "newly_hired"


def why_not_reopen(*, asker: int, decider: int, is_open: bool) -> str | None:
    """Why this person may not decide about reopening a school's enrolment, or ``None`` (A04): two people, once."""
    if not is_open:
        return "decided"
    return "own_request" if asker == decider else None


def why_not_until(until: date, *, today: date, term_ends_on: date) -> str | None:
    """Why a school cannot be reopened until that day, or ``None``: a day to come, within the term (R38)."""
    if until < today:
        return "past"
    return "after_term" if until > term_ends_on else None
