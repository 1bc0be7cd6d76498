"""What a file is, by its content: the name given by whoever uploads it proves nothing."""

from enum import StrEnum
from pathlib import PurePosixPath

from xingtan.foundation.packages import BROKEN, CHUNK, Package


class FileKind(StrEnum):
    """What a file is, by its content."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    DOCX = "docx"
    DOC = "doc"
    ET = "et"
    ENCRYPTED = "encrypted"
    HTML = "html"
    ZIP = "zip"
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    MP4 = "mp4"
    EMPTY = "empty"
    UNKNOWN = "unknown"


SHEETS = frozenset({FileKind.XLSX, FileKind.XLS, FileKind.ODS, FileKind.CSV})
PACKAGES = frozenset({FileKind.XLSX, FileKind.ODS})
"""Sheets that are packages of parts."""
PACKED = b"PK\x03\x04"
"""How every package begins."""


def kind_of(content: bytes, name: str = "") -> FileKind:
    """What a file is: by its first bytes, and inside a package by its members. The name only helps with text."""
    if not content:
        return FileKind.EMPTY
    for magic, kind in (
        (b"%PDF-", FileKind.PDF),
        (b"\xff\xd8\xff", FileKind.JPEG),
        (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    ):
        if content.startswith(magic):
            return kind
    if content[4:8] == b"ftyp":
        return FileKind.MP4
    if content.startswith(PACKED):
        return _packed_kind(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound_kind(content)
    return _text_kind(content, PurePosixPath(name).suffix.lower())


def _packed_kind(content: bytes) -> FileKind:
    try:
        return package_kind(Package(content))
    except BROKEN:
        return FileKind.UNKNOWN


def package_kind(package: Package) -> FileKind:
    """What a package is, by its members; raises one of ``BROKEN`` for a damaged one."""
    names = package.by_name
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return FileKind.XLSX
    if "word/document.xml" in names:
        return FileKind.DOCX
    is_small = "mimetype" in names and names["mimetype"].file_size < CHUNK
    kind = package.read("mimetype") if is_small else b""
    return FileKind.ODS if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet") else FileKind.ZIP


def _compound_kind(content: bytes) -> FileKind:
    """What an OLE file is, by the names of its streams."""
    for name, kind in (
        ("EncryptedPackage", FileKind.ENCRYPTED),
        ("WordDocument", FileKind.DOC),
        ("Workbook", FileKind.XLS),
        ("Book", FileKind.XLS),
        ("ET", FileKind.ET),
    ):
        if name.encode("utf-16-le") + b"\0\0" in content:
            return kind
    return FileKind.ET


def _text_kind(content: bytes, suffix: str) -> FileKind:
    start = content[:CHUNK]
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n\0").lower()
    if (
        head.startswith((b"<!doctype html", b"<html", b"<head", b"<meta", b"<table", b"<style"))
        or b"<html" in head[:2000]
    ):
        return FileKind.HTML
    is_wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in start and not is_wide:
        return FileKind.UNKNOWN
    if suffix in {".csv", ".tsv", ".txt", ""}:
        return FileKind.CSV
    first_lines = start.split(b"\n")[:3]
    is_table = len(first_lines) > 1 and all(line.count(b",") > 1 or line.count(b"\t") > 1 for line in first_lines[:2])
    return FileKind.CSV if is_table else FileKind.UNKNOWN
