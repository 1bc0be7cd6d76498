"""Packed folders (.zip) of files: what is in one is looked at before anything is unpacked.

Nothing is ever written to disk; a name inside is a label, never a path. Names are read as Windows (GBK)
and macOS (UTF-8) write them, also where the archive does not say which.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.packages import BROKEN, MEBIBYTE, swells
from xingtan.foundation.uploads import UploadRefused

MOST_ENTRIES = 3_000
MOST_UNPACKED_BYTES = 400 * MEBIBYTE
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_UNICODE_PATH = 0x7075
_PACKED = (".zip", ".rar", ".7z", ".gz", ".tar", ".jar")
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


class FolderUnsafe(UploadRefused):
    """A packed folder that could do harm when unpacked."""

    code = "folder_unsafe"
    sentence = _(
        "This packed folder cannot be taken (%(why)s). Please pack only the sheets into a new .zip and upload that."
    )


class FolderProtected(UploadRefused):
    """A packed folder behind a password."""

    code = "folder_protected"
    sentence = _("This packed folder is protected by a password. Please pack the sheets without one and upload again.")


class FolderTooMany(UploadRefused):
    """More files than one folder may hold."""

    code = "folder_too_many"
    sentence = _(
        "There are %(count)s files in this packed folder; at most %(most)s are read at once. Please pack it in several parts."
    )


class EntryRefused(UploadRefused):
    """One file of a packed folder that is not read."""

    code = "entry_refused"
    sentence = _("This file was not read: %(why)s. Please upload it by itself.")


@dataclass(frozen=True)
class Entry:
    """One file within a packed folder: its name, the folder it lies in, and where it stands in the archive."""

    name: str
    folder: str = ""
    index: int = 0
    size: int = 0
    """Bytes once unpacked."""
    flaw: str = ""
    """``outside``, ``nested``, ``link`` or ``too_large`` (see ``FLAWS``) when it is not to be read."""


FLAWS = {
    "outside": _("its name points outside of the packed folder"),
    "nested": _("another packed folder is inside"),
    "link": _("it is only a link to another file"),
    "too_large": _("it is too large"),
    "damaged": _("it is damaged"),
}


@dataclass(frozen=True)
class Listing:
    """What is in a packed folder: the files, and the names of what systems leave behind and nobody means."""

    entries: tuple[Entry, ...]
    passed_over: tuple[str, ...]


class Folder:
    """An opened packed folder."""

    def __init__(self, package: zipfile.ZipFile, listing: Listing) -> None:
        self._package = package
        self.listing = listing

    def content_of(self, entry: Entry) -> bytes:
        """The bytes of one file; raises ``EntryRefused`` for what is not to be read."""
        if entry.flaw:
            raise flawed(entry)
        member = self._package.infolist()[entry.index]
        try:
            return self._package.read(member)
        except BROKEN as error:
            raise EntryRefused(why=FLAWS["damaged"]) from error


def flawed(entry: Entry) -> EntryRefused:
    """Why a file is not to be read."""
    return EntryRefused(why=FLAWS[entry.flaw])


@contextmanager
def opened(content: bytes) -> Iterator[Folder]:
    """A packed folder, judged as a whole by its table of contents alone; raises an ``UploadRefused``."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN as error:
        raise FolderUnsafe(why=_("it is damaged")) from error
    with package:
        members = package.infolist()
        _check(members, len(content))
        yield Folder(package, _listing(members))


def _check(members: list[zipfile.ZipInfo], size: int) -> None:
    if len(members) > MOST_ENTRIES:
        raise FolderTooMany(count=len(members), most=MOST_ENTRIES)
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise FolderProtected()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if packed > size:
        raise FolderUnsafe(why=_("its parts overlap"))
    if swells(packed, unpacked) or unpacked > MOST_UNPACKED_BYTES:
        raise FolderUnsafe(why=_("unpacked it would be too large"))


def _listing(members: list[zipfile.ZipInfo]) -> Listing:
    entries, passed_over = [], []
    for index, member in enumerate(members):
        path = PurePosixPath(name_of(member))
        if member.is_dir() or not path.name:
            continue
        if is_litter(path):
            passed_over.append(path.name)
        else:
            folder = path.parent.name if path.parent.name not in {"..", "/"} else ""
            entries.append(Entry(path.name, folder, index, member.file_size, _flaw(member, path)))
    return Listing(tuple(entries), tuple(passed_over))


def is_litter(path: PurePosixPath) -> bool:
    """Whether a system left it behind and nobody means it."""
    return "__MACOSX" in path.parts or path.name.startswith(("~$", "._")) or path.name.lower() in _LITTER


def _flaw(member: zipfile.ZipInfo, path: PurePosixPath) -> str:
    if leads_outside(path):
        return "outside"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "link"
    if path.suffix.lower() in _PACKED:
        return "nested"
    return "too_large" if member.file_size > settings.UPLOAD_MAX_BYTES else ""


def leads_outside(path: PurePosixPath) -> bool:
    """Whether a name in an archive points out of it."""
    return path.is_absolute() or ".." in path.parts or path.parts[0].endswith(":")


def name_of(member: zipfile.ZipInfo) -> str:
    """The name of a file within the archive: by its UTF-8 mark or field, else as UTF-8 if it is that, else as GBK."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8_FLAG:
        raw = name.encode("cp437", "replace")
        name = _unicode_path(member.extra, raw) or _guessed(raw) or name
    return name.replace("\\", "/").replace("\0", "")


def _guessed(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """The name in Info-ZIP's extra field, when it belongs to this very name."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(body) > 5 and struct.unpack("<I", body[1:5])[0] == zlib.crc32(raw):
            return body[5:].decode("utf-8", "replace")
    return ""
