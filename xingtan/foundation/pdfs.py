"""What stands in PDFs, read in a child process: a file that kills its reader costs itself only, never the house."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.children import environment
from xingtan.foundation.uploads import UploadRefused

READING_SECONDS = 60
AT_ONCE = 50
"""So many files share one child."""


class PdfLocked(UploadRefused):
    """Opens only with a password."""

    code = "pdf_locked"
    sentence = _("The PDF “%(name)s” opens only with a password. Please save it without one, and choose that.")


class PdfUnreadable(UploadRefused):
    """Begins like a PDF, and cannot be opened."""

    code = "pdf_unreadable"
    sentence = _(
        "The PDF “%(name)s” is damaged and cannot be opened. Please download it again, or take a photo of it and choose that."
    )


@dataclass(frozen=True)
class PdfText:
    """What a PDF says: the text of its first pages, and the notes its maker left (the Info dictionary)."""

    text: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    """``unreadable`` or ``password``."""


def read_pdf(content: bytes) -> PdfText:
    """One file; never raises for what is in it."""
    return next(read_pdfs([content]))


def opened_pdf(content: bytes, name: str) -> PdfText:
    """The same of a file that people will want to open: raises ``PdfLocked`` or ``PdfUnreadable`` where they could not."""
    found = read_pdf(content)
    if found.fault:
        raise (PdfLocked if found.fault == "password" else PdfUnreadable)(name=name)
    return found


def read_pdfs(contents: Sequence[bytes]) -> Iterator[PdfText]:
    """File after file in order; one that breaks the reader is told as unreadable, the rest is read by another."""
    at = 0
    while at < len(contents):
        batch = contents[at : at + AT_ONCE]
        found = _answers(batch)
        if len(found) < len(batch):
            found.append(PdfText(fault="unreadable"))
        yield from found
        at += len(found)


def _answers(batch: Sequence[bytes]) -> list[PdfText]:
    told = b"".join(f"{len(content)}\n".encode() + content for content in batch)
    command = [sys.executable, "-m", "xingtan.foundation.pdf_reader"]
    try:
        child = subprocess.run(  # noqa: S603 - our own module
            command, input=told, capture_output=True, timeout=READING_SECONDS, check=False, env=environment()
        )
        out = child.stdout
    except subprocess.TimeoutExpired as error:
        out = error.stdout or b""
    answers = []
    while len(out) >= 8 and len(out) >= 8 + (size := int.from_bytes(out[:8], "big")):
        answers.append(PdfText(**json.loads(out[8 : 8 + size])))
        out = out[8 + size :]
    return answers
