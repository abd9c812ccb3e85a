"""Facts of many people as columns, so that one requirement is checked for everybody in a few milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from takar.positions.domain.eligibility.columns import Days, Listing, Penalties, Rows, Stays
from takar.positions.domain.eligibility.facts import Facts, Floats, Stay
from takar.positions.domain.eligibility.scales import (
    discipline_rank,
    education_rank,
    golongan_rank,
    plain,
    predicate_rank,
)

# A stay that has not ended.
OPEN = date.max.toordinal()
NEWEST = 5


@dataclass(frozen=True, slots=True)
class FactTable:
    """One row per person. `golongan`, `education`: ranks, 0 unknown; `born`, `retires`: ordinals, 0 unknown.

    `predicates`: (n, 5) ranks, newest first, 0 where there is none; `jpm`: NaN unknown; `levels`: code -> (n,).
    """

    nips: Sequence[str]
    job_class: NDArray[np.str_]
    holds: NDArray[np.str_]
    golongan: NDArray[np.int8]
    education: NDArray[np.int8]
    born: Days
    retires: Days
    predicates: NDArray[np.int8]
    jpm: Floats
    stays: Stays
    penalties: Penalties
    fields: Listing
    trainings: Listing
    licences: Listing
    levels: Mapping[str, Floats] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.golongan)

    def one(self, row: int) -> FactTable:
        """A table of one person, in microseconds whatever the size of this one."""
        chosen = np.array([row])
        return replace(
            self.bare(chosen),
            stays=self.stays.one(row),
            penalties=self.penalties.one(row),
            fields=self.fields.one(row),
            trainings=self.trainings.one(row),
            licences=self.licences.one(row),
        )

    def bare(self, rows: Rows) -> FactTable:
        """Some people's plain columns, with the entries still of all."""
        return replace(
            self,
            nips=tuple(self.nips[at] for at in rows),
            job_class=self.job_class[rows],
            holds=self.holds[rows],
            golongan=self.golongan[rows],
            education=self.education[rows],
            born=self.born[rows],
            retires=self.retires[rows],
            predicates=self.predicates[rows],
            jpm=self.jpm[rows],
            levels={code: values[rows] for code, values in self.levels.items()},
        )

    def take(self, rows: Rows) -> FactTable:
        """The same columns for some of the people, in the order of `rows`."""
        return replace(
            self.bare(rows),
            stays=self.stays.some(rows),
            penalties=self.penalties.some(rows),
            fields=self.fields.some(rows),
            trainings=self.trainings.some(rows),
            licences=self.licences.some(rows),
        )


def fact_table(facts: Sequence[Facts]) -> FactTable:
    """Columns of `facts`, in their order."""
    return FactTable(
        nips=tuple(one.nip for one in facts),
        job_class=np.array([one.job_class for one in facts], dtype=np.str_),
        holds=np.array([one.holds for one in facts], dtype=np.str_),
        golongan=np.array([golongan_rank(one.golongan) for one in facts], dtype=np.int8),
        education=np.array([_highest(one) for one in facts], dtype=np.int8),
        born=_days([one.born for one in facts]),
        retires=_days([one.retires_on for one in facts]),
        predicates=np.array([_newest(one) for one in facts], dtype=np.int8).reshape(len(facts), NEWEST),
        jpm=np.array([np.nan if one.jpm is None else one.jpm for one in facts], dtype=np.float64),
        stays=_stays(facts),
        penalties=_penalties(facts),
        fields=_listing([_fields(one) for one in facts]),
        trainings=_listing([one.trainings for one in facts]),
        licences=_listing([one.licences for one in facts]),
        levels=_levels(facts),
    )


def _highest(one: Facts) -> int:
    return max((education_rank(level) for level, _field in one.education or ()), default=0)


def _fields(one: Facts) -> tuple[str, ...] | None:
    """Diplomas of which only the level is on record tell no field, which is not the same as another field."""
    named = tuple(study for _level, study in one.education or () if study)
    return named or (() if one.education == () else None)


def _newest(one: Facts) -> list[int]:
    ranks = [predicate_rank(code) for _year, code in sorted(one.predicates or (), reverse=True)][:NEWEST]
    return ranks + [0] * (NEWEST - len(ranks))


def _days(days: Iterable[date | None]) -> Days:
    return np.array([one.toordinal() if one else 0 for one in days], dtype=np.int64)


def _listing(texts: Sequence[Sequence[str] | None]) -> Listing:
    words: dict[str, int] = {}
    rows = [
        (at, words.setdefault(plain(one), len(words))) for at, own in enumerate(texts) for one in own or ()
    ]
    person, word = _pair(rows, 2)
    return Listing(person, word, tuple(words), np.array([one is not None for one in texts], dtype=bool))


def _stays(facts: Sequence[Facts]) -> Stays:
    classes: dict[str, int] = {}
    families: dict[str, int] = {}
    rows = [
        (
            at,
            classes.setdefault(plain(one.job_class), len(classes)),
            families.setdefault(plain(one.family), len(families)),
            one.start.toordinal(),
            one.end.toordinal() if one.end else OPEN,
        )
        for at, person in enumerate(facts)
        for one in _posts(person)
    ]
    person, job_class, family, start, end = _pair(rows, 5)
    known = np.array([one.stays is not None for one in facts], dtype=bool)
    return Stays(person, job_class, family, start, end, tuple(classes), tuple(families), known)


def _posts(person: Facts) -> tuple[Stay, ...]:
    if person.stays is not None:
        return person.stays
    return (person.present,) if person.present else ()


def _penalties(facts: Sequence[Facts]) -> Penalties:
    rows = [
        (at, discipline_rank(level), start.toordinal(), until.toordinal() if until else OPEN)
        for at, one in enumerate(facts)
        for level, start, until in one.discipline or ()
    ]
    person, rank, start, until = _pair(rows, 4)
    return Penalties(
        person, rank, start, until, np.array([one.discipline is not None for one in facts], dtype=bool)
    )


def _pair(rows: Sequence[tuple[int, ...]], width: int) -> tuple[Days, ...]:
    table = np.array(rows, dtype=np.int64).reshape(len(rows), width)
    return tuple(np.ascontiguousarray(table[:, at]) for at in range(width))


def _levels(facts: Sequence[Facts]) -> dict[str, Floats]:
    codes = sorted({code for one in facts for code in one.levels})
    return {
        code: np.array([one.levels.get(code, np.nan) for one in facts], dtype=np.float64) for code in codes
    }
