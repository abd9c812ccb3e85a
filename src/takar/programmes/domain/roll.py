"""The roll of a programme: who is called, in which phase, and what may happen next [daftar calon peserta].

Pure: `decide(roll, command) -> event | Refusal`, `evolve(roll, event) -> roll`. People are named by NIP.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

LIVE = frozenset({"nominated", "invited", "confirmed"})
OUT = frozenset({"declined", "withdrawn"})

# (where somebody stands, step) -> where he stands then. What is not here cannot be done.
STEPS: dict[tuple[str, str], str] = {
    ("nominated", "invite"): "invited",
    ("nominated", "withdraw"): "withdrawn",
    ("invited", "confirm"): "confirmed",
    ("invited", "decline"): "declined",
    ("invited", "withdraw"): "withdrawn",
    ("confirmed", "decline"): "declined",
    ("confirmed", "withdraw"): "withdrawn",
    ("declined", "confirm"): "confirmed",
    ("declined", "reinstate"): "nominated",
    ("withdrawn", "reinstate"): "nominated",
}
# Steps that take a living person off the roll must say why, and so must calling somebody back.
NEEDS_REASON = frozenset({"decline", "withdraw", "reinstate"})


@dataclass(frozen=True, slots=True)
class Called:
    """Where one person stands; `replaces` is the NIP of the one whose seat he took."""

    phase: int
    status: str
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Roll:
    """Quota (people) by phase number, and everyone who was ever called, by NIP."""

    quotas: Mapping[int, int] = field(default_factory=dict)
    called: Mapping[str, Called] = field(default_factory=dict)

    def live(self, phase: int) -> int:
        """How many of a phase hold a seat: nominated, invited or confirmed."""
        return sum(one.phase == phase and one.status in LIVE for one in self.called.values())

    def room(self, phase: int) -> int:
        """Seats of the quota that nobody holds."""
        return self.quotas[phase] - self.live(phase)

    def replacement_of(self, nip: str) -> str:
        """Who took this person's seat; "" for nobody."""
        return next((new for new, one in self.called.items() if one.replaces == nip), "")

    def chain(self, nip: str) -> tuple[str, ...]:
        """From the first who was called to this person, each replaced by the next."""
        line: list[str] = []
        while nip:
            line.insert(0, nip)
            nip = self.called[nip].replaces
        return tuple(line)

    def line(self, nip: str) -> tuple[str, ...]:
        """Everyone who had the same seat one after the other, from the first to the last."""
        line = [*self.chain(nip)]
        while heir := self.replacement_of(line[-1]):
            line.append(heir)
        return tuple(line)

    def holder(self, nip: str) -> str:
        """Who of the line holds the seat now; "" for nobody."""
        return next((one for one in self.line(nip) if self.called[one].status in LIVE), "")


@dataclass(frozen=True, slots=True)
class Nominate:
    """Call these people to a phase, all or none."""

    phase: int
    nips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One person goes one step: invite, confirm, decline, withdraw or reinstate."""

    nip: str
    step: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Replace:
    """Give the seat of `old`, who declined or was withdrawn, to `new`."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Move:
    """Call somebody who is not invited yet to another phase."""

    nip: str
    phase: int


@dataclass(frozen=True, slots=True)
class SetQuota:
    phase: int
    quota: int


@dataclass(frozen=True, slots=True)
class Nominated:
    phase: int
    nips: tuple[str, ...]
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Stepped:
    nip: str
    step: str
    status: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    nip: str
    phase: int


@dataclass(frozen=True, slots=True)
class QuotaSet:
    phase: int
    quota: int


Command: TypeAlias = "Nominate | Step | Replace | Move | SetQuota"
Event: TypeAlias = "Nominated | Stepped | Moved | QuotaSet"


def evolve(roll: Roll, event: Event) -> Roll:
    """The roll after what has happened. Never refuses: `decide` has."""
    if isinstance(event, QuotaSet):
        return Roll({**roll.quotas, event.phase: event.quota}, roll.called)
    if isinstance(event, Nominated):
        fresh = {nip: Called(event.phase, "nominated", event.replaces) for nip in event.nips}
        return Roll(roll.quotas, {**roll.called, **fresh})
    one = roll.called[event.nip]
    phase = event.phase if isinstance(event, Moved) else one.phase
    status = event.status if isinstance(event, Stepped) else one.status
    return Roll(roll.quotas, {**roll.called, event.nip: Called(phase, status, one.replaces)})
