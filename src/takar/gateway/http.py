"""The little of HTTP that the gateway needs over ASGI: what an answer is, and how it is written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec

from takar.gateway.refusals import CONFLICT, STATUS
from takar.kernel.refusals import Refusal

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

JSON_HEADERS: Headers = [
    (b"content-type", b"application/json"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
]
encode = msgspec.json.encode


class Response:
    """A whole answer."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, body: bytes, status: int = 200, headers: Headers = JSON_HEADERS) -> None:
        self.body, self.status, self.headers = body, status, headers


def answer(value: Any, status: int = 200) -> Response:
    return Response(encode(value), status)


def refuse(refusal: Refusal) -> Response:
    """The one error shape, with the status that its code stands for."""
    status = STATUS.get(refusal.code, CONFLICT)
    headers = [*JSON_HEADERS, (b"retry-after", b"2")] if status == 503 else JSON_HEADERS
    return Response(encode(refusal.as_json()), status, headers)


async def send_response(send: Send, response: Response) -> None:
    length = (b"content-length", str(len(response.body)).encode())
    await send(
        {"type": "http.response.start", "status": response.status, "headers": [*response.headers, length]}
    )
    await send({"type": "http.response.body", "body": response.body})
