"""A whole house of its own for a journey: database, files, server and worker, as a user starts them."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.architecture import ROOT
from tests.migrated import kept_by_server, kept_file

XINGTAN = ROOT / ".venv/bin/xingtan"
STARTS_WITHIN_SECONDS = 180


@dataclass
class House:
    """A running house and the ways to talk to it."""

    address: str
    environment: dict[str, str]

    def run(self, *words: str) -> str:
        """One command of ``xingtan`` in this house; what it printed."""
        done = subprocess.run([XINGTAN, *words], env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, script: Path, *words: str) -> str:
        """A script of the journey's own, inside this house."""
        python = ROOT / ".venv/bin/python"
        done = subprocess.run(
            [python, script, *words], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def open_house(*, teachers: int) -> Iterator[House]:
    """A demo house with its server and worker, migrated already, on the database the tests run on."""
    with tempfile.TemporaryDirectory(prefix="xingtan-journey-") as home, _database(Path(home)) as database:
        port = _free_port()
        environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("XINGTAN_", "DATABASE_", "PYTEST_"))
            },
            "XINGTAN_ENV": "demo",
            "XINGTAN_HOME": home,
            "XINGTAN_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "XINGTAN_LOG_LEVEL": "WARNING",
            "PYTHONPATH": str(ROOT),
            **database,
        }
        house = House(f"http://127.0.0.1:{port}", environment)
        house.run("demo", "--teachers", str(teachers), "--quiet")
        with (Path(home) / "server.log").open("w") as log:
            server = subprocess.Popen([XINGTAN, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log)
            try:
                _wait_until_ready(house.address, Path(home) / "server.log")
                yield house
            finally:
                server.terminate()
                server.wait(30)


@contextmanager
def _database(home: Path) -> Iterator[dict[str, str]]:
    """A file in the house for SQLite; on PostgreSQL a database that is dropped at the end. Both migrated, without rows."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        shutil.copyfile(kept_file(), home / "xingtan.sqlite3")
        yield {}
        return
    name = f"xingtan_journey_{os.getpid()}"
    maintenance = server.rsplit("/", 1)[0] + "/postgres"
    _administer(maintenance, f'CREATE DATABASE "{name}" TEMPLATE "{kept_by_server(server)}"')
    try:
        yield {"DATABASE_URL": server.rsplit("/", 1)[0] + f"/{name}"}
    finally:
        _administer(maintenance, f'DROP DATABASE "{name}" WITH (FORCE)')


def _administer(server: str, statement: str) -> None:
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is asked for

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(address: str, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"the server did not start: {log.read_text()}")
