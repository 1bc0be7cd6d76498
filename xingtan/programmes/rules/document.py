"""A programme file, checked: every fault with its place and a code for the sentence and the remedy."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from xingtan.programmes.rules.readings import READINGS, Kind

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """What is wrong at one key of a programme file; ``warn`` may be loaded, ``stop`` may not."""

    key: str
    code: str
    parameters: dict[str, Any] = field(default_factory=dict)
    weight: Literal["stop", "warn"] = "stop"


KEYS: dict[str, Kind] = {
    "programme.code": "text",
    "programme.title": "text",
    "programme.year_label": "text",
    "programme.owner_division": "text",
    "programme.undertaking_institution": "text",
    "programme.platform_url": "text",
    "programme.hotline": "text",
    "calendar.login_opens_on": "date",
    "calendar.term_starts_on": "date",
    "calendar.term_ends_on": "date",
    "calendar.registration_due_on": "date",
    "calendar.enrol_closes_at": "moment",
    "hours.class_hours": "count",
    "hours.online_hours": "count",
    "hours.school_based_hours": "count",
    "hours.minutes_per_hour": "count",
    "fee.yuan_per_hour": "money",
    "fee.fee_yuan": "money",
    "payment.payee_name": "text",
    "payment.payee_account": "text",
    "payment.payee_bank": "text",
    "payment.payee_bank_code": "text",
    "subjects": "table",
    "track": "list",
}
"""What every programme file must say, and of what kind each value is."""


def faults_of(document: Document) -> list[Fault]:
    """Everything wrong with a programme file; the later rules are asked once every value has its kind."""
    faults = [*_kinds(document), *_readings(document)]
    if faults:
        return faults
    checks = (_money, _hours, _dates, _stages, _account, _reminders, _classes, _coursework)
    return [fault for check in checks for fault in check(document)]


def value_at(document: Document, key: str) -> Any:
    """The value at a dotted key, or None."""
    found: Any = document
    for part in key.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    return found


def _kinds(document: Document) -> Iterator[Fault]:
    for key, kind in KEYS.items():
        value = value_at(document, key)
        if value is None or value in ("", {}, []):
            yield Fault(key, "missing")
        elif not is_of(kind, value):
            yield Fault(key, f"not_{kind}", {"found": str(value)})


def is_of(kind: Kind, value: Any) -> bool:
    """Whether a value read from TOML is of the kind a key asks for."""
    return _IS_OF[kind](value)


def is_money(value: object) -> bool:
    """Whether a value is an amount in quotes, above zero, with at most two places; never a float."""
    try:
        amount = Decimal(value) if isinstance(value, str) else Decimal("NaN")
    except InvalidOperation:
        return False
    return amount.is_finite() and amount > 0 and amount == amount.quantize(Decimal("0.01"))


_IS_OF: dict[Kind, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "flag": lambda value: isinstance(value, bool),
    "count": lambda value: isinstance(value, int) and not isinstance(value, bool) and value > 0,
    "date": lambda value: isinstance(value, date) and not isinstance(value, datetime),
    "moment": lambda value: isinstance(value, datetime) and value.tzinfo is not None,
    "money": is_money,
    "list": lambda value: isinstance(value, list),
    "table": lambda value: isinstance(value, Mapping),
}


def _readings(document: Document) -> Iterator[Fault]:
    given = document.get("readings", {})
    for number, values in READINGS.items():
        for name, allowed in values.items():
            key = f"readings.{number}.{name}"
            value = value_at(given, f"{number}.{name}")
            if value is None:
                yield Fault(key, "reading_missing")
            elif not allowed.takes(value):
                yield Fault(key, "reading_unknown", {"found": str(value), "allowed": allowed.in_words})
    for number, values in given.items():
        for name in values if isinstance(values, Mapping) else ():
            if name not in READINGS.get(number, {}):
                yield Fault(f"readings.{number}.{name}", "reading_not_known")


def _money(document: Document) -> Iterator[Fault]:
    hours = document["hours"]["class_hours"]
    price, fee = Decimal(document["fee"]["yuan_per_hour"]), Decimal(document["fee"]["fee_yuan"])
    if hours * price != fee:
        facts = {"hours": hours, "price": f"{price:.2f}", "product": f"{hours * price:.2f}", "fee": f"{fee:.2f}"}
        yield Fault("fee.fee_yuan", "fee_differs", facts)


def _hours(document: Document) -> Iterator[Fault]:
    hours = document["hours"]
    total = hours["online_hours"] + hours["school_based_hours"]
    if total != hours["class_hours"]:
        yield Fault("hours.class_hours", "hours_differ", {"total": total, "hours": hours["class_hours"]})


def _dates(document: Document) -> Iterator[Fault]:
    calendar = document["calendar"]
    for earlier, later in (("login_opens_on", "term_starts_on"), ("term_starts_on", "term_ends_on")):
        if calendar[earlier] > calendar[later]:
            facts = {"other": f"calendar.{earlier}", "other_date": calendar[earlier], "date": calendar[later]}
            yield Fault(f"calendar.{later}", "dates_out_of_order", facts)
    closes, due = calendar["enrol_closes_at"], calendar["registration_due_on"]
    if closes.date() > calendar["term_ends_on"]:
        facts = {"other": "calendar.term_ends_on", "other_date": calendar["term_ends_on"], "date": closes.date()}
        yield Fault("calendar.enrol_closes_at", "closes_after_term", facts)
    elif closes.date() > due and document["readings"]["A03"]["warn_when_after_registration_due"]:
        yield Fault("calendar.enrol_closes_at", "closes_after_due", {"date": closes.date(), "due": due}, "warn")
    yield from _holidays(calendar.get("holidays", []))


def _holidays(holidays: list[Document]) -> Iterator[Fault]:
    for at, holiday in enumerate(holidays, start=1):
        key = f"calendar.holidays[{at}]"
        for name in ("from", "until"):
            if not is_of("date", holiday.get(name)):
                yield Fault(f"{key}.{name}", "not_date", {"found": str(holiday.get(name, ""))})
                return
        if holiday["from"] > holiday["until"]:
            facts = {"other": f"{key}.from", "other_date": holiday["from"], "date": holiday["until"]}
            yield Fault(f"{key}.until", "dates_out_of_order", facts)


def _stages(document: Document) -> Iterator[Fault]:
    subjects = document["subjects"]
    themed = [stage for track in document["track"] for stage in track.get("stages", ())]
    for at, track in enumerate(document["track"], start=1):
        yield from (
            Fault(f"track[{at}].{name}", "missing") for name in ("title", "stages", "theme") if not track.get(name)
        )
    for stage, taught in subjects.items():
        if not isinstance(taught, list) or not taught:
            yield Fault(f"subjects.{stage}", "missing")
    yield from (Fault("track", "stage_without_theme", {"stage": stage}) for stage in subjects if stage not in themed)
    yield from _themed(themed, subjects)


def _themed(themed: list[str], subjects: Document) -> Iterator[Fault]:
    for stage in dict.fromkeys(themed):
        if stage not in subjects:
            yield Fault("subjects", "theme_without_stage", {"stage": stage})
        if themed.count(stage) > 1:
            yield Fault("track", "stage_twice", {"stage": stage})


def _account(document: Document) -> Iterator[Fault]:
    for name in ("payee_account", "payee_bank_code"):
        number = document["payment"][name]
        if not (number.isascii() and number.isdigit()):
            yield Fault(f"payment.{name}", "not_digits", {"found": number})


REMINDER_PLACES = frozenset({"school", "programme", "count", "due", "sender", "path"})
"""What the text of a reminder may name in braces."""
_HOURS_OF_DAY = range(24)


def _reminders(document: Document) -> Iterator[Fault]:
    """The texts of reminders name only what is known; quiet hours are hours of the day, both or neither."""
    told = document.get("reminders", {})
    hours = [told[name] for name in ("quiet_from", "quiet_until") if name in told]
    if hours and (len(hours) == 1 or any(hour not in _HOURS_OF_DAY for hour in hours)):
        yield Fault("reminders.quiet_from", "quiet_hours_wrong", {"found": ", ".join(map(str, hours))})
    for name, text in told.items():
        for place in re.findall(r"\{([^{}]*)\}", str(text)):
            if place not in REMINDER_PLACES:
                facts = {"found": place, "allowed": ", ".join(sorted(REMINDER_PLACES))}
                yield Fault(f"reminders.{name}", "place_unknown", facts)


CLASS_PLACES = frozenset({"county", "stage", "subject", "number"})
"""What the name of a class may name in braces."""


def _classes(document: Document) -> Iterator[Fault]:
    """Sizes are whole numbers, the smallest not above the largest; names name only what is known (R63)."""
    told = document.get("classes", {})
    for name in ("smallest", "largest", "learners_per_tutor"):
        if name in told and not is_of("count", told[name]):
            yield Fault(f"classes.{name}", "not_count", {"found": str(told[name])})
            return
    if {"smallest", "largest"} <= set(told) and told["smallest"] > told["largest"]:
        yield Fault(
            "classes.smallest", "sizes_out_of_order", {"smallest": told["smallest"], "largest": told["largest"]}
        )
    for place in re.findall(r"\{([^{}]*)\}", str(told.get("name", ""))):
        if place not in CLASS_PLACES:
            yield Fault("classes.name", "place_unknown", {"found": place, "allowed": ", ".join(sorted(CLASS_PLACES))})


COURSEWORK_COUNTS = (
    "most_files", "most_megabytes", "days_to_mend", "alike_percent", "mark_within_hours", "reply_within_hours",
    "sample_percent", "agree_within", "reply_characters", "contribution_points", "excellent_points",
    "discussion_points",
)  # fmt: skip
"""Whole numbers of homework, marking and discussions (S1, S3)."""


def _coursework(document: Document) -> Iterator[Fault]:
    """Figures are whole numbers, blocked words a list of texts."""
    told = document.get("coursework", {})
    for name in COURSEWORK_COUNTS:
        if name in told and not is_of("count", told[name]):
            yield Fault(f"coursework.{name}", "not_count", {"found": str(told[name])})
    words = told.get("blocked_words", [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        yield Fault("coursework.blocked_words", "not_list", {"found": str(words)[:40]})
