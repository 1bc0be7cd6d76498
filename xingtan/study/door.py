"""The progress door: a bare ASGI app that takes in progress messages, many at once, each durable before its answer.

Beside Django's pages rather than within them: a message carries its own proof (the signed play token), so it
needs no session, no cookie and no form key, and is turned away without the database when the proof is not ours.
What remains is the wait for the disk, and that is shared: while one batch is being committed the next gathers,
and it goes as soon as the first is done (group commit). The rules and tables are those of
``study.actions.take_progress``; the view ``study.views.progress`` answers alike at the same address where no
door stands.

    xingtan door --port 8001        and in nginx:  location = /study/progress { proxy_pass http://127.0.0.1:8001; }
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

import structlog
from django.db import DatabaseError, connection

from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.study.actions import Heard, take_progress
from xingtan.study.errors import MessageUnreadable
from xingtan.study.message import MOST_BYTES, Beat, read_beat
from xingtan.study.queries import token_key

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Waiting = tuple[Beat, "asyncio.Future[Heard | Refusal | None]"]

PATH = "/study/progress"
MOST_IN_A_BATCH = 500
MOST_WAITING = 20_000
"""Beyond this the door says 503 and the phones keep what they have."""

_to_json = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode

log = structlog.get_logger(__name__)


class Door:
    """Gathers messages and commits them in batches, one after the other."""

    def __init__(self, hand: Executor | None = None) -> None:
        """``hand`` does the storing, one batch at a time; a thread of its own by default."""
        self.key = token_key()
        self.waiting: list[Waiting] = []
        self.committing: asyncio.Task[None] | None = None
        self.hand = hand or ThreadPoolExecutor(max_workers=1, thread_name_prefix="progress")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        if scope["path"] != PATH:
            await _answer(send, 404, {"code": "not_found"})
        elif scope["method"] != "POST":
            await _answer(send, 405, {"code": "method_not_allowed"})
        else:
            await _answer(send, *await self._heard(receive))

    async def _heard(self, receive: Receive) -> tuple[int, dict[str, Any]]:
        try:
            beat = read_beat(await _body(receive), self.key, clock.now())
        except Refusal as refusal:
            return _refused(refusal)
        if len(self.waiting) >= MOST_WAITING:
            return 503, {"code": "busy"}
        heard = await self._committed(beat)
        if heard is None:
            return 503, {"code": "not_stored"}
        return _refused(heard) if isinstance(heard, Refusal) else (200, heard.as_json())

    async def _committed(self, beat: Beat) -> Heard | Refusal | None:
        """The answer once the batch with this message is durable; None when it could not be stored."""
        future: asyncio.Future[Heard | Refusal | None] = asyncio.get_running_loop().create_future()
        self.waiting.append((beat, future))
        if self.committing is None or self.committing.done():
            self.committing = asyncio.create_task(self._commit())
        return await future

    async def _commit(self) -> None:
        """Commit batch after batch until nothing waits."""
        loop = asyncio.get_running_loop()
        while self.waiting:
            batch, self.waiting = self.waiting[:MOST_IN_A_BATCH], self.waiting[MOST_IN_A_BATCH:]
            answers = await loop.run_in_executor(self.hand, _take, [beat for beat, _ in batch])
            for (_, future), answer in zip(batch, answers, strict=True):
                if not future.done():
                    future.set_result(answer)


def _take(beats: Sequence[Beat]) -> Sequence[Heard | Refusal | None]:
    """Store a batch; a failure of the database is told to all in it, and the next batch connects anew."""
    try:
        return take_progress(beats=beats, now=clock.now())
    except DatabaseError:
        log.exception("progress not stored", messages=len(beats))
        connection.close()
        return [None] * len(beats)


async def _body(receive: Receive) -> bytes:
    """The request's body; one that is too long is not read to its end."""
    body = b""
    while True:
        event = await receive()
        body += event.get("body", b"")
        if len(body) > MOST_BYTES:
            raise MessageUnreadable(part="size")
        if not event.get("more_body"):
            return body


def _refused(refusal: Refusal) -> tuple[int, dict[str, Any]]:
    return refusal.status, {"code": refusal.code, "sentence": str(refusal)}


async def _answer(send: Send, status: int, said: dict[str, Any]) -> None:
    body = _to_json(said).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _live(receive: Receive, send: Send) -> None:
    """Start and stop with the server."""
    while True:
        event = await receive()
        await send({"type": f"{event['type']}.complete"})
        if event["type"] == "lifespan.shutdown":
            return
