"""The exam client's files: right types, strict policy, revalidation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from takar.gateway.static import CLIENT, TYPES
from tests.gateway.world import Reply, World, ask

Played = Callable[..., None]
FILES = sorted(f"/client/{path.relative_to(CLIENT)}" for path in CLIENT.rglob("*") if path.suffix in TYPES)


@pytest.mark.parametrize("address", ["/", "/sw.js", *FILES])
def test_every_file_of_the_client_is_served_under_the_policy(played: Played, address: str) -> None:
    async def story(world: World) -> None:
        reply = await world.browser().get(address)
        assert reply.status == 200
        policy = reply.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in policy
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["content-type"] in TYPES.values()

    played(story)


def test_an_unchanged_file_is_not_sent_again(played: Played) -> None:
    async def story(world: World) -> None:
        first = await world.browser().get("/")
        again = await revalidated(world, first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        assert (await revalidated(world, '"lain"')).status == 200

    played(story)


async def revalidated(world: World, etag: str) -> Reply:
    return await ask(world, "GET", "/", etag=etag)
