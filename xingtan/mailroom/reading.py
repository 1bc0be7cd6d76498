"""What a stored mail holds, read before anything is locked: each sheet with the school it may be of."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from xingtan.accounts.models import Post
from xingtan.foundation.clock import ZONE
from xingtan.foundation.errors import Refusal
from xingtan.mailroom import queries
from xingtan.mailroom.models import Letter
from xingtan.mailroom.opening import Opened, opened
from xingtan.mailroom.rules import Finding, Recognised, Register, plain, read_letter, recognised, school_of, sheet_says
from xingtan.mailroom.vouchers import paper_of, speaks
from xingtan.rosters import queries as rosters
from xingtan.rosters.errors import NoHeader, NoRows
from xingtan.rosters.sheet import Grid, Reading, read_grids

_LONGEST = 100
NOTHING_FOUND = Finding()


@dataclass(frozen=True)
class Sheet:
    """One file of a mail as it was read: a sheet with its school, or why not."""

    name: str
    size: int
    grids: Sequence[Grid] = ()
    refused: str = ""
    is_aside: bool = False
    finding: Finding = NOTHING_FOUND
    named: str = ""
    teachers: int = 0
    problems: int = 0
    voucher: bytes = field(default=b"", repr=False)
    """The file, when it is a remittance voucher."""
    content: bytes = field(default=b"", repr=False)
    """The file, when it is a sheet or a packed folder of sheets."""
    holds_many: bool = False
    is_bundle: bool = False
    """Whether it is many schools' and from a clerk who may bring them in."""


@dataclass(frozen=True)
class Contents:
    """All that was read of a mail."""

    subject: Recognised
    register: Register
    sheets: tuple[Sheet, ...] = ()
    is_about_vouchers: bool = False
    bringer: Post | None = None
    """The clerk it is from, when its sender is one."""

    @property
    def readable(self) -> list[tuple[int, Sheet]]:
        """The sheets that are rosters, with their places."""
        return [(place, each) for place, each in enumerate(self.sheets) if each.grids and not each.is_bundle]

    @property
    def bundles(self) -> list[tuple[int, Sheet]]:
        """The files that hold many schools' rosters, with their places."""
        return [(place, each) for place, each in enumerate(self.sheets) if each.is_bundle]

    @property
    def vouchers(self) -> list[tuple[int, Sheet]]:
        """The remittance vouchers that can be kept, with their places."""
        return [(place, each) for place, each in enumerate(self.sheets) if each.voucher and not each.refused]


def contents_of(letter: Letter, now: datetime) -> Contents:
    """Everything in a mail, read; slow, so never while rows are locked."""
    register = queries.register()
    subject = recognised(letter.subject, register)
    read = read_letter(letter.source.raw.encode("latin-1"))
    bringer = queries.bringer_of(letter, read.headers, subject.unit)
    files = opened(read.enclosures, keeps_folders=bringer is not None) if letter.is_whole else []
    sheets = tuple(_sheet(file, letter, subject, register, now, is_from_clerk=bringer is not None) for file in files)
    found = Contents(subject, register, sheets, bringer=bringer)
    return found if found.readable or found.bundles else _with_vouchers(found, letter, files)


def _with_vouchers(found: Contents, letter: Letter, files: Sequence[Opened]) -> Contents:
    """A mail without a roster, its files looked at as remittance vouchers (R55)."""
    mail = speaks(letter, found.register)
    papers = [paper_of(file, mail) if file.is_aside else None for file in files]
    sheets = tuple(
        replace(sheet, voucher=file.content, is_aside=False, finding=paper.finding, refused=paper.refused)
        if paper
        else sheet
        for sheet, file, paper in zip(found.sheets, files, papers, strict=True)
    )
    if not mail.of_vouchers and not any(papers):
        return found
    return Contents(mail.subject, found.register, sheets, is_about_vouchers=True)


def _sheet(
    file: Opened, letter: Letter, subject: Recognised, register: Register, now: datetime, *, is_from_clerk: bool
) -> Sheet:
    if file.is_folder:
        return Sheet(file.name, file.size, content=file.content, is_bundle=True)
    if not file.grids:
        return Sheet(file.name, file.size, refused=file.refused, is_aside=file.is_aside)
    vocabulary = rosters.vocabulary_for(letter.programme)
    reading = read_grids(file.grids, vocabulary, now.astimezone(ZONE).date())
    if reading.file_error:
        refusal: Refusal = NoRows() if reading.file_error == "no_rows" else NoHeader()
        return Sheet(file.name, file.size, refused=str(refusal))
    pairs = [(teacher.shown("county"), teacher.shown("school")) for teacher in reading.teachers]
    says = sheet_says(pairs, register)
    finding = school_of(subject, says, register)
    is_bundle = is_from_clerk and (says.holds_many or finding.school is None)
    return Sheet(
        file.name, file.size, file.grids, finding=NOTHING_FOUND if is_bundle else finding,
        named="" if is_bundle else _named(pairs, subject), teachers=len(reading.teachers),
        problems=_problems(reading), content=file.content, holds_many=says.holds_many,
        is_bundle=is_bundle,
    )  # fmt: skip


def _problems(reading: Reading) -> int:
    return reading.problem_count


def _named(pairs: Sequence[tuple[str, str]], subject: Recognised) -> str:
    """The school as it is written where a clerk may want to remember it."""
    names = {name for _county, name in pairs if name}
    return plain(next(iter(names)) if len(names) == 1 else subject.core)[:_LONGEST]
