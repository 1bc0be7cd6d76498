"""Old workbooks as Excel 97 to 2003 wrote them, byte by byte: nothing in use today writes them any more."""

import struct
from collections.abc import Sequence
from typing import Any


def xls(
    rows: Sequence[Sequence[Any]],
    *,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    within: bytes = b"",
) -> bytes:
    """An old workbook (BIFF8 in a compound file) with one sheet; what is hidden counts from 0.

    ``within``: records of something within the sheet.
    """
    begin = _bof(0x0005) + _record(0x0042, struct.pack("<H", 1200))
    name = b"Sheet1"
    end = _record(0x000A, b"")
    bound = len(begin) + 4 + 8 + len(name) + len(end)
    begin += _record(0x0085, struct.pack("<IHBB", bound, 0, len(name), 0) + name) + end
    widest = max(map(len, rows))
    sheet = _bof(0x0010) + _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, widest, 0))
    sheet += within
    for column in hidden_columns:
        sheet += _record(0x007D, struct.pack("<HHHHHH", column, column, 2048, 15, 1, 0))
    for row_number in hidden_rows:
        sheet += _row(row_number, widest)
    for at, row in enumerate(rows):
        sheet += b"".join(_cell(at, column, cell) for column, cell in enumerate(row) if cell not in {"", None})
    return _compound(begin + sheet + end)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def chart_with_hidden_row(row: int) -> bytes:
    """A chart that lies on a sheet and hides a row of its own."""
    return _bof(0x0020) + _row(row, 1) + _record(0x000A, b"")


def _row(row: int, columns: int) -> bytes:
    """A row that is hidden."""
    return _record(0x0208, struct.pack("<HHHHHHHH", row, 0, columns, 255, 0, 0, 0x0120, 15))


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1996, 0, 6))


def _cell(row: int, column: int, cell: Any) -> bytes:
    if isinstance(cell, int | float):
        return _record(0x0203, struct.pack("<HHHd", row, column, 0, cell))
    written = str(cell)
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(written), 1) + written.encode("utf-16-le"))


def _compound(stream: bytes) -> bytes:
    """A compound file with one stream, ``Workbook``, of at least 4,096 bytes."""
    size = 512
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // size)
    stream = stream.ljust(sectors * size, b"\0")
    fat_sectors = -(-(sectors + 2) // 126)
    chain = [*range(1, sectors), -2, -2, *([-3] * fat_sectors)]
    fat = struct.pack(f"<{len(chain)}i", *chain).ljust(fat_sectors * size, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIiIIiIiI", 0, fat_sectors, sectors, 0, 4096, -2, 0, -2, 0)
    places = [sectors + 1 + n if n < fat_sectors else -1 for n in range(109)]
    head += struct.pack("<109i", *places)
    return head + stream + _directory(sectors * size) + fat


def _directory(length: int) -> bytes:
    root = _entry("Root Entry", 5, child=1, start=-2, length=0)
    return (root + _entry("Workbook", 2, child=-1, start=0, length=length)).ljust(512, b"\0")


def _entry(name: str, kind: int, *, child: int, start: int, length: int) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBiii", len(wide), kind, 1, -1, -1, child)
    return wide.ljust(64, b"\0") + links + b"\0" * 36 + struct.pack("<iII", start, length, 0)
