"""Load for a server on this machine: many connections kept alive, each asking anew once it is answered."""

import asyncio
import time
from collections import deque
from collections.abc import Iterable
from functools import partial

TAKEN_IN = b"HTTP/1.1 200"
PATIENCE = 30
"""Seconds after the last message of an open loop until it is said to be lost."""


def request(path: str, body: bytes) -> bytes:
    """One POST as it goes over the wire."""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


class _Connection(asyncio.Protocol):
    def __init__(self, waiting: deque[bytes], waits: list[float], done: asyncio.Future[None]) -> None:
        self.waiting, self.waits, self.done = waiting, waits, done
        self.read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        if not self.waiting:
            self.transport.close()
            if not self.done.done():
                self.done.set_result(None)
            return
        self.began = time.perf_counter()
        self.transport.write(self.waiting.popleft())

    def data_received(self, data: bytes) -> None:
        self.read += data
        if not _is_whole(self.read):
            return
        if not self.read.startswith(TAKEN_IN):
            self.done.set_exception(SystemExit(f"not taken in: {self.read[:300]!r}"))
            self.transport.close()
            return
        self.waits.append(time.perf_counter() - self.began)
        self.read = b""
        self.ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(SystemExit(f"the server hung up: {exc}"))


def _is_whole(read: bytes) -> bool:
    """Whether an answer has arrived to its end."""
    head, parted, body = read.partition(b"\r\n\r\n")
    return bool(parted) and len(body) >= _length(head)


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


async def _send_all(port: int, requests: Iterable[bytes], connections: int) -> tuple[float, list[float]]:
    loop = asyncio.get_running_loop()
    waiting = deque(requests)
    waits: list[float] = []
    ended: list[asyncio.Future[None]] = [loop.create_future() for _ in range(connections)]
    began = time.perf_counter()
    for done in ended:
        await loop.create_connection(partial(_Connection, waiting, waits, done), "127.0.0.1", port)
    await asyncio.gather(*ended)
    return time.perf_counter() - began, sorted(waits)


def send_all(port: int, requests: Iterable[bytes], connections: int) -> tuple[float, float]:
    """Send them all; the seconds it took, and the median wait for an answer in milliseconds."""
    took, waits = asyncio.run(_send_all(port, requests, connections))
    return took, waits[len(waits) // 2] * 1000


class _Waiting:
    """Connections that stand ready, and the messages whose time has come while none was."""

    def __init__(self) -> None:
        self.idle: deque[_Paced] = deque()
        self.due: deque[tuple[float, bytes]] = deque()
        self.waits: list[float] = []


class _Paced(asyncio.Protocol):
    """A connection kept alive that takes whatever is due; its waits count from when the message was due."""

    def __init__(self, pool: _Waiting) -> None:
        self.pool, self.read, self.due = pool, b"", 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.pool.idle.append(self)

    def ask(self, due: float, message: bytes) -> None:
        self.due = due
        self.transport.write(message)

    def data_received(self, data: bytes) -> None:
        self.read += data
        if not _is_whole(self.read):
            return
        if not self.read.startswith(TAKEN_IN):
            raise SystemExit(f"not taken in: {self.read[:300]!r}")
        self.pool.waits.append(time.perf_counter() - self.due)
        self.read = b""
        if self.pool.due:
            self.ask(*self.pool.due.popleft())
        else:
            self.pool.idle.append(self)


async def _offer(port: int, requests: Iterable[bytes], rate: float, connections: int) -> list[float]:
    loop, pool = asyncio.get_running_loop(), _Waiting()
    for _ in range(connections):
        await loop.create_connection(partial(_Paced, pool), "127.0.0.1", port)
    began, sent = time.perf_counter() + 0.1, 0
    for sent, message in enumerate(requests, 1):
        due = began + (sent - 1) / rate
        if due > time.perf_counter():
            await asyncio.sleep(due - time.perf_counter())
        if pool.idle:
            pool.idle.popleft().ask(due, message)
        else:
            pool.due.append((due, message))
    until = time.perf_counter() + PATIENCE
    while len(pool.waits) < sent and time.perf_counter() < until:
        await asyncio.sleep(0.01)
    if len(pool.waits) < sent:
        raise SystemExit(f"{sent - len(pool.waits)} of {sent} messages were never answered")
    return sorted(pool.waits)


def offer(port: int, requests: Iterable[bytes], rate: float, connections: int) -> tuple[float, float]:
    """Send one every 1/``rate`` seconds whether or not the others are answered (an open loop); the milliseconds from
    when a message was due to its answer: half of them within the first figure, 99 of 100 within the second."""
    waits = asyncio.run(_offer(port, requests, rate, connections))
    return waits[len(waits) // 2] * 1000, waits[len(waits) * 99 // 100] * 1000
