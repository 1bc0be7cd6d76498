"""Two tabs at once, for real: threads with connections of their own on a database that commits.

A test that takes one of these fixtures stands in a file without the ``django_db`` mark: the mark
would put it into one transaction, whose rows no other connection sees.
"""

import copy
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

Together = Callable[[Sequence[Callable[[], Any]]], list[Any]]


if "sqlite" in settings.DATABASES["default"]["ENGINE"]:

    @pytest.fixture
    def commits(request: pytest.FixtureRequest, db: None, tmp_path: Path) -> Iterator[None]:
        """Every transaction is a real one: the test's database, which lives in memory, is copied to a file."""
        assert request.node.get_closest_marker("django_db") is None, "see the first lines of racing.py"
        memory = connections["default"]
        file = tmp_path / "race.sqlite3"
        file.write_bytes(memory.connection.serialize())
        connections["default"] = connection_like(_unsynced(memory.settings_dict) | {"NAME": str(file)})
        yield
        connections["default"].close()
        connections["default"] = memory

    def _unsynced(kept: dict[str, Any]) -> dict[str, Any]:
        """Nobody pulls the plug in a test: what a killed process has written, the system still has."""
        options = {**kept["OPTIONS"], "init_command": f"{kept['OPTIONS']['init_command']} PRAGMA synchronous=OFF;"}
        return {**kept, "OPTIONS": options}

else:

    @pytest.fixture
    def commits(request: pytest.FixtureRequest, transactional_db: None) -> None:
        """Every transaction is a real one: the tables are emptied after the test."""
        assert request.node.get_closest_marker("django_db") is None, "see the first lines of racing.py"


@pytest.fixture
def at_once(commits: None) -> Together:
    """Runs calls at the same moment, each in its thread, and gives back what each returned or raised."""
    kept = dict(connections["default"].settings_dict)

    def together(calls: Sequence[Callable[[], Any]]) -> list[Any]:
        start = Barrier(len(calls))
        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(lambda call: _run(call, start, kept), calls))

    return together


def _run(call: Callable[[], Any], start: Barrier, kept: dict[str, Any]) -> Any:
    connections["default"] = connection_like(kept)
    try:
        start.wait(timeout=20)
        return call()
    except Exception as error:  # noqa: BLE001 - what was raised is the outcome
        return error
    finally:
        connections["default"].close()


def connection_like(kept: dict[str, Any]) -> BaseDatabaseWrapper:
    """A connection of its own to the same database, for one thread."""
    backend = type(connections["default"])
    return backend(copy.deepcopy(kept), "default")
