"""Participants that never give up: an outbox, retries with the same numbers, and a lossy network."""

from __future__ import annotations

import asyncio
import json
import random
from dataclasses import dataclass, field
from typing import Any

# Item -> options of the sample form's two sections.
SECTIONS = (
    [f"SJT-M01-{n:02}" for n in range(1, 7)],
    ["PEN-P01-01", *(f"LIK-P03-{n:02}" for n in range(2, 7))],
)
_FAULTS = (OSError, asyncio.IncompleteReadError, TimeoutError)


@dataclass
class Bot:
    """One participant. `clicked` is what his finger did, `acked` what the server has promised."""

    port: int
    number: int
    dice: random.Random
    lost_acks: float = 0.2
    clicked: list[tuple[int, str, str]] = field(default_factory=list)
    acked: int = 0
    dropped: int = 0
    unavailable: int = 0
    cookie: str = ""
    state: str = ""

    @property
    def sitting(self) -> str:
        return f"duduk-{self.number:03}"

    @property
    def device(self) -> str:
        return f"mesin-{self.number:03}"

    async def sit(self, stop: asyncio.Event) -> None:
        """Log in, click until `stop` in the first section, then the second section, then submit."""
        await self._until_ok("/api/login", identity=f"{self.number:03}", pin="123456", device=self.device)
        await self._until_ok("/api/start", nonce="bot")
        while not stop.is_set():
            await self._click(SECTIONS[0])
            await self._flush()
            await asyncio.sleep(self.dice.uniform(0.05, 0.4))
        await self._until_ok("/api/section", to=1, last_seq=len(self.clicked))
        for _ in range(4):
            await self._click(SECTIONS[1])
            await self._flush()
        while self.acked < len(self.clicked):
            await self._flush()
        view = await self._until_ok("/api/submit", last_seq=len(self.clicked))
        self.state = view["state"]

    def answers(self) -> dict[str, str]:
        """What must count in the end: the last click on each item."""
        return {item: option for _, item, option in self.clicked}

    async def _click(self, items: list[str]) -> None:
        self.clicked.append((len(self.clicked) + 1, self.dice.choice(items), self.dice.choice("ABCD")))

    async def _flush(self) -> None:
        """Send everything that was not acknowledged; forget nothing before the server's ack."""
        events: list[dict[str, Any]] = [
            {"seq": seq, "kind": "answer", "item": item, "value": option, "at_ms": 0}
            for seq, item, option in self.clicked
            if seq > self.acked
        ]
        self.dice.shuffle(events)
        reply = await self._post("/api/save", events=events)
        if reply is None:
            await asyncio.sleep(self.dice.uniform(0.05, 0.3))
        elif self.dice.random() < self.lost_acks:
            self.dropped += 1
        else:
            assert reply["refused"] == [], reply
            self.acked = max(self.acked, reply["acked"])

    async def _until_ok(self, path: str, **body: Any) -> dict[str, Any]:
        while True:
            reply = await self._post(path, **body)
            if reply is not None:
                return reply
            await asyncio.sleep(self.dice.uniform(0.1, 0.4))

    async def _post(self, path: str, **body: Any) -> dict[str, Any] | None:
        """The answer; None when the server is away or cannot store. Any other refusal is a fault."""
        body = {"sitting": self.sitting, "device": self.device, **body}
        try:
            async with asyncio.timeout(10):
                status, answer = await self._exchange(path, json.dumps(body).encode())
        except _FAULTS:
            return None
        if status == 503:
            self.unavailable += 1
            return None
        assert status == 200, (path, answer)
        found: dict[str, Any] = json.loads(answer)
        return found

    async def _exchange(self, path: str, body: bytes) -> tuple[int, bytes]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            head = f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{self.cookie}"
            writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            answer_head, _, answer = (await reader.read()).partition(b"\r\n\r\n")
            if not answer_head:
                raise ConnectionResetError("the server died before it answered")
            if b"set-cookie: " in answer_head:
                value = answer_head.partition(b"set-cookie: ")[2].partition(b";")[0].decode()
                self.cookie = f"Cookie: {value}\r\n"
            return int(answer_head[9:12]), answer
        finally:
            writer.close()
