"""Holes of one person as a short text: two letters a hole, the field's and the fault's."""

from __future__ import annotations

from collections.abc import Iterable

from takar.readiness.domain.faults import Fault

_FIRST = ord("0")


def encode(holes: Iterable[tuple[int, Fault]]) -> str:
    """(bit of the field, fault) in the order of bits."""
    return "".join(chr(_FIRST + bit) + fault for bit, fault in sorted(holes))


def decode(codes: str) -> dict[int, Fault]:
    """Bit of the field -> fault."""
    return {ord(codes[place]) - _FIRST: Fault(codes[place + 1]) for place in range(0, len(codes), 2)}
