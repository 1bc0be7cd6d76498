"""Decisions about divisions and school names, pure: code and text in, judgement out."""

from xingtan.organisations.rules.divisions import (
    CodeSystem,
    DivisionKind,
    DivisionRecord,
    Gazetteer,
    Place,
    above,
    contains,
    is_division_code,
    prefix_of,
)
from xingtan.organisations.rules.patterns import NamePattern, Region, RegionFaulty, read_region
from xingtan.organisations.rules.schools import (
    CATEGORIES,
    SchoolFault,
    SchoolRecord,
    faults_of,
    is_school_code,
    popular_names,
    school_key,
)

__all__ = [
    "CATEGORIES",
    "CodeSystem",
    "DivisionKind",
    "DivisionRecord",
    "Gazetteer",
    "NamePattern",
    "Place",
    "Region",
    "RegionFaulty",
    "SchoolFault",
    "SchoolRecord",
    "above",
    "contains",
    "faults_of",
    "is_division_code",
    "is_school_code",
    "popular_names",
    "prefix_of",
    "read_region",
    "school_key",
]
