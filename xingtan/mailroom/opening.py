"""Opens what is enclosed in a mail: each file for itself, packed folders unpacked, nothing of it trusted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xingtan.foundation import archives
from xingtan.foundation.file_kinds import FileKind, kind_of
from xingtan.foundation.sheets import read_workbook
from xingtan.foundation.uploads import UploadRefused
from xingtan.mailroom.rules import Enclosure, plain, without_numbers
from xingtan.rosters import queries as rosters
from xingtan.rosters.sheet import Grid

LONGEST_NAME = 200
SHEET_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".csv", ".ods", ".et"})
MOST_FILES = 150
"""So many files of one mail are listed; what lies behind is not looked at."""
MOST_SHEETS = 40
"""So many sheets of one mail are opened; each costs up to half a minute."""
ASIDE_KINDS = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.PDF, FileKind.MP4})
_ASIDE_ENDINGS = frozenset(
    {".txt", ".ics", ".vcf", ".p7s", ".asc", ".eml", ".gif", ".bmp", ".htm", ".rtf", ".doc", ".wps"}
)
_PROGRAMS = frozenset(
    {".exe", ".scr", ".bat", ".cmd", ".com", ".js", ".vbs", ".msi", ".jar", ".ps1", ".lnk", ".hta", ".iso"}
)
SENTENCES: dict[str, str | Promise] = {
    "program": _("This is a program, not a sheet. It was not opened."),
    "winmail": _(
        "Outlook packed the attachment into winmail.dat, which only Outlook opens. Please send it again as plain text mail, or upload the sheet."
    ),
    "empty": _("The file is empty. Please check that it was saved, and send it again."),
    "too_many": _("More than %(most)s sheets in one mail. Please send the rest in another."),
}


@dataclass(frozen=True)
class Opened:
    """A file of a mail: its sheets, or why there are none."""

    name: str
    size: int
    grids: Sequence[Grid] = field(default=(), repr=False)
    refused: str = ""
    """The sentence of a refusal."""
    is_aside: bool = False
    content: bytes = field(default=b"", repr=False)
    """The bytes of the file, unless they were refused."""
    is_folder: bool = False
    """Whether it is a packed folder of sheets left packed."""


def opened(enclosures: Iterable[Enclosure], *, keeps_folders: bool = False) -> list[Opened]:
    """Every file of a mail, in order; a file that cannot be read is said so and stops no other.

    With ``keeps_folders`` a packed folder with several sheets stays one file.
    """
    found: list[Opened] = []
    sheets = 0
    for each in enclosures:
        for file in _unpacked(each, keeps_folders=keeps_folders):
            if len(found) == MOST_FILES:
                return found
            sheets += isinstance(file, Enclosure)
            found.append(file if isinstance(file, Opened) else _opened(file, sheets))
    return found


def _unpacked(each: Enclosure, *, keeps_folders: bool) -> Iterator[Enclosure | Opened]:
    """The file itself, or the files of a packed folder, each unpacked only when its turn comes."""
    if kind_of(each.content, each.name) != FileKind.ZIP:
        yield each
        return
    try:
        with archives.opened(each.content) as folder:
            if keeps_folders and _sheets_in(folder) > 1:
                yield Opened(each.name, len(each.content), content=each.content, is_folder=True)
                return
            for entry in folder.listing.entries:
                name = plain(without_numbers(f"{each.name} / {entry.name}"))[-LONGEST_NAME:]
                yield _entry(folder, entry, name)
    except UploadRefused as refusal:
        yield Opened(each.name, len(each.content), refused=str(refusal))


def _sheets_in(folder: archives.Folder) -> int:
    return sum(PurePosixPath(entry.name).suffix.lower() in SHEET_ENDINGS for entry in folder.listing.entries)


def _entry(folder: archives.Folder, entry: archives.Entry, name: str) -> Enclosure | Opened:
    try:
        return Enclosure(name, folder.content_of(entry))
    except UploadRefused as refusal:
        return Opened(name, 0, refused=str(refusal))


def _refused(each: Enclosure, code: str) -> Opened:
    sentence = str(SENTENCES[code])
    return Opened(
        each.name, len(each.content), refused=sentence % {"most": MOST_SHEETS} if "%(" in sentence else sentence
    )


def _opened(each: Enclosure, nth: int) -> Opened:
    ending = PurePosixPath(each.name).suffix.lower()
    kind = kind_of(each.content, each.name)
    if ending in _PROGRAMS or each.content.startswith(b"MZ"):
        return _refused(each, "program")
    if (ending == ".dat" and "tnef" in each.content_type) or each.content.startswith(b"\x78\x9f\x3e\x22"):
        return _refused(each, "winmail")
    if kind == FileKind.EMPTY:
        return _refused(each, "empty")
    if kind in ASIDE_KINDS or ending in _ASIDE_ENDINGS or each.content_type.startswith(("image/", "audio/", "video/")):
        return Opened(each.name, len(each.content), is_aside=True, content=each.content)
    if nth > MOST_SHEETS:
        return _refused(each, "too_many")
    try:
        book = read_workbook(each.content, name=each.name)
    except UploadRefused as refusal:
        return Opened(each.name, len(each.content), refused=str(refusal))
    return Opened(each.name, len(each.content), rosters.grids_of(book), content=each.content)
