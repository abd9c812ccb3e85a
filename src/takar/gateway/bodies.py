"""Reads request bodies, and gives up on those that are too large, or dribble in, or never come."""

from __future__ import annotations

import asyncio

from takar.gateway.http import Receive
from takar.gateway.refusals import TOO_LARGE, TOO_SLOW
from takar.kernel.refusals import Refusal

BODY_LIMIT = 256 * 1024
BODY_SECONDS = 15.0
_LOOK_SECONDS = 1.0


class Bodies:
    """The bodies that are on their way, watched by one timer: a timer for each would cost more than the reading."""

    def __init__(self, seconds: float = BODY_SECONDS, look_seconds: float = _LOOK_SECONDS) -> None:
        self._seconds, self._look_seconds = seconds, look_seconds
        self._began: dict[asyncio.Task[object], float] = {}
        self._timer: asyncio.TimerHandle | None = None

    async def read(self, receive: Receive, limit: int = BODY_LIMIT) -> bytes | Refusal:
        """The whole body. Gives up `seconds` after the call, at most one look later."""
        task = asyncio.current_task()
        assert task is not None
        loop = asyncio.get_running_loop()
        self._began[task] = loop.time()
        if self._timer is None:
            self._timer = loop.call_later(self._look_seconds, self._look)
        try:
            return await _whole(receive, limit)
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


async def _whole(receive: Receive, limit: int) -> bytes | Refusal:
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body", False) and len(body) <= limit:
        message = await receive()
        body += message.get("body", b"")
    return TOO_LARGE if len(body) > limit else body
