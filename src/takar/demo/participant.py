"""A scripted participant: sits the whole test through the real gateway over HTTP, on an unreliable line.

What it keeps is what the exam client keeps: an outbox that forgets an answer only after its acknowledgement.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlsplit

import httpx

from takar.kernel.clock import milliseconds, utc_now


@dataclass(slots=True)
class Account:
    """What one participant experienced."""

    number: str
    sitting: str = ""
    acknowledged: dict[str, str] = field(default_factory=dict)
    clicks: int = 0
    dropped: int = 0
    machines: int = 1


class RefusedByGateway(Exception):
    """The gateway refused; carries its sentence."""


@dataclass(slots=True)
class Participant:
    """`identity` is a NIP or participant number; `sheet` says what he will answer."""

    base: str
    identity: str
    pin: str
    sheet: dict[str, str]
    random: Random
    on_answer: Callable[[int], None]
    drop_rate: float = 0.03
    account: Account = field(init=False)
    http: httpx.AsyncClient = field(init=False)
    device: str = field(init=False)
    seq: int = 0
    outbox: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.account = Account(self.identity)

    async def sit(self, *, move_after: int | None = None) -> Account:
        """Enter, answer, submit. `move_after`: number of clicks after which he moves to another machine."""
        await self._enter()
        view = await self._until_ready()
        if view["state"] == "ready":
            view = await self._post("start", {"nonce": ""})
        for index in range(len(view["sections"])):
            if index:
                await self._leave_for(index)
            await self._answer_section(index, move_after)
        await self._submit()
        await self.http.aclose()
        return self.account

    async def _enter(self) -> None:
        self.device = f"bot-{self.random.getrandbits(64):016x}"
        self.http = httpx.AsyncClient(base_url=self.base, timeout=30)
        view = await self._post("login", {"identity": self.identity, "pin": self.pin, "device": self.device})
        self.account.sitting = view["sitting"]
        self.seq = 0

    async def _until_ready(self) -> dict[str, Any]:
        while True:
            reply = await self.http.get("/api/state")
            view: dict[str, Any] = reply.json()
            if view["state"] != "waiting":
                return view
            await asyncio.sleep(0.3)

    async def _answer_section(self, index: int, move_after: int | None) -> None:
        section = (await self.http.get(f"/api/section/{index}")).json()
        for item in section["items"]:
            option = self.sheet.get(item["id"])
            if option is None:
                continue
            self._click(item["id"], option)
            if move_after is not None and self.account.clicks == move_after:
                await self._move_to_another_machine()
            # Most clicks go out one by one; now and then the line is away for a while.
            if self.random.random() > 0.35 or len(self.outbox) > 12:
                await self._flush()
        await self._flush_all()

    def _click(self, item: str, option: str) -> None:
        self.seq += 1
        self.account.clicks += 1
        self.outbox.append(
            {
                "seq": self.seq,
                "kind": "answer",
                "item": item,
                "value": option,
                "at_ms": milliseconds(utc_now()),
            }
        )

    async def _flush(self) -> None:
        if not self.outbox:
            return
        body = {"sitting": self.account.sitting, "device": self.device, "events": self.outbox}
        if self.random.random() < self.drop_rate:
            await self._send_and_hang_up(body)
            return
        reply = await self._post("save", body)
        self._forget(reply["acked"])

    def _forget(self, acked: int) -> None:
        gone = [event for event in self.outbox if event["seq"] <= acked]
        self.outbox = [event for event in self.outbox if event["seq"] > acked]
        for event in gone:
            self.account.acknowledged[event["item"]] = event["value"]
        self.on_answer(len(gone))

    async def _flush_all(self) -> None:
        while self.outbox:
            await self._flush()

    async def _send_and_hang_up(self, body: dict[str, Any]) -> None:
        """The request may or may not arrive; its answer is never read. The outbox keeps everything."""
        self.account.dropped += 1
        payload = json.dumps(body).encode()
        address = urlsplit(self.base)
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        head = (
            f"POST /api/save HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: application/json\r\n"
            f"Cookie: {cookies}\r\nContent-Length: {len(payload)}\r\n\r\n"
        )
        _, writer = await asyncio.open_connection(address.hostname, address.port)
        writer.write(head.encode() + payload)
        await writer.drain()
        writer.transport.abort() if self.random.random() < 0.5 else writer.close()

    async def _move_to_another_machine(self) -> None:
        """The machine dies; what it had acknowledged is safe, what it had not is clicked again."""
        lost = [(event["item"], event["value"]) for event in self.outbox]
        self.outbox = []
        await self.http.aclose()
        self.account.machines += 1
        await self._enter_when_seat_is_free()
        for item, option in lost:
            self._click(item, option)

    async def _enter_when_seat_is_free(self) -> None:
        for _ in range(200):
            try:
                await self._enter()
                return
            except RefusedByGateway:
                await self.http.aclose()
                await asyncio.sleep(0.5)
        raise RefusedByGateway(f"{self.identity}: the seat stayed taken")

    async def _leave_for(self, index: int) -> None:
        await self._post(
            "section",
            {"sitting": self.account.sitting, "device": self.device, "to": index, "last_seq": self.seq},
        )

    async def _submit(self) -> None:
        await self._flush_all()
        body = {"sitting": self.account.sitting, "device": self.device, "last_seq": self.seq}
        await self._post("submit", body)

    async def _post(self, call: str, body: dict[str, Any]) -> dict[str, Any]:
        for attempt in range(60):
            try:
                reply = await self.http.post(f"/api/{call}", json=body)
            except httpx.TransportError:
                await asyncio.sleep(min(2.0, 0.1 * 1.5**attempt))
                continue
            if reply.status_code >= 500:
                await asyncio.sleep(min(2.0, 0.1 * 1.5**attempt))
                continue
            if reply.status_code >= 400:
                raise RefusedByGateway(f"{self.identity}: {reply.json()['error']['id']}")
            answer: dict[str, Any] = reply.json()
            return answer
        raise RefusedByGateway(f"{self.identity}: the gateway did not answer {call}")
