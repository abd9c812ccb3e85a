"""What can happen in a sitting. Past tense; each body is the JSON kept in the journal."""

from __future__ import annotations

from typing import TypeAlias

import msgspec
from msgspec import Struct


class Opened(Struct, frozen=True, gc=False):
    """The stream begins. `seed`: 64 hexadecimal digits that keep the chain from being guessed."""

    seed: str
    session: str
    form: str


class Entered(Struct, frozen=True, gc=False):
    """A device took the seat. Every entry raises the epoch by one."""

    device: str
    epoch: int


class Started(Struct, frozen=True, gc=False):
    """The participant pressed start. `nonce` was chosen by the participant and stands in the receipt."""

    nonce: str


class SectionEntered(Struct, frozen=True, gc=False):
    """Section `section` began and the one before it is over.

    `by` is start, participant or deadline. When a participant moved on, `device` and `last_seq` tell which
    clicks he had made by then. `overrun_ms` is the extra time that the section before it used up.
    """

    section: int
    by: str
    device: str = ""
    last_seq: int = 0
    overrun_ms: int = 0


class Answered(Struct, frozen=True, gc=False):
    """One click. `option` None takes the answer back. `client_ms` is the device's clock: never trusted."""

    epoch: int
    item: str
    option: str | None
    client_ms: int


class Flagged(Struct, frozen=True, gc=False):
    """Doubt (ragu-ragu) set or taken away."""

    epoch: int
    item: str
    value: bool
    client_ms: int


class Late(Struct, frozen=True, gc=False):
    """A click that came too late to count: kept and shown to the proctor, never scored."""

    epoch: int
    item: str
    value: str
    client_ms: int
    code: str


class Rejected(Struct, frozen=True, gc=False):
    """A click that cannot be meant (unknown item, section not open): kept so that nothing vanishes."""

    epoch: int
    item: str
    value: str
    client_ms: int
    code: str


class Extended(Struct, frozen=True, gc=False):
    """Minutes given by a proctor. `closing_only`: given to the whole session before this one had started."""

    minutes: int
    reason: str
    by: str
    command: int
    closing_only: bool = False


class SeatMoved(Struct, frozen=True, gc=False):
    seat: str
    reason: str
    by: str
    command: int


class LoginReleased(Struct, frozen=True, gc=False):
    reason: str
    by: str
    command: int


class OrderRefused(Struct, frozen=True, gc=False):
    """A proctor's order that could not be carried out, with the code of the refusal."""

    command: int
    kind: str
    code: str


class Submitted(Struct, frozen=True, gc=False):
    """The end. `by` is participant, deadline or proctor."""

    by: str
    reason: str = ""
    actor: str = ""
    command: int = 0
    device: str = ""
    last_seq: int = 0


class Acknowledged(Struct, frozen=True, gc=False):
    """The participant pressed "sudah saya lihat" under the result."""

    device: str


class SessionStarted(Struct, frozen=True, gc=False):
    """Session-wide: the proctor let everybody start. Lives in the stream `session:<id>`."""

    by: str
    command: int


Body: TypeAlias = (
    Opened
    | Entered
    | Started
    | SectionEntered
    | Answered
    | Flagged
    | Late
    | Rejected
    | Extended
    | SeatMoved
    | LoginReleased
    | OrderRefused
    | Submitted
    | Acknowledged
    | SessionStarted
)

KINDS: dict[type[Body], str] = {
    Opened: "opened",
    Entered: "entered",
    Started: "started",
    SectionEntered: "section_entered",
    Answered: "answered",
    Flagged: "flagged",
    Late: "late",
    Rejected: "rejected",
    Extended: "extended",
    SeatMoved: "seat_moved",
    LoginReleased: "login_released",
    OrderRefused: "order_refused",
    Submitted: "submitted",
    Acknowledged: "acknowledged",
    SessionStarted: "session_started",
}

SERVER = "server"


class Event(Struct, frozen=True, gc=False):
    """A body with its server time. `device` and `seq` name the click; server events leave them alone."""

    at_ms: int
    body: Body
    device: str = SERVER
    seq: int = 0


_DECODERS = {name: msgspec.json.Decoder(body) for body, name in KINDS.items()}
_ENCODE = msgspec.json.Encoder(order="sorted").encode


def encode_body(body: Body) -> str:
    """Canonical JSON: equal to `kernel.canonical` for what the domain lets through."""
    return _ENCODE(body).decode()


def decode_body(kind: str, text: str) -> Body:
    """Raises msgspec.ValidationError for anything that no release of Takar ever wrote."""
    return _DECODERS[kind].decode(text)
