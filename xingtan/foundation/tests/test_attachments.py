"""What people attach: judged by content, pictures written anew."""

import io
import struct
import zlib

import pytest
from PIL import Image

from xingtan.foundation.attachments import (
    DOCUMENTS,
    LONGEST_EDGE,
    PICTURES,
    AttachmentTypeRefused,
    PictureTooLarge,
    PictureUnreadable,
    attachment_of,
)
from xingtan.foundation.file_kinds import FileKind
from xingtan.foundation.sheets import write_workbook
from xingtan.foundation.uploads import FileEmpty, FileTooLarge

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def photo(size: tuple[int, int] = (60, 40), *, form: str = "JPEG", mode: str = "RGB", **exif: object) -> bytes:
    """A picture as a telephone writes it, with where it was taken."""
    picture, told = Image.new(mode, size, 128), Image.Exif()
    told[MAKER] = "SECRETPHONE"
    told[ORIENTATION] = 6
    told.get_ifd(GPS)[1] = "N"
    written = io.BytesIO()
    picture.save(written, form, exif=told.tobytes() if form == "JPEG" else None)
    return written.getvalue()


def test_a_photo_keeps_neither_the_place_nor_the_device_and_stands_upright() -> None:
    original = photo()

    kept = attachment_of(original, "IMG_0001.JPG", kinds=PICTURES)

    again = Image.open(io.BytesIO(kept.content))
    assert b"SECRETPHONE" in original
    assert b"SECRETPHONE" not in kept.content
    assert not again.getexif()
    assert again.size == (40, 60)
    assert (kept.kind, kept.file_name) == (FileKind.JPEG, "IMG_0001.jpg")


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1"])
def test_any_png_becomes_a_jpeg(mode: str) -> None:
    kept = attachment_of(photo(form="PNG", mode=mode), "合影.png", kinds=PICTURES)

    assert Image.open(io.BytesIO(kept.content)).format == "JPEG"
    assert kept.file_name == "合影.jpg"


def test_a_large_photo_is_scaled_down() -> None:
    kept = attachment_of(photo((4_000, 3_000)), "a.jpg", kinds=PICTURES)

    assert max(Image.open(io.BytesIO(kept.content)).size) == LONGEST_EDGE


def test_what_hides_behind_a_picture_does_not_travel_along() -> None:
    kept = attachment_of(photo() + b"<script>alert(1)</script>", "a.jpg", kinds=PICTURES)

    assert b"<script>" not in kept.content


def test_a_picture_of_too_many_pixels_is_refused_by_its_header_alone() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")
    )

    with pytest.raises((PictureTooLarge, PictureUnreadable)):
        attachment_of(bomb, "bomb.png", kinds=PICTURES)


@pytest.mark.parametrize("content", [b"\xff\xd8\xff\xe0nonsense", photo()[:200], b"\x89PNG\r\n\x1a\nnonsense"])
def test_a_damaged_picture_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(PictureUnreadable):
        attachment_of(content, "a.jpg", kinds=PICTURES)


def test_documents_are_taken_by_content_not_by_name() -> None:
    assert attachment_of(PDF, "实施计划.exe", kinds=DOCUMENTS).file_name == "实施计划.pdf"
    assert attachment_of(write_workbook(["a"], [["b"]]), "x", kinds=DOCUMENTS).kind is FileKind.XLSX
    with pytest.raises(AttachmentTypeRefused):
        attachment_of(b"MZ\x90\0\x03", "plan.pdf", kinds=DOCUMENTS)
    with pytest.raises(AttachmentTypeRefused):
        attachment_of(photo(), "plan.pdf", kinds=DOCUMENTS)


def test_a_path_in_a_name_goes_nowhere() -> None:
    assert attachment_of(PDF, "..\\..\\etc/计划\n.pdf", kinds=DOCUMENTS).file_name == "计划.pdf"


def test_empty_and_huge_files_are_refused() -> None:
    with pytest.raises(FileEmpty):
        attachment_of(b"", "a.pdf", kinds=DOCUMENTS)
    with pytest.raises(FileTooLarge):
        attachment_of(PDF + b"\0" * (21 * 1024 * 1024), "a.pdf", kinds=DOCUMENTS)
