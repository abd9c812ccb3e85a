"""10,000 cuts of power, network and tab: nothing acknowledged is lost, nothing counts twice.

Devices with outboxes as the desk has them write on real tables. A cut falls before any statement of a save, before its commit, or
after it so that only the acknowledgement is lost; requests are repeated, arrive late or again, tabs are closed and begin anew.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection

from takar.accounts.models import User
from takar.exercises.domain.events import Rated
from takar.exercises.models import Sheet, SheetEvent
from takar.exercises.storage import Locked, Saved, lock, own_events, own_state, save
from takar.kernel.refusals import Refusal
from tests.exercises.round import PHRASE, rater, round_of, sheet

pytestmark = [
    pytest.mark.long,
    pytest.mark.database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(240),
]
CUTS = 10_000
ENTRIES = 14


class PowerCut(Exception):
    """The process is gone."""


@contextmanager
def cut_at(statement: int) -> Iterator[None]:
    """Nothing happens from the `statement`-th write of this block on, its commit included."""
    seen = 0

    def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        if not sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen += 1
            if seen >= statement:
                raise PowerCut
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


@contextmanager
def cut_at_commit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse() -> None:
        connection.rollback()
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(connection, "commit", refuse)
        yield


@dataclass
class Device:
    """One tab: what it has not heard of yet, and what it was told is safe."""

    name: str
    last: int = 0
    acked: int = 0
    waiting: list[dict[str, Any]] = field(default_factory=list)
    sent: list[list[dict[str, Any]]] = field(default_factory=list)

    def write(self, chance: random.Random, tick: int) -> None:
        self.last += 1
        note, dimension = f"n{chance.randrange(3)}", chance.choice(("M.01", "M.02"))
        body: dict[str, Any] = chance.choice(
            [
                {"kind": "noted", "note": note, "text": f"{self.name}-{self.last}", "clock_s": self.last},
                {"kind": "tagged", "note": note, "dimension": dimension, "indicator": "", "sign": "+"},
                {"kind": "rated", "dimension": dimension, "value": str(chance.randint(1, 5))},
                {"kind": "rated", "dimension": dimension, "value": "NE"},
            ]
        )
        self.waiting.append({"seq": self.last, "tick": tick, **body})

    def hear(self, saved: Saved) -> None:
        self.acked = max(self.acked, saved.acked)
        self.waiting = [one for one in self.waiting if one["seq"] > self.acked]


@dataclass
class Desk:
    """A sheet with its tabs, and every entry that was ever acknowledged."""

    sheet: Sheet
    chance: random.Random
    devices: list[Device] = field(default_factory=list)
    promised: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    tick: int = 0
    cuts: int = 0

    def open_tab(self) -> Device:
        device = Device(f"tab{len(self.devices)}")
        self.devices.append(device)
        return device

    def step(self, monkeypatch: pytest.MonkeyPatch) -> None:
        device = self.chance.choice(self.devices) if self.devices else self.open_tab()
        for _ in range(self.chance.randint(0, 3)):
            self.tick += 1
            device.write(self.chance, self.tick)
        if len(self.devices) < 3 and self.chance.random() < 0.1:
            self.open_tab()
        batch = self.choose(device)
        device.sent.append(batch)
        self.send(device, batch, monkeypatch)

    def choose(self, device: Device) -> list[dict[str, Any]]:
        """What waits, an older request once more, or entries out of order and with a gap."""
        if device.sent and self.chance.random() < 0.25:
            return self.chance.choice(device.sent)
        batch = list(device.waiting)
        if self.chance.random() < 0.1:
            self.chance.shuffle(batch)
            batch = batch[: self.chance.randint(0, len(batch))]
        return batch

    def send(self, device: Device, batch: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
        self.cuts += 1
        how = self.chance.choice(("statement", "commit", "acknowledgement", "nothing"))
        known = {one["seq"]: one for one in [*device.waiting, *batch]}
        try:
            if how == "statement":
                with cut_at(self.chance.randint(1, 2)):
                    saved = save(self.sheet.pk, self.sheet.rater, device.name, batch)
            elif how == "commit":
                with cut_at_commit(monkeypatch):
                    saved = save(self.sheet.pk, self.sheet.rater, device.name, batch)
            else:
                saved = save(self.sheet.pk, self.sheet.rater, device.name, batch)
        except PowerCut:
            return
        assert isinstance(saved, Saved), saved
        if how == "acknowledgement":
            return
        for seq in range(device.acked + 1, saved.acked + 1):
            self.promised[device.name, seq] = known[seq]
        device.hear(saved)

    def settle(self) -> None:
        for device in self.devices:
            saved = save(self.sheet.pk, self.sheet.rater, device.name, device.waiting)
            assert isinstance(saved, Saved)
            assert saved.acked == device.last
            self.promised |= {(device.name, one["seq"]): one for one in device.waiting}

    def check(self) -> None:
        """Each promised entry is there once, word for word, and the newest of each rating is the one that counts."""
        events = own_events(self.sheet.pk, self.sheet.rater)
        assert not isinstance(events, Refusal)
        places = [(event.device, event.seq) for event in events]
        assert len(places) == len(set(places))
        assert set(places) == set(self.promised)
        for event in events:
            wanted = self.promised[event.device, event.seq]
            assert (event.tick, type(event.body).__name__.lower()) == (wanted["tick"], wanted["kind"])
            fields = wanted.keys() - {"seq", "tick", "kind"}
            assert all(getattr(event.body, name) == wanted[name] for name in fields)
        state = own_state(self.sheet.pk, self.sheet.rater)
        assert not isinstance(state, Refusal)
        for dimension in ("M.01", "M.02"):
            rated = [e for e in events if isinstance(e.body, Rated) and e.body.dimension == dimension]
            newest = max(rated, key=lambda e: (e.tick, e.device, e.seq), default=None)
            assert state.value(dimension) == (
                newest.body.value if newest and isinstance(newest.body, Rated) else None
            )


def test_ten_thousand_cuts_lose_and_double_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    chance, cuts, entries = random.Random(20261122), 0, 0
    owner, who = round_of(), rater("asesor1")
    while cuts < CUTS:
        number = Sheet.objects.count()
        desk = Desk(sheet(owner, f"s{number}", who, nip=f"{number:018d}"), chance)
        while len(desk.promised) < ENTRIES:
            desk.step(monkeypatch)
        desk.settle()
        desk.check()
        cuts, entries = cuts + desk.cuts, entries + len(desk.promised)
    assert SheetEvent.objects.count() == entries > 4_000


def test_a_cut_lock_is_locked_or_not_and_never_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    owner, who = round_of(), rater("asesor1")
    for cut in range(1, 7):
        one = sheet(owner, f"s{cut}", who, nip=f"{cut:018d}")
        sent = [{"seq": n, "tick": n, "kind": "rated", "dimension": f"M.0{n}", "value": "NE"} for n in (1, 2)]
        assert isinstance(save(one.pk, who.username, "dev", sent), Saved)
        with suppress(PowerCut), cut_at_commit(monkeypatch) if cut == 6 else cut_at(cut):
            _lock(one, who)
        state = own_state(one.pk, who.username)
        assert not isinstance(state, Refusal)
        again = _lock(one, who)
        assert again.already == state.locked


def _lock(one: Sheet, who: User) -> Locked:
    done = lock(one.pk, who, PHRASE, device="dev", last_seq=2)
    assert isinstance(done, Locked), done
    return done
