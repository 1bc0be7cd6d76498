"""Reading a programme file from disk, with an answer in words when it cannot be read."""

import tomllib
from pathlib import Path
from typing import Any

from xingtan.programmes.errors import FileUnreadable

LARGEST_BYTES = 1024 * 1024


def read_document(path: Path) -> dict[str, Any]:
    """The parsed programme file; raises ``FileUnreadable`` with the line where it breaks."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(file=path, why=error.strerror or error) from error
    if len(content) > LARGEST_BYTES:
        raise FileUnreadable(file=path, why="larger than 1 MB")
    try:
        return tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FileUnreadable(file=path, why=error) from error
