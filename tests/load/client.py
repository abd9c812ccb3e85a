"""A raw asyncio HTTP client for load: one connection per sitting, no library in between.

Run in a process of its own: `python -m tests.load.client '<json>'` prints one JSON line with the figures.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from typing import Any


class Saver(asyncio.Protocol):
    """One participant: logs in, starts, then saves one answer after the other until `end`."""

    def __init__(self, number: int, times: list[float]) -> None:
        self._times = times
        self._sitting, self._device = f"duduk-{number:03}", f"mesin-{number:05}"
        self._number, self._seq, self._began, self._end = number, 0, 0.0, 0.0
        self._head, self._buffer = "", b""
        self._on_answer: Callable[[bytes, bytes], None] = self._logged_in
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        body = {"identity": f"{self._number:03}", "pin": "123456", "device": self._device}
        self._post("/api/login", json.dumps(body))

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, gap, body = self._buffer.partition(b"\r\n\r\n")
        if not gap:
            return
        start = head.index(b"content-length: ") + 16
        if len(body) == int(head[start:].partition(b"\r\n")[0]):
            self._buffer = b""
            self._on_answer(head, body)

    def connection_lost(self, fault: Exception | None) -> None:
        for future in (self.ready, self.done):
            if not future.done():
                future.set_exception(fault or ConnectionResetError("the server hung up"))

    def begin(self, end: float) -> None:
        """Save until `end` on the performance counter."""
        self._end, self._on_answer = end, self._saved
        self._save()

    def close(self) -> None:
        self._transport.close()

    def _logged_in(self, head: bytes, body: bytes) -> None:
        assert b" 200 " in head, body
        cookie = head.partition(b"set-cookie: ")[2].partition(b";")[0].decode()
        self._head = f"Cookie: {cookie}\r\n"
        self._on_answer = self._started
        self._post("/api/start", '{"nonce":"beban"}')

    def _started(self, head: bytes, body: bytes) -> None:
        assert b" 200 " in head, body
        self.ready.set_result(None)

    def _saved(self, head: bytes, body: bytes) -> None:
        now = time.perf_counter()
        self._times.append(now - self._began)
        assert body.startswith(b'{"acked":%d,' % self._seq), body
        if now < self._end:
            self._save()
        else:
            self.done.set_result(None)

    def _save(self) -> None:
        self._seq = seq = self._seq + 1
        self._began = time.perf_counter()
        self._post(
            "/api/save",
            f'{{"sitting":"{self._sitting}","device":"{self._device}","events":[{{"seq":{seq},"kind":"answer",'
            f'"item":"SJT-M01-{seq % 200 + 1:02}","value":"{"ABCD"[seq % 4]}","at_ms":1767580000000,"epoch":1}}]}}',
        )

    def _post(self, path: str, body: str) -> None:
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{self._head}"
        self._transport.write(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())


async def load(port: int, connections: int, seconds: float) -> dict[str, Any]:
    loop, times = asyncio.get_running_loop(), list[float]()
    savers = []
    for number in range(1, connections + 1):
        _, saver = await loop.create_connection(
            lambda number=number: Saver(number, times),
            "127.0.0.1",
            port,  # type: ignore[misc]
        )
        await saver.ready
        savers.append(saver)
    began, cpu = time.perf_counter(), time.process_time()
    print("ready", flush=True)
    for saver in savers:
        saver.begin(began + seconds)
    await asyncio.gather(*(saver.done for saver in savers))
    took = time.perf_counter() - began
    times.sort()
    figures = {
        "saves": len(times),
        "seconds": took,
        "p50_ms": times[len(times) // 2] * 1000,
        "p99_ms": times[int(len(times) * 0.99)] * 1000,
        "client_cpu": time.process_time() - cpu,
    }
    for saver in savers:
        saver.close()
    return figures


if __name__ == "__main__":
    options = json.loads(sys.argv[1])
    print(json.dumps(asyncio.run(load(**options))))
