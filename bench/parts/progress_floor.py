"""The floor of the progress door: a bare ASGI handler that checks a signed token and group-commits unions.

Nothing else: no clock, no lease, no reasons, one table of one row a learner. Served by granian like the door.
"""

import asyncio
import hmac
import json
import os
import sqlite3
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg

KEY = os.environ.get("FLOOR_KEY", "").encode()
DATABASE = os.environ.get("FLOOR_DATABASE", "")
MOST = 500
Pairs = list[list[int]]
Messages = Sequence[tuple[int, Pairs]]
CREATE = "CREATE TABLE bare_progress (id bigint PRIMARY KEY, spans text NOT NULL, seconds integer NOT NULL)"


def merged(pairs: Iterable[list[int]]) -> Pairs:
    joined: Pairs = []
    for first, end in sorted(pairs):
        if joined and first <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([first, end])
    return joined


class PostgreSQL:
    def __init__(self) -> None:
        self.connection = psycopg.connect(DATABASE)

    def store(self, messages: Messages) -> dict[int, Pairs]:
        claims: dict[int, Pairs] = {}
        for learner, pairs in messages:
            claims.setdefault(learner, []).extend(pairs)
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, spans FROM bare_progress WHERE id = ANY(%s) ORDER BY id FOR UPDATE", [list(claims)]
            )
            rows = [(learner, merged(json.loads(spans) + claims[learner])) for learner, spans in cursor.fetchall()]
            cursor.execute(
                "UPDATE bare_progress p SET spans = n.spans, seconds = n.seconds"
                " FROM unnest(%s::bigint[], %s::text[], %s::int[]) AS n(id, spans, seconds) WHERE p.id = n.id",
                [
                    [learner for learner, _ in rows],
                    [json.dumps(spans) for _, spans in rows],
                    [sum(end - first for first, end in spans) for _, spans in rows],
                ],
            )
        return dict(rows)


class SQLite:
    def __init__(self) -> None:
        self.connection = sqlite3.connect(DATABASE, isolation_level=None)
        self.connection.execute("PRAGMA synchronous=FULL")

    def store(self, messages: Messages) -> dict[int, Pairs]:
        rows: dict[int, Pairs] = {}
        self.connection.execute("BEGIN IMMEDIATE")
        for learner, pairs in messages:
            if learner not in rows:
                found = self.connection.execute("SELECT spans FROM bare_progress WHERE id = ?", [learner])
                rows[learner] = json.loads(found.fetchone()[0])
            rows[learner] = merged(rows[learner] + pairs)
        self.connection.executemany(
            "UPDATE bare_progress SET spans = ?, seconds = ? WHERE id = ?",
            [(json.dumps(spans), sum(end - first for first, end in spans), pk) for pk, spans in rows.items()],
        )
        self.connection.execute("COMMIT")
        return rows


class Floor:
    def __init__(self) -> None:
        self.waiting: list[tuple[int, Pairs, asyncio.Future[Pairs]]] = []
        self.task: asyncio.Task[None] | None = None
        self.hand = ThreadPoolExecutor(1)
        self.database: PostgreSQL | SQLite | None = None

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        said = json.loads((await receive())["body"])
        learner, seal = said["token"].split(".")
        if not hmac.compare_digest(urlsafe_b64decode(seal), hmac.digest(KEY, learner.encode(), "sha256")):
            raise PermissionError
        future = asyncio.get_running_loop().create_future()
        self.waiting.append((int(learner), [[first, end] for first, end, _ in said["claims"]], future))
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self.flush())
        body = json.dumps({"covered": await future}).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
        await send({"type": "http.response.body", "body": body})

    async def flush(self) -> None:
        while self.waiting:
            batch, self.waiting = self.waiting[:MOST], self.waiting[MOST:]
            work = [(learner, pairs) for learner, pairs, _ in batch]
            rows = await asyncio.get_running_loop().run_in_executor(self.hand, self.take, work)
            for learner, _, future in batch:
                future.set_result(rows[learner])

    def take(self, work: Messages) -> dict[int, Pairs]:
        if self.database is None:
            self.database = PostgreSQL() if DATABASE.startswith("postgres") else SQLite()
        return self.database.store(work)


application = Floor()
