"""What can happen on a rating sheet. Past tense; each body is kept as JSON, none is ever changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Sign = Literal["+", "-", "0"]
SERVER = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """The text of note `note` is now `text` (empty: struck out). `clock_s`: seconds on the exercise's clock."""

    note: str
    text: str
    clock_s: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """Note `note` is evidence for `dimension` (at `indicator`, or "" for all of it); sign None takes the tag away."""

    note: str
    dimension: str
    indicator: str
    sign: Sign | None


@dataclass(frozen=True, slots=True)
class Rated:
    """`value`: decimal text, "NE" for no evidence, or None to take the rating back."""

    dimension: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Remarked:
    """A remark on a dimension, or on the whole when `dimension` is empty."""

    dimension: str
    text: str


@dataclass(frozen=True, slots=True)
class Locked:
    """The rater's own word, from here on final. `paper`: taken over from a paper form."""

    by: str
    paper: bool = False


@dataclass(frozen=True, slots=True)
class Reopened:
    """Two people opened the sheet again."""

    asked_by: str
    approved_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Late:
    """Came after locking: kept, shown to the head of assessors, never counted."""

    kind: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Cannot be meant (unknown dimension, value outside the scale): kept, never sent again."""

    kind: str
    code: str


Body: TypeAlias = Noted | Tagged | Rated | Remarked | Locked | Reopened | Late | Rejected


@dataclass(frozen=True, slots=True)
class Event:
    """`tick`: the sheet's logical clock on that device; of two entries on one thing the later (tick, device, seq) counts."""

    at_ms: int
    body: Body
    device: str = SERVER
    seq: int = 0
    tick: int = 0
