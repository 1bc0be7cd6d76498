"""The 2020 programme, made as the house makes it."""

import tomllib
from datetime import date
from typing import Any

from xingtan.organisations.tests import given as organisations
from xingtan.programmes import actions, rules
from xingtan.programmes.models import Programme, Track
from xingtan.programmes.queries import SHIPPED

DOCUMENT: dict[str, Any] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))


def programme_2020(*, today: date | None = None, **readings: dict[str, Any]) -> Programme:
    """The programme of the notice on its own dates, or moved so that ``today`` is in the third week.

    Readings are changed by number: ``programme_2020(A05={"county_review": False})``.
    """
    organisations.xinzhou()
    document, shift = DOCUMENT, 0
    if readings:
        changed = {number: {**DOCUMENT["readings"][number], **values} for number, values in readings.items()}
        document = {**DOCUMENT, "readings": {**DOCUMENT["readings"], **changed}}
    if today is not None:
        document, shift = rules.moved_into_week(document, today=today, week=3)
    programme, _changed = actions.load_programme(document=document, by=None, shift_days=shift, is_demo=bool(shift))
    return programme


def track(stage: str = "小学", programme: Programme | None = None) -> Track:
    """The track of a stage."""
    programme = programme or programme_2020()
    return next(each for each in programme.tracks.all() if stage in each.stages)
