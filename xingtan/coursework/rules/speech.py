"""What is said in discussions: words that may not stand, and what contributions come to."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from xingtan.coursework.rules.setting import Setting

HUNDRED = Decimal(100)
POINT = Decimal("0.01")


def blocked_in(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """The words of the programme's list that stand in a text, whatever their width, case, blanks or marks between.

    >>> blocked_in("代 写 作业，加微信", ["代写", "办证"])
    ('代写',)
    """
    compact = _compact(text)
    return tuple(word for word in words if _compact(word) and _compact(word) in compact)


def _compact(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())


@dataclass(frozen=True)
class Said:
    """One contribution that stands: how long it is, when, and whether it was found excellent."""

    characters: int
    on: date
    is_excellent: bool = False


@dataclass(frozen=True)
class DiscussionSum:
    """What a learner's contributions come to: how many counted, how many were too short, the mark of a hundred."""

    counted: int
    excellent: int
    short: int
    score: Decimal
    last_on: date | None


def sum_of(said: Sequence[Said], setting: Setting) -> DiscussionSum:
    """S3: each contribution long enough counts ``contribution_points``, an excellent one ``excellent_points``."""
    counted = [each for each in said if each.characters >= setting.reply_characters or each.is_excellent]
    excellent = sum(1 for each in counted if each.is_excellent)
    points = (len(counted) - excellent) * setting.contribution_points + excellent * setting.excellent_points
    score = min(HUNDRED, Decimal(points) * HUNDRED / max(1, setting.discussion_points))
    return DiscussionSum(
        counted=len(counted),
        excellent=excellent,
        short=len(said) - len(counted),
        score=score.quantize(POINT, ROUND_HALF_UP),
        last_on=max((each.on for each in counted), default=None),
    )
