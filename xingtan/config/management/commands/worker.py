"""``xingtan worker``: background work and timers, as a process of its own."""

import os
import signal
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from threading import Event, Thread
from types import FrameType
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker

from xingtan.config import memory
from xingtan.config.timers import TIMERS
from xingtan.foundation.tasks import LONG, SHORT, stop_soon, take_turn

log = structlog.get_logger(__name__)

NICENESS = 10


class Command(BaseCommand):
    """Runs queued work as it comes and timers when they are due; stops on SIGTERM after the piece at hand.

    Long work has a thread of its own, and is interrupted and queued again instead.
    """

    help = "Run background work and timers (beside the server in production)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--batch`` for a single round."""
        parser.add_argument("--batch", action="store_true", help="do what is waiting and due now, then stop")

    def handle(self, *, batch: bool, **_: Any) -> None:
        """Timers in one thread, queued work in the main one. Whoever waits for a page goes first on a busy machine."""
        if not batch:
            os.nice(NICENESS)
            memory.settle()
        if batch:
            run_due_timers()
            _worker((SHORT, LONG), batch=True).run()
            return
        workers = [_worker((SHORT,)), _worker((LONG,))]
        stopping = Event()

        def stop(_signum: int = 0, _frame: FrameType | None = None) -> None:
            stopping.set()
            stop_soon()
            for worker in workers:
                worker.running = False

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        beside = [
            Thread(target=_keep_time, args=(stopping,), name="timers"),
            Thread(target=_work_or_stop, args=(workers[1], stop), name="long work"),
        ]
        for thread in beside:
            thread.start()
        _work_or_stop(workers[0], stop)
        for thread in beside:
            thread.join()


def _worker(queues: Sequence[str], *, batch: bool = False) -> Worker:
    return Worker(
        queue_names=list(queues), interval=0.5, batch=batch, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=f"worker-{queues[0]}-{time.time_ns()}", excluded_queue_names=[],
    )  # fmt: skip


def _work_or_stop(worker: Worker, stop: Callable[[], None]) -> None:
    """Work until told to stop; when this worker breaks, the others stop too, and whoever keeps the process starts it anew."""
    try:
        worker.run()
    finally:
        stop()


def _keep_time(stopping: Event) -> None:
    while not stopping.wait(1):
        close_old_connections()
        run_due_timers()


def run_due_timers() -> list[str]:
    """Run each timer that is due and that no other worker has just taken; returns their names."""
    ran = []
    for name, seconds in TIMERS.items():
        if not take_turn(name, every_seconds=seconds):
            continue
        try:
            import_string(name)()
        except Exception:  # one broken timer must not stop the others
            log.exception("timer failed", job=name)
        else:
            ran.append(name)
    return ran
