"""What a school can be reminded of, when a message may go out, and how its text is filled (R19, R30, R39, R60, A18)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
PLACES = ("school", "programme", "count", "due", "sender", "path")
"""What a text may name in braces; anything else in braces is refused when it is written."""
_PLACE = re.compile(r"\{([^{}]*)\}")


class Subject(StrEnum):
    """What a school lacks, in the order of its way."""

    UNSIGNED = "unsigned"
    MEETING = "meeting"
    ROSTER = "roster"
    FUNDS = "funds"
    PAYMENT = "payment"
    ACTIVATION = "activation"
    LAGGING = "lagging"


@dataclass(frozen=True)
class QuietHours:
    """From which hour until which no message goes out; the night lies between them."""

    begins: int
    ends: int

    def next_open(self, at: datetime) -> datetime:
        """The moment itself by day, the end of the night at night.

        >>> QuietHours(21, 8).next_open(datetime(2020, 12, 1, 22, tzinfo=ZONE)).isoformat()
        '2020-12-02T08:00:00+08:00'
        """
        here = at.astimezone(ZONE)
        morning = here.replace(hour=self.ends, minute=0, second=0, microsecond=0)
        if self.begins > self.ends and here.hour >= self.begins:
            return morning + timedelta(days=1)
        is_night = here.hour < self.ends if self.begins > self.ends else self.begins <= here.hour < self.ends
        return morning if is_night else at


def unknown_places(text: str) -> list[str]:
    """What stands in braces and is not known."""
    return [name for name in _PLACE.findall(text) if name not in PLACES]


def filled(text: str, facts: Mapping[str, object]) -> str:
    """The text with the known places filled; nothing else in it is looked at.

    >>> filled("{school}还有{count}人", {"school": "五台县实验小学", "count": 3})
    '五台县实验小学还有3人'
    """
    return _PLACE.sub(lambda found: str(facts.get(found[1], found[0])), text)
