"""What every bench shares: a database of its own, time, memory, and one JSON object at the end.

A bench sets the stage with ``stage("name")`` before it imports any model::

    from bench.harness import stage
    with stage("roster") as bench:
        ...
        bench.report(n=50_000, value=rows / seconds, unit="rows/s", floor=rows / floor_seconds)

``DATABASE_URL`` chooses the database server; the bench makes an empty database there and drops it
at the end. Without it, SQLite in a temporary folder, on disk, with ``synchronous=FULL``.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


class Bench:
    """One run: its name, and how it reports."""

    def __init__(self, name: str, database: str) -> None:
        self.name = name
        self.database = database

    def report(self, *, n: int, value: float, unit: str, floor: float, **more: Any) -> dict[str, Any]:
        """Print the result as one JSON object; ``ratio`` is value ÷ floor (of rates: higher is better)."""
        result = {
            "name": self.name,
            "n": n,
            "value": round(value, 1),
            "unit": unit,
            "floor": round(floor, 1),
            "ratio": round(value / floor, 3) if floor else None,
            "database": self.database,
            "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            **more,
        }
        print(json.dumps(result, ensure_ascii=False))
        return result


def seconds(work: Callable[[], Any], *, runs: int = 1) -> float:
    """The least wall time of ``runs`` runs, in seconds."""
    best = float("inf")
    for _ in range(runs):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


@contextmanager
def stage(name: str) -> Iterator[Bench]:
    """Django set up on an empty, migrated database made for this bench and dropped after it."""
    server = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix=f"xingtan-bench-{name}-") as home:
        os.environ["XINGTAN_ENV"] = "test"
        os.environ["XINGTAN_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "xingtan.config.settings"
        is_postgresql = server.startswith("postgres")
        database = f"xingtan_bench_{name}_{os.getpid()}"
        if is_postgresql:
            _administer(server, f'CREATE DATABASE "{database}"')
            os.environ["DATABASE_URL"] = server.rsplit("/", 1)[0] + f"/{database}"
        try:
            _set_up()
            yield Bench(name, "postgresql" if is_postgresql else "sqlite")
        finally:
            if is_postgresql:
                _disconnect()
                _administer(server, f'DROP DATABASE "{database}" WITH (FORCE)')


def _set_up() -> None:
    import django  # noqa: PLC0415 - only after the environment is set
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    from xingtan.config import memory  # noqa: PLC0415 - as every process of the house that stays up

    memory.settle()


def _disconnect() -> None:
    from django.db import connections  # noqa: PLC0415 - see _set_up

    for connection in connections.all():
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined]


def _administer(server: str, statement: str) -> None:
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is asked for

    with psycopg.connect(server.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
        connection.execute(statement)
