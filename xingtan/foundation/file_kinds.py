"""What a file is, by its content: the name given by whoever uploads it proves nothing."""

import io
import zipfile
import zlib
from enum import StrEnum
from pathlib import PurePosixPath

CHUNK = 256 * 1024


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
    if content.startswith(b"PK\x03\x04"):
        return _package_kind(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound_kind(content)
    return _text_kind(content, PurePosixPath(name).suffix.lower())


def _package_kind(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = set(package.namelist())
            kind = package.read("mimetype")[:80] if _is_small(package, "mimetype") else b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return FileKind.UNKNOWN
    if "xl/workbook.xml" in members or "xl/workbook.bin" in members:
        return FileKind.XLSX
    if "word/document.xml" in members:
        return FileKind.DOCX
    return FileKind.ODS if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet") else FileKind.ZIP


def _is_small(package: zipfile.ZipFile, name: str) -> bool:
    try:
        return package.getinfo(name).file_size < CHUNK
    except KeyError:
        return False


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
