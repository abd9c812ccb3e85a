"""The journal row of an event and the hash chain that binds it to all before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from takar.delivery.domain.events import KINDS, SERVER, Event, Submitted, decode_body, encode_body
from takar.delivery.domain.evolve import evolve
from takar.delivery.domain.state import SittingState

_CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class ChainBroken(ValueError):
    """A row of the journal does not follow from the rows before it: somebody changed the data."""


class Row(Struct, frozen=True, array_like=True, gc=False):
    """One row of table `event`. `chain` is hexadecimal; `body` is canonical JSON text."""

    sitting: str
    ordinal: int
    device: str
    seq: int
    kind: str
    body: str
    at_ms: int
    chain: str


def link(previous: bytes, row: Row) -> bytes:
    """SHA-256(previous chain ‖ canonical event). The chain of an empty stream is 32 zero bytes."""
    text = (
        f'{{"at_ms":{row.at_ms},"body":{row.body},"device":"{row.device}","kind":"{row.kind}",'
        f'"ordinal":{row.ordinal},"seq":{row.seq},"sitting":"{row.sitting}"}}'
    )
    return hashlib.sha256(previous + text.encode()).digest()


def record(state: SittingState, event: Event) -> tuple[Row, SittingState]:
    """The row to append for `event`, and the state once it is on disk."""
    ordinal = state.ordinal + 1
    seq = ordinal if event.device == SERVER else event.seq
    kind = KINDS[type(event.body)]
    bare = Row(state.sitting, ordinal, event.device, seq, kind, encode_body(event.body), event.at_ms, "")
    chain = link(state.chain, bare)
    return replace(bare, chain=chain.hex()), _stepped(state, event, ordinal, chain)


def record_all(state: SittingState, events: Iterable[Event]) -> tuple[list[Row], SittingState]:
    rows = []
    for event in events:
        row, state = record(state, event)
        rows.append(row)
    return rows, state


def restore(sitting: str, rows: Iterable[Row]) -> SittingState:
    """Replay journal rows. Raises ChainBroken at the first row that was not written by us in this order."""
    state = SittingState(sitting)
    for row in rows:
        state = extend(state, row)
    return state


def extend(state: SittingState, row: Row) -> SittingState:
    """The state after one more journal row; raises ChainBroken when it does not fit."""
    if row.sitting != state.sitting or row.ordinal != state.ordinal + 1:
        raise ChainBroken(f"{state.sitting}: expected event {state.ordinal + 1}, found {row.ordinal}")
    chain = link(state.chain, row)
    if chain.hex() != row.chain:
        raise ChainBroken(f"{state.sitting}: event {row.ordinal} was changed after it was written")
    event = Event(row.at_ms, decode_body(row.kind, row.body), row.device, row.seq)
    return _stepped(state, event, row.ordinal, chain)


def _stepped(state: SittingState, event: Event, ordinal: int, chain: bytes) -> SittingState:
    after = replace(evolve(state, event), ordinal=ordinal, chain=chain)
    if isinstance(event.body, Submitted):
        return replace(after, sealed_chain=chain, events_at_seal=ordinal)
    return after


def save_code(chain: bytes) -> str:
    """Four characters of the chain head for the participant to note down (20 bits)."""
    number = int.from_bytes(chain[:3], "big") >> 4
    return "".join(_CODE_ALPHABET[(number >> shift) & 31] for shift in (15, 10, 5, 0))
