"""Reads a scheme from data (JSON) and names everything wrong with it; writes it back."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from xingtan.assessment.errors import SchemeInvalid, SchemeProblem
from xingtan.assessment.scheme import HUNDRED, Part, PartKind, Scheme, Source

_KEY = re.compile(r"[a-z][a-z0-9_]{0,29}")
_PART_ENTRIES = {"key", "kind", "weight", "title_zh", "title_en", "floor", "best", "gives_hours", "source"}
_SCHEME_ENTRIES = {"parts", "pass_score", "excellent_score", "excellent_share"}
_MOST_TEXT = 40
_MOST_BEST = 50


class _Reader:
    """Collects problems while it reads, so that all are told at once; a bad entry reads as its stand-in."""

    def __init__(self) -> None:
        self.problems: list[SchemeProblem] = []

    def complain(self, where: str, code: str, value: object = "") -> None:
        self.problems.append(SchemeProblem(where, code, str(value)))

    def entries(self, data: Any, where: str, known: set[str]) -> Mapping[str, Any]:
        if not isinstance(data, Mapping):
            self.complain(where, "not_object")
            return {}
        for name in sorted(set(map(str, data)) - known):
            self.complain(f"{where}.{name}", "unknown")
        return data

    def number(self, value: Any, where: str, least: Decimal, most: Decimal) -> Decimal:
        if value is None:
            self.complain(where, "missing")
            return least
        try:
            number = Decimal(str(value)) if not isinstance(value, bool) else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.complain(where, "not_number", value)
            return least
        if not least <= number <= most:
            self.complain(where, "out_of_range", value)
            return least
        return number

    def whole(self, value: Any, where: str, least: int, most: int) -> int:
        number = self.number(value, where, Decimal(least), Decimal(most))
        if number != int(number):
            self.complain(where, "not_whole")
        return int(number)

    def text(self, value: Any, where: str) -> str:
        if not isinstance(value, str) or not 0 < len(value.strip()) <= _MOST_TEXT:
            self.complain(where, "not_text")
            return ""
        return value.strip()


def read_scheme(data: Any) -> Scheme:
    """The scheme in ``data``; raises ``SchemeInvalid`` naming every problem, among them weights that do not make 100."""
    reader = _Reader()
    entries = reader.entries(data, "scheme", _SCHEME_ENTRIES)
    scheme = Scheme(
        parts=_parts(reader, entries.get("parts")),
        pass_score=reader.number(entries.get("pass_score"), "pass_score", Decimal(0), HUNDRED),
        excellent_score=reader.number(entries.get("excellent_score"), "excellent_score", Decimal(0), HUNDRED),
        excellent_share=reader.number(entries.get("excellent_share"), "excellent_share", Decimal(0), Decimal(1)),
    )
    _check_whole(reader, scheme)
    if reader.problems:
        raise SchemeInvalid(problems=tuple(reader.problems))
    return scheme


def write_scheme(scheme: Scheme) -> dict[str, Any]:
    """The scheme as data that ``read_scheme`` takes back unchanged."""
    return {
        "parts": [_written(part) for part in scheme.parts],
        "pass_score": f"{scheme.pass_score:f}",
        "excellent_score": f"{scheme.excellent_score:f}",
        "excellent_share": f"{scheme.excellent_share:f}",
    }


def _written(part: Part) -> dict[str, Any]:
    data: dict[str, Any] = {
        "key": part.key,
        "kind": part.kind.value,
        "weight": f"{part.weight:f}",
        "floor": f"{part.floor:f}",
    }
    data |= {"title_zh": part.title_zh, "title_en": part.title_en}
    return (
        data
        if part.kind is PartKind.MINUTES
        else data | {"best": part.best, "gives_hours": part.gives_hours, "source": part.source.value}
    )


def _parts(reader: _Reader, data: Any) -> tuple[Part, ...]:
    if not isinstance(data, list) or not data:
        reader.complain("parts", "no_parts")
        return ()
    return tuple(_part(reader, each, f"parts[{position}]") for position, each in enumerate(data, start=1))


def _part(reader: _Reader, data: Any, where: str) -> Part:
    entries = reader.entries(data, where, _PART_ENTRIES)
    kind = _kind(reader, entries.get("kind"), f"{where}.kind")
    by_minutes = kind is PartKind.MINUTES
    best = 1 if by_minutes else reader.whole(entries.get("best", 1), f"{where}.best", 1, _MOST_BEST)
    most = Decimal(1) if by_minutes else Decimal(_MOST_BEST)
    gives_hours = entries.get("gives_hours", False)
    if not isinstance(gives_hours, bool):
        reader.complain(f"{where}.gives_hours", "not_yes_no")
    return Part(
        key=_key(reader, entries.get("key"), f"{where}.key"),
        kind=kind,
        weight=reader.number(entries.get("weight"), f"{where}.weight", Decimal(0), HUNDRED),
        title_zh=reader.text(entries.get("title_zh"), f"{where}.title_zh"),
        title_en=reader.text(entries.get("title_en"), f"{where}.title_en"),
        floor=reader.number(entries.get("floor", 0), f"{where}.floor", Decimal(0), most),
        best=best,
        gives_hours=bool(gives_hours),
        source=_source(reader, entries.get("source", Source.ENTERED.value), f"{where}.source"),
    )


def _source(reader: _Reader, value: Any, where: str) -> Source:
    if not isinstance(value, str) or value not in set(Source):
        reader.complain(where, "not_source", value)
        return Source.ENTERED
    return Source(value)


def _kind(reader: _Reader, value: Any, where: str) -> PartKind:
    if not isinstance(value, str) or value not in set(PartKind):
        reader.complain(where, "not_kind", value)
        return PartKind.MARKS
    return PartKind(value)


def _key(reader: _Reader, value: Any, where: str) -> str:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        reader.complain(where, "not_key")
        return ""
    return value


def _check_whole(reader: _Reader, scheme: Scheme) -> None:
    """What no entry shows by itself: sums, repetitions, orders."""
    weights = sum((part.weight for part in scheme.parts), Decimal(0))
    if scheme.parts and weights != HUNDRED:
        reader.complain("parts", "weights", weights)
    if scheme.excellent_score < scheme.pass_score:
        reader.complain("excellent_score", "excellent_below_pass")
    keys = [part.key for part in scheme.parts if part.key]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        reader.complain("parts", "repeated", key)
    timed = [part for part in scheme.parts if part.kind is PartKind.MINUTES]
    if len(timed) > 1:
        reader.complain("parts", "two_minutes")
    for part in scheme.parts:
        if part.kind is PartKind.MARKS and part.floor > part.best:
            reader.complain(f"{part.key}.floor", "floor_above_best", part.best)
        if part.kind is PartKind.MARKS and part.floor != int(part.floor):
            reader.complain(f"{part.key}.floor", "not_whole")
