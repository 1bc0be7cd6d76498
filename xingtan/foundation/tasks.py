"""Long work in the background, with a row that says how far it is.

A room writes a job as a plain function that takes a ``Reporter`` and JSON keywords::

    @background
    def import_statement(report: Reporter, *, statement: int) -> str: ...

and a view starts it with ``start(import_statement, title=…, owner=…, statement=7)``. What the job
returns is shown as its outcome. A ``Refusal`` it raises is shown as the reason; any other error is
logged and told as a failure. The job's own writes are its actions' business: one transaction each.

Work of many minutes that may be begun anew is marked ``@long_background``: it waits in a queue of its own, so that
nobody's roster or statement waits behind a film, and lets go when the worker is to stop.
"""

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

import structlog
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task
from django_tasks.utils import get_module_path

from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.models import Progress, TimerRun

log = structlog.get_logger(__name__)

Job = Callable[..., str | None]
SHORT, LONG = "default", "long"
"""The queues; each has a worker of its own in ``xingtan worker``."""
_stopping = Event()


class Interrupted(Exception):
    """The worker is to stop: long work lets go of what it has begun, and is queued again."""


def stop_soon() -> None:
    """Let long work be interrupted at its next step; said by the worker when it is to stop."""
    _stopping.set()


class Reporter:
    """Lets a job say how far it is. Cheap: writes when a whole percent has passed."""

    def __init__(self, progress_id: int, *, may_be_interrupted: bool = False) -> None:
        self._row = Progress.objects.filter(pk=progress_id)
        self._may_be_interrupted = may_be_interrupted
        self._total = 0
        self._done = 0
        self._shown = 0

    def expect(self, total: int) -> None:
        """Say how many steps there will be."""
        self._total = total
        self._row.update(total=total)

    def step(self, count: int = 1) -> None:
        """Say that ``count`` more steps are done. Raises ``Interrupted`` in long work when the worker is to stop."""
        if self._may_be_interrupted and _stopping.is_set():
            raise Interrupted
        self._done += count
        if (self._done - self._shown) * 100 >= self._total or self._done >= self._total:
            self._shown = self._done
            self._row.update(done=self._done)

    def lead_to(self, url: str) -> None:
        """Say where to go on when the work is done."""
        self._row.update(next_url=url)


JOBS: dict[str, Job] = {}
LONG_JOBS: set[str] = set()


def background(job: Job) -> Job:
    """Mark a function as background work; only marked functions can be started."""
    JOBS[get_module_path(job)] = job
    return job


def long_background(job: Job) -> Job:
    """Mark a function as background work of many minutes that may be interrupted and begun anew."""
    LONG_JOBS.add(get_module_path(job))
    return background(job)


def start(job: Job, *, title: str, owner: str, language: str = "zh-hans", **keywords: Any) -> Progress:
    """Queue a job and return its progress row; both are stored in the caller's transaction."""
    path = get_module_path(job)
    if path not in JOBS:
        raise TypeError(f"{path} is not marked @background")
    with transaction.atomic():
        row = Progress.objects.create(job=path, title=title, owner=owner, created_at=clock.now())
        _queue(path, row.pk, language, keywords)
    return row


def _queue(path: str, progress_id: int, language: str, keywords: dict[str, Any]) -> None:
    queued = run_job.using(queue_name=LONG if path in LONG_JOBS else SHORT)
    queued.enqueue(path=path, progress_id=progress_id, language=language, keywords=keywords)


@task
def run_job(path: str, progress_id: int, language: str, keywords: dict[str, Any]) -> None:
    """Run one queued job and record how it ended."""
    import_string(path)
    row = Progress.objects.filter(pk=progress_id)
    if not row.exclude(state=Progress.State.DONE).update(state=Progress.State.RUNNING):
        return
    try:
        with override(language):
            state, said = _outcome(path, progress_id, keywords)
    except Interrupted:
        with transaction.atomic():
            row.update(state=Progress.State.WAITING, done=0)
            _queue(path, progress_id, language, keywords)
        return
    row.update(state=state, said=said, finished_at=clock.now())


def _outcome(path: str, progress_id: int, keywords: dict[str, Any]) -> tuple[str, str]:
    try:
        said = JOBS[path](Reporter(progress_id, may_be_interrupted=path in LONG_JOBS), **keywords)
    except Interrupted:
        raise
    except Refusal as refusal:
        return Progress.State.FAILED, str(refusal)
    except Exception:  # a job's failure must be told to its owner, whatever it is
        log.exception("background job failed", job=path)
        sentence = _("Something went wrong on our side. Nothing was half stored; please try again or call the hotline.")
        return Progress.State.FAILED, sentence
    return Progress.State.DONE, said or ""


@transaction.atomic
def take_turn(timer: str, *, every_seconds: int) -> bool:
    """Claim a timer's turn: true for one worker at most in each period."""
    now = clock.now()
    TimerRun.objects.get_or_create(job=timer)
    row = TimerRun.objects.select_for_update(skip_locked=True).filter(job=timer).first()
    if row is None or (row.ran_at and row.ran_at > now - timedelta(seconds=every_seconds)):
        return False
    row.ran_at = now
    row.save()
    return True
