"""Long work in the background, told by a row that says how far it is."""

from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from xingtan.foundation import clock, tasks
from xingtan.foundation.errors import Refusal
from xingtan.foundation.models import Progress
from xingtan.foundation.tests.racing import commits

__all__ = ["commits"]

pytestmark = pytest.mark.usefixtures("commits")


class TooMuch(Refusal):
    code = "too_much"
    sentence = "%(count)s is too much."


@tasks.background
def counts(report: tasks.Reporter, *, upto: int) -> str:
    report.expect(upto)
    for _ in range(upto):
        report.step()
    report.lead_to("/desk/")
    return f"counted to {upto}"


@tasks.background
def refuses(report: tasks.Reporter) -> None:
    raise TooMuch(count=7)


@tasks.background
def breaks(report: tasks.Reporter) -> None:
    raise ZeroDivisionError("13834001234")


@tasks.long_background
def films(report: tasks.Reporter, *, seconds: int) -> str:
    report.expect(seconds)
    for _ in range(seconds):
        report.step()
    return f"{seconds} seconds"


def unmarked(report: tasks.Reporter) -> None:
    """Not background work."""


def run(job: tasks.Job, **keywords: Any) -> Progress:
    """Queue a job and let a worker do one round, as ``xingtan worker --batch`` does."""
    row = tasks.start(job, title="Counting", owner="someone", **keywords)
    call_command("worker", "--batch")
    row.refresh_from_db()
    return row


def test_a_queued_job_waits_for_a_worker() -> None:
    row = tasks.start(counts, title="Counting", owner="someone", upto=3)

    assert (row.state, row.percent, row.is_finished) == ("waiting", 0, False)


def test_a_worker_does_it_and_the_row_says_how_it_ended() -> None:
    row = run(counts, upto=250)

    assert (row.state, row.done, row.total, row.percent) == ("done", 250, 250, 100)
    assert (row.said, row.next_url) == ("counted to 250", "/desk/")
    assert row.finished_at


def test_a_refusal_is_told_as_the_reason() -> None:
    row = run(refuses)

    assert (row.state, row.said) == ("failed", "7 is too much.")


def test_a_failure_is_told_without_its_inside() -> None:
    row = run(breaks)

    assert row.state == "failed"
    assert row.said
    assert "13834001234" not in row.said


def test_a_job_done_once_is_not_done_again() -> None:
    row = run(counts, upto=3)
    Progress.objects.filter(pk=row.pk).update(said="kept")

    tasks.run_job.func(path=row.job, progress_id=row.pk, language="zh-hans", keywords={"upto": 9})

    row.refresh_from_db()
    assert (row.said, row.done) == ("kept", 3)


def test_long_work_waits_in_a_queue_of_its_own() -> None:
    tasks.start(counts, title="", owner="", upto=1)
    tasks.start(films, title="", owner="", seconds=1)

    assert list(DBTaskResult.objects.order_by("enqueued_at").values_list("queue_name", flat=True)) == [
        "default",
        "long",
    ]


def test_long_work_lets_go_when_the_worker_is_to_stop_and_is_done_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    stopping = Event()
    monkeypatch.setattr(tasks, "_stopping", stopping)
    row = tasks.start(films, title="", owner="", seconds=3)
    tasks.stop_soon()

    tasks.run_job.func(path=row.job, progress_id=row.pk, language="zh-hans", keywords={"seconds": 3})
    row.refresh_from_db()
    assert (row.state, row.done) == ("waiting", 0)
    assert DBTaskResult.objects.filter(queue_name="long").count() == 2, "as it was queued first, and again"

    stopping.clear()
    call_command("worker", "--batch")
    row.refresh_from_db()
    assert (row.state, row.said, row.done) == ("done", "3 seconds", 3)


def test_short_work_is_finished_though_the_worker_is_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "_stopping", Event())
    tasks.stop_soon()

    assert run(counts, upto=3).state == "done"


def test_what_is_not_marked_cannot_be_started() -> None:
    with pytest.raises(TypeError):
        tasks.start(unmarked, title="", owner="")
    assert not DBTaskResult.objects.exists()


def test_a_job_started_in_a_transaction_that_fails_was_never_started() -> None:
    with transaction.atomic():
        tasks.start(counts, title="", owner="", upto=1)
        transaction.set_rollback(True)

    assert not Progress.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_reporter_writes_when_a_whole_percent_has_passed(django_assert_max_num_queries: object) -> None:
    row = tasks.start(counts, title="", owner="", upto=1)
    report = tasks.Reporter(row.pk)
    report.expect(50_000)

    with django_assert_max_num_queries(100):  # type: ignore[operator]
        for _ in range(50_000):
            report.step()


def test_a_timer_has_its_turn_once_in_each_period() -> None:
    nine = clock.moment(2020, 12, 12, 9)

    def turns(seconds: int) -> bool:
        with clock.standing_at(nine + timedelta(seconds=seconds)):
            return tasks.take_turn("a.timer", every_seconds=60)

    assert [turns(0), turns(1), turns(59), turns(60), turns(61)] == [True, False, False, True, False]
