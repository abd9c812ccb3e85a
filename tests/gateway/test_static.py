"""The exam client's files: right types, strict policy, revalidation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from takar.gateway.static import CLIENT, TYPES
from tests.gateway.world import Reply, World

Played = Callable[..., None]
FILES = sorted(f"/client/{path.relative_to(CLIENT)}" for path in CLIENT.rglob("*") if path.suffix in TYPES)


@pytest.mark.parametrize("address", ["/", "/sw.js", *FILES])
def test_every_file_of_the_client_is_served_under_the_policy(played: Played, address: str) -> None:
    async def story(world: World) -> None:
        reply = await world.browser().get(address)
        assert reply.status == 200
        policy = reply.headers[b"content-security-policy"].decode()
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in policy
        assert reply.headers[b"x-content-type-options"] == b"nosniff"
        assert reply.headers[b"content-type"].decode() in TYPES.values()

    played(story)


def test_an_unchanged_file_is_not_sent_again(played: Played) -> None:
    async def story(world: World) -> None:
        first = await world.browser().get("/")
        again = await revalidated(world, first.headers[b"etag"])
        assert (again.status, again.body) == (304, b"")
        assert (await revalidated(world, b'"lain"')).status == 200

    played(story)


async def revalidated(world: World, etag: bytes) -> Reply:
    sent = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b""}

    async def send(message: object) -> None:
        sent.append(message)

    headers = [(b"if-none-match", etag)]
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "headers": headers,
        "scheme": "http",
        "client": None,
    }
    await world.gateway(scope, receive, send)
    start, body = sent
    return Reply(start["status"], start["headers"], body["body"])  # type: ignore[index]
