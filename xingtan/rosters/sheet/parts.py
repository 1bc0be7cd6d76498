"""What a reading is made of."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

Value = str | float | int | bool | date | datetime | time | timedelta | None
"""What a cell of a workbook may hold."""

FIELDS = ("name", "stage", "subject", "mobile", "id_number", "county", "school")
"""The columns of Annex 1 that are checked (R33); 序号 is never used, 备注 is kept as it is."""

CODES = ("missing", "invalid", "checksum", "unknown", "duplicate", "precision_lost")


class Problem(NamedTuple):
    """One cell that a person must look at: which, the code, and the reason that chooses the sentence."""

    field: str
    code: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.field}:{self.code}"


class Teacher(NamedTuple):
    """One row read as a teacher. Values are repaired where that is certain, else as typed."""

    name: str
    stage: str
    subject: str
    mobile: str
    id_number: str
    county: str
    school: str
    note: str = ""
    sheet: str = ""
    row: int = 0
    """Number of the row in its sheet, from 1, as the clerk sees it."""
    problems: tuple[Problem, ...] = ()
    typed: tuple[tuple[str, str], ...] = ()
    """What stood in each cell that has a problem, so that nothing typed is lost."""

    def shown(self, field: str) -> str:
        """What a cell shows: as typed where it has a problem, else the value read."""
        value: str = getattr(self, field)
        return dict(self.typed).get(field, value)

    def without(self, whys: Container[str]) -> "Teacher":
        """The same teacher without the problems that depend on other rows and rosters."""
        kept = tuple(problem for problem in self.problems if problem.why not in whys)
        fields = {problem.field for problem in kept}
        return self._replace(problems=kept, typed=tuple(each for each in self.typed if each[0] in fields))

    def having(self, *more: Problem) -> "Teacher":
        """The same teacher with more problems; a cell that has one already keeps its first."""
        known = {problem.field for problem in self.problems}
        new = [problem for problem in more if problem.field not in known]
        problems = sorted((*self.problems, *new), key=lambda problem: FIELDS.index(problem.field))
        typed = (*self.typed, *((problem.field, getattr(self, problem.field)) for problem in new))
        return self._replace(problems=tuple(problems), typed=typed)


class Ignored(NamedTuple):
    """A row that is no teacher, and why: title, header, total, signature, blank, example, no_person.

    Row 0 is said of a whole sheet: other_sheet (no roster on it), hidden_column (read all the same).
    """

    sheet: str
    row: int
    reason: str
    text: str


@dataclass(frozen=True)
class Grid:
    """One sheet as cells: rows from the very first, and merged ranges as ((top, left), (bottom, right))."""

    name: str
    rows: Sequence[Sequence[Value]]
    merges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    """Rows and columns that whoever opens the file does not see, from 0."""


class Offered(StrEnum):
    """Why teachers were read but not put on the roster: a person decides whether they are meant."""

    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROWS = "hidden_rows"
    SAMPLE = "sample"


@dataclass(frozen=True)
class Offer:
    """Rows of one sheet that look like teachers and may be meant or not."""

    kind: Offered
    sheet: str
    teachers: Sequence[Teacher]


@dataclass(frozen=True)
class Vocabulary:
    """What may stand in the closed columns: every accepted spelling (compacted) and what it means."""

    stages: Mapping[str, str]
    subjects: Mapping[str, str]
    counties: Mapping[str, str] = field(default_factory=dict)
    """Empty when no register is at hand: then a county is only required, not looked up."""


@dataclass(frozen=True)
class Reading:
    """All that was read from one file."""

    teachers: Sequence[Teacher] = ()
    ignored: Sequence[Ignored] = ()
    offers: Sequence[Offer] = ()
    """What nobody sees in the file, and sample rows: offered, never read silently."""
    file_error: str | None = None
    """``unreadable``, ``no_header`` or ``no_rows`` when the file as a whole cannot be read."""

    @property
    def problem_count(self) -> int:
        """How many cells a person must still look at."""
        return sum(len(teacher.problems) for teacher in self.teachers)
