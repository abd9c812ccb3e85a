"""Bodies that are too large, dribble in or never come."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from takar.gateway.bodies import Bodies
from takar.gateway.refusals import TOO_LARGE, TOO_SLOW


def parts(*messages: tuple[bytes, bool], pause: float = 0.0) -> Any:
    """A `receive` that hands out these messages, then nothing for ever."""
    waiting = list(messages)

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.Event().wait()
        await asyncio.sleep(pause)
        body, more = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": more}

    return receive


def read(receive: Any, limit: int = 100) -> Any:
    return asyncio.run(Bodies(0.1, 0.02).read(receive, limit))


def test_a_body_in_one_piece_and_one_in_three() -> None:
    assert read(parts((b"abc", False))) == b"abc"
    assert read(parts((b"a", True), (b"b", True), (b"c", False))) == b"abc"


def test_too_large_in_one_piece_and_while_more_would_come() -> None:
    assert read(parts((b"x" * 101, False))) is TOO_LARGE
    assert read(parts((b"x" * 60, True), (b"x" * 60, True))) is TOO_LARGE
    assert read(parts((b"x" * 100, False))) == b"x" * 100


def test_a_body_that_never_ends_is_given_up_and_those_in_time_are_not() -> None:
    async def story() -> None:
        bodies = Bodies(0.1, 0.02)
        slow = asyncio.create_task(bodies.read(parts((b"a", True), (b"b", True), (b"c", False), pause=0.08)))
        never = asyncio.create_task(bodies.read(parts((b"a", True))))
        await asyncio.sleep(0.06)
        late = asyncio.create_task(bodies.read(parts((b"d", False), pause=0.07)))
        assert (await slow, await never, await late) == (TOO_SLOW, TOO_SLOW, b"d")
        assert never.cancelling() == 0
        assert await asyncio.create_task(bodies.read(parts())) is TOO_SLOW  # the watch goes on

    asyncio.run(story())


def test_a_browser_that_hangs_up_is_no_slow_body() -> None:
    async def story() -> None:
        task = asyncio.create_task(Bodies().read(parts()))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(story())
