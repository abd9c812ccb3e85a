"""Bodies that are too large, dribble in or never come."""

from __future__ import annotations

import asyncio

import pytest

from takar.gateway.bodies import Patience, whole
from takar.gateway.refusals import BAD_REQUEST, TOO_LARGE, TOO_SLOW
from takar.kernel.refusals import Refusal
from tests.gateway.world import Parts


def read(parts: Parts, announced: str | None, limit: int = 100) -> bytes | Refusal:
    return asyncio.run(whole(parts, announced, limit))


def test_a_body_of_known_and_of_unknown_length() -> None:
    assert read(Parts(b"abc"), "3") == b"abc"
    assert read(Parts(b"a", b"b", b"c"), None) == b"abc"


def test_no_more_than_the_limit_is_ever_read() -> None:
    assert read(Parts(ends=False), "101") is TOO_LARGE
    assert read(Parts(ends=False), "9" * 5000) is TOO_LARGE
    assert read(Parts(b"x" * 60, b"x" * 60, ends=False), None) is TOO_LARGE
    assert read(Parts(b"x" * 100), "100") == b"x" * 100
    assert read(Parts(b"x" * 100), None) == b"x" * 100


@pytest.mark.parametrize("announced", ["", "-1", "1e3", "²", "10, 10"])
def test_a_length_that_is_no_number(announced: str) -> None:
    assert read(Parts(ends=False), announced) is BAD_REQUEST


def test_a_body_that_never_ends_is_given_up_and_those_in_time_are_not() -> None:
    async def story() -> None:
        patience = Patience(0.1, 0.02)

        def waiting(parts: Parts) -> asyncio.Task[bytes | Refusal]:
            return asyncio.create_task(patience.wait(whole(parts, None)))

        slow, never = waiting(Parts(b"a", b"b", b"c", pause=0.08)), waiting(Parts(b"a", ends=False))
        await asyncio.sleep(0.06)
        late = waiting(Parts(b"d", pause=0.07))
        assert (await slow, await never, await late) == (TOO_SLOW, TOO_SLOW, b"d")
        assert never.cancelling() == 0
        assert await waiting(Parts(ends=False)) is TOO_SLOW  # the watch goes on

    asyncio.run(story())


def test_a_browser_that_hangs_up_is_no_slow_body() -> None:
    async def story() -> None:
        task = asyncio.create_task(Patience().wait(whole(Parts(ends=False), None)))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(story())
