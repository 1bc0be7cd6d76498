"""Killed at every point: the same work again and again, each time in a child process that dies one statement later.

    for point in killed_at_each_point(lambda: actions.import_statement(…)):
        assert stored() == (everything if point.is_finished else nothing)

Before each point the database is as it was at the beginning, whatever the work or the body of the loop wrote;
after the loop it is as the finished work left it.
Points are: before each statement that writes, before each commit, after each commit. The last turn is the work done.
No point stands before a mere read: killed there, the work leaves what it leaves when it is killed before its next write.
Work reads no file and starts no process it needs to see the end of; give it what was prepared before.
A test with this fixture stands in a file without the ``django_db`` mark, as with ``racing``.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from xingtan.foundation.tests.contents import filled_tables, without_triggers
from xingtan.foundation.tests.racing import commits

__all__ = ["Killing", "Point", "commits", "killed_at_each_point"]
Work = Callable[[], object]
_CHANGED, _LAST = b"\0changed", b"\0before"
_READS = ("SELECT", "SAVEPOINT", "RELEASE", "BEGIN")


@dataclass(frozen=True)
class Point:
    """Where the work was killed; ``is_finished`` when it was not, and came to its end."""

    number: int
    before: str
    is_finished: bool


Killing = Callable[[Work], Iterator[Point]]


@pytest.fixture
def killed_at_each_point(commits: None) -> Killing:
    """Runs work in children that are killed at point 1, 2, 3 … until one comes to its end."""
    return _points


def _points(work: Work) -> Iterator[Point]:
    kept = _postgresql_copy() if connection.vendor == "postgresql" else _sqlite_copy()
    try:
        yield from _points_from(kept, work)
    finally:
        kept.forget()


def _points_from(kept: Any, work: Work) -> Iterator[Point]:
    number = 0
    is_finished = is_changed = False
    while not is_finished:
        if is_changed:
            kept.restore()
        number += 1
        is_finished, told = _run_until(number, work)
        before = told.rpartition(_LAST)[2].decode(errors="replace").strip()
        written: list[str] = []
        with connection.execute_wrapper(_noting(written)):
            yield Point(number, "" if is_finished else before, is_finished)
        is_changed = _CHANGED in told or bool(written)


def _noting(written: list[str]) -> Any:
    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if not sql.startswith(_READS):
            written.append(sql)
        return execute(sql, *rest)

    return note


def _run_until(number: int, work: Work) -> tuple[bool, bytes]:
    """Run work in a child that dies at this point; whether it came to its end, and what it told until then."""
    _let_go()
    source, sink = os.pipe()
    child = os.fork()
    if not child:
        os.close(source)
        _be_killed(number, work, sink)
    os.close(sink)
    with os.fdopen(source, "rb") as pipe:
        told = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in {0, -signal.SIGKILL}:
        raise AssertionError(f"the work itself failed:\n{told.decode(errors='replace')}")
    return code == 0, told


def _be_killed(number: int, work: Work, sink: int) -> None:
    """The child: never returns."""
    code = 1
    try:
        connection.settings_dict["OPTIONS"].pop("pool", None)
        with connection.execute_wrapper(_Countdown(number, sink)):
            work()
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it was, the parent tells it
        os.write(sink, traceback.format_exc().encode())
    finally:
        sys.stdout = sys.stderr = None  # type: ignore[assignment]
        os._exit(code)


class _Countdown:
    """Counts writing statements and commits; at the last one there is no tomorrow."""

    def __init__(self, number: int, sink: int) -> None:
        self._left = number
        self._sink = sink
        backend: Any = connection
        self._commit = backend._commit
        backend._commit = self._committing

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        if not sql.startswith(_READS):
            self._step(sql)
            if not connection.in_atomic_block:
                os.write(self._sink, _CHANGED)
        return execute(sql, *rest)

    def _committing(self) -> None:
        self._step("COMMIT")
        os.write(self._sink, _CHANGED)
        self._commit()
        self._step("what follows the commit")

    def _step(self, sql: str) -> None:
        self._left -= 1
        if not self._left:
            os.write(self._sink, _LAST + sql.encode()[:200])
            os.kill(os.getpid(), signal.SIGKILL)


def _let_go() -> None:
    """No connection of this process may live on in a child, nor stand in the way of a copy."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


class _sqlite_copy:  # noqa: N801 - used as a function
    """The file as it was."""

    def __init__(self) -> None:
        _let_go()
        self._file = Path(str(connection.settings_dict["NAME"]))
        self._bytes = self._file.read_bytes()

    def restore(self) -> None:
        """Put it back."""
        _let_go()
        for ending in ("-wal", "-shm"):
            self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
        self._file.write_bytes(self._bytes)

    def forget(self) -> None:
        """Nothing to do: the file goes with the test."""


class _postgresql_copy:  # noqa: N801 - used as a function
    """The rows as they were, in a schema beside; copying the whole database would take a second each time."""

    def __init__(self) -> None:
        _let_go()
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE")
            cursor.execute("CREATE SCHEMA kept")
            self._tables = filled_tables(cursor)
            for table in self._tables:
                cursor.execute(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"')
            cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
            self._counted = cursor.fetchall()

    def restore(self) -> None:
        """Put them back, and the counters too."""
        _let_go()
        with without_triggers(connection) as cursor:
            for table in {*self._tables, *filled_tables(cursor)}:
                cursor.execute(f'DELETE FROM public."{table}"')  # noqa: S608 - names of ours
            for table in self._tables:
                cursor.execute(f'INSERT INTO public."{table}" SELECT * FROM kept."{table}"')  # noqa: S608 - the same
            for name, value in self._counted:
                cursor.execute("SELECT setval(%s, %s, %s)", [f'public."{name}"', value or 1, value is not None])

    def forget(self) -> None:
        """Drop what was kept."""
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA kept CASCADE")
