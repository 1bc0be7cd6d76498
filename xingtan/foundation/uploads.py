"""Guards for what people upload: size, type by content, archives that are not what they seem.

Everything here looks before anything is parsed. A refusal says what is wrong and how to mend it.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext_lazy as _

from xingtan.foundation import packages
from xingtan.foundation.errors import Refusal
from xingtan.foundation.file_kinds import PACKAGES, SHEETS, FileKind, kind_of
from xingtan.foundation.packages import MEBIBYTE, Unsafe


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
WHY = {
    "damaged": _("it is damaged"),
    "many": _("too many parts"),
    "overlap": _("its parts overlap"),
    "large": _("unpacked it would be too large"),
    "outside": _("a part points outside"),
    "link": _("a part is a link"),
    "nested": _("another packed file is inside"),
    "declares": _("it declares a document type"),
}
"""What is wrong with a package that is not built honestly, by its code."""


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
    if kind not in SHEETS:
        raise no_sheet(kind)
    if kind in PACKAGES:
        check_archive(content)
    return kind


def no_sheet(kind: FileKind) -> UploadRefused:
    """What is said about a file of a kind that is no sheet."""
    if kind == FileKind.EMPTY:
        return FileEmpty()
    if kind == FileKind.ENCRYPTED:
        return PasswordProtected()
    return NotASheet(what=WHAT[kind]) if kind in WHAT else FileDamaged()


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
        packages.look_through(packages.opened(content))
    except Unsafe as unsafe:
        raise refusal_of(unsafe) from unsafe


def refusal_of(unsafe: Unsafe) -> UploadRefused:
    """What is said about a package that is not safe."""
    return PasswordProtected() if unsafe.code == "locked" else ArchiveUnsafe(why=WHY[unsafe.code])
