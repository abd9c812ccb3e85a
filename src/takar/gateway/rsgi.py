"""The door for granian: its calls in, our answers out. Another HTTP server would need another file like this one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol
from urllib.parse import unquote

from takar.gateway.app import Gateway
from takar.gateway.bodies import Incoming, Patience, whole
from takar.gateway.http import Call, Headers
from takar.kernel.refusals import Refusal


class _Headers(Protocol):
    def get(self, key: str) -> str | None: ...


class Scope(Protocol):
    """granian.rsgi.Scope, as far as it is used. `client` is address:port."""

    proto: str
    method: str
    path: str
    scheme: str
    client: str

    @property
    def headers(self) -> _Headers: ...


class Exchange(Incoming, Protocol):
    """granian.rsgi.HTTPProtocol, as far as it is used."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...


class Door:
    def __init__(self, gateway: Gateway) -> None:
        self._gateway, self._patience = gateway, Patience()

    async def __rsgi__(self, scope: Scope, exchange: Exchange) -> None:
        if scope.proto != "http":
            return
        response = await self._gateway.respond(self._call(scope, exchange))
        exchange.response_bytes(response.status, response.headers, response.body)

    def _call(self, scope: Scope, exchange: Exchange) -> Call:
        headers = scope.headers
        return Call(
            method=scope.method,
            path=unquote(scope.path),
            cookie=headers.get("cookie") or "",
            etag=headers.get("if-none-match") or "",
            address=scope.client.rpartition(":")[0].strip("[]"),
            secure=scope.scheme == "https",
            body=self._body(exchange, headers),
        )

    def _body(self, exchange: Exchange, headers: _Headers) -> Callable[[], Awaitable[bytes | Refusal]]:
        return lambda: self._patience.wait(whole(exchange, headers.get("content-length")))
