"""Two tabs at once, for real: threads with connections of their own on a database that commits."""

import copy
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

Together = Callable[[Sequence[Callable[[], Any]]], list[Any]]


@pytest.fixture
def at_once(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Together]:
    """Runs calls at the same moment, each in its thread, and gives back what each returned or raised.

    SQLite: the test's database, which lives in memory and in one transaction, is copied to a file,
    where transactions are real. PostgreSQL: the test commits and is flushed afterwards.
    """
    if connections["default"].vendor != "sqlite":
        request.getfixturevalue("transactional_db")
        yield lambda calls: _together(calls, dict(connections["default"].settings_dict))
        return
    request.getfixturevalue("db")
    memory = connections["default"]
    file = tmp_path / "race.sqlite3"
    file.write_bytes(memory.connection.serialize())
    settings = copy.deepcopy(memory.settings_dict) | {"NAME": str(file)}
    connections["default"] = _connection(settings)
    yield lambda calls: _together(calls, settings)
    connections["default"].close()
    connections["default"] = memory


def _together(calls: Sequence[Callable[[], Any]], settings: dict[str, Any]) -> list[Any]:
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        connections["default"] = _connection(settings)
        try:
            start.wait(timeout=20)
            return call()
        except Exception as error:  # noqa: BLE001 - what was raised is the outcome
            return error
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def _connection(settings: dict[str, Any]) -> BaseDatabaseWrapper:
    backend = type(connections["default"])
    return backend(copy.deepcopy(settings), "default")
