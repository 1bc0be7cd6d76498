"""Packed folders: what lies in a .zip, taken out only within bounds."""

import io
import stat
import zipfile
import zlib

from xingtan.mailroom.rules.letter import Enclosure, guessed

MOST_MEMBERS = 100
MOST_BYTES = 60 * 1024 * 1024
MOST_RATIO = 200
RATIO_COUNTS_FROM = 5 * 1024 * 1024
_PACKED = (".zip", ".rar", ".7z", ".gz", ".tar", ".jar")
_LEFT_BY_SYSTEMS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_TROUBLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, ValueError, EOFError, RuntimeError)


class ParcelUnsafe(ValueError):
    """A packed folder that is not opened: ``bomb``, ``locked``, ``nested`` or ``damaged``."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def unpacked(content: bytes) -> list[Enclosure]:
    """The files in a .zip, folders left away; raises ``ParcelUnsafe`` and unpacks nothing when it could do harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parcel:
            members = [each for each in parcel.infolist() if not each.is_dir() and not _is_leftover(each.filename)]
            _check(members)
            return _taken_out(parcel, members)
    except _TROUBLE as error:
        if isinstance(error, ParcelUnsafe):
            raise
        raise ParcelUnsafe("damaged") from error


def _is_leftover(name: str) -> bool:
    return name.startswith(_LEFT_BY_SYSTEMS[0]) or name.rpartition("/")[2] in _LEFT_BY_SYSTEMS


def _check(members: list[zipfile.ZipInfo]) -> None:
    whole, packed = sum(each.file_size for each in members), sum(each.compress_size for each in members)
    if len(members) > MOST_MEMBERS or whole > MOST_BYTES:
        raise ParcelUnsafe("bomb")
    if whole > RATIO_COUNTS_FROM and whole > MOST_RATIO * max(packed, 1):
        raise ParcelUnsafe("bomb")
    for each in members:
        if each.flag_bits & 0x1:
            raise ParcelUnsafe("locked")
        if stat.S_ISLNK(each.external_attr >> 16):
            raise ParcelUnsafe("damaged")
        if each.filename.lower().endswith(_PACKED):
            raise ParcelUnsafe("nested")


def _taken_out(parcel: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> list[Enclosure]:
    """Each file, read no further than it said it is long."""
    files, left = [], MOST_BYTES
    for member in members:
        with parcel.open(member) as part:
            content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            raise ParcelUnsafe("bomb")
        files.append(Enclosure(_name(member).rpartition("/")[2][:150], content))
    return files


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a file; Chinese systems write GBK where the standard says cp437."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return guessed(member.filename.encode("cp437"))
    except UnicodeEncodeError:
        return member.filename
