"""Counting wrong guesses, and raising the alarm."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, FloatField, Value
from django.db.models.functions import Greatest

from xingtan.accounts.models import GuessLevel
from xingtan.accounts.queries.guesses import row_keys
from xingtan.accounts.rules.guessing import LIMITS, Axis, wait_seconds
from xingtan.audit import actions as audit

ALARM_REST = timedelta(hours=1)
KEPT = timedelta(days=2)


@transaction.atomic
def count_guess(*, keys: Mapping[Axis, str], now: datetime) -> None:
    """Raise the level of every axis by one, rows locked in the order given; alarm where a bucket is full."""
    epoch = now.timestamp()
    names = row_keys(keys)
    GuessLevel.objects.bulk_create(
        [GuessLevel(row_key=name, counted_at_epoch=epoch) for name in names.values()], ignore_conflicts=True
    )
    for axis, name in names.items():
        GuessLevel.objects.filter(row_key=name).update(
            level=_sunk_by(epoch, LIMITS[axis].seconds_each) + 1, counted_at_epoch=epoch
        )
    _alarm(names, now)


@transaction.atomic
def give_back(*, axis: Axis, key: str) -> None:
    """Undo one count that was taken beforehand and proved right."""
    GuessLevel.objects.filter(row_key__in=row_keys({axis: key}).values()).update(
        level=Greatest(Value(0.0), F("level") - 1, output_field=FloatField())
    )


def forget_cold_levels(*, now: datetime) -> int:
    """Delete the levels nothing was counted on for two days; returns how many."""
    deleted, _by_model = GuessLevel.objects.filter(counted_at_epoch__lt=(now - KEPT).timestamp()).delete()
    return deleted


def _sunk_by(epoch: float, seconds_each: float) -> Any:
    """``rules.guessing.sunk`` as the database computes it, so that two at once both count."""
    seconds = Greatest(Value(0.0), Value(epoch) - F("counted_at_epoch"), output_field=FloatField())
    return Greatest(Value(0.0), F("level") - seconds / Value(seconds_each), output_field=FloatField())


def _alarm(names: Mapping[Axis, str], now: datetime) -> None:
    """One audit entry an hour and bucket when the next guess has to wait."""
    for row in GuessLevel.objects.filter(row_key__in=names.values()).order_by("row_key"):
        axis = Axis(row.row_key.split(":", 1)[0])
        rested = row.alarmed_at is None or now - row.alarmed_at >= ALARM_REST
        if not wait_seconds(row.level, limit=LIMITS[axis]) or not rested:
            continue
        taken = GuessLevel.objects.filter(pk=row.pk, alarmed_at=row.alarmed_at).update(alarmed_at=now)
        if taken:
            audit.record("guessing_alarm", by=None, about=row, axis=axis.value, level=round(row.level))
