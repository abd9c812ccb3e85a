"""Reasoning items made from a seed: the same seed gives the same items, byte for byte, everywhere."""

from __future__ import annotations

from takar.items.domain.item import Entry
from takar.items.domain.scales import Family

MOST = 96


def generate(family: Family, count: int, seed: str) -> tuple[Entry, ...]:
    """`count` different items of `family`, from easy to hard. Raises ValueError unless 1 <= count <= MOST."""
    raise NotImplementedError
