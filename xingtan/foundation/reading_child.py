"""The child process that reads many files of one upload one after another. Knows no Django, so that it starts fast.

Takes one pickled ``Order`` on standard input, and the upload from an open file that it shares with its parent; answers
file after file on standard output, each answer a JSON object behind its length in eight bytes. It runs ahead of
whoever takes the answers until the pipe is full.
"""

import gc
import io
import json
import os
import pickle
import resource
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from xingtan.foundation.cells import Asked, Faulty, Sheet
from xingtan.foundation.file_kinds import PACKAGES, PACKED, SHEETS, kind_of, package_kind
from xingtan.foundation.packages import BROKEN, Package, Unsafe, look_through
from xingtan.foundation.sheet_reader import CPU_SECONDS, MEMORY_BYTES, bounded, read_cells

LENGTH_BYTES = 8
Work = Callable[[Sequence[Sheet], Asked], Any]
"""What is made of the sheets of one file: something that JSON can carry."""
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class Order:
    """What the child is to do."""

    files: Sequence[Asked]
    work: str
    """``module:function``, called once with the facts; what it gives is called with the sheets of each file."""
    facts: Any = None


def main(upload: int) -> None:
    """Read standard input as an order and answer it, within bounds. ``upload``: the open file with the packed folder or the one file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # nothing here is referred to in circles, and looking for it takes a fifth of the time
    order: Order = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the process that started this one
    content = os.pread(upload, os.fstat(upload).st_size, 0)
    for answer in answers(order, content):
        sys.stdout.buffer.write(len(answer).to_bytes(LENGTH_BYTES, "big") + answer)
        sys.stdout.buffer.flush()


def answers(order: Order, content: bytes) -> Iterator[bytes]:
    """The answer to each file in turn; each has its own seconds."""
    module, _, name = order.work.partition(":")
    work: Work = getattr(import_module(module), name)(order.facts)
    is_packed = any(each.index is not None for each in order.files)
    folder = zipfile.ZipFile(io.BytesIO(content)) if is_packed else None
    allowance = _Allowance()
    for asked in order.files:
        allowance.renew()
        yield _as_json(_answer(content, folder, asked, work)).encode("utf-8", "surrogatepass")


class _Allowance:
    """The processor seconds each file may use. Renewed at most once a second: asking the system costs as much as a small file."""

    def __init__(self) -> None:
        self._renewed = float("-inf")

    def renew(self) -> None:
        """Allow the next file its seconds, of which what was used since the last renewal, at most one, is taken off."""
        now = time.monotonic()
        if now - self._renewed < 1:
            return
        self._renewed = now
        allowed = int(time.process_time()) + 1 + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))


def _answer(content: bytes, folder: zipfile.ZipFile | None, asked: Asked, work: Work) -> Any:
    try:
        if folder is not None and asked.index is not None:
            content = _unpacked(folder, asked.index)
        return {"read": work(bounded(_sheets(content, asked.name)), asked)}
    except Faulty as fault:
        return {"fault": fault.code, "facts": fault.facts}
    except MemoryError:
        return {"fault": "too_much_text", "facts": {}}


def _unpacked(folder: zipfile.ZipFile, index: int) -> bytes:
    try:
        return folder.read(folder.infolist()[index])
    except BROKEN as error:
        raise Faulty("damaged_entry") from error


def _sheets(content: bytes, name: str) -> list[Sheet]:
    """The sheets of one file, which is looked through before it is parsed."""
    try:
        package = Package(content) if content.startswith(PACKED) else None
        kind = package_kind(package) if package else kind_of(content, name)
        if kind not in SHEETS:
            raise Faulty("no_sheet", kind=kind)
        if package and kind in PACKAGES:
            look_through(package)
    except BROKEN as error:
        raise Faulty("no_sheet", kind="unknown") from error
    except Unsafe as unsafe:
        raise Faulty("unsafe", why=unsafe.code) from unsafe
    return read_cells(content, kind, package)
