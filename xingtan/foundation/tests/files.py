"""Files that attack, built where they are needed."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pypdf
import xlsxwriter

CONTENT_TYPES = b"""<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>"""
RELATIONS = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
WORKBOOK = b"""<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""
WORKBOOK_RELATIONS = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""
SHEET = "xl/worksheets/sheet1.xml"


def sheet_xml(rows: str, prolog: str = "") -> bytes:
    """A worksheet with the given row elements, and what stands before its root."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<worksheet xmlns='
        f'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    ).encode()


def cell(reference: str, text: str) -> str:
    """A row with one text cell."""
    number = "".join(filter(str.isdigit, reference))
    return f'<row r="{number}"><c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def package(sheet: bytes | None = None, **more: bytes) -> bytes:
    """A workbook of hand-made parts; ``more`` adds or replaces members (``__`` stands for a slash)."""
    members: dict[str, bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": WORKBOOK_RELATIONS,
        SHEET: sheet if sheet is not None else sheet_xml(cell("A1", "姓名")),
    }
    return packed(members | {name.replace("__", "/"): content for name, content in more.items()})


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_member(content: bytes, name: str, inside: bytes = b"x", *, mode: int = 0) -> bytes:
    """The same workbook with one more member, a link if ``mode`` says so."""
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, inside)
    return buffer.getvalue()


def with_link(content: bytes) -> bytes:
    """The same workbook with a symbolic link inside."""
    return with_member(content, "xl/media/picture.png", b"/etc/passwd", mode=stat.S_IFLNK | 0o777)


def bomb(mebibytes: int = 300) -> bytes:
    """A workbook of some 300 KB whose sheet unpacks to hundreds of megabytes."""
    buffer = io.BytesIO(package())
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/filler.xml", "w") as part,
    ):
        for _ in range(mebibytes):
            part.write(b" " * 1024 * 1024)
    return buffer.getvalue()


def lying_about_its_size(mebibytes: int = 300) -> bytes:
    """A bomb whose directory says its member has 10 bytes."""
    content = bytearray(bomb(mebibytes))
    true = struct.pack("<L", mebibytes * 1024 * 1024)
    at = content.find(true)
    while at >= 0:
        content[at : at + 4] = struct.pack("<L", 10)
        at = content.find(true, at + 4)
    return bytes(content)


def overlapping() -> bytes:
    """A zip whose directory names one stretch of bytes fifty times."""
    body = zlib.compress(b"0" * 500_000)[2:-4]
    head = struct.pack(
        "<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(b"0" * 500_000), len(body), 500_000, 15, 0
    )
    stretch = head + b"xl/workbook.xml" + body
    directory = b""
    for index in range(50):
        name = b"xl/workbook.xml" if not index else f"xl/part{index:03d}.xml".encode()
        directory += struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, zlib.crc32(b"0" * 500_000), len(body), 500_000,
            len(name), 0, 0, 0, 0, 0, 0,
        ) + name  # fmt: skip
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 50, 50, len(directory), len(stretch), 0)
    return stretch + directory + end


def compound(stream: str) -> bytes:
    """The beginning of an OLE file with one stream, as Word, WPS and locked workbooks have."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 600


def workbook(rows: list[list[str]]) -> bytes:
    """An honest workbook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("Sheet1")
    for index, row in enumerate(rows):
        page.write_row(index, 0, row)
    book.close()
    return buffer.getvalue()


def pdf() -> bytes:
    """An honest PDF: one empty page."""
    writer, buffer = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(210, 297)
    writer.write(buffer)
    return buffer.getvalue()
