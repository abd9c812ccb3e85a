"""What the browser sends, as types: msgspec refuses everything else. Sizes are limited here."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Small = Annotated[str, Meta(max_length=64)]
# JavaScript's safe integers: nothing else can be kept in the journal.
Count = Annotated[int, Meta(ge=0, lt=2**53)]
Positive = Annotated[int, Meta(ge=1, lt=2**53)]


class LoginBody(Struct):
    identity: Annotated[str, Meta(max_length=100)]
    pin: Annotated[str, Meta(max_length=40)]
    device: Small


class StartBody(Struct):
    nonce: Small = ""


class ClickBody(Struct):
    seq: Positive
    kind: Literal["answer", "flag"]
    item: Small
    # As long as the whole body may be: a text that is too long is refused as one answer, with a sentence.
    value: str | bool | None = None
    at_ms: int | float | None = 0
    epoch: Count = 0


class SaveBody(Struct):
    sitting: Small
    device: Small
    events: Annotated[list[ClickBody], Meta(max_length=1000)]


class SectionBody(Struct):
    sitting: Small
    device: Small
    to: Count
    last_seq: Count


class DeviceBody(Struct):
    """Heartbeat and submission."""

    sitting: Small
    device: Small
    last_seq: Count = 0


login = msgspec.json.Decoder(LoginBody).decode
start = msgspec.json.Decoder(StartBody).decode
save = msgspec.json.Decoder(SaveBody).decode
section = msgspec.json.Decoder(SectionBody).decode
device = msgspec.json.Decoder(DeviceBody).decode


def safe_ms(value: int | float | None) -> int:
    """The client's clock as a whole number that has a canonical form; it is only ever a hint."""
    if value is None or not -(2.0**52) < value < 2.0**52:
        return 0
    return int(value)
