"""What can be asked about the money set aside for training."""

from xingtan.funding.queries.declarations import (
    CountyRow,
    Sums,
    area,
    counties_owing,
    county_rows,
    declaration_breaches,
    draft_of,
    history_of,
    in_state,
    owing,
    share_of,
    standing_of,
    sums_of,
    with_declared,
)
from xingtan.funding.queries.norms import norm_of, norms, norms_file, year_of, years_of

__all__ = [
    "CountyRow",
    "Sums",
    "area",
    "counties_owing",
    "county_rows",
    "declaration_breaches",
    "draft_of",
    "history_of",
    "in_state",
    "norm_of",
    "norms",
    "norms_file",
    "owing",
    "share_of",
    "standing_of",
    "sums_of",
    "with_declared",
    "year_of",
    "years_of",
]
