"""Numbers of things in English; Indonesian nouns do not change."""

from __future__ import annotations


def of(count: int, one: str, more: str = "") -> str:
    """As in '1 room', '2 rooms', '3 batches' (with `more` given)."""
    return f"{count} {one if count == 1 else more or one + 's'}"
