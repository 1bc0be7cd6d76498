"""What the rosters room stores."""

from xingtan.rosters.models.bundle import (
    OPEN_OUTCOMES,
    PART_PURPOSE,
    Bundle,
    BundlePart,
    BundleQuerySet,
    KeptFile,
    Review,
    ReviewItem,
    ReviewQuerySet,
)
from xingtan.rosters.models.mending import LearnedWord, LearnedWordQuerySet, SetAside
from xingtan.rosters.models.reopening import Reopening, ReopeningQuerySet
from xingtan.rosters.models.roster import (
    ROW_PURPOSE,
    Roster,
    RosterQuerySet,
    RosterRow,
    RosterStep,
)

__all__ = [
    "OPEN_OUTCOMES",
    "PART_PURPOSE",
    "ROW_PURPOSE",
    "Bundle",
    "BundlePart",
    "BundleQuerySet",
    "KeptFile",
    "LearnedWord",
    "LearnedWordQuerySet",
    "Reopening",
    "ReopeningQuerySet",
    "Review",
    "ReviewItem",
    "ReviewQuerySet",
    "Roster",
    "RosterQuerySet",
    "RosterRow",
    "RosterStep",
    "SetAside",
]
