"""What a package reports, read without trust, and what becomes of it.

A package is somebody else's program in the teacher's browser: nothing it says is believed beyond its own part. Its
place, its data and its words are kept for it; its time never passes the clock and recognises nothing.
"""

import json
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from xingtan.study.errors import MessageUnreadable

MOST_BYTES: Final = 300_000
"""64,000 letters of suspended data, each of up to three bytes, and the rest."""
MOST_SUSPENDED: Final = 64_000
"""As SCORM 2004 4th edition has it; 1.2 has 4,096."""
MOST_LOCATION: Final = 1_000
MOST_REPORTS: Final = 5_000
"""Of one sitting: one every six seconds for eight hours."""
COMPLETIONS: Final = ("completed", "incomplete", "not attempted", "unknown")
SUCCESSES: Final = ("passed", "failed", "unknown")
SCORES: Final = ("raw", "min", "max", "scaled")
_LATEST_SECOND: Final = 10**6
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Report:
    """What a package says: how far, how well, where to go on, and how long it took in all of this sitting."""

    location: str = ""
    suspend_data: str = ""
    completion: str = "unknown"
    success: str = "unknown"
    score: tuple[str, str, str, str] = ("", "", "", "")
    """In the order of ``SCORES``."""
    seconds: int = 0
    left: bool = False

    @property
    def percent(self) -> Decimal | None:
        """The score as a share of what could be reached, None when it says none or one that means nothing.

        >>> Report(score=("", "", "", "0.85")).percent
        Decimal('85.00')
        >>> Report(score=("15", "0", "20", "")).percent
        Decimal('75.00')
        """
        raw, least, most, scaled = (_number(each) for each in self.score)
        if scaled is not None:
            return _within(scaled * _HUNDRED)
        if raw is None:
            return None
        if least is not None and most is not None and most > least:
            return _within((raw - least) * _HUNDRED / (most - least))
        return _within(raw)


@dataclass(frozen=True, slots=True)
class PackageMessage:
    """A report on its way in: the token of its sitting, its number there, and what it says."""

    token: str
    number: int
    report: Report


def read_package_message(body: bytes) -> PackageMessage:
    """The message in a request body; raises ``MessageUnreadable`` naming the part that is wrong."""
    if len(body) > MOST_BYTES:
        raise MessageUnreadable(part="size")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise MessageUnreadable(part="json") from error
    if not isinstance(said, dict) or not isinstance(said.get("token"), str) or len(said["token"]) > 200:
        raise MessageUnreadable(part="token")
    number = said.get("number")
    if type(number) is not int or not 0 < number <= _LATEST_SECOND:
        raise MessageUnreadable(part="number")
    return PackageMessage(said["token"], number, _report(said.get("report")))


def _report(said: Any) -> Report:
    if not isinstance(said, dict):
        raise MessageUnreadable(part="report")
    seconds, left, score = said.get("seconds"), said.get("left", False), said.get("score")
    if type(seconds) is not int or not 0 <= seconds <= _LATEST_SECOND:
        raise MessageUnreadable(part="seconds")
    if not isinstance(left, bool):
        raise MessageUnreadable(part="left")
    if not isinstance(score, dict) or not all(_is_score(score.get(name)) for name in SCORES):
        raise MessageUnreadable(part="score")
    return Report(
        location=_text(said, "location", MOST_LOCATION),
        suspend_data=_text(said, "suspend_data", MOST_SUSPENDED),
        completion=_one_of(said, "completion", COMPLETIONS),
        success=_one_of(said, "success", SUCCESSES),
        score=(score["raw"], score["min"], score["max"], score["scaled"]),
        seconds=seconds,
        left=left,
    )


def _text(said: dict[str, Any], name: str, most: int) -> str:
    """Text; PostgreSQL keeps no zero byte and no half of a letter, so neither is taken."""
    value = said.get(name)
    if not isinstance(value, str) or len(value) > most or "\0" in value:
        raise MessageUnreadable(part=name)
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise MessageUnreadable(part=name)
    return value


def _one_of(said: dict[str, Any], name: str, known: tuple[str, ...]) -> str:
    value = said.get(name)
    if value not in known:
        raise MessageUnreadable(part=name)
    return str(value)


def _is_score(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 32 and (value == "" or _number(value) is not None)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and abs(number) < Decimal(10) ** 9 else None


def _within(percent: Decimal) -> Decimal | None:
    return percent.quantize(Decimal("0.01")) if 0 <= percent <= _HUNDRED else None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a part stands: what is kept of its reports."""

    completion: str = "not attempted"
    success: str = "unknown"
    score: tuple[str, str, str, str] = ("", "", "", "")
    best_percent: Decimal | None = None
    location: str = ""
    suspend_data: str = ""
    seconds: int = 0
    said_by: tuple[int, int] = (0, 0)
    """Sitting and number of the report that said where to go on."""

    @property
    def is_done(self) -> bool:
        """Whether the part is finished: it was completed, or passed."""
        return self.completion == "completed" or self.success == "passed"


def seconds_gained(*, claimed: int, counted_before: int, passed: int) -> int:
    """By how much a report lengthens the time of its part: what is new in it, never more than really passed.

    ``claimed`` is the whole sitting as the package says it, ``passed`` the seconds since its last report or, of the
    first one, since it began.

    >>> seconds_gained(claimed=3600, counted_before=0, passed=40)
    40
    """
    return max(0, min(claimed - counted_before, passed))


def stands_after(standing: Standing, report: Report, *, said_by: tuple[int, int], gained: int) -> Standing:
    """How the part stands after a report. Completed stays completed, passed passed, and the best score stays;
    where to go on is what the newest report of the newest sitting says.
    """
    percents = [each for each in (standing.best_percent, report.percent) if each is not None]
    heard = replace(
        standing,
        completion="completed" if standing.completion == "completed" else _further(standing.completion, report),
        success="passed" if standing.success == "passed" else _better(standing.success, report.success),
        best_percent=max(percents, default=None),
        seconds=standing.seconds + gained,
    )
    if said_by <= standing.said_by:
        return heard
    return replace(
        heard, score=report.score, location=report.location, suspend_data=report.suspend_data, said_by=said_by
    )


def _further(held: str, report: Report) -> str:
    if report.completion == "completed":
        return "completed"
    return "incomplete" if report.completion == "incomplete" or held == "incomplete" else report.completion


def _better(held: str, said: str) -> str:
    return said if said != "unknown" else held
