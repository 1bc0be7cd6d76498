"""Reads the files of a bundle one after another, ahead of whoever stores what is in them. Writes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from xingtan.foundation import archives
from xingtan.foundation.cells import Asked
from xingtan.foundation.file_kinds import FileKind, kind_of
from xingtan.foundation.reading_ahead import ReadingAhead
from xingtan.foundation.reading_child import Order
from xingtan.foundation.uploads import UploadRefused
from xingtan.rosters.errors import NoHeader, NoRows
from xingtan.rosters.models import Bundle
from xingtan.rosters.queries.bundles import Lookups
from xingtan.rosters.sheet.belonging import KnownSchool
from xingtan.rosters.sheet.dividing import WORK, SchoolRows, divided


@dataclass(frozen=True)
class FileRead:
    """One file of a bundle: divided by school, or why it could not be read."""

    index: int
    name: str
    shares: Sequence[SchoolRows] = ()
    ignored: Sequence[Sequence[object]] = ()
    words: str = ""


@dataclass(frozen=True)
class Files:
    """The files of an opened bundle."""

    entries: Sequence[archives.Entry]
    passed_over: Sequence[str]
    is_packed: bool
    child: ReadingAhead

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.entries)

    def read_from(self, first: int, lookups: Lookups) -> Iterator[FileRead]:
        """Read on from a file by its number to the end; called once."""
        schools = {school.key: school for school in lookups.known.schools}
        asked = tuple(
            Asked(entry.name, entry.folder, entry.index if self.is_packed else None)
            for entry in self.entries[first:]
            if not entry.flaw
        )
        answers = self.child.answers(Order(asked, WORK, lookups.known))
        for index, entry in enumerate(self.entries[first:], first):
            answer = archives.flawed(entry) if entry.flaw else next(answers)
            yield _read(index, entry, answer, schools)


@contextmanager
def opened(bundle: Bundle) -> Iterator[Files]:
    """The files within a bundle; raises an ``UploadRefused`` when it cannot be opened as a whole."""
    assert bundle.file is not None  # noqa: S101 - the file goes only when reading has ended
    with ReadingAhead() as child:
        content = bundle.file.opened
        if kind_of(content, bundle.file_name) is not FileKind.ZIP:
            child.hand(content, files=1)
            yield Files([archives.Entry(bundle.file_name)], (), is_packed=False, child=child)
            return
        with archives.opened(content) as folder:
            listing = folder.listing
        child.hand(content, files=len(listing.entries))
        yield Files(listing.entries, listing.passed_over, is_packed=True, child=child)


def _read(
    index: int, entry: archives.Entry, answer: dict[str, object] | UploadRefused, schools: Mapping[int, KnownSchool]
) -> FileRead:
    if isinstance(answer, UploadRefused):
        return FileRead(index, entry.name, words=str(answer))
    file = divided(answer, schools)
    if file.flaw:
        return FileRead(index, entry.name, words=str(NoHeader() if file.flaw == "no_header" else NoRows()))
    return FileRead(index, entry.name, file.shares, file.ignored)
