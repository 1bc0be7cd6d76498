"""Reads the files of a bundle one after another, ahead of whoever stores what is in them. Writes nothing."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from xingtan.foundation import archives
from xingtan.foundation.errors import Refusal
from xingtan.foundation.file_kinds import FileKind, kind_of
from xingtan.foundation.sheet_stream import SheetReader
from xingtan.foundation.sheets import Workbook
from xingtan.rosters.errors import NoHeader, NoRows
from xingtan.rosters.models import Bundle
from xingtan.rosters.queries.bundles import Lookups
from xingtan.rosters.queries.files import grids_of
from xingtan.rosters.sheet import read_with
from xingtan.rosters.sheet.belonging import Share, shares_of

AHEAD, BYTES_AHEAD = 64, 8 * 1024 * 1024
_STEM_ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".ods", ".et")


@dataclass(frozen=True)
class FileRead:
    """One file of a bundle: divided by school, or why it could not be read."""

    index: int
    name: str
    shares: Sequence[Share] = ()
    ignored: Sequence[Sequence[object]] = ()
    words: str = ""


@dataclass(frozen=True)
class Files:
    """The files of an opened bundle."""

    total: int
    passed_over: Sequence[str]
    read_from: Callable[[int], Iterator[FileRead]] = field(repr=False)
    """Reads on from a file by its number."""


@contextmanager
def opened(bundle: Bundle, lookups: Lookups) -> Iterator[Files]:
    """The files within a bundle; raises an ``UploadRefused`` when it cannot be opened as a whole."""
    assert bundle.file is not None  # noqa: S101 - the file goes only when reading has ended
    content = bundle.file.opened
    if kind_of(content, bundle.file_name) is not FileKind.ZIP:
        with SheetReader() as reader:
            entry = archives.Entry(bundle.file_name)
            yield Files(1, (), _sequence([entry], lambda each: reader.read(content, each.name), lookups))
        return
    with archives.opened(content) as folder, SheetReader() as reader:
        entries = folder.listing.entries

        def read(entry: archives.Entry) -> Workbook:
            return reader.read(folder.content_of(entry), entry.name)

        yield Files(len(entries), folder.listing.passed_over, _sequence(entries, read, lookups))


def _sequence(
    entries: Sequence[archives.Entry], read: Callable[[archives.Entry], Workbook], lookups: Lookups
) -> Callable[[int], Iterator[FileRead]]:
    """Reads in one thread beside, some files ahead; what is read is divided by school here."""

    def read_from(first: int) -> Iterator[FileRead]:
        waiting: deque[Future[Workbook]] = deque()
        with ThreadPoolExecutor(1, "sheets") as beside:
            submitted, size = first, 0
            try:
                for index in range(first, len(entries)):
                    while submitted < min(len(entries), index + AHEAD) and (not waiting or size < BYTES_AHEAD):
                        waiting.append(beside.submit(read, entries[submitted]))
                        size += entries[submitted].size
                        submitted += 1
                    size -= entries[index].size
                    yield _divided(index, entries[index], waiting.popleft(), lookups)
            finally:
                for each in waiting:
                    each.cancel()

    return read_from


def _divided(index: int, entry: archives.Entry, book: Future[Workbook], lookups: Lookups) -> FileRead:
    try:
        reading = read_with(lookups.rows, grids_of(book.result()))
    except Refusal as refusal:
        return FileRead(index, entry.name, words=str(refusal))
    if reading.file_error or not reading.teachers:
        refused = NoHeader() if reading.file_error == "no_header" else NoRows()
        return FileRead(index, entry.name, words=str(refused))
    shares = shares_of(reading, (_stem(entry.name), entry.folder), lookups.register)
    ignored = [list(each) for each in reading.ignored if each.reason != "blank"] if len(shares) == 1 else []
    return FileRead(index, entry.name, shares, ignored)


def _stem(name: str) -> str:
    for ending in _STEM_ENDINGS:
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return name
