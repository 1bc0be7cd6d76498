"""Packages of parts (.xlsx, .ods, .docx) looked through before anything parses them. Knows no Django, as ``sheet_reader``.

A part is unpacked here piece by piece straight from the bytes at hand: of a folder with hundreds of small
workbooks, each with a dozen parts, opening them as files is what takes the time.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

MEBIBYTE = 1024 * 1024
CHUNK = 256 * 1024
MOST_MEMBERS = 2_000
MOST_UNPACKED_BYTES = 200 * MEBIBYTE
MOST_RATIO = 200
MOST_KEPT_BYTES = 4 * MEBIBYTE
RATIO_COUNTS_FROM_BYTES = 5 * MEBIBYTE
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError)
"""What a package that is no sound one makes of its readers."""
_MAGIC = b"PK\x03\x04"
_HEADER_BYTES = 30
_RAW_DEFLATE = -15
_DECLARATIONS = (b"<!doctype", b"<!entity")
_ARCHIVES = (".zip", ".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".rar", ".7z", ".gz", ".jar", ".tar")


class Unsafe(Exception):
    """A package that is not handed to any parser.

    ``code``: damaged, many, overlap, large, outside, link, nested, locked or declares.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Package:
    """The parts of a package held in memory."""

    def __init__(self, content: bytes) -> None:
        """Read the table of contents; raises one of ``BROKEN``."""
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.members = package.infolist()
        self.by_name = {member.filename: member for member in self.members}
        self.content = content
        self._unpacked_parts: dict[str, bytes] = {}
        self._room = MOST_KEPT_BYTES

    def read(self, name: str) -> bytes:
        """A whole part; raises ``KeyError`` when there is none of this name, or one of ``BROKEN``."""
        kept = self._unpacked_parts.get(name)
        return b"".join(self.pieces(self.by_name[name])) if kept is None else kept

    def whole(self, member: zipfile.ZipInfo) -> bytes | None:
        """A small part in one piece, kept for whoever reads it next; None of one that comes in pieces. Raises as they do."""
        if member.compress_type != zipfile.ZIP_DEFLATED or max(member.file_size, member.compress_size) >= CHUNK:
            return None
        part = zlib.decompressobj(_RAW_DEFLATE).decompress(self._packed(member), CHUNK)
        if len(part) != member.file_size or zlib.crc32(part) != member.CRC:
            raise zipfile.BadZipFile(member.filename)
        if len(part) <= self._room:
            self._room -= len(part)
            self._unpacked_parts[member.filename] = part
        return part

    def pieces(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """A part unpacked piece by piece; raises one of ``BROKEN`` where it is not what the table of contents says."""
        part = self.whole(member)
        if part is not None:
            yield part
            return
        size, check = 0, 0
        for piece in self._unpacked(member):
            size += len(piece)
            check = zlib.crc32(piece, check)
            if size > member.file_size:
                break
            yield piece
        if size != member.file_size or check != member.CRC:
            raise zipfile.BadZipFile(member.filename)

    def _unpacked(self, member: zipfile.ZipInfo) -> Iterable[bytes]:
        packed = self._packed(member)
        if member.compress_type == zipfile.ZIP_STORED:
            return (bytes(packed[at : at + CHUNK]) for at in range(0, len(packed), CHUNK))
        if member.compress_type != zipfile.ZIP_DEFLATED:
            raise NotImplementedError(member.compress_type)
        return _inflated(packed)

    def _packed(self, member: zipfile.ZipInfo) -> memoryview:
        start = member.header_offset + _HEADER_BYTES
        header = self.content[member.header_offset : start]
        if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
            raise zipfile.BadZipFile(member.filename)
        start += sum(struct.unpack("<HH", header[26:30]))
        packed = memoryview(self.content)[start : start + member.compress_size]
        if len(packed) < member.compress_size:
            raise zipfile.BadZipFile(member.filename)
        return packed


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflating = zlib.decompressobj(_RAW_DEFLATE)
    for at in range(0, len(packed), CHUNK):
        rest: bytes | memoryview = packed[at : at + CHUNK]
        while rest:
            yield inflating.decompress(rest, CHUNK)
            rest = inflating.unconsumed_tail
    yield inflating.flush()


def opened(content: bytes) -> Package:
    """A package opened; raises ``Unsafe`` when it is damaged."""
    try:
        return Package(content)
    except BROKEN as error:
        raise Unsafe("damaged") from error


def look_through(package: Package) -> None:
    """Raise ``Unsafe`` for too many, too large, nested, linked or misplaced parts, or one with a document type.

    Every part is unpacked, to see that it is as large as it says and declares no DTD: which ones are parsed as XML
    is said by the package itself.
    """
    _check_members(package)
    try:
        for member in package.members:
            _check_content(package, member)
    except BROKEN as error:
        raise Unsafe("damaged") from error


def swells(packed: int, unpacked: int) -> bool:
    """Whether so many packed bytes become more than any honest content would."""
    return unpacked > RATIO_COUNTS_FROM_BYTES and unpacked > MOST_RATIO * max(packed, 1)


def _check_members(package: Package) -> None:
    members = package.members
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MOST_MEMBERS or len(package.by_name) < len(members):
        raise Unsafe("many")
    if packed > len(package.content):
        raise Unsafe("overlap")
    if unpacked > MOST_UNPACKED_BYTES or swells(packed, unpacked):
        raise Unsafe("large")
    for member in members:
        _check_name(member)


def _check_name(member: zipfile.ZipInfo) -> None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ":" in name or ".." in name.split("/"):
        raise Unsafe("outside")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Unsafe("link")
    if name.lower().endswith(_ARCHIVES):
        raise Unsafe("nested")
    if member.flag_bits & 0x1:
        raise Unsafe("locked")


def _check_content(package: Package, member: zipfile.ZipInfo) -> None:
    part = package.whole(member)
    if part is not None:
        if part.startswith(_MAGIC):
            raise Unsafe("nested")
        if _declares(part):
            raise Unsafe("declares")
        return
    head = tail = b""
    for piece in package.pieces(member):
        head = head if len(head) == len(_MAGIC) else (head + piece)[: len(_MAGIC)]
        if head == _MAGIC:
            raise Unsafe("nested")
        if _declares(tail + piece):
            raise Unsafe("declares")
        tail = piece[-64:]


def _declares(piece: bytes) -> bool:
    text = piece.replace(b"\0", b"") if b"\0" in piece else piece
    return b"<!" in text and any(word in text.lower() for word in _DECLARATIONS)
