"""What the rosters room stores."""

from xingtan.rosters.models.reopening import Reopening, ReopeningQuerySet
from xingtan.rosters.models.roster import (
    ROW_PURPOSE,
    Roster,
    RosterQuerySet,
    RosterRow,
    RosterStep,
    packed,
    unpacked,
)

__all__ = [
    "ROW_PURPOSE",
    "Reopening",
    "ReopeningQuerySet",
    "Roster",
    "RosterQuerySet",
    "RosterRow",
    "RosterStep",
    "packed",
    "unpacked",
]
