"""Writing files as banks' systems write them: text in their code page, old and new workbooks."""

import io
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
