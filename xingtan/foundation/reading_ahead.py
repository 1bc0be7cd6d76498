"""Many files of one upload read by bounded child processes, ahead of whoever stores what is in them.

A child gets the upload as a whole and what is to be made of each file (``reading_child.Work``), so that reading
and checking happen beside the process that talks to the database. It is given no key and no database.
"""

import json
import os
import pickle
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from xingtan.foundation.archives import FLAWS, EntryRefused
from xingtan.foundation.children import environment
from xingtan.foundation.reading_child import LENGTH_BYTES, Order
from xingtan.foundation.sheets import READING_SECONDS, SheetTooMuch, refusal_for
from xingtan.foundation.uploads import UploadRefused

MOST_CHILDREN = 2
FILES_FOR_ANOTHER = 200
"""With so many files for each, one more child is worth its start."""
_PIPE_BYTES = 1 << 20
_ROOT = str(Path(__file__).resolve().parent.parent.parent)
_START = (
    "import sys; sys.path[:] = sys.argv[2:]; from xingtan.foundation.reading_child import main; main(int(sys.argv[1]))"
)

Answer = Any | UploadRefused
"""What was made of a file, or why it could not be read."""


class ReadingAhead:
    """Child processes that read the files of one order; the first stands ready from the start.

    A context manager. A file that brings its child down is refused, and a new child reads on behind it.
    """

    def __init__(self) -> None:
        self._upload = _nameless_file()
        self._readers = [_Reader(self._upload)]

    def __enter__(self) -> "ReadingAhead":
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._readers:
            each.end()
        self._upload.close()

    def hand(self, content: bytes, *, files: int) -> None:
        """Lay the upload before the children, of which there are as many as so many files are worth; called once."""
        self._upload.write(content)
        self._upload.flush()
        wanted = min(MOST_CHILDREN, os.cpu_count() or 1, 1 + files // FILES_FOR_ANOTHER)
        self._readers += [_Reader(self._upload) for _ in range(wanted - len(self._readers))]

    def answers(self, order: Order) -> Iterator[Answer]:
        """The answer to each file, in order; called once. Of several children each reads every so manieth file."""
        count = len(self._readers)
        for start, reader in enumerate(self._readers):
            reader.begin(replace(order, files=order.files[start::count]))
        turns = [reader.answers() for reader in self._readers]
        for number in range(len(order.files)):
            yield next(turns[number % count])


class _Reader:
    """One child, and the next one in its place when it has died."""

    def __init__(self, upload: IO[bytes]) -> None:
        self._upload = upload
        self._child = _started(upload)
        self._order: Order | None = None
        self._arrived = bytearray()

    def begin(self, order: Order) -> None:
        """Hand the order to the child; one that is dead already is found out when its first answer is missing."""
        assert self._child.stdin is not None  # noqa: S101 - asked for in _started
        self._order = order
        with suppress(OSError):
            pickle.dump(order, self._child.stdin)
            self._child.stdin.close()

    def answers(self) -> Iterator[Answer]:
        """The answer to each file of the order, in order."""
        while (order := self._order) is not None and order.files:
            done = 0
            for answer in self._until_it_ends(len(order.files)):
                yield answer
                done += 1
            if done == len(order.files):
                return
            yield SheetTooMuch()
            self.end()
            self._arrived.clear()
            self._child = _started(self._upload)
            self.begin(replace(order, files=order.files[done + 1 :]))

    def _until_it_ends(self, count: int) -> Iterator[Answer]:
        """Answers until all are there or the child has died or takes too long."""
        with suppress(OSError, EOFError, TimeoutError):
            for _ in range(count):
                until = time.monotonic() + READING_SECONDS
                size = int.from_bytes(self._taken(LENGTH_BYTES, until), "big")
                told = json.loads(self._taken(size, until))
                yield _refused(told) if "fault" in told else told["read"]

    def _taken(self, size: int, until: float) -> bytes:
        assert self._child.stdout is not None  # noqa: S101 - asked for in _started
        source = self._child.stdout.fileno()
        while len(self._arrived) < size:
            if not select.select([source], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError
            piece = os.read(source, _PIPE_BYTES)
            if not piece:
                raise EOFError
            self._arrived += piece
        taken = bytes(self._arrived[:size])
        del self._arrived[:size]
        return taken

    def end(self) -> None:
        """Let nothing of the child remain."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _refused(told: dict[str, Any]) -> UploadRefused:
    if told["fault"] == "damaged_entry":
        return EntryRefused(why=FLAWS["damaged"])
    return refusal_for(told["fault"], told["facts"])


def _nameless_file() -> IO[bytes]:
    """A file that parent and children share and nobody else can open; in memory where the system can, as uploads are personal."""
    if sys.platform == "linux":
        return os.fdopen(os.memfd_create("upload"), "wb")
    return tempfile.TemporaryFile()  # type: ignore[no-any-return, unreachable]  # elsewhere than on Linux


def _started(upload: IO[bytes]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-E", "-S", "-c", _START, str(upload.fileno()), _ROOT, *filter(None, sys.path)]
    return subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), pipesize=_PIPE_BYTES,
        pass_fds=[upload.fileno()],
    )  # fmt: skip
