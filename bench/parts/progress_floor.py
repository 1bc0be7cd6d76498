"""The floor of the progress door: a bare ASGI handler that checks a signed token and group-commits unions.

Nothing else: no clock, no lease, no reasons, one table of one row a learner. Served by granian like the door.
"""

import asyncio
import hmac
import json
import os
import sqlite3
from base64 import urlsafe_b64decode
from concurrent.futures import ThreadPoolExecutor

import psycopg

KEY = os.environ.get("FLOOR_KEY", "").encode()
DATABASE = os.environ.get("FLOOR_DATABASE", "")
MOST = 500
CREATE = "CREATE TABLE bare_progress (id bigint PRIMARY KEY, spans text NOT NULL, seconds integer NOT NULL)"


def merged(pairs):
    joined = []
    for first, end in sorted(pairs):
        if joined and first <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([first, end])
    return joined


class PostgreSQL:
    def __init__(self):
        self.connection = psycopg.connect(DATABASE)

    def store(self, messages):
        claims = {}
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
    def __init__(self):
        self.connection = sqlite3.connect(DATABASE, isolation_level=None)
        self.connection.execute("PRAGMA synchronous=FULL")

    def store(self, messages):
        rows = {}
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
    def __init__(self):
        self.waiting = []
        self.task = None
        self.hand = ThreadPoolExecutor(1)
        self.database = None

    async def __call__(self, scope, receive, send):
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

    async def flush(self):
        while self.waiting:
            batch, self.waiting = self.waiting[:MOST], self.waiting[MOST:]
            work = [(learner, pairs) for learner, pairs, _ in batch]
            rows = await asyncio.get_running_loop().run_in_executor(self.hand, self.take, work)
            for learner, _, future in batch:
                future.set_result(rows[learner])

    def take(self, work):
        if self.database is None:
            self.database = PostgreSQL() if DATABASE.startswith("postgres") else SQLite()
        return self.database.store(work)


application = Floor()
