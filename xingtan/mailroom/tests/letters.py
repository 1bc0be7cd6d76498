"""Mails as they really come: built part by part, spoiled byte by byte."""

import io
import zipfile
from base64 import b64encode
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from itertools import count

import openpyxl

from xingtan.foundation.sheets import Written, write_workbook
from xingtan.rosters.sheet import Value
from xingtan.rosters.tests.sheets import HEADER

SENDER = "li.xiulan@example.org"
XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_numbers = count(1)


def sheet(rows: Sequence[Sequence[Value]]) -> bytes:
    """Annex 1 with these rows, as Excel writes it."""
    cells: list[list[Written]] = [["" if each is None else str(each) for each in row] for row in rows]
    return write_workbook([str(each) for each in HEADER], cells)


def with_hidden(rows: Sequence[Sequence[Value]], *, hidden_row: int, hidden_sheet_from: int) -> bytes:
    """Annex 1 with one row (from 1) hidden and the last rows on a hidden sheet."""
    book = openpyxl.Workbook()
    shown, hidden = book.active, book.create_sheet("2019")
    for page, cells in ((shown, rows[: hidden_sheet_from - 1]), (hidden, rows[hidden_sheet_from - 1 :])):
        for row in (HEADER, *cells):
            page.append(list(row))
    shown.row_dimensions[1 + hidden_row].hidden = True
    hidden.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def letter(
    subject: str = "",
    *files: tuple[str, bytes],
    sender: str = f"李秀兰 <{SENDER}>",
    text: str = "附上报名表，请查收。",
    headers: Mapping[str, str] | None = None,
    message_id: str | None = None,
) -> bytes:
    """A mail with attached files, as mail programs write it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "training@example.org", subject
    message["Date"] = "Wed, 25 Nov 2020 10:00:00 +0800"
    message["Message-ID"] = message_id or f"<{next(_numbers)}.letter@example.org>"
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(text)
    for name, content in files:
        message.add_attachment(content, maintype=XLSX[0], subtype=XLSX[1], filename=name)
    return message.as_bytes().replace(b"\n", b"\r\n")


def raw(*lines: bytes | str) -> bytes:
    """A mail written by hand."""
    return b"\r\n".join(each.encode() if isinstance(each, str) else each for each in lines)


def with_named_part(disposition: bytes, content: bytes, subject: bytes = b"Subject: x") -> bytes:
    """A mail whose one attachment has just this Content-Disposition."""
    return raw(
        f"From: {SENDER}", subject, f"Message-ID: <{next(_numbers)}.raw@example.org>", "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="b"', "",
        "--b", "Content-Type: text/plain; charset=gb2312", "", "附件".encode("gbk"),
        "--b", "Content-Type: application/octet-stream", disposition, "Content-Transfer-Encoding: base64", "",
        b64encode(content), "--b--", "",
    )  # fmt: skip


def packed(*files: tuple[str, bytes], is_gbk: bool = False) -> bytes:
    """A .zip of files; with ``is_gbk`` named as an old Chinese Windows names them, without saying so."""
    buffer, names = io.BytesIO(), {}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as parcel:
        for nth, (name, content) in enumerate(files):
            placeholder = f"{nth:03d}".ljust(len(name.encode("gbk")), "x") if is_gbk else name
            names[placeholder] = name
            parcel.writestr(placeholder, content)
    written = buffer.getvalue()
    for placeholder, name in names.items() if is_gbk else ():
        written = written.replace(placeholder.encode(), name.encode("gbk"))
    return written
