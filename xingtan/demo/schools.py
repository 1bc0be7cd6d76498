"""Invented schools, named by the patterns real ones follow."""

import random
from collections.abc import Iterator
from itertools import count

from xingtan.organisations.rules import DivisionKind, DivisionRecord, NamePattern, Region, SchoolRecord

ORDINALS = "一二三四五六七八九十"
_KINDERGARTEN_SHARE = 3


def schools(region: Region, *, number: int, chance: random.Random) -> list[SchoolRecord]:
    """``number`` schools spread over the counties, the city's own among them; each name once in its county."""
    serials = {pattern.category: count(100001) for pattern in region.patterns}
    streams = {division.code: _names_of(division, region, chance) for division in region.divisions}
    found: list[SchoolRecord] = []
    while len(found) < number and streams:
        for division in region.divisions:
            named = next(streams.get(division.code, iter(())), None)
            if named is None:
                streams.pop(division.code, None)
                continue
            pattern, full_name = named
            if len(found) < number:
                found.append(_record(division, pattern, full_name, next(serials[pattern.category])))
    return found


def _record(division: DivisionRecord, pattern: NamePattern, full_name: str, serial: int) -> SchoolRecord:
    """The register's entry: registered for money under the name without its county where that is usual (A14)."""
    is_city_direct = division.kind == DivisionKind.CITY
    return SchoolRecord(
        code=f"{pattern.category}14{serial:06d}",
        registered_name=full_name,
        full_name=full_name,
        division=division.code,
        is_city_direct=is_city_direct,
        stages=pattern.stages,
        aliases=() if is_city_direct else (full_name.removeprefix(division.name),),
        teachers_on_register=None,
    )


def _names_of(division: DivisionRecord, region: Region, chance: random.Random) -> Iterator[tuple[NamePattern, str]]:
    """The names of one division, the well-known kinds of schools first, then township by township."""
    if division.kind not in {DivisionKind.CITY, DivisionKind.COUNTY}:
        return
    is_city = division.kind == DivisionKind.CITY
    seen: set[str] = set()
    for township in (
        "",
        *division.townships,
        *(f"{place}{nth}" for nth in ("东", "西", "南", "北") for place in division.townships),
    ):
        for pattern in chance.sample(region.patterns, len(region.patterns)):
            in_county = pattern.township if township else pattern.county
            forms = pattern.city if is_city else in_county
            for form in forms:
                for full_name in _filled(form, division.name, township):
                    if full_name not in seen:
                        seen.add(full_name)
                        yield pattern, full_name


def _filled(form: str, county: str, township: str) -> Iterator[str]:
    ordinals = ORDINALS[:4] if "{序}" in form else " "
    for ordinal in ordinals:
        yield NamePattern.filled(form, county=county, township=township, ordinal=ordinal.strip())
