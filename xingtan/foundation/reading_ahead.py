"""Many files of one upload read by one bounded child process, ahead of whoever stores what is in them.

The child gets the upload as a whole and what is to be made of each file (``reading_child.Work``), so that reading
and checking happen beside the process that talks to the database. It is given no key and no database.
"""

import json
import os
import pickle
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from xingtan.foundation.archives import FLAWS, EntryRefused
from xingtan.foundation.reading_child import LENGTH_BYTES, Order
from xingtan.foundation.sheets import READING_SECONDS, SheetTooMuch, refusal_for
from xingtan.foundation.uploads import UploadRefused

_PIPE_BYTES = 1 << 20
_ROOT = str(Path(__file__).resolve().parent.parent.parent)
_START = "import sys; sys.path[:] = sys.argv[1:]; from xingtan.foundation.reading_child import main; main()"
_KEPT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ")
"""What of the environment the child sees: none of the keys."""


class ReadingAhead:
    """A child process that stands ready from the start and reads the files of one order.

    A context manager. A file that brings the child down is refused, and a new child reads on behind it.
    """

    def __init__(self) -> None:
        self._child = _started()

    def __enter__(self) -> "ReadingAhead":
        return self

    def __exit__(self, *_: object) -> None:
        _ended(self._child)

    def answers(self, order: Order) -> Iterator[Any | UploadRefused]:
        """What was made of each file, in order, or why it could not be read; called once."""
        done = 0
        while done < len(order.files):
            for answer in self._until_it_ends(replace(order, files=order.files[done:])):
                yield answer
                done += 1
            if done < len(order.files):
                yield SheetTooMuch()
                done += 1
                _ended(self._child)
                self._child = _started()

    def _until_it_ends(self, order: Order) -> Iterator[Any | UploadRefused]:
        """Answers until all are there or the child has died or takes too long."""
        with suppress(OSError, EOFError, TimeoutError):
            assert self._child.stdin is not None  # noqa: S101 - asked for in _started
            pickle.dump(order, self._child.stdin)
            self._child.stdin.close()
            for _ in order.files:
                until = time.monotonic() + READING_SECONDS
                size = int.from_bytes(self._taken(LENGTH_BYTES, until), "big")
                told = json.loads(self._taken(size, until))
                yield _refused(told) if "fault" in told else told["read"]

    def _taken(self, size: int, until: float) -> bytes:
        assert self._child.stdout is not None  # noqa: S101 - asked for in _started
        source, taken = self._child.stdout.fileno(), bytearray()
        while len(taken) < size:
            if not select.select([source], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError
            piece = os.read(source, min(size - len(taken), _PIPE_BYTES))
            if not piece:
                raise EOFError
            taken += piece
        return bytes(taken)


def _refused(told: dict[str, Any]) -> UploadRefused:
    if told["fault"] == "damaged_entry":
        return EntryRefused(why=FLAWS["damaged"])
    return refusal_for(told["fault"], told["facts"])


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-E", "-S", "-c", _START, _ROOT, *filter(None, sys.path)]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, pipesize=_PIPE_BYTES
    )


def _ended(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
