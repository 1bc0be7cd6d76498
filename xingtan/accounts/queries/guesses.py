"""How long someone must wait before the next guess is looked at."""

from collections.abc import Mapping
from datetime import datetime

from xingtan.accounts.models import GuessLevel
from xingtan.accounts.rules.guessing import LIMITS, Axis, sunk, wait_seconds


def row_keys(keys: Mapping[Axis, str]) -> dict[Axis, str]:
    """The rows of some axes, by their primary keys."""
    return {axis: f"{axis.value}:{key}" for axis, key in keys.items()}


def seconds_to_wait(*, keys: Mapping[Axis, str], now: datetime) -> int:
    """The longest wait over the axes, in seconds; one query."""
    rows = GuessLevel.objects.in_bulk(list(row_keys(keys).values()))
    waits = [0]
    for axis, name in row_keys(keys).items():
        if name in rows:
            seconds = now.timestamp() - rows[name].counted_at_epoch
            level = sunk(rows[name].level, seconds=seconds, limit=LIMITS[axis])
            waits.append(wait_seconds(level, limit=LIMITS[axis]))
    return max(waits)
