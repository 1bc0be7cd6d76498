"""What people attach: documents and pictures, judged by their content; pictures are decoded and written anew.

A photograph of a telephone carries where and with which device it was taken. None of that is kept: what is stored is
a JPEG that our own encoder wrote. Documents are stored as they came and only ever offered as a download.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from xingtan.foundation.file_kinds import FileKind, kind_of
from xingtan.foundation.pdfs import opened_pdf
from xingtan.foundation.uploads import PasswordProtected, UploadRefused, check_archive, check_size

ENDINGS = {
    FileKind.PDF: ".pdf", FileKind.DOCX: ".docx", FileKind.DOC: ".doc", FileKind.XLSX: ".xlsx", FileKind.XLS: ".xls",
    FileKind.JPEG: ".jpg", FileKind.PNG: ".png",
}  # fmt: skip
"""Types that may be attached, by content, and the ending each is stored with."""

DOCUMENTS = frozenset({FileKind.PDF, FileKind.DOCX, FileKind.XLSX})
PICTURES = frozenset({FileKind.JPEG, FileKind.PNG})
MOST_PIXELS = 60_000_000
LONGEST_EDGE = 2_000
QUALITY = 82
LONGEST_NAME = 120
_MEMORY_FORMATS = ("JPEG", "PNG")


class AttachmentTypeRefused(UploadRefused):
    """Another type of file than is taken here."""

    code = "attachment_type_refused"
    sentence = _("“%(name)s” cannot be taken here. Please choose a file of one of these types: %(types)s.")


class PictureUnreadable(UploadRefused):
    """Begins like a picture, but is none."""

    code = "picture_unreadable"
    sentence = _("The picture “%(name)s” is damaged. Please take it again, or save it as JPEG and choose that.")


class PictureTooLarge(UploadRefused):
    """More pixels than anybody's camera makes."""

    code = "picture_too_large"
    sentence = _(
        "The picture “%(name)s” has more than %(most)s million pixels. Please save it smaller and choose that."
    )


@dataclass(frozen=True)
class Attachment:
    """A file that may be kept: its bytes, the name it is downloaded with, its kind."""

    content: bytes
    file_name: str
    kind: FileKind

    @property
    def sha256(self) -> str:
        """By which it is known again."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def ending(self) -> str:
        """With which it is stored."""
        return ENDINGS[self.kind]


def attachment_of(content: bytes, name: str, *, kinds: frozenset[FileKind]) -> Attachment:
    """What may be kept of an uploaded file; raises an ``UploadRefused`` for what is not of these kinds or not sound."""
    check_size(len(content))
    kind = kind_of(content, name)
    if kind == FileKind.ENCRYPTED:
        raise PasswordProtected()
    if kind not in kinds:
        types = "、".join(sorted(ENDINGS[each].removeprefix(".").upper() for each in kinds))
        raise AttachmentTypeRefused(name=_shown(name), types=types)
    if kind in {FileKind.DOCX, FileKind.XLSX}:
        check_archive(content)
    if kind in PICTURES:
        content, kind = picture_anew(content, name), FileKind.JPEG
    return Attachment(content, download_name(name, ENDINGS[kind]), kind)


def sound_attachment_of(content: bytes, name: str, *, kinds: frozenset[FileKind]) -> Attachment:
    """The same for a proof that somebody has to be able to open later: a PDF is opened once before it is kept."""
    found = attachment_of(content, name, kinds=kinds)
    if found.kind == FileKind.PDF:
        opened_pdf(content, found.file_name)
    return found


def picture_anew(content: bytes, name: str = "") -> bytes:
    """The same picture as a JPEG without metadata, upright, at most ``LONGEST_EDGE`` long."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=_MEMORY_FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureTooLarge(name=_shown(name), most=MOST_PIXELS // 1_000_000)
            picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
            written = io.BytesIO()
            _on_white(upright).save(written, "JPEG", quality=QUALITY, optimize=True)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise PictureUnreadable(name=_shown(name)) from error
    return written.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency and palette, as JPEG wants it; a new image, so that nothing travels along."""
    solid = Image.new("RGB", picture.size, "white")
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        solid.paste(layered, mask=layered.getchannel("A"))
    else:
        solid.paste(picture.convert("RGB"))
    return solid


def download_name(name: str, ending: str) -> str:
    """The uploaded name without path and control characters, with the ending of what the file really is."""
    return _shown(PurePosixPath(name.replace("\\", "/")).stem) + ending


def _shown(name: str) -> str:
    return "".join(sign for sign in name if sign.isprintable())[:LONGEST_NAME]
