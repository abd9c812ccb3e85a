"""What happens without a request: deadlines, proctors' orders, new tickets, signs of life."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

from takar.delivery.public import (
    ChainBroken,
    Conflict,
    OrderRow,
    PresenceRow,
    StorageUnavailable,
    decide_session,
    is_over,
    read_sitting,
    record_all,
    session_stream,
)
from takar.gateway.hall import Place
from takar.gateway.http import encode
from takar.gateway.service import Service

PERIOD_S = 0.3
PRESENCE_MS = 5_000
# How soon this gateway keeps the deadlines of sittings that another one left behind.
GATHER_MS = 30_000
_IDLE_MS = 600_000
_log = logging.getLogger("takar.gateway")


async def tick_forever(service: Service) -> None:
    """Run until cancelled. A dead database is waited for, never a reason to stop."""
    told_ms, gathered_ms = 0, service.now_ms()
    while True:
        try:
            await tick(service)
            if service.now_ms() - gathered_ms >= GATHER_MS:
                gathered_ms = service.now_ms()
                await _gather_running(service)
            if service.now_ms() - told_ms >= PRESENCE_MS:
                told_ms = service.now_ms()
                await tell_presence(service)
        except StorageUnavailable as fault:
            _log.warning("exam store unavailable: %s", fault)
        except Exception:
            _log.exception("ticker")
        await asyncio.sleep(PERIOD_S)


async def tick(service: Service) -> None:
    if await service.refresh_tickets():
        await _gather_running(service)
    await take_orders(service)
    now = service.now_ms()
    for place in _due(service, now):
        await _settle(service, place)


async def take_orders(service: Service) -> None:
    """Read new orders and carry them out on every sitting that is open here."""
    hall = service.hall
    for order in await asyncio.to_thread(service.journal.orders_since, hall.orders.newest):
        if order.kind == "start_session":
            await _start_session(service, order)
        hall.orders.add(order)
        if order.kind == "release_login":
            service.throttle.forget(order.sitting)
        for place in _concerned(service, order):
            await _settle(service, place)


async def _start_session(service: Service, order: OrderRow) -> None:
    """Note the start in the session's own stream; another gateway may have done so already."""
    stream = session_stream(order.session)
    state = await asyncio.to_thread(read_sitting, service.journal, stream)
    rows, _ = record_all(state, decide_session(state, service.now_ms(), order.actor, order.id))
    if rows:
        try:
            await service.writer.write(rows)
        except Conflict:
            _log.info("session %s was started by another gateway", order.session)
    service.hall.orders.started.add(order.session)


def _concerned(service: Service, order: OrderRow) -> list[Place]:
    """Open sittings of the order's session. Those never opened meet the order when they log in."""
    ticket = service.board.tickets.get(order.session)
    names: Iterable[str] = [order.sitting] if order.sitting else (ticket.entries if ticket else [])
    places = service.hall.places
    return [places[name] for name in names if name in places and name in service.board.by_sitting]


async def _gather_running(service: Service) -> None:
    """Hold every running sitting, so that its deadline is kept though nobody calls."""
    for sitting in await asyncio.to_thread(service.journal.running):
        if sitting in service.board.by_sitting and sitting not in service.hall.places:
            await _settle(service, service.hall.place(sitting))


def _due(service: Service, now_ms: int) -> list[Place]:
    due = []
    for place in list(service.hall.places.values()):
        state = place.state
        if state is None or place.sitting not in service.board.by_sitting:
            continue
        if state.section is not None and is_over(state, service.hall.rules(place), now_ms):
            due.append(place)
    return due


async def _settle(service: Service, place: Place) -> None:
    try:
        await service.hall.look(place)
    except (ChainBroken, Conflict):
        _log.exception("sitting %s cannot be continued", place.sitting)


async def tell_presence(service: Service) -> None:
    """Write who was seen since the last time; sittings that ended long ago leave the memory."""
    places = list(service.hall.places.values())
    rows = []
    for place in places:
        if place.seen_ms > place.told_ms:
            place.told_ms = place.seen_ms
            rows.append(PresenceRow(place.sitting, place.seen_ms, place.device, _sign(place)))
    now = service.now_ms()
    for place in filter(lambda one: _is_done(one, now), places):
        del service.hall.places[place.sitting]
    if rows:
        await service.writer.call(lambda: service.journal.put_presence(rows))


def _is_done(place: Place, now_ms: int) -> bool:
    submitted = place.state is not None and place.state.submitted_ms is not None
    return submitted and now_ms - place.seen_ms > _IDLE_MS and not place.lock.locked()


def _sign(place: Place) -> str:
    """What the proctor's page shows of a seat: never an answer."""
    state = place.state
    queue = state.queues.get(place.device) if state else None
    acked = queue.contiguous if queue else 0
    return encode(
        {
            "address": place.address,
            "answered": len(state.chosen()) if state else 0,
            "section": state.section if state else None,
            "unsent": max(0, place.last_seq - acked),
        }
    ).decode()
