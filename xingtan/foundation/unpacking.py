"""Packed content (.zip) on disk, with its folders: judged as a whole by its table of contents, then read file by file.

Unlike ``archives`` nothing is held in memory, and one fault in any name refuses the whole: content that was packed
by a tool has no such names, content that was made to attack has. Knows no Django and no storage.
"""

import stat
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from xingtan.foundation.archives import is_litter, leads_outside, name_of
from xingtan.foundation.packages import BROKEN, MEBIBYTE, swells

MOST_FILES: Final = 5_000
MOST_UNPACKED_BYTES: Final = 2_048 * MEBIBYTE
MOST_NAME_BYTES: Final = 200
"""Of one part of a path: file systems end at 255."""
MOST_PATH_LETTERS: Final = 400
MOST_FOLDERS: Final = 20
_CHUNK: Final = 256 * 1024
_ENCRYPTED: Final = 0x1


class ContentUnsafe(Exception):
    """A package of content that is not unpacked.

    ``code``: damaged, locked, many, overlap, large, outside, link, twice or name; ``where`` is the file, if one is to blame.
    """

    def __init__(self, code: str, where: str = "") -> None:
        self.code, self.where = code, where[:100]
        super().__init__(code, where)


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One file of a package: its path within, and its size once unpacked."""

    path: str
    size: int


class PackedContent:
    """A package that was looked through and may be unpacked."""

    def __init__(self, package: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> None:
        self._package, self._members = package, members
        self.files = tuple(PackedFile(path, member.file_size) for path, member in members.items())

    def read(self, path: str, *, most: int) -> bytes:
        """A small file whole; raises ``ContentUnsafe`` when it is larger than ``most`` bytes, and ``KeyError``."""
        if self._members[path].file_size > most:
            raise ContentUnsafe("large", path)
        return b"".join(self.pieces(path))

    def pieces(self, path: str) -> Iterator[bytes]:
        """A file piece by piece, never more than its announced size; raises ``ContentUnsafe`` where it is damaged."""
        try:
            with self._package.open(self._members[path]) as file:
                while piece := file.read(_CHUNK):
                    yield piece
        except BROKEN as error:
            raise ContentUnsafe("damaged", path) from error


@contextmanager
def opened(path: Path) -> Iterator[PackedContent]:
    """A package of content; raises ``ContentUnsafe`` before anything of it is unpacked."""
    try:
        package = zipfile.ZipFile(path)
    except BROKEN as error:
        raise ContentUnsafe("damaged") from error
    with package:
        _weigh(package.infolist(), path.stat().st_size)
        yield PackedContent(package, _named(package.infolist()))


def _weigh(members: list[zipfile.ZipInfo], size: int) -> None:
    if len(members) > MOST_FILES:
        raise ContentUnsafe("many")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise ContentUnsafe("locked")
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    if packed > size:
        raise ContentUnsafe("overlap")
    if unpacked > MOST_UNPACKED_BYTES or swells(packed, unpacked):
        raise ContentUnsafe("large")


def _named(members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        name = name_of(member)
        path = PurePosixPath(name)
        if not path.parts:
            raise ContentUnsafe("name", name)
        if leads_outside(path):
            raise ContentUnsafe("outside", name)
        if stat.S_IFMT(member.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise ContentUnsafe("link", name)
        if _is_unfit(path):
            raise ContentUnsafe("name", name)
        if member.is_dir() or is_litter(path):
            continue
        if str(path) in found:
            raise ContentUnsafe("twice", name)
        found[str(path)] = member
    return found


def _is_unfit(path: PurePosixPath) -> bool:
    """Whether a path cannot be kept under its own name everywhere."""
    return (
        len(str(path)) > MOST_PATH_LETTERS
        or len(path.parts) > MOST_FOLDERS
        or any(len(part.encode()) > MOST_NAME_BYTES or not part.isprintable() or ":" in part for part in path.parts)
    )
