"""A small form and short ways to drive the domain in tests."""

from __future__ import annotations

from takar.delivery.domain.chain import record_all
from takar.delivery.domain.commands import Click, Command, Enter, Open, Save, Start
from takar.delivery.domain.decide import decide
from takar.delivery.domain.rules import Rules, Section
from takar.delivery.domain.state import SittingState
from takar.kernel.refusals import Refusal

MINUTE = 60_000
T0 = 1_767_580_000_000
A, B = "komputer-a", "komputer-b"
OPTIONS = frozenset("ABCD")
SECTIONS = (
    Section("A", 30, dict.fromkeys(("S1", "S2", "S3"), OPTIONS)),
    Section("B", 20, dict.fromkeys(("S4", "S5"), OPTIONS)),
)


def rules(extra_minutes: int = 0, started: bool = True, closes_ms: int = T0 + 240 * MINUTE) -> Rules:
    return Rules("sesi", "f" * 64, SECTIONS, T0 - MINUTE, closes_ms, extra_minutes, started)


def did(state: SittingState, command: Command, by: Rules) -> SittingState:
    """Carry out a command that must not be refused."""
    events = decide(state, command, by)
    assert not isinstance(events, Refusal), events
    return record_all(state, events)[1]


def refused(state: SittingState, command: Command, by: Rules) -> str:
    """Code of the refusal that the command must get."""
    refusal = decide(state, command, by)
    assert isinstance(refusal, Refusal), refusal
    assert refusal.id
    assert refusal.en
    return refusal.code


def click(seq: int, item: str, value: str | bool | None, epoch: int = 0) -> Click:
    kind = "flag" if isinstance(value, bool) else "answer"
    return Click(seq, kind, item, value, 0, epoch)


def save(now: int, device: str, epoch: int, *clicks: Click) -> Save:
    return Save(now, device, epoch, clicks)


def running(by: Rules, now: int = T0) -> SittingState:
    """A sitting that computer A has just started."""
    state = did(SittingState("duduk-1"), Open(now, b"s" * 32), by)
    state = did(state, Enter(now, A), by)
    return did(state, Start(now, A, 1, "abcd1234"), by)
