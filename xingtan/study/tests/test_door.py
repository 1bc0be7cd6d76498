"""The bare door answers as the view does, and shares the wait for the disk."""

import asyncio
import json
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from contextvars import copy_context
from datetime import timedelta
from queue import Queue
from threading import Thread
from typing import Any

import pytest
from django.db import DatabaseError

from xingtan.foundation import clock
from xingtan.study import actions, door
from xingtan.study.door import Door
from xingtan.study.models import Coverage
from xingtan.study.tests import given

EVENING = given.EVENING


async def ask(app: Door, body: bytes, *, path: str = door.PATH, method: str = "POST") -> tuple[int, dict[str, Any]]:
    """One request as an ASGI server brings it, in two pieces."""
    events = [
        {"type": "http.request", "body": body[:7], "more_body": True},
        {"type": "http.request", "body": body[7:], "more_body": False},
    ]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return events.pop(0)

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)

    await app({"type": "http", "path": path, "method": method}, receive, send)
    return sent[0]["status"], json.loads(sent[1]["body"])


def message(token: str, *claims: list[int]) -> bytes:
    return json.dumps({"token": token, "claims": claims, "position": 0}).encode()


class ThisThread(Executor):
    """Stores in the test's own thread, whose connection sees the test's rows."""

    def __init__(self) -> None:
        self.work: Queue[Callable[[], None] | None] = Queue()

    def submit(self, work: Any, /, *given: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.work.put(lambda: future.set_result(work(*given, **named)))
        return future

    def serve(self, requests: Callable[[], None]) -> None:
        """Run the requests elsewhere and do their storing here until they are answered."""

        def ask_and_end() -> None:
            requests()
            self.work.put(None)

        asking = Thread(target=copy_context().run, args=(ask_and_end,))
        asking.start()
        while (work := self.work.get()) is not None:
            work()
        asking.join()


class Unhurt:
    """A connection that is not broken although the door must think so: the test goes on using it."""

    def close(self) -> None: ...


def at_once(*bodies: bytes) -> list[tuple[int, dict[str, Any]]]:
    """The answers of a door to messages that arrive together."""
    hand = ThisThread()
    app = Door(hand)
    answers: list[tuple[int, dict[str, Any]]] = []

    async def all_of_them() -> None:
        answers.extend(await asyncio.gather(*(ask(app, body) for body in bodies)))

    hand.serve(lambda: asyncio.run(all_of_them()))
    return answers


pytestmark = pytest.mark.django_db


def test_messages_that_arrive_together_are_committed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    lesson = given.lesson()
    tokens = [given.play(given.learner(), lesson).token for _ in range(5)]
    batches: list[int] = []
    take = actions.take_progress

    def counting(*, beats: Sequence[Any], now: Any) -> Any:
        batches.append(len(beats))
        return take(beats=beats, now=now)

    monkeypatch.setattr("xingtan.study.door.take_progress", counting)
    with clock.standing_at(EVENING + timedelta(seconds=30)):
        answers = at_once(*(message(token, [0, 30, 0]) for token in tokens))

    assert [status for status, _ in answers] == [200] * 5
    assert all(said["gained"] == 30 for _, said in answers)
    assert sum(batches) == 5
    assert len(batches) < 5
    assert set(Coverage.objects.values_list("spans", flat=True)) == {"0-30"}


def test_forged_expired_and_unreadable_messages_do_not_reach_the_database(django_assert_num_queries: Any) -> None:
    token = given.play(given.learner(), given.lesson()).token
    forged = ("A" if token[0] != "A" else "B") + token[1:]
    with clock.standing_at(EVENING + timedelta(days=8)), django_assert_num_queries(0):
        answers = at_once(message(forged, [0, 9, 0]), message(token, [0, 9, 0]), b"x", b"x" * 20_000)

    assert [(status, said["code"]) for status, said in answers] == [
        (403, "play_forged"),
        (403, "play_expired"),
        (400, "message_unreadable"),
        (400, "message_unreadable"),
    ]


def test_only_its_own_address_and_method_are_answered() -> None:
    assert asyncio.run(ask(Door(), b"", path="/study/"))[0] == 404
    assert asyncio.run(ask(Door(), b"", method="GET"))[0] == 405


def test_what_could_not_be_stored_is_not_acknowledged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Acknowledged ⊆ present: a failing database means 503, and the phone keeps what it has."""
    token = given.play(given.learner(), given.lesson()).token

    def failing(**_: Any) -> Any:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr("xingtan.study.door.take_progress", failing)
    monkeypatch.setattr("xingtan.study.door.connection", Unhurt())
    with clock.standing_at(EVENING + timedelta(seconds=30)):
        ((status, said),) = at_once(message(token, [0, 30, 0]))

    assert (status, said) == (503, {"code": "not_stored"})
    assert Coverage.objects.get().credited_seconds == 0


def test_when_too_many_wait_the_door_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    token = given.play(given.learner(), given.lesson()).token
    monkeypatch.setattr(door, "MOST_WAITING", 0)

    with clock.standing_at(EVENING + timedelta(seconds=30)):
        ((status, said),) = at_once(message(token, [0, 30, 0]))

    assert (status, said) == (503, {"code": "busy"})


def test_who_is_no_longer_enrolled_is_told_by_the_door_too() -> None:
    learner = given.learner()
    token = given.play(learner, given.lesson()).token
    given.withdrawn(learner)

    with clock.standing_at(EVENING + timedelta(seconds=30)):
        ((status, said),) = at_once(message(token, [0, 30, 0]))

    assert (status, said["code"]) == (403, "not_enrolled")
