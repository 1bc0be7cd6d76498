"""What calamine does not tell of an .xls: hidden rows and columns ([MS-XLS], in a compound file [MS-CFB]).

Walks over the records of the one stream that holds the workbook and looks into four kinds of them; cells are not
read here. Knows no Django, as ``sheet_reader``.
"""

import struct
from collections.abc import Iterator

from xingtan.foundation.sheet_marks import MOST_COLUMNS, Marks

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK_STREAMS = ("workbook", "book")
_SHIFTS, _SHORT_SHIFT = (9, 12), 6
_LAST_SECTOR = 0xFFFFFFFA
_FIRST_TABLES = 109
_ENTRY_BYTES = 128
_BOF, _EOF, _BOUND_SHEET, _ROW, _COLUMNS = (0x0809, 0x0409, 0x0209, 0x0009), 0x000A, 0x0085, 0x0208, 0x007D
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_BROKEN = (struct.error, IndexError, ValueError)


def marks_of(content: bytes) -> list[Marks]:
    """The marks of every sheet of an .xls, in the order of its sheets; nothing for one that is built otherwise."""
    try:
        stream = _CompoundFile(content).stream(_WORKBOOK_STREAMS)
        return [_marks(stream, offset) for offset in _sheet_offsets(stream)]
    except _BROKEN:
        return []


class _CompoundFile:
    """A file of streams, each a chain of sectors; short ones lie in the sectors of one stream they share."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(_MAGIC):
            raise ValueError
        self.content = content
        shift, short_shift = struct.unpack_from("<HH", content, 30)
        if shift not in _SHIFTS or short_shift != _SHORT_SHIFT:
            raise ValueError
        self.sector, self.short_sector = 1 << shift, 1 << short_shift
        directory, self.shortest, short_table, _short_tables, more, _more_tables = struct.unpack_from(
            "<I4xIIIII", content, 48
        )
        self.next = self._table(more)
        entries = self._chained(directory)
        self.entries = [entries[at : at + _ENTRY_BYTES] for at in range(0, len(entries), _ENTRY_BYTES)]
        packed = self._chained(short_table)
        self.next_short = struct.unpack(f"<{len(packed) // 4}I", packed)

    def _table(self, more: int) -> tuple[int, ...]:
        """Which sector follows which. The first 109 parts of the table are named at the head, others in a chain."""
        parts = list(struct.unpack_from(f"<{_FIRST_TABLES}I", self.content, 76))
        per_sector = self.sector // 4
        while more < _LAST_SECTOR and len(parts) * self.sector < len(self.content):
            *further, more = struct.unpack_from(f"<{per_sector}I", self.content, self._place(more))
            parts += further
        table = b"".join(self._bytes(part) for part in parts if part < _LAST_SECTOR)
        return struct.unpack(f"<{len(table) // 4}I", table)

    def _place(self, sector: int) -> int:
        return (sector + 1) * self.sector

    def _bytes(self, sector: int) -> bytes:
        return self.content[self._place(sector) : self._place(sector) + self.sector].ljust(self.sector, b"\0")

    def _chained(self, first: int) -> bytes:
        return b"".join(map(self._bytes, _chain(self.next, first)))

    def stream(self, names: tuple[str, ...]) -> bytes:
        """The stream of one of these names; raises ``IndexError`` when there is none."""
        root, found = self.entries[0], [each for each in self.entries if _name(each) in names]
        first, size = struct.unpack_from("<II", found[0], 116)
        if size >= self.shortest:
            return self._chained(first)[:size]
        shared = self._chained(struct.unpack_from("<I", root, 116)[0])
        pieces = (shared[at * self.short_sector :][: self.short_sector] for at in _chain(self.next_short, first))
        return b"".join(pieces)[:size]


def _name(entry: bytes) -> str:
    length = max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)
    return entry[:length].decode("utf-16-le", "replace").lower()


def _chain(following: tuple[int, ...], first: int) -> Iterator[int]:
    """The sectors from one on; a chain that runs in a circle ends when each could have had its turn."""
    for _turn in following:
        if first >= _LAST_SECTOR:
            return
        yield first
        first = following[first]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int]]:
    """The kind of each record and where its body begins."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4
        at += 4 + length


def _sheet_offsets(stream: bytes) -> list[int]:
    """Where each sheet begins, charts and macros among them, from the records before the first end."""
    found = []
    for kind, body in _records(stream, 0):
        if kind == _BOUND_SHEET:
            found.append(struct.unpack_from("<I", stream, body)[0])
        elif kind == _EOF:
            break
    return found


def _marks(stream: bytes, offset: int) -> Marks:
    marks, depth = Marks(), 0
    for kind, body in _records(stream, offset):
        if kind in _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth < 1:
                break
        elif depth == 1:
            _note(marks, kind, stream, body)
    return marks


def _note(marks: Marks, kind: int, stream: bytes, body: int) -> None:
    """Put down a row or some columns that are not shown; those of a chart within the sheet are not its own."""
    if kind == _ROW:
        row, options = struct.unpack_from("<H10xH", stream, body)
        if options & _ROW_HIDDEN:
            marks.hidden_rows.append(row)
    elif kind == _COLUMNS:
        first, last, options = struct.unpack_from("<HH4xH", stream, body)
        if options & _COLUMN_HIDDEN:
            marks.hidden_columns.extend(range(first, min(last + 1, MOST_COLUMNS)))
