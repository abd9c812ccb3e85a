"""Reads one session for the console: who sits where, in which state, and what happened."""

from __future__ import annotations

from dataclasses import dataclass

from takar.assessments.public import SessionView, participants_of
from takar.delivery.pages.follower import Follower
from takar.delivery.pages.lines import Line, lines_of
from takar.delivery.pages.room import Seat, seat_of
from takar.delivery.public import session_stream

_MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class Watched:
    """`ordered`: the start was ordered; `started`: the exam server has carried it out."""

    session: SessionView
    seats: tuple[Seat, ...]
    lines: tuple[Line, ...]
    ordered: bool
    started: bool
    now_ms: int

    def seat(self, sitting: str) -> Seat | None:
        return next((seat for seat in self.seats if seat.sitting == sitting), None)


def watch(session: SessionView, follower: Follower, now_ms: int, *, for_helper: bool = False) -> Watched:
    """Raises StorageUnavailable when the journal cannot be read."""
    people = participants_of(session.id)
    whole = session_stream(session.id)
    streams = follower.look([whole, *(person.sitting for person in people)])
    signs = {sign.sitting: sign for sign in follower.journal.presence()}
    seats = tuple(
        seat_of(p, streams[p.sitting].state, signs.get(p.sitting), now_ms, broken=streams[p.sitting].broken)
        for p in people
    )
    orders = [order for order in follower.journal.orders_since(0) if order.session == session.id]
    rows = [row for p in people for row in streams[p.sitting].rows]
    placed = {person.sitting: person.seat for person in people}
    lines = lines_of(orders, rows, placed, for_helper=for_helper)
    return Watched(
        session=session,
        seats=seats,
        lines=tuple(lines[:_MOST_LINES]),
        ordered=any(order.kind == "start_session" for order in orders),
        started=streams[whole].state.started_ms is not None,
        now_ms=now_ms,
    )
