"""``xingtan worker``: background work and timers, as a process of its own."""

import os
import signal
import time
from argparse import ArgumentParser
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
from xingtan.foundation.tasks import take_turn

log = structlog.get_logger(__name__)

NICENESS = 10


class Command(BaseCommand):
    """Runs queued work as it comes and timers when they are due; stops on SIGTERM after the piece at hand."""

    help = "Run background work and timers (beside the server in production)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--batch`` for a single round."""
        parser.add_argument("--batch", action="store_true", help="do what is waiting and due now, then stop")

    def handle(self, *, batch: bool, **_: Any) -> None:
        """Timers in one thread, queued work in the main one. Whoever waits for a page goes first on a busy machine."""
        if not batch:
            os.nice(NICENESS)
            memory.settle()
        worker = Worker(
            queue_names=["default"], interval=0.5, batch=batch, backend_name="default", startup_delay=False,
            max_tasks=None, worker_id=f"worker-{time.time_ns()}", excluded_queue_names=[],
        )  # fmt: skip
        if batch:
            run_due_timers()
            worker.run()
            return
        stopping = Event()
        timers = Thread(target=_keep_time, args=(stopping,), name="timers")

        def stop(_signum: int, _frame: FrameType | None) -> None:
            stopping.set()
            worker.running = False

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        timers.start()
        worker.run()
        stopping.set()
        timers.join()


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
