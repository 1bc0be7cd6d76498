"""The migrated databases that tests copy, made once for each set of migrations.

Running the migrations takes longer than most rooms' tests. What is kept is named by a digest of all migrations and
of what they lean on, so a change makes a new one.
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

import django
import psycopg

ROOT = Path(__file__).resolve().parent.parent
KEPT = Path(tempfile.gettempdir()) / f"xingtan-migrated-{os.getuid()}"
LEANT_ON = ("foundation/append_only.py", "foundation/fields.py", "config/settings.py")


def kept_file() -> Path:
    """A migrated SQLite file, to be copied."""
    name = digest_of(ROOT / "xingtan")
    with _one_at_a_time(name):
        return _kept_file(name)


def kept_by_server(url: str) -> str:
    """The name of a migrated database on the server of a URL, to be taken as a template."""
    name = digest_of(ROOT / "xingtan")
    with _one_at_a_time(name):
        return _kept_by_server(url, name)


def digest_of(package: Path) -> str:
    """What the migrated database depends on, as a short name."""
    files = [*sorted(package.glob("*/migrations/*.py")), *(package / name for name in LEANT_ON)]
    whole = hashlib.sha256(django.__version__.encode())
    for file in files:
        whole.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:16]


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
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
