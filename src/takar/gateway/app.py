"""The exam server without a network: a table of routes and one place for faults."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import msgspec

from takar.delivery.public import ChainBroken, Conflict, StorageUnavailable
from takar.gateway import login, results, saves, sections, static
from takar.gateway.http import Call, Response, answer, refuse
from takar.gateway.refusals import (
    BAD_METHOD,
    BAD_REQUEST,
    NO_SUCH_PAGE,
    RECORD_DAMAGED,
    SERVER_FAULT,
    STORAGE_UNAVAILABLE,
)
from takar.gateway.service import Request, Service
from takar.gateway.ticker import tick, tick_forever
from takar.gateway.tokens import cookie_of
from takar.kernel.refusals import Refusal

Handler = Callable[[Service, Request], Awaitable[Response]]
_log = logging.getLogger("takar.gateway")


async def health(service: Service, request: Request) -> Response:
    """GET /health: sound when the exam store answers."""
    mark = await asyncio.to_thread(service.journal.ticket_mark)
    return answer(
        {
            "status": "ok",
            "server_ms": service.now_ms(),
            "tickets": len(service.board.tickets),
            "ticket_mark": mark,
            "sittings": len(service.hall.places),
        }
    )


ROUTES: dict[tuple[str, str], Handler] = {
    ("POST", "/api/save"): saves.save,
    ("POST", "/api/heartbeat"): sections.heartbeat,
    ("GET", "/api/state"): login.state,
    ("POST", "/api/login"): login.login,
    ("POST", "/api/leave"): login.leave,
    ("POST", "/api/start"): sections.start,
    ("POST", "/api/section"): sections.enter_section,
    ("POST", "/api/submit"): sections.submit,
    ("GET", "/api/result"): results.result,
    ("GET", "/api/receipt"): results.receipt,
    ("POST", "/api/acknowledge"): results.acknowledge,
    ("GET", "/health"): health,
}
_PATHS = {path for _, path in ROUTES}


def route(method: str, path: str) -> Handler | Refusal:
    handler = ROUTES.get((method, path))
    if handler:
        return handler
    if path in _PATHS:
        return BAD_METHOD
    if method not in ("GET", "HEAD"):
        return NO_SUCH_PAGE
    if path.startswith("/api/section/"):
        return sections.section
    return NO_SUCH_PAGE if path.startswith("/api/") else static.static


class Gateway:
    """Answers calls from a `Service`; `rsgi.Door` brings them from the network."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._ticker: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Read tickets and orders, then keep time. Call once, on the event loop that serves."""
        try:
            await tick(self.service)
        except StorageUnavailable as fault:
            _log.warning("exam store unavailable at the start, will try again: %s", fault)
        self._ticker = asyncio.create_task(tick_forever(self.service))

    async def stop(self) -> None:
        if self._ticker:
            self._ticker.cancel()
        await self.service.writer.stop()

    async def respond(self, call: Call) -> Response:
        handler = route(call.method, call.path)
        if isinstance(handler, Refusal):
            return refuse(handler)
        try:
            body = await call.body() if call.method == "POST" else b""
            if isinstance(body, Refusal):
                return refuse(body)
            return await handler(self.service, self._request(call, body))
        except (msgspec.DecodeError, UnicodeError):
            return refuse(BAD_REQUEST)
        except (StorageUnavailable, Conflict) as fault:
            _log.warning("not stored: %s", fault)
            return refuse(STORAGE_UNAVAILABLE)
        except ChainBroken as fault:
            _log.error("%s", fault)
            return refuse(RECORD_DAMAGED)
        except Exception:
            _log.exception("%s %s", call.method, call.path)
            return refuse(SERVER_FAULT)

    def _request(self, call: Call, body: bytes) -> Request:
        text = cookie_of(call.cookie)
        token = self.service.tokens.read(text) if text else None
        return Request(call.path, body, token, call.address, call.secure, call.etag)
