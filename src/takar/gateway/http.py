"""The little of HTTP that the gateway knows: what a call is, and what an answer is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from msgspec import Struct

from takar.gateway.refusals import CONFLICT, STATUS
from takar.kernel.refusals import Refusal

Headers = list[tuple[str, str]]

JSON_HEADERS: Headers = [
    ("content-type", "application/json"),
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
]
encode = msgspec.json.encode


class Call(Struct):
    """What a browser asks, as far as we look at it. `body` reads the body of a POST."""

    method: str
    path: str
    cookie: str
    etag: str
    address: str
    secure: bool
    body: Callable[[], Awaitable[bytes | Refusal]]


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
    headers = [*JSON_HEADERS, ("retry-after", "2")] if status == 503 else JSON_HEADERS
    return Response(encode(refusal.as_json()), status, headers)
