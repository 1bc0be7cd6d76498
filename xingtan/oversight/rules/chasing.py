"""What a school can be reminded of, and how its text is filled (R19, R30, R39, R60)."""

import re
from collections.abc import Mapping
from enum import StrEnum

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


def unknown_places(text: str) -> list[str]:
    """What stands in braces and is not known."""
    return [name for name in _PLACE.findall(text) if name not in PLACES]


def filled(text: str, facts: Mapping[str, object]) -> str:
    """The text with the known places filled; nothing else in it is looked at.

    >>> filled("{school}还有{count}人", {"school": "五台县实验小学", "count": 3})
    '五台县实验小学还有3人'
    """
    return _PLACE.sub(lambda found: str(facts.get(found[1], found[0])), text)
