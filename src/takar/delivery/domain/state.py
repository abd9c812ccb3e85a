"""A sitting as it stands after its events. Immutable; made by `evolve` only."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from takar.delivery.domain.marks import Marks
from takar.delivery.domain.rules import Rules

ZERO = bytes(32)


class Queue(Struct, frozen=True, gc=False):
    """Which clicks of one device are in the journal: all up to `contiguous`, and the ones in `beyond`."""

    contiguous: int = 0
    beyond: frozenset[int] = frozenset()

    def has(self, seq: int) -> bool:
        return seq <= self.contiguous or seq in self.beyond

    def put(self, seq: int) -> Queue:
        """The queue with `seq` in it. Closes the gap when `seq` was the missing one."""
        if seq == self.contiguous + 1 and not self.beyond:
            return Queue(seq)
        beyond, reached = self.beyond | {seq}, self.contiguous
        while reached + 1 in beyond:
            reached += 1
        return Queue(reached, frozenset(s for s in beyond if s > reached))


class Left(Struct, frozen=True, gc=False):
    """How a section was left: by which device, after which of its clicks ("" when time ran out)."""

    device: str
    last_seq: int


class Notice(Struct, frozen=True, gc=False):
    """Something a proctor did that the participant must be told."""

    kind: str
    at_ms: int
    reason: str
    minutes: int = 0
    seat: str = ""


class SittingState(Struct, frozen=True):
    """Everything known about one sitting. Times are server milliseconds since 1970-01-01 UTC.

    `ordinal` counts the events; `chain` is the head of the hash chain; `sealed_chain` is the head at
    submission. `device` is the live one, None when a proctor has freed the seat. `uncounted` says, per
    device and seq, why a click does not count.
    """

    sitting: str
    session: str = ""
    form: str = ""
    ordinal: int = 0
    chain: bytes = ZERO
    seat: str | None = None
    epoch: int = 0
    device: str | None = None
    epochs: Mapping[int, str] = {}
    queues: Mapping[str, Queue] = {}
    answers: Marks = Marks()
    flags: Marks = Marks()
    nonce: str = ""
    started_ms: int | None = None
    section: int | None = None
    section_entered_ms: int = 0
    left: Mapping[int, Left] = {}
    overrun_ms: int = 0
    extended_ms: int = 0
    closing_ms: int = 0
    commands: frozenset[int] = frozenset()
    notices: tuple[Notice, ...] = ()
    clicks: int = 0
    uncounted: Mapping[str, Mapping[int, str]] = {}
    late: int = 0
    rejected: int = 0
    submitted_ms: int | None = None
    submitted_by: str = ""
    submitted_reason: str = ""
    sealed_chain: bytes = b""
    acknowledged_ms: int | None = None
    events_at_seal: int = 0

    @property
    def opened(self) -> bool:
        return self.ordinal > 0

    def phase(self, rules: Rules) -> str:
        """waiting, ready, sitting or submitted (docs/interfaces.md section 6)."""
        if self.submitted_ms is not None:
            return "submitted"
        if self.started_ms is not None:
            return "sitting"
        return "ready" if rules.session_started else "waiting"

    def chosen(self) -> dict[str, str]:
        """item -> option for every item that has an answer."""
        return {item: mark.value for item, mark in self.answers.items() if isinstance(mark.value, str)}

    def doubtful(self) -> list[str]:
        return [item for item, mark in self.flags.items() if mark.value is True]
