"""Many workbooks read one after another by one child process kept alive: for packed folders of hundreds of files."""

import os
import select
import subprocess
import sys
import time
from contextlib import suppress

from xingtan.foundation.sheets import READING_SECONDS, SheetTooMuch, Workbook, workbook_of
from xingtan.foundation.uploads import check_sheet

_PIPE_BYTES = 1 << 20


class SheetReader:
    """Reads many workbooks one after another in one child process kept alive, within the same bounds for each.

    A context manager. A file that brings the child down is refused, and the next one gets a new child.
    """

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "SheetReader":
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def read(self, content: bytes, name: str) -> Workbook:
        """The cells of one file; raises what ``read_workbook`` raises."""
        kind = check_sheet(content, name)
        try:
            answer = self._asked(content, kind)
        except (OSError, EOFError, TimeoutError) as error:
            self._end()
            raise SheetTooMuch() from error
        return workbook_of(answer)

    def _asked(self, content: bytes, kind: str) -> bytes:
        if self._child is None:
            command = [sys.executable, "-m", "xingtan.foundation.sheet_reader", "many"]
            self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own module
        pipe = self._child.stdin
        assert pipe is not None  # noqa: S101 - asked for above
        pipe.write(f"{kind} {len(content)}\n".encode() + content)
        pipe.flush()
        until = time.monotonic() + READING_SECONDS
        return self._taken(int.from_bytes(self._taken(8, until), "big"), until)

    def _taken(self, size: int, until: float) -> bytes:
        assert self._child is not None  # noqa: S101 - see _asked
        assert self._child.stdout is not None  # noqa: S101 - see _asked
        source, taken = self._child.stdout.fileno(), bytearray()
        while len(taken) < size:
            if not select.select([source], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError
            piece = os.read(source, min(size - len(taken), _PIPE_BYTES))
            if not piece:
                raise EOFError
            taken += piece
        return bytes(taken)

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
