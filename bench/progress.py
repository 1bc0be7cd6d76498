"""Progress messages, each durable before its answer, against a bare ASGI handler that group-commits unions.

``python bench/progress.py [--messages 20000] [--stored 10000000] [--offered 1333]``; ``DATABASE_URL`` chooses the database. On PostgreSQL the progress
door is measured; on SQLite what stands in for it there, the view of the embedded server, with a twentieth of the
messages and an eighth of the connections. ``--stored``: with so many intervals of other teachers in the database.
``--offered``: after that so many messages a second, sent whether or not the others are answered. Loopback only.
"""

import argparse
import hmac
import json
import os
import socket
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.harness import Bench, stage
from bench.parts.http_load import offer, request, send_all

KEY = "the floor's own key, as long as ours"
LEARNERS, CONNECTIONS, RUNS = 2_000, 256, 2
WARM_UP = 1_000
STEP = 10
OFFERED_SECONDS = 20
PORT_WAIT_SECONDS = 20


@contextmanager
def served(application: str, interface: str, **environment: str) -> Iterator[int]:
    """An application under granian on a free port, stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["--interface", interface, application, "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    words += ["--no-ws", "--log-level", "warning", "--backlog", "1024"]
    words += ["--blocking-threads", "4"] if interface == "wsgi" else []
    root = Path(__file__).resolve().parent.parent
    process = subprocess.Popen([sys.executable, "-m", "granian", *words], cwd=root, env={**os.environ, **environment})
    try:
        _await_port(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _await_port(port: int) -> None:
    until = time.monotonic() + PORT_WAIT_SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def plays(learners: int) -> list[str]:
    """The tokens of teachers who have been playing for an hour."""
    from xingtan.courses.tests import given as courses  # noqa: PLC0415
    from xingtan.enrolment.tests import given as enrolments  # noqa: PLC0415
    from xingtan.foundation import clock  # noqa: PLC0415
    from xingtan.programmes.tests import given as programmes  # noqa: PLC0415
    from xingtan.study.message import play_token, signed  # noqa: PLC0415
    from xingtan.study.models import Coverage, Play  # noqa: PLC0415
    from xingtan.study.queries import terms_of, token_key  # noqa: PLC0415

    now = clock.now()
    programme = courses.whole_catalogue(programmes.programme_2020(today=now.date()))
    lesson = programme.courses.get(code="ethics").lessons.get(position=1)
    people = enrolments.enrolments(learners, programme=programme)
    rows = [Coverage(enrolment=each, lesson=lesson, heard_at=now) for each in people]
    Coverage.objects.bulk_create(rows, batch_size=500)
    began = now - timedelta(hours=1)
    playing = [Play(account_id=row.enrolment.account_id, coverage=row, began_at=began) for row in rows]
    Play.objects.bulk_create(playing, batch_size=500)
    terms, key = terms_of(programme), token_key()
    tokens = [
        play_token(play=play.pk, coverage=play.coverage_id, length=2700, terms=terms, now=now) for play in playing
    ]
    return [signed(token, key) for token in tokens]


def floor_tokens(learners: int) -> list[str]:
    """The floor's table with a row a learner, and their tokens."""
    from django.db import connection  # noqa: PLC0415

    from bench.parts.progress_floor import CREATE  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(CREATE)
        cursor.executemany("INSERT INTO bare_progress VALUES (%s, '[]', 0)", [(number,) for number in range(learners)])
    seal: Callable[[int], bytes] = lambda number: hmac.digest(KEY.encode(), str(number).encode(), "sha256")  # noqa: E731
    return [f"{number}.{urlsafe_b64encode(seal(number)).decode()}" for number in range(learners)]


def messages(tokens: list[str], first: int, count: int) -> list[bytes]:
    """``count`` messages, learner after learner, each ten seconds further on."""
    made = []
    for number in range(first, first + count):
        start = number // len(tokens) * STEP
        said = {"token": tokens[number % len(tokens)], "claims": [[start, start + STEP, 0]], "position": start + STEP}
        made.append(request("/study/progress", json.dumps(said).encode()))
    return made


def rate(port: int, tokens: list[str], count: int, warm_up: int, connections: int) -> tuple[float, float]:
    """Messages a second, best of the runs, and the median wait in milliseconds."""
    send_all(port, messages(tokens, 0, warm_up), connections)
    best, wait = 0.0, 0.0
    for run in range(RUNS):
        took, median = send_all(port, messages(tokens, warm_up + run * count, count), connections)
        if count / took > best:
            best, wait = count / took, median
    return best, wait


def run(bench: Bench, count: int, stored_intervals: int, offered: int) -> None:
    """Time both, one after the other, and see that nothing acknowledged is lost."""
    from django.db import connection  # noqa: PLC0415
    from django.db.models import Sum  # noqa: PLC0415

    from xingtan.study.models import Coverage  # noqa: PLC0415

    is_postgresql = bench.database == "postgresql"
    name = connection.settings_dict["NAME"]
    connections, warm_up = (CONNECTIONS, WARM_UP) if is_postgresql else (CONNECTIONS // 8, WARM_UP // 20)
    count = count if is_postgresql else max(1, count // 20)
    tokens, bare = plays(LEARNERS if is_postgresql else LEARNERS // 8), floor_tokens(LEARNERS)
    mine = Coverage.objects.filter(pk__in=list(Coverage.objects.values_list("pk", flat=True)))
    more = more_stored(stored_intervals)
    database = os.environ["DATABASE_URL"] if is_postgresql else str(name)
    application, interface = ("asgi", "asgi") if is_postgresql else ("wsgi", "wsgi")
    with served(f"xingtan.config.{application}:application", interface) as port:
        value, wait = rate(port, tokens, count, warm_up, connections)
        done, open_loop = warm_up + RUNS * count, offered * OFFERED_SECONDS
        if offered:
            half, nearly_all = offer(port, messages(tokens, done, open_loop), offered, connections)
            more |= {"offered_per_s": offered, "offered_p50_ms": round(half, 1), "offered_p99_ms": round(nearly_all, 1)}
    with served("bench.parts.progress_floor:application", "asgi", FLOOR_KEY=KEY, FLOOR_DATABASE=database) as port:
        floor, floor_wait = rate(port, bare, count, warm_up, connections)
    sent = (done + open_loop) * STEP
    stored: dict[str, Any] = mine.aggregate(seconds=Sum("credited_seconds"))
    if stored["seconds"] != sent:
        raise SystemExit(f"{stored['seconds']} of {sent} acknowledged seconds are stored")
    bench.report(
        n=count, value=value, unit="messages/s", floor=floor, median_ms=round(wait, 1), floor_median_ms=round(floor_wait, 1),
        connections=connections, by="door" if is_postgresql else "view", **more,
    )  # fmt: skip


def more_stored(intervals: int) -> dict[str, Any]:
    """What other teachers have studied, stored beforehand when asked for."""
    if not intervals:
        return {}
    from bench.parts.stored_intervals import fill  # noqa: PLC0415

    return {"stored_intervals": fill(intervals)}


def main() -> None:
    """Parse the size, run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--stored", type=int, default=0, metavar="INTERVALS")
    parser.add_argument("--offered", type=int, default=0, metavar="PER_SECOND")
    chosen = parser.parse_args()
    with stage("progress") as bench:
        run(bench, min(chosen.messages, LEARNERS * 100), chosen.stored, chosen.offered)


if __name__ == "__main__":
    main()
