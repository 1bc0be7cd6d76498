"""A packed folder of hundreds of schools' sheets: made, read bare, read by the house, and read while pages are asked for.

Import it only once ``harness.stage`` has set Django up.
"""

import io
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import python_calamine
from django.conf import settings
from django.db import connection, transaction

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.foundation import clock
from xingtan.foundation.models import Progress
from xingtan.foundation.sheets import write_workbook
from xingtan.foundation.tasks import Reporter, start
from xingtan.organisations import actions as organisations
from xingtan.organisations.rules import SchoolRecord
from xingtan.organisations.tests import given as region
from xingtan.programmes.models import Programme
from xingtan.rosters import actions, jobs, queries
from xingtan.rosters.models import Bundle, Roster, RosterRow

SCHOOLS_IN_A_FILE = 1_500
COUNTIES = ("五台县", "代县", "繁峙县", "宁武县")
CODES = ("140922", "140923", "140924", "140925")
PAUSE = 0.1
IDLE_SECONDS = 15
FEWEST_WAITS = 20


def school_name(number: int) -> str:
    """The full name of a school of the bench; its county is told by its number."""
    return f"{COUNTIES[number % 4]}试验第{number}号小学"


def register(schools: int) -> None:
    """Enter so many schools."""
    records = [
        SchoolRecord(
            code=f"2114{number:06d}", registered_name=school_name(number), division=CODES[number % 4], stages=("小学",)
        )
        for number in range(schools)
    ]
    region.xinzhou()
    organisations.register_schools(records=records, by=None, now=clock.now())


def packed(first: int, schools: int, each: int, header: Sequence[str], sheet_of: Any) -> bytes:
    """A zip of workbooks, one for each school, ``each`` teachers in one; in processes of their own."""
    buffer = io.BytesIO()
    with ProcessPoolExecutor(2) as pool, zipfile.ZipFile(buffer, "w") as folder:
        numbers = range(first, first + schools)
        parts = pool.map(_workbook, ((number, each, header, sheet_of) for number in numbers), chunksize=50)
        for number, content in zip(numbers, parts, strict=True):
            folder.writestr(f"{COUNTIES[number % 4]}/{number}.xlsx", content)
    return buffer.getvalue()


def _workbook(task: tuple[int, int, Sequence[str], Any]) -> bytes:
    number, each, header, sheet_of = task
    rows = sheet_of(each, first=1 + number * each, county=COUNTIES[number % 4], school=school_name(number))
    return write_workbook(header, rows)


def bare(content: bytes, fault: Any) -> int:
    """The floor: every file read by calamine, each row looked at, all upserted as plain values in one transaction."""
    values: list[tuple[Any, ...]] = []
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        for member in folder.infolist():
            book = python_calamine.load_workbook(io.BytesIO(folder.read(member)))
            rows = book.get_sheet_by_index(0).to_python()[1:]
            values += [(row[1], row[2], row[3], row[4], row[5], row[6], row[7], fault(row)) for row in rows]
    if len({value[4] for value in values}) != len(values):
        raise SystemExit("the sheets have duplicates")
    upsert(values)
    return len(values)


def upsert(values: Sequence[tuple[Any, ...]]) -> None:
    """Plain values into the bare table, by the fastest way of each database."""
    columns = "name, stage, subject, mobile, id_number, county, school, fault"
    update = "name=excluded.name, mobile=excluded.mobile"
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CREATE TEMP TABLE staged (LIKE bare_rows) ON COMMIT DROP")
            with cursor.copy(f"COPY staged ({columns}) FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)
            cursor.execute(
                f"INSERT INTO bare_rows ({columns}) SELECT {columns} FROM staged "
                f"ON CONFLICT (id_number) DO UPDATE SET {update}"
            )
            return
        marks = ", ".join(["%s"] * 8)
        statement = f"INSERT INTO bare_rows ({columns}) VALUES ({marks}) ON CONFLICT (id_number) DO UPDATE SET {update}"
        cursor.executemany(statement, values)  # type: ignore[arg-type]


def kept(programme: Programme, content: bytes, by: Post) -> Bundle:
    """The zip as the training centre has uploaded it, in time."""
    assert by.division is not None
    bundle = actions.keep_bundle(
        programme=programme, division=by.division, content=content, file_name="全市.zip", by=by,
        now=programme.enrol_closes_at.replace(hour=9),
    )  # fmt: skip
    actions.note_run(bundle=bundle, run="", now=clock.now())  # so that the timer does not take it for stopped
    return bundle


def read(bundle: Bundle) -> None:
    """Read a bundle here, as a worker does."""
    row = Progress.objects.create(job="bench", title="", owner="", created_at=clock.now())
    jobs.read_bundle(Reporter(row.pk), bundle=bundle.pk)


def forget() -> None:
    """Take away what was read, so that it can be read once more."""
    Bundle.objects.all().delete()
    RosterRow.objects.all().delete()
    Roster.objects.all().delete()


def check(teachers: int) -> None:
    """Stop unless every teacher is on a draft and no cell is to be mended."""
    found = RosterRow.objects.count(), RosterRow.objects.exclude(problem_count=0).count()
    if found != (teachers, 0):
        raise SystemExit(f"{found} rows and doubtful rows instead of {teachers}")


@contextmanager
def served() -> Iterator[int]:
    """The embedded server with its worker, as ``xingtan serve`` starts them."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root = Path(__file__).resolve().parent.parent.parent
    command = [sys.executable, "-m", "xingtan.config.cli_main", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=root, env={**os.environ})
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


class Visitors:
    """A county, a learner and a passer-by who ask for a page in turn, at a steady low rate."""

    def __init__(self, port: int, learner: Post) -> None:
        county = people.post(Kind.COUNTY_ADMIN, division=region.division("140922"))
        self._port = port
        self._pages = [("/rosters/", _cookie(county)), ("/desk/", _cookie(learner)), ("/", "")]
        self._turn = 0

    def wait(self) -> float:
        """Ask for the next page; answers the milliseconds it took."""
        path, cookie = self._pages[self._turn % len(self._pages)]
        self._turn += 1
        began = time.perf_counter()
        asking = HTTPConnection("127.0.0.1", self._port, timeout=60)
        asking.request("GET", path, headers={"Cookie": cookie, "Host": "127.0.0.1"})
        answer = asking.getresponse()
        answer.read()
        asking.close()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        return (time.perf_counter() - began) * 1000


def _cookie(post: Post) -> str:
    client = people.signed_in(post)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def p95(waits: Sequence[float]) -> float | None:
    """The wait that 95 of 100 stay under; None of too few."""
    return round(statistics.quantiles(waits, n=20)[-1], 1) if len(waits) >= FEWEST_WAITS else None


def paced(visitors: Visitors, until: Any) -> list[float]:
    """The waits of visitors who come one every tenth of a second until a condition holds."""
    waits = []
    while not until():
        began = time.monotonic()
        waits.append(visitors.wait())
        time.sleep(max(0.0, PAUSE - (time.monotonic() - began)))
    return waits


def usable_meanwhile(keep: Callable[[], Bundle], learner: Post) -> dict[str, Any]:
    """p95 of three pages of the embedded server, idle and while its worker reads the bundle that is kept after that."""
    with served() as port:
        visitors = Visitors(port, learner)
        for _ in range(30):
            visitors.wait()
        end = time.monotonic() + IDLE_SECONDS
        idle = paced(visitors, lambda: time.monotonic() > end)
        with transaction.atomic():
            bundle = keep()
            run = start(jobs.read_bundle, title="", owner="", bundle=bundle.pk)
            actions.note_run(bundle=bundle, run=run.public_id, now=clock.now())
        began = time.monotonic()
        while Progress.objects.get(pk=run.pk).state == Progress.State.WAITING:
            time.sleep(0.05)
        during = paced(visitors, lambda: Progress.objects.get(pk=run.pk).is_finished)
        took = time.monotonic() - began
    if queries.run_of(run.public_id).state != Progress.State.DONE:  # type: ignore[union-attr]  # made above
        raise SystemExit("the worker did not read it to the end")
    before, meanwhile = p95(idle), p95(during)
    return {
        "p95_idle_ms": before, "p95_during_ms": meanwhile, "asked_during": len(during), "worker_seconds": round(took, 1),
        "slowdown": round(meanwhile / before, 2) if before and meanwhile else None,
    }  # fmt: skip
