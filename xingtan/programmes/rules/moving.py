"""A programme document with its calendar moved: into the present for the demo, into the next year as a copy."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from xingtan.programmes.rules.calendar import Calendar, Holiday, shift_into_week


def calendar_of(document: Mapping[str, Any]) -> Calendar:
    """The calendar that a sound programme file describes."""
    dates = document["calendar"]
    return Calendar(
        login_opens_on=dates["login_opens_on"],
        term_starts_on=dates["term_starts_on"],
        term_ends_on=dates["term_ends_on"],
        enrol_closes_at=dates["enrol_closes_at"],
        registration_due_on=dates["registration_due_on"],
        count_before_term=document["readings"]["A01"]["count_before_term"],
        holidays=tuple(Holiday(each["title"], each["from"], each["until"]) for each in dates.get("holidays", ())),
    )


def moved(document: Mapping[str, Any], by: timedelta) -> dict[str, Any]:
    """The document with every date of its calendar moved; the notice keeps the date it was issued on."""
    return {**document, "calendar": _moved(document["calendar"], by)}


def moved_into_week(document: Mapping[str, Any], *, today: date, week: int) -> tuple[dict[str, Any], int]:
    """The document moved by whole weeks so that today lies in that week of term, and by how many days."""
    shift = shift_into_week(calendar_of(document), today, week)
    return moved(document, shift), shift.days


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, Mapping):
        return {key: _moved(each, by) for key, each in value.items()}
    if isinstance(value, list):
        return [_moved(each, by) for each in value]
    return value + by if isinstance(value, date | datetime) else value


def in_year(text: str, old_label: str, new_label: str) -> str:
    """A title with the year's label changed: 2020年全市… → 2021年全市…; others stay as they are."""
    return text.replace(old_label, new_label) if old_label else text
