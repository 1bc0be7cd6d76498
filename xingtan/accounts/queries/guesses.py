"""How long someone must wait before the next guess is looked at."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection

from xingtan.accounts.rules.guessing import LIMITS, Axis, sunk, wait_seconds

_LEVELS = "SELECT row_key, level, counted_at_epoch FROM accounts_guesslevel WHERE row_key IN ({marks})"


def row_keys(keys: Mapping[Axis, str]) -> dict[Axis, str]:
    """The rows of some axes, by their primary keys."""
    return {axis: f"{axis.value}:{key}" for axis, key in keys.items()}


def seconds_to_wait(*, keys: Mapping[Axis, str], now: datetime) -> int:
    """The longest wait over the axes, in seconds; one query, in plain SQL as every sign-in asks it."""
    axes = {name: axis for axis, name in row_keys(keys).items()}
    with connection.cursor() as cursor:
        cursor.execute(_LEVELS.format(marks=", ".join(["%s"] * len(axes))), list(axes))
        rows = cursor.fetchall()
    waits = [0]
    for name, reached, counted_at_epoch in rows:
        limit = LIMITS[axes[name]]
        level = sunk(reached, seconds=now.timestamp() - counted_at_epoch, limit=limit)
        waits.append(wait_seconds(level, limit=limit))
    return max(waits)
