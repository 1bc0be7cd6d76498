"""The migrations run once, and every test database is a copy of what they made.

Running them takes longer than most rooms' tests, and each worker on each database would run them anew. What is
kept is named by a digest of all migrations and of what they lean on, so a change makes a new one.
"""

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

import django
import psycopg
import pytest

ROOT = Path(__file__).resolve().parent
KEPT = Path(tempfile.gettempdir()) / f"xingtan-migrated-{os.getuid()}"
LEANT_ON = ("foundation/append_only.py", "foundation/fields.py", "config/settings.py")


KEPT_TABLES = ("django_migrations", "django_content_type", "auth_permission")
"""What the migrations write and no test does."""


@pytest.fixture(scope="session", autouse=True)
def _emptied_by_rows() -> None:
    """After a test that commits, PostgreSQL's tables are emptied by what is in them: TRUNCATE makes every file of every table anew."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up
    from django.test import TransactionTestCase  # noqa: PLC0415 - the same

    if connection.vendor == "postgresql":
        TransactionTestCase._fixture_teardown = lambda _: _empty(connection)  # type: ignore[method-assign]


def _empty(connection: Any) -> None:
    from xingtan.foundation.tests.contents import filled_tables, without_triggers  # noqa: PLC0415 - the same

    with without_triggers(connection) as cursor:
        for table in filled_tables(cursor):
            if table not in KEPT_TABLES:
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - names of ours


def digest_of(package: Path) -> str:
    """What the migrated database depends on, as a short name."""
    files = [*sorted(package.glob("*/migrations/*.py")), *(package / name for name in LEANT_ON)]
    whole = hashlib.sha256(django.__version__.encode())
    for file in files:
        whole.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:16]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:  # noqa: ARG001 - goes first
    """Let Django find its test database migrated already."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    name = digest_of(ROOT / "xingtan")
    if connection.vendor == "postgresql":
        with _one_at_a_time(name):
            connection.settings_dict["TEST"]["TEMPLATE"] = _kept_by_server(os.environ["DATABASE_URL"], name)
        yield
        return
    with _one_at_a_time(name):
        kept = _kept_file(name)
    memory = sqlite3.connect(_test_name(connection), uri=True)
    with sqlite3.connect(kept) as source:
        source.backup(memory)
    source.close()
    yield
    memory.close()


def _test_name(connection: Any) -> str:
    name: str = connection.creation._get_test_db_name()
    return name


@contextmanager
def _one_at_a_time(name: str) -> Iterator[None]:
    """Of several workers one makes what is kept; the others wait and find it."""
    KEPT.mkdir(exist_ok=True, mode=0o700)
    with (KEPT / f"{name}.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def _kept_file(name: str) -> Path:
    kept = KEPT / f"{name}.sqlite3"
    if not kept.exists():
        making = KEPT / f"{name}.{os.getpid()}.sqlite3"
        _migrate(f"sqlite:///{making}")
        with sqlite3.connect(making) as made:
            made.execute("PRAGMA journal_mode=DELETE")
        made.close()
        making.rename(kept)
    return kept


def _kept_by_server(url: str, name: str) -> str:
    server, kept = url.rpartition("/")[0], f"xingtan_migrated_{name}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as asking:
        if asking.execute("SELECT 1 FROM pg_database WHERE datname = %s", [kept]).fetchone():
            return kept
        making = f"{kept}_{os.getpid()}"
        asking.execute(f'CREATE DATABASE "{making}"')
        _migrate(f"{server}/{making}")
        asking.execute(f'ALTER DATABASE "{making}" RENAME TO "{kept}"')
    return kept


def _migrate(url: str) -> None:
    command = [sys.executable, "-m", "xingtan.config.cli_main", "migrate", "--verbosity", "0"]
    environment = {**os.environ, "DATABASE_URL": url, "XINGTAN_ENV": "test"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603 - our own command
