"""Guards for what people upload: size, type by content, archives that are not what they seem.

Everything here looks before anything is parsed. A refusal says what is wrong and how to mend it.
"""

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal
from xingtan.foundation.file_kinds import CHUNK, FileKind, kind_of

MEBIBYTE = 1024 * 1024
MOST_MEMBERS = 2_000
MOST_UNPACKED_BYTES = 200 * MEBIBYTE
MOST_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 5 * MEBIBYTE
_DECLARATIONS = (b"<!doctype", b"<!entity")
_ARCHIVES = (".zip", ".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".rar", ".7z", ".gz", ".jar", ".tar")


SHEETS = frozenset({FileKind.XLSX, FileKind.XLS, FileKind.ODS, FileKind.CSV})


class UploadRefused(Refusal):
    """A file that is not taken."""

    code = "upload_refused"
    sentence = _("This file cannot be taken.")
    field = "file"
    status = 400


class FileTooLarge(UploadRefused):
    """Larger than the limit."""

    code = "file_too_large"
    sentence = _("The file is larger than %(most)s MB. Please delete pictures and empty sheets from it, or split it.")
    status = 413


class FileEmpty(UploadRefused):
    """Nothing in it."""

    code = "file_empty"
    sentence = _("The file is empty. Please check that it was saved, and choose it again.")


class NotASheet(UploadRefused):
    """Another type of file than a sheet."""

    code = "not_a_sheet"
    sentence = _(
        "This is %(what)s, not a sheet. Please open it in Excel or WPS, choose “Save as”, type .xlsx, and upload that."
    )


class FileDamaged(UploadRefused):
    """Neither a sheet nor anything else we know."""

    code = "file_damaged"
    sentence = _(
        "The file is damaged or of a type we do not know. "
        "Please open it in Excel or WPS, choose “Save as”, type .xlsx, and upload that."
    )


class PasswordProtected(UploadRefused):
    """A workbook behind a password."""

    code = "password_protected"
    sentence = _(
        "This workbook is protected by a password. Please remove the password, save as .xlsx, and upload that."
    )


class ArchiveUnsafe(UploadRefused):
    """A packed file that could do harm when unpacked."""

    code = "archive_unsafe"
    sentence = _(
        "This file is not built as Excel or WPS build one (%(why)s). Please copy the cells to a new workbook, save as .xlsx, and upload that."
    )


WHAT = {
    FileKind.DOCX: _("a Word document"),
    FileKind.DOC: _("a Word document"),
    FileKind.ET: _("a WPS sheet (.et)"),
    FileKind.HTML: _("a web page saved with the ending of a sheet"),
    FileKind.ZIP: _("a packed folder (.zip)"),
    FileKind.PDF: _("a PDF"),
    FileKind.JPEG: _("a picture"),
    FileKind.PNG: _("a picture"),
    FileKind.MP4: _("a film"),
}


class SizeLimit(FileUploadHandler):
    """Refuses a request whose body is announced as larger than ``UPLOAD_MAX_BYTES`` before reading any of it."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002 - Django's signature
        META: dict[str, Any],  # noqa: ARG002, N803
        content_length: int,
        boundary: str,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> None:
        """Look at the announced length."""
        if content_length > settings.UPLOAD_MAX_BYTES + MEBIBYTE:
            raise RequestDataTooBig(f"{content_length} bytes announced")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass on, but never more than the limit."""
        if start + len(raw_data) > settings.UPLOAD_MAX_BYTES:
            raise RequestDataTooBig("more bytes than the limit")
        return raw_data

    def file_complete(self, file_size: int) -> Any:  # noqa: ARG002 - Django's signature
        """Leave the file to the next handler."""
        return None


def check_sheet(content: bytes, name: str = "", *, most_bytes: int | None = None) -> FileKind:
    """The kind of a sheet that is safe to be parsed; raises an ``UploadRefused`` for anything else."""
    check_size(len(content), most_bytes)
    kind = kind_of(content, name)
    if kind == FileKind.ENCRYPTED:
        raise PasswordProtected()
    if kind not in SHEETS:
        raise NotASheet(what=WHAT[kind]) if kind in WHAT else FileDamaged()
    if kind in {FileKind.XLSX, FileKind.ODS}:
        check_archive(content)
    return kind


def check_size(size: int, most_bytes: int | None = None) -> None:
    """Refuse what is empty or larger than the limit (``UPLOAD_MAX_BYTES``), by its length alone."""
    most = settings.UPLOAD_MAX_BYTES if most_bytes is None else most_bytes
    if size > most:
        raise FileTooLarge(most=most // MEBIBYTE)
    if not size:
        raise FileEmpty()


def check_archive(content: bytes) -> None:
    """Refuse an office package with too many, too large, nested, linked or misplaced members, or with a DTD."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            _check_members(members, len(content))
            for member in members:
                _check_content(package, member)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise ArchiveUnsafe(why=_("it is damaged")) from error


def _check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MOST_MEMBERS or len({member.filename for member in members}) < len(members):
        raise ArchiveUnsafe(why=_("too many parts"))
    if packed > size:
        raise ArchiveUnsafe(why=_("its parts overlap"))
    if unpacked > MOST_UNPACKED_BYTES:
        raise ArchiveUnsafe(why=_("unpacked it would be too large"))
    if unpacked > RATIO_COUNTS_FROM_BYTES and unpacked > MOST_RATIO * max(packed, 1):
        raise ArchiveUnsafe(why=_("unpacked it would be too large"))
    for member in members:
        _check_name(member)


def _check_name(member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in member.filename:
        raise ArchiveUnsafe(why=_("a part points outside"))
    if stat.S_ISLNK(member.external_attr >> 16):
        raise ArchiveUnsafe(why=_("a part is a link"))
    if path.suffix.lower() in _ARCHIVES:
        raise ArchiveUnsafe(why=_("another packed file is inside"))
    if member.flag_bits & 0x1:
        raise PasswordProtected()


def _check_content(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpack a part piece by piece, to see that it is as large as it says and declares no DTD.

    Every part is looked through: which ones are parsed as XML is said by the package itself.
    """
    with package.open(member) as part:
        first = part.read(4)
        if first == b"PK\x03\x04":
            raise ArchiveUnsafe(why=_("another packed file is inside"))
        tail = first
        for piece in iter(lambda: part.read(CHUNK), b""):
            if _declares(tail + piece):
                raise ArchiveUnsafe(why=_("it declares a document type"))
            tail = piece[-64:]


def _declares(piece: bytes) -> bool:
    text = piece.replace(b"\0", b"") if b"\0" in piece else piece
    return b"<!" in text and any(word in text.lower() for word in _DECLARATIONS)
