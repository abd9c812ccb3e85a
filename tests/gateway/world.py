"""A gateway in this process, with a clock that the test moves and no network in between."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from takar.delivery.public import Journal, open_journal, start_session
from takar.gateway.app import Gateway
from takar.gateway.bodies import whole
from takar.gateway.http import Call, Headers
from takar.gateway.service import Service
from takar.gateway.ticker import take_orders, tick
from takar.kernel.refusals import Refusal
from tests.gateway.sample import PIN, SESSION, prepare

START = 1_767_580_000_000


class Reply:
    def __init__(self, status: int, headers: Headers, body: bytes) -> None:
        self.status, self.headers, self.body = status, dict(headers), body

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """Code of the refusal; checks the one error shape."""
        error = self.json["error"]
        assert set(error) == {"code", "id", "en", "data"}
        assert self.status >= 400
        return str(error["code"])


class World:
    """Server, clock and exam store."""

    def __init__(self, url: str, folder: Path) -> None:
        self.now = START
        self.url, self.keys = url, folder / "keys"
        self.journal: Journal = open_journal(url)

    async def boot(self) -> None:
        """Start the gateway, or start it again as after a crash: nothing but the exam store is carried over."""
        self.service = Service(self.journal, self.keys, lambda: self.now)
        self.gateway = Gateway(self.service)
        await tick(self.service)

    async def order(self, give: Callable[..., int], *arguments: Any) -> None:
        give(self.journal, SESSION, *arguments, "pengawas", self.now)
        await take_orders(self.service)

    async def later(self, ms: int) -> None:
        """Let time pass, and the ticker run."""
        self.now += ms
        await tick(self.service)

    def browser(self, number: int = 1, device: str = "mesin-satu") -> Browser:
        return Browser(self, number, device)


class Parts:
    """A body on its way: these parts, each after a pause, and with `ends=False` nothing more for ever."""

    def __init__(self, *parts: bytes, pause: float = 0.0, ends: bool = True) -> None:
        self._parts, self._pause, self._ends = parts, pause, ends

    async def __call__(self) -> bytes:
        return b"".join([part async for part in self])

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self._parts:
            await asyncio.sleep(self._pause)
            yield part
        if not self._ends:
            await asyncio.Event().wait()


async def ask(
    world: World, method: str, path: str, data: bytes = b"", cookie: str = "", etag: str = ""
) -> Reply:
    """One call without a network in between."""

    def body() -> Awaitable[bytes | Refusal]:
        return whole(Parts(data), str(len(data)))

    response = await world.gateway.respond(Call(method, path, cookie, etag, "127.0.0.1", False, body))
    return Reply(response.status, response.headers, response.body)


class Browser:
    """One participant at one machine."""

    def __init__(self, world: World, number: int, device: str) -> None:
        self.world, self.number, self.device = world, number, device
        self.sitting, self.cookie = f"duduk-{number:03}", ""

    async def call(self, method: str, path: str, body: object = None, raw: bytes | None = None) -> Reply:
        data = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        reply = await ask(self.world, method, path, data, f"lain=1; {self.cookie}")
        if "set-cookie" in reply.headers:
            self.cookie = reply.headers["set-cookie"].split(";")[0]
        return reply

    async def login(self, pin: str = PIN, identity: str = "") -> Reply:
        identity = identity or f"{self.number:03}"
        return await self.call(
            "POST", "/api/login", {"identity": identity, "pin": pin, "device": self.device}
        )

    async def start(self) -> Reply:
        return await self.call("POST", "/api/start", {"nonce": "abcd1234"})

    async def save(self, *clicks: tuple[int, str, object], **extra: Any) -> Reply:
        events = [
            {
                "seq": seq,
                "kind": "flag" if isinstance(value, bool) else "answer",
                "item": item,
                "value": value,
                "at_ms": self.world.now,
            }
            | extra
            for seq, item, value in clicks
        ]
        return await self.post("/api/save", events=events)

    async def post(self, path: str, **body: Any) -> Reply:
        return await self.call("POST", path, {"sitting": self.sitting, "device": self.device, **body})

    async def get(self, path: str) -> Reply:
        return await self.call("GET", path)


@asynccontextmanager
async def open_world(url: str, folder: Path, started: bool = True) -> AsyncIterator[World]:
    world = World(url, folder)
    prepare(world.journal, world.keys, now_ms=START)
    if started:
        start_session(world.journal, SESSION, "pengawas", START)
    await world.boot()
    try:
        yield world
    finally:
        await world.service.writer.stop()
        world.journal.close()


Story = Callable[[World], Coroutine[Any, Any, None]]


def play(story: Story, url: str, folder: Path, started: bool = True) -> None:
    """Run one asynchronous story."""

    async def run() -> None:
        async with open_world(url, folder, started) as world:
            await story(world)

    asyncio.run(run())
