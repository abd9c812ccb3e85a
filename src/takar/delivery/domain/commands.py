"""What somebody wants of a sitting. `now_ms` is always the server's clock."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class Open(Struct, frozen=True, gc=False):
    """First contact. `seed` must come from the operating system's random numbers: 32 bytes."""

    now_ms: int
    seed: bytes


class Enter(Struct, frozen=True, gc=False):
    """Log in from `device`. `seen_ms`: last sign of life of the device now on the seat, None if never."""

    now_ms: int
    device: str
    seen_ms: int | None = None


class Start(Struct, frozen=True, gc=False):
    now_ms: int
    device: str
    epoch: int
    nonce: str


class Click(Struct, frozen=True, gc=False):
    """One entry of a device's outbox. `epoch` 0 means: the epoch of the token it travels with."""

    seq: int
    kind: str
    item: str
    value: str | bool | None
    at_ms: int = 0
    epoch: int = 0


class Save(Struct, frozen=True, gc=False):
    now_ms: int
    device: str
    epoch: int
    clicks: tuple[Click, ...]


class EnterSection(Struct, frozen=True, gc=False):
    now_ms: int
    device: str
    epoch: int
    to: int
    last_seq: int


class Submit(Struct, frozen=True, gc=False):
    now_ms: int
    device: str
    epoch: int
    last_seq: int


class Acknowledge(Struct, frozen=True, gc=False):
    """The participant has seen the result."""

    now_ms: int
    device: str


class Tick(Struct, frozen=True, gc=False):
    """Time has passed: do what the deadlines demand."""

    now_ms: int


class Extend(Struct, frozen=True, gc=False):
    now_ms: int
    command: int
    by: str
    minutes: int
    reason: str
    given_ms: int
    whole_session: bool


class ForceSubmit(Struct, frozen=True, gc=False):
    now_ms: int
    command: int
    by: str
    reason: str


class MoveSeat(Struct, frozen=True, gc=False):
    now_ms: int
    command: int
    by: str
    seat: str
    reason: str


class ReleaseLogin(Struct, frozen=True, gc=False):
    now_ms: int
    command: int
    by: str
    reason: str


Order: TypeAlias = Extend | ForceSubmit | MoveSeat | ReleaseLogin
Command: TypeAlias = Open | Enter | Start | Save | EnterSection | Submit | Acknowledge | Tick | Order
