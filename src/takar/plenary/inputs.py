"""What a plenary stands on: the selection's sealed components, its panel and rules, and its round in the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from takar.plenary.domain.state import PlenaryRules
from takar.plenary.domain.table import PostTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """`missing`: what is not sealed yet, in words; `recusals`: (member, nip) -> reason; `ev`, `event`: the round in the log.

    `panel`: members' public keys (hex) by user name; `names`: members' own names by user name; `changed`: (post, NIP, what) of
    ticks and values whose document has other bytes now; `as_committed`: the check rests on the documents of the commitment.
    """

    selection: str
    title: str
    posts: tuple[PostTable, ...]
    rules: PlenaryRules
    recusals: Mapping[tuple[str, str], str]
    missing: tuple[str, ...]
    ev: str
    event: int
    panel: Mapping[str, str]
    names: Mapping[str, str]
    secretary: str = ""
    changed: frozenset[tuple[str, str, str]] = frozenset()
    as_committed: bool = True

    def terms(self) -> dict[str, Any]:
        return {
            "ev": self.ev,
            "event": self.event,
            "panel": dict(self.panel),
            "names": dict(self.names),
            "secretary": self.secretary,
        }
