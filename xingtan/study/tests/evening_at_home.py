"""A house with one teacher and the whole catalogue, for journeys against a real server.

Run as a program it fills the database of its environment and prints the session and lessons as JSON.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

START_SECONDS = 120


@contextmanager
def house(home: Path, *, filled_by: str = __name__, is_content_apart: bool = False) -> Iterator[dict[str, Any]]:
    """The embedded server on SQLite in ``home``, filled by running a module; ends with the journey.

    ``is_content_apart``: packages are served from a second host of it.
    """
    environment = {**os.environ, "XINGTAN_ENV": "test", "XINGTAN_HOME": str(home), "XINGTAN_LOG_LEVEL": "ERROR"}
    environment.pop("DATABASE_URL", None)
    xingtan = [sys.executable, "-m", "xingtan.config.cli_main"]
    subprocess.run([*xingtan, "migrate", "--verbosity", "0"], env=environment, check=True)
    filled = subprocess.run([sys.executable, "-m", filled_by], env=environment, check=True, capture_output=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    if is_content_apart:
        environment["XINGTAN_CONTENT_ORIGIN"] = f"http://localhost:{port}"
    server = subprocess.Popen([*xingtan, "serve", "--port", str(port), "--without-worker"], env=environment)
    try:
        _wait_for(port)
        yield {"address": f"http://127.0.0.1:{port}", **json.loads(filled.stdout)}
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server did not start")


def fill() -> dict[str, str]:
    """One teacher, enrolled in a programme that runs today."""
    import django  # noqa: PLC0415 - this module is imported by tests, and set up only as a program

    django.setup()
    from xingtan.courses.tests import given as courses  # noqa: PLC0415
    from xingtan.foundation import clock  # noqa: PLC0415
    from xingtan.programmes.tests import given as programmes  # noqa: PLC0415
    from xingtan.study.tests import given  # noqa: PLC0415

    programme = courses.whole_catalogue(programmes.programme_2020(today=clock.today()))
    teacher = given.learner(programme)
    reading = programme.courses.get(code="safety").lessons.get(kind="document")
    return {
        "session": teacher.browser().cookies["session"].value,
        "film": programme.courses.get(code="start").lessons.get(position=1).public_id,
        "reading": reading.public_id,
    }


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "xingtan.config.settings"
    print(json.dumps(fill()))  # noqa: T201 - its answer
