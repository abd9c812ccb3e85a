"""Who comes first when the quota is smaller than the list, and who may take a free seat.

Order: lapsed (the longest first), never assessed, expiring (the soonest first), still valid (the soonest to end first);
equals by NIP, so that the same list always gives the same cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

STATES = ("lapsed", "never", "expiring", "valid", "unclear", "outside")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be called. `state`: lapsed | never | expiring | valid, unclear (no job class) or outside (the rule).

    `retires_on` from the age limits; `near` says that he retires too soon after the phase to be worth it.
    """

    nip: str
    name: str
    post: str
    agency: str
    unit: str
    golongan: str
    job_class: str
    eselon: str
    state: str
    valid_until: date | None = None
    why: Mapping[str, str] = field(default_factory=dict)
    retires_on: date | None = None
    near: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
class Cut:
    """Those who fit into the quota, and those who were left out only because it is full."""

    taken: tuple[Candidate, ...]
    left_out: tuple[Candidate, ...]


def cause_of(state: str) -> str:
    """Why somebody in this state is called: his own obligation, or because the agency asks."""
    return state if state in ("never", "lapsed", "expiring") else "asked"


def rank(candidate: Candidate) -> tuple[int, date, str]:
    """The key of the order of priority: smaller comes first."""
    return STATES.index(candidate.state), candidate.valid_until or date.min, candidate.nip


def cut(candidates: Iterable[Candidate], room: int) -> Cut:
    """The first `room` (people) in the order of priority, and the rest."""
    ordered = sorted(candidates, key=rank)
    return Cut(tuple(ordered[: max(room, 0)]), tuple(ordered[max(room, 0) :]))


def replacements(
    candidates: Iterable[Candidate], job_class: str, unit: str, limit: int
) -> tuple[Candidate, ...]:
    """Who may take the seat: the same class only; the same unit first, then its office, then by priority; near retirement
    last.
    """
    same = [one for one in candidates if one.job_class == job_class and one.active]
    return tuple(sorted(same, key=lambda one: (one.near, _distance(one.unit, unit), rank(one)))[:limit])


def _distance(unit: str, other: str) -> int:
    """0 the same unit, 1 the same office, 2 another."""
    return 0 if unit == other else 1 if top_unit(unit) == top_unit(other) else 2


def by_unit(candidates: Sequence[Candidate]) -> tuple[tuple[str, int], ...]:
    """How many of each top unit, the largest first."""
    counts: dict[str, int] = {}
    for one in candidates:
        counts[top_unit(one.unit)] = counts.get(top_unit(one.unit), 0) + 1
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def top_unit(unit: str) -> str:
    """ "Dinas Contoh / Bidang A" -> "Dinas Contoh"."""
    return unit.split(" / ")[0].strip()
