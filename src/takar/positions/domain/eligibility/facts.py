"""What is on record of one person, and what a requirement looks like to whoever judges it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]


class Requires(Protocol):
    """One structured requirement of a post. `weight`: mutlak, penting or perlu; `values`: see `judging`."""

    @property
    def kind(self) -> str: ...
    @property
    def weight(self) -> str: ...
    @property
    def values(self) -> Sequence[str]: ...
    @property
    def text(self) -> str: ...


class Asking(Protocol):
    """The post that asks; its class and family count where a requirement names none (`Position` is one)."""

    @property
    def job_class(self) -> str: ...
    @property
    def family(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Stay:
    """A post held from `start` to `end` (None: still)."""

    job_class: str
    family: str
    start: date
    end: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record of one person. None: not known, which is neither yes nor no; an empty tuple: known to be none.

    `golongan` as written (III/d); `born` gives age; `retires_on`: the first day out of office by the rules; `education`:
    (level, field) pairs, level as written (S-1, D-IV); `predicates`: (year, code); `discipline`: (level, start, until); `jpm`:
    the newest, in percent; `levels`: observed level per competency; `holds`: code of the position held now; `present`: the
    post held now, where the history of posts (`stays`) is not on record.
    """

    nip: str
    job_class: str = ""
    holds: str = ""
    golongan: str | None = None
    born: date | None = None
    education: tuple[tuple[str, str], ...] | None = None
    stays: tuple[Stay, ...] | None = None
    present: Stay | None = None
    trainings: tuple[str, ...] | None = None
    licences: tuple[str, ...] | None = None
    predicates: tuple[tuple[int, str], ...] | None = None
    discipline: tuple[tuple[str, date, date | None], ...] | None = None
    jpm: float | None = None
    retires_on: date | None = None
    levels: Mapping[str, float] = field(default_factory=dict)
