"""The sittings that this gateway holds in memory. What is in memory is on disk: nothing else is ever shown."""

from __future__ import annotations

import asyncio
import os

import msgspec

from takar.delivery.public import (
    Conflict,
    Journal,
    OrderRow,
    Rules,
    SittingState,
    commands,
    decide,
    is_over,
    read_sitting,
    record_all,
    rules_for,
)
from takar.gateway.clock import NowMs
from takar.gateway.tickets import Board, Ticket
from takar.gateway.writer import Writer
from takar.kernel.refusals import Refusal

_RETRIES = 8


class Place:
    """One sitting: its state as the journal has it (None: must be read), and who was last seen there."""

    __slots__ = (
        "address", "applied", "device", "last_seq", "lock", "rules", "rules_from", "seen_ms", "sitting",
        "state", "told_ms",
    )  # fmt: skip

    def __init__(self, sitting: str) -> None:
        self.sitting = sitting
        self.state: SittingState | None = None
        self.lock = asyncio.Lock()
        self.applied = 0
        self.rules: Rules | None = None
        self.rules_from: tuple[Ticket, bool] | None = None
        self.seen_ms = self.told_ms = self.last_seq = 0
        self.device = self.address = ""


class Orders:
    """Proctors' orders by session, in the order in which they were given, and which sessions have started."""

    def __init__(self) -> None:
        self.newest = 0
        self.started: set[str] = set()
        self._by_session: dict[str, list[OrderRow]] = {}

    def add(self, order: OrderRow) -> None:
        self.newest = max(self.newest, order.id)
        if order.kind != "start_session":
            self._by_session.setdefault(order.session, []).append(order)

    def of(self, session: str) -> list[OrderRow]:
        return self._by_session.get(session, [])


class Hall:
    """Decides, writes, and only then lets anybody see the new state."""

    def __init__(self, journal: Journal, writer: Writer, board: Board, now_ms: NowMs) -> None:
        self._journal, self._writer, self.board, self.now_ms = journal, writer, board, now_ms
        self.orders = Orders()
        self.places: dict[str, Place] = {}

    def place(self, sitting: str) -> Place:
        place = self.places.get(sitting)
        if place is None:
            place = self.places[sitting] = Place(sitting)
        return place

    def rules(self, place: Place) -> Rules:
        """The rules of today's ticket. Raises KeyError when no valid ticket names the sitting."""
        ticket = self.board.by_sitting[place.sitting]
        source = (ticket, ticket.session in self.orders.started)
        if place.rules is None or place.rules_from != source:
            entry = ticket.entries[place.sitting]
            place.rules = rules_for(ticket.content, ticket.form.sections, entry, source[1])
            place.rules_from = source
        return place.rules

    async def act(self, place: Place, command: commands.Command) -> SittingState | Refusal:
        """Carry out one command. Returns the state once it is on disk, or the refusal.

        Raises StorageUnavailable when it cannot be written, ChainBroken when the journal was changed.
        """
        async with place.lock:
            try:
                return await self._persisted(place, command)
            except BaseException:
                place.state = None  # what is on disk is unknown now
                raise

    async def look(self, place: Place) -> SittingState:
        """The state after whatever orders and deadlines demand by now."""
        state = await self.act(place, commands.Tick(self.now_ms()))
        assert not isinstance(state, Refusal)
        return state

    async def _persisted(self, place: Place, command: commands.Command) -> SittingState | Refusal:
        rules = self.rules(place)
        for _ in range(_RETRIES):
            try:
                state = await self._settled(place, rules)
                return await self._step(place, state, command, rules)
            except Conflict:
                place.state = None
        raise Conflict(place.sitting)

    async def _step(
        self, place: Place, state: SittingState, command: commands.Command, rules: Rules
    ) -> SittingState | Refusal:
        decision = decide(state, command, rules)
        if isinstance(decision, Refusal):
            return decision
        if decision:
            rows, state = record_all(state, decision)
            await self._writer.write(rows)
            place.state = state
        return state

    async def _settled(self, place: Place, rules: Rules) -> SittingState:
        """The state with all orders carried out and all deadlines kept."""
        state = place.state
        if state is None:
            state = place.state = await asyncio.to_thread(read_sitting, self._journal, place.sitting)
            place.applied = 0
        if not state.opened:
            return state
        orders = self.orders.of(rules.session)
        while place.applied < len(orders):
            order = orders[place.applied]
            if order.sitting in ("", place.sitting):
                await self._step(place, state, as_command(order, self.now_ms()), rules)
                state = place.state or state
            place.applied += 1
        while is_over(state, rules, now := self.now_ms()):
            await self._step(place, state, commands.Tick(now), rules)
            state = place.state or state
        return state

    async def open(self, place: Place) -> SittingState:
        """Begin the stream of a sitting that was never opened."""
        command = commands.Open(self.now_ms(), os.urandom(32))
        state = await self.act(place, command)
        assert not isinstance(state, Refusal)
        return state


def as_command(order: OrderRow, now_ms: int) -> commands.Order:
    """The domain's command for a row of table `command`."""
    body = msgspec.json.decode(order.body)
    reason = body.get("reason", "")
    match order.kind:
        case "extend":
            whole = order.sitting == ""
            return commands.Extend(now_ms, order.id, order.actor, body["minutes"], reason, order.at_ms, whole)
        case "force_submit":
            return commands.ForceSubmit(now_ms, order.id, order.actor, reason)
        case "move_seat":
            return commands.MoveSeat(now_ms, order.id, order.actor, body["seat"], reason)
        case "release_login":
            return commands.ReleaseLogin(now_ms, order.id, order.actor, reason)
    raise ValueError(f"order {order.id}: unknown kind {order.kind!r}")
