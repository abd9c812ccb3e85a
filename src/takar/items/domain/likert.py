"""Statements about oneself, answered on a five-point agreement scale."""

from __future__ import annotations

from takar.items.domain.item import Entry, Item, Key, Option
from takar.items.domain.scales import ItemType

AGREEMENT = ("Sangat tidak setuju", "Tidak setuju", "Netral", "Setuju", "Sangat setuju")
_IDS = "ABCDE"


def likert_entry(scale: str, number: int, statement: str, *, reversed_: bool) -> Entry:
    """A statement with its five answers; agreeing with a reversed one counts low."""
    code = f"LKT-{scale.replace('.', '')}-{number:02}"
    options = tuple(Option(letter, text) for letter, text in zip(_IDS, AGREEMENT, strict=True))
    weights = {letter: 5 - at if reversed_ else at + 1 for at, letter in enumerate(_IDS)}
    item = Item(code, 1, ItemType.LIKERT, statement, options)
    reason = (
        "Pernyataan terbalik: setuju menunjukkan skala yang rendah."
        if reversed_
        else "Setuju menunjukkan skala yang tinggi."
    )
    return Entry(item, Key(code, scale, weights), rationale=reason)
