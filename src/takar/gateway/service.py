"""Everything a request handler works with, and the check of who is asking."""

from __future__ import annotations

import asyncio
from pathlib import Path

from msgspec import Struct

from takar.delivery.public import Journal, Rules
from takar.gateway.clock import NowMs, server_clock
from takar.gateway.hall import Hall, Place
from takar.gateway.pins import Pins
from takar.gateway.refusals import LOGIN_NEEDED, NOT_YOURS, SITTING_UNKNOWN
from takar.gateway.throttle import Throttle
from takar.gateway.tickets import Board, Ticket
from takar.gateway.tokens import Token, Tokens, cookie_key
from takar.gateway.writer import Writer
from takar.kernel.refusals import Refusal


class Request(Struct):
    """One call, body read, cookie checked."""

    path: str
    body: bytes
    token: Token | None
    address: str
    secure: bool
    etag: str


class Asker(Struct):
    """A participant with a valid cookie."""

    token: Token
    place: Place
    ticket: Ticket
    rules: Rules


class Service:
    """The gateway's parts, put together on the running event loop."""

    def __init__(self, journal: Journal, keys: Path, now_ms: NowMs | None = None) -> None:
        self.journal = journal
        self.now_ms = now_ms or server_clock()
        self.writer = Writer(journal)
        self.board = Board(journal, keys / "office.pub")
        self.hall = Hall(journal, self.writer, self.board, self.now_ms)
        self.tokens = Tokens(cookie_key(keys))
        self.throttle = Throttle()
        self.pins = Pins()
        self.faults = 0

    def asker(self, request: Request, sitting: str = "", device: str = "") -> Asker | Refusal:
        """Who is asking. `sitting` and `device` of the body must be those of the cookie."""
        token = request.token
        if token is None:
            return LOGIN_NEEDED
        if (sitting and sitting != token.sitting) or (device and device != token.device):
            return NOT_YOURS
        ticket = self.board.by_sitting.get(token.sitting)
        if ticket is None:
            return SITTING_UNKNOWN
        place = self.hall.place(token.sitting)
        self._seen(place, token, request.address)
        return Asker(token, place, ticket, self.hall.rules(place))

    def _seen(self, place: Place, token: Token, address: str) -> None:
        state = place.state
        if state is None or (state.device == token.device and state.epoch == token.epoch):
            place.seen_ms, place.device, place.address = self.now_ms(), token.device, address

    async def last_seen(self, place: Place) -> int | None:
        """When the device on the seat last spoke, to this gateway or to another one."""
        state = place.state
        if state is None or state.device is None:
            return None
        rows = await asyncio.to_thread(self.journal.presence, place.sitting)
        times = [row.seen_ms for row in rows if row.device == state.device]
        if place.device == state.device:
            times.append(place.seen_ms)
        return max(times, default=None)

    async def refresh_tickets(self) -> bool:
        return await asyncio.to_thread(self.board.refresh)
