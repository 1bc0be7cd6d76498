"""A region as its data file tells it: divisions and patterns of school names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xingtan.organisations.rules.divisions import (
    CodeSystem,
    DivisionKind,
    DivisionRecord,
    Gazetteer,
    contains,
    is_division_code,
)


@dataclass(frozen=True)
class NamePattern:
    """How schools of one category are named, where the school belongs to county, township or city."""

    category: str
    stages: tuple[str, ...]
    county: tuple[str, ...]
    township: tuple[str, ...]
    city: tuple[str, ...]

    @staticmethod
    def filled(pattern: str, *, county: str = "", township: str = "", ordinal: str = "") -> str:
        """A name made from a pattern; the township loses its 镇, 乡 or 街道 as school names do.

        >>> NamePattern.filled("{县}{镇}中心小学", county="河曲县", township="巡镇镇")
        '河曲县巡镇中心小学'
        """
        for ending in ("街道", "镇", "乡"):
            if township.endswith(ending):
                township = township.removesuffix(ending)
                break
        return pattern.replace("{县}", county).replace("{镇}", township).replace("{序}", ordinal)


@dataclass(frozen=True)
class Region:
    """A city with its divisions, and how schools are named there."""

    divisions: tuple[DivisionRecord, ...]
    patterns: tuple[NamePattern, ...] = ()

    @property
    def gazetteer(self) -> Gazetteer:
        """The reader of county cells and school names of this region."""
        return Gazetteer(self.divisions)


class RegionFaulty(ValueError):
    """A region file that cannot be used: where (``division[2].code``) and a code for the sentence."""

    def __init__(self, key: str, code: str, value: str = "") -> None:
        self.key, self.code, self.value = key, code, value
        super().__init__(f"{key}: {code} {value}".rstrip())


def read_region(document: Mapping[str, Any]) -> Region:
    """The region in a parsed data file; raises ``RegionFaulty`` at the first thing amiss."""
    rows = document.get("division")
    if not isinstance(rows, list) or not rows:
        raise RegionFaulty("division", "missing")
    divisions = tuple(_division(f"division[{at}]", row) for at, row in enumerate(rows, start=1))
    _check_tree(divisions)
    return Region(
        divisions=divisions,
        patterns=tuple(_pattern(row) for row in document.get("pattern", ())),
    )


def _division(key: str, row: Mapping[str, Any]) -> DivisionRecord:
    for field in ("code", "name", "short_name", "kind"):
        if not row.get(field):
            raise RegionFaulty(f"{key}.{field}", "missing")
    if not is_division_code(str(row["code"])):
        raise RegionFaulty(f"{key}.code", "division_form", str(row["code"]))
    try:
        kind, system = DivisionKind(row["kind"]), CodeSystem(row.get("code_system", "GB"))
    except ValueError as error:
        raise RegionFaulty(f"{key}.kind", "unknown", str(error)) from error
    return DivisionRecord(
        code=row["code"], name=row["name"], short_name=row["short_name"], kind=kind, code_system=system,
        parent=row.get("parent"), bureau=row.get("bureau", ""),
        aliases=tuple(row.get("aliases", ())), townships=tuple(row.get("townships", ())),
    )  # fmt: skip


def _check_tree(divisions: tuple[DivisionRecord, ...]) -> None:
    codes = [division.code for division in divisions]
    for at, division in enumerate(divisions, start=1):
        if codes.count(division.code) > 1:
            raise RegionFaulty(f"division[{at}].code", "repeated", division.code)
        if division.parent is None:
            continue
        if division.parent not in codes or not contains(division.parent, division.code):
            raise RegionFaulty(f"division[{at}].parent", "not_parent", division.parent)
    if not any(division.kind == DivisionKind.CITY for division in divisions):
        raise RegionFaulty("division", "no_city")


def _pattern(row: Mapping[str, Any]) -> NamePattern:
    return NamePattern(
        category=row["category"], stages=tuple(row["stages"]),
        county=tuple(row["county"]), township=tuple(row["township"]), city=tuple(row["city"]),
    )  # fmt: skip
