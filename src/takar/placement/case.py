"""A scenario's question in numbers: people, posts, their fits, and the problem that the solver gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from takar.kernel.canonical import Json
from takar.placement.domain.scenario.terms import Meeting, Terms, from_json, to_json
from takar.placement.domain.tables import FitTable
from takar.placement.measured import measured_arrays
from takar.placement.solving.problem import Apart, Floats, Pair, Problem, problem

RANKS = ("pelaksana", "fungsional", "pengawas", "administrator", "jpt_pratama", "jpt_madya", "jpt_utama")


@dataclass(frozen=True, slots=True)
class Someone:
    """`current`: code of the post held in this scope, "" for outsiders. `hole`: why nothing is recommended."""

    nip: str
    name: str
    unit: str
    title: str
    current: str
    route: str
    hole: str = ""


@dataclass(frozen=True, slots=True)
class Chair:
    code: str
    title: str
    unit: str
    job_class: str
    eselon: str
    holder: str
    must_fill: bool
    standard_code: str = ""
    hole: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Hole:
    """Somebody or something left out, and why (codes of scenario_words.HOLES)."""

    kind: str
    key: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """`levels`: (n, c) as measured; `observed`: fits of these, not shrunken: what a naive plan would promise."""

    on: date
    people: tuple[Someone, ...]
    posts: tuple[Chair, ...]
    holes: tuple[Hole, ...]
    years: Floats
    table: FitTable
    levels: Floats
    observed: Floats

    def arrays(self, terms: Terms) -> dict[str, np.ndarray]:
        place = {one.code: at for at, one in enumerate(self.posts)}
        return {
            "fit": self.table.fit,
            "eligible": self.table.eligible,
            "current": np.array([place.get(one.current, -1) for one in self.people], np.int64),
            "years": self.years,
            "rank": np.array([rank_of(one) for one in self.posts], np.int64),
            "must_fill": np.array([one.must_fill for one in self.posts], bool),
            "banned": np.array([banned(terms, one, self.on) for one in self.posts], bool),
            "weight": np.ones(len(self.posts)),
        } | measured_arrays(self.table, self.levels)

    def inputs(self, terms: Terms) -> dict[str, Json]:
        """All but the arrays, in the canonical subset."""
        return {
            "terms": to_json(terms),
            "people": [_data(one) for one in self.people],
            "posts": [_data(one) for one in self.posts],
            "holes": [_data(one) for one in self.holes],
            "codes": list(self.table.codes),
        }


def _data(one: Someone | Chair | Hole) -> dict[str, Json]:
    return {name: getattr(one, name) for name in one.__slots__}


def rank_of(chair: Chair) -> int:
    """Higher is a higher post: by class, then by eselon (I.a above I.b)."""
    classes = RANKS.index(chair.job_class) if chair.job_class in RANKS else 0
    return classes * 100 - _eselon(chair.eselon)


def _eselon(written: str) -> int:
    roman, _, letter = written.partition(".")
    level = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}.get(roman.strip().upper(), 6)
    return 10 * level + (ord(letter.strip().lower()[:1] or "z") - ord("a"))


def banned(terms: Terms, chair: Chair, on: date) -> bool:
    return any(ban.holds(on) and ban.touches(chair.code, chair.agency) for ban in terms.bans)


def problem_from(inputs: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> Problem:
    """The problem of frozen inputs: the same inputs give the same problem, years later too."""
    terms = from_json(inputs["terms"])
    people = {one["nip"]: at for at, one in enumerate(inputs["people"])}
    posts = {one["code"]: at for at, one in enumerate(inputs["posts"])}
    return problem(
        arrays["fit"],
        arrays["eligible"],
        arrays["current"],
        years=arrays["years"],
        rank=arrays["rank"],
        must_fill=arrays["must_fill"],
        banned=arrays["banned"],
        weight=arrays["weight"],
        apart=_apart(terms, people, inputs["posts"]),
        locked=_pairs(terms.locked, people, posts),
        forbidden=_pairs(terms.forbidden, people, posts),
        rules=terms.rules(),
    )


def _pairs(
    told: tuple[tuple[str, str], ...], people: Mapping[str, int], posts: Mapping[str, int]
) -> tuple[Pair, ...]:
    """Pairs of people and posts that are in scope."""
    return tuple((people[nip], posts[code]) for nip, code in told if nip in people and code in posts)


def _apart(terms: Terms, people: Mapping[str, int], chairs: Sequence[Mapping[str, Any]]) -> tuple[Apart, ...]:
    """Of pairs of whom both are in scope."""
    lines = _lines(chairs) if any(one.anywhere for one in terms.apart) else ()
    at = {one["code"]: place for place, one in enumerate(chairs)}
    return tuple(
        Apart(people[one.first], posts, people[one.second], others)
        for one in terms.apart
        if one.first in people and one.second in people
        for posts, others in (lines if one.anywhere else (_named(one, at),))
    )


def _named(one: Meeting, at: Mapping[str, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(at[code] for code in one.posts if code in at), tuple(
        at[code] for code in one.others if code in at
    )


def _lines(chairs: Sequence[Mapping[str, Any]]) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """(posts of a unit, posts in line with it) for every unit in which, or in line with which, two people could meet."""
    units: dict[tuple[str, ...], list[int]] = {}
    for place, one in enumerate(chairs):
        units.setdefault(_path(one), []).append(place)
    found = []
    for path, here in units.items():
        above = [place for end in range(2, len(path)) for place in units.get(path[:end], ())]
        below = [
            place
            for other, there in units.items()
            if len(other) > len(path) == _shared(path, other)
            for place in there
        ]
        near = (*here, *above, *below)
        if len(near) > 1:
            found.append((tuple(here), near))
    return tuple(found)


def _path(chair: Mapping[str, Any]) -> tuple[str, ...]:
    """Agency, then the parts of the unit's path."""
    return (str(chair.get("agency", "")), *(part.strip() for part in str(chair["unit"]).split("/")))


def _shared(path: tuple[str, ...], other: tuple[str, ...]) -> int:
    return len(path) if other[: len(path)] == path else 0
