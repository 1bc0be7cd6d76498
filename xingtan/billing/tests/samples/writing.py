"""Writing files as banks' systems write them: text in their code page, old and new workbooks."""

import io
import struct
from collections.abc import Sequence
from typing import Any

import xlsxwriter

Row = Sequence[Any]


def text(rows: Sequence[Row], *, delimiter: str = ",", encoding: str = "gb18030", quoted: bool = False) -> bytes:
    """A table in a bank's code page, with the line ends of Windows."""
    mark = '"{}"' if quoted else "{}"
    lines = (delimiter.join(mark.format(cell) if cell != "" else "" for cell in row) for row in rows)
    return "".join(f"{line}\r\n" for line in lines).encode(encoding)


def xlsx(rows: Sequence[Row]) -> bytes:
    """A new workbook; numbers stay numbers."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("Sheet1")
    for index, row in enumerate(rows):
        page.write_row(index, 0, row)
    book.close()
    return buffer.getvalue()


def xls(rows: Sequence[Row]) -> bytes:
    """An old workbook (BIFF8 in a compound file)."""
    begin = _bof(0x0005) + _record(0x0042, struct.pack("<H", 1200))
    name = b"Sheet1"
    end = _record(0x000A, b"")
    bound = len(begin) + 4 + 8 + len(name) + len(end)
    begin += _record(0x0085, struct.pack("<IHBB", bound, 0, len(name), 0) + name) + end
    widest = max(map(len, rows))
    sheet = _bof(0x0010) + _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, widest, 0))
    for at, row in enumerate(rows):
        sheet += b"".join(_cell(at, column, cell) for column, cell in enumerate(row) if cell not in {"", None})
    return _compound(begin + sheet + end)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


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
