"""Load for a server on this machine: many connections kept alive, each asking anew once it is answered."""

import asyncio
import time
from collections import deque
from collections.abc import Iterable
from functools import partial


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
        head, parted, body = self.read.partition(b"\r\n\r\n")
        if not parted or len(body) < _length(head):
            return
        if not head.startswith(b"HTTP/1.1 200"):
            self.done.set_exception(SystemExit(f"not taken in: {self.read[:300]!r}"))
            self.transport.close()
            return
        self.waits.append(time.perf_counter() - self.began)
        self.read = b""
        self.ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(SystemExit(f"the server hung up: {exc}"))


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
