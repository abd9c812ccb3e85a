"""What a context gives the engine: a kind and where its records are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from takar.people.domain.tables.entries import Entry
from takar.people.domain.tables.kinds import TableKind

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Saving:
    """A record to be kept. `values`: all of it as text; `changed`: it replaces one that is known."""

    key: str
    values: Values
    changed: bool
    row: int


@dataclass(frozen=True, slots=True)
class Provenance:
    actor: str
    at: datetime
    reason: str
    file_name: str


class Store(Protocol):
    """Called with at most 900 keys at a time; `save` inside the one transaction that keeps a list, so it only writes."""

    def current(self, keys: Sequence[str]) -> Mapping[str, Values]:
        """Those of `keys` that are on record, as text."""

    def judge(self, entries: Sequence[Entry]) -> None:
        """Add remarks that need other data: unknown positions, holders of two."""

    def ready(self, rows: Sequence[Saving], by: Provenance) -> Any:
        """What `save` takes: whatever of these rows can be worked out before others have to wait."""

    def save(self, ready: Any) -> None:
        """Keep all of them."""


@dataclass(frozen=True, slots=True)
class TableList:
    """A list that can be imported: `people.tables` does the rest."""

    kind: TableKind
    store: Store


def mark_of(values: Values | None) -> str:
    """16 hexadecimal digits that change when anything of the record does; "" for none."""
    if values is None:
        return ""
    told = json.dumps({name: text for name, text in sorted(values.items()) if text})
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
