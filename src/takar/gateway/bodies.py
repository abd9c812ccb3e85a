"""Reads request bodies, and gives up on those that are too large, or dribble in, or never come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from typing import Protocol

from takar.gateway.refusals import BAD_REQUEST, TOO_LARGE, TOO_SLOW
from takar.kernel.refusals import Refusal

BODY_LIMIT = 256 * 1024
BODY_SECONDS = 15.0
_LOOK_SECONDS = 1.0


class Incoming(Protocol):
    """A body on its way, as granian hands it out: whole, or in parts."""

    def __call__(self) -> Awaitable[bytes]: ...
    def __aiter__(self) -> AsyncIterator[bytes]: ...


async def whole(incoming: Incoming, announced: str | None, limit: int = BODY_LIMIT) -> bytes | Refusal:
    """The body, but never more than `limit` bytes of it. `announced`: the Content-Length, None when chunked."""
    if announced is not None:
        if not (announced.isascii() and announced.isdigit()):
            return BAD_REQUEST
        return TOO_LARGE if int(announced[:20]) > limit else await incoming()
    body = b""
    async for part in incoming:
        body += part
        if len(body) > limit:
            return TOO_LARGE
    return body


class Patience:
    """Waits for bodies, all watched by one timer: a timer for each would cost more than the reading."""

    def __init__(self, seconds: float = BODY_SECONDS, look_seconds: float = _LOOK_SECONDS) -> None:
        self._seconds, self._look_seconds = seconds, look_seconds
        self._began: dict[asyncio.Task[object], float] = {}
        self._timer: asyncio.TimerHandle | None = None

    async def wait(self, body: Awaitable[bytes | Refusal]) -> bytes | Refusal:
        """The body, or TOO_SLOW `seconds` after the call, at most one look later."""
        task = asyncio.current_task()
        assert task is not None
        loop = asyncio.get_running_loop()
        self._began[task] = loop.time()
        if self._timer is None:
            self._timer = loop.call_later(self._look_seconds, self._look)
        try:
            return await body
        except asyncio.CancelledError:
            if task in self._began:
                raise
            task.uncancel()
            return TOO_SLOW
        finally:
            self._began.pop(task, None)

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        oldest = loop.time() - self._seconds
        for task in [task for task, began in self._began.items() if began <= oldest]:
            del self._began[task]
            task.cancel()
        self._timer = loop.call_later(self._look_seconds, self._look) if self._began else None
