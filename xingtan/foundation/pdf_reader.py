"""Reads the text and the notes of PDFs. Runs in a child process with bounded memory and time.

Knows no Django, so that the child starts fast: ``python -m xingtan.foundation.pdf_reader`` takes file after
file on standard input, each announced by a line with its size, and answers each with JSON whose length
stands before it in eight bytes.
"""

import io
import json
import resource
import sys
from typing import Any

import pypdf

MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 15
MOST_PAGES = 10
MOST_CHARACTERS = 200_000
_LONGEST_NOTE = 500


def read(content: bytes) -> dict[str, Any]:
    """Text of the first pages and the document's own notes; ``fault`` when it cannot be read."""
    try:
        document = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if document.is_encrypted and not document.decrypt(""):
            return {"fault": "password"}
        pages = [document.pages[at].extract_text() for at in range(min(MOST_PAGES, len(document.pages)))]
        notes = {str(key).lstrip("/"): str(value)[:_LONGEST_NOTE] for key, value in (document.metadata or {}).items()}
    except Exception:  # noqa: BLE001 - a hostile file may break the parser in any way; the child says only that it did
        return {"fault": "unreadable"}
    return {"text": "\n".join(pages)[:MOST_CHARACTERS], "notes": notes}


def main() -> None:
    """Answer file after file until standard input ends; each has its own seconds."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    source, out = sys.stdin.buffer, sys.stdout.buffer
    for line in iter(source.readline, b""):
        used = resource.getrusage(resource.RUSAGE_SELF)
        allowed = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
        answer = json.dumps(read(source.read(int(line)))).encode()
        out.write(len(answer).to_bytes(8, "big") + answer)
        out.flush()


if __name__ == "__main__":
    main()
