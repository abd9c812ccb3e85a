"""Which single score undoes a move: every measured level a half or one step up or down, with the fits that would follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np

from takar.placement.case import Case
from takar.placement.domain.merged import Merged, merged
from takar.placement.domain.posterior import posterior
from takar.placement.domain.shares import expected_columns
from takar.placement.domain.tables import FitTable
from takar.placement.solving.crowd import Crowd, Loss, crowd_of, plain
from takar.placement.solving.problem import Floats, Limits, Move, Plan, Problem
from takar.placement.solving.settled import room
from takar.placement.solving.without import Change, Flip, flips
from takar.standards.public import StandardNotFound, dictionary

STEPS = (-0.5, 0.5, -1.0, 1.0)
"""Levels."""
_NOTHING = 0.005  # points
_WORKERS, _PARTS = 2, 40  # threads, and parts of the people


def change_arrays(case: Case) -> dict[str, np.ndarray]:
    """`change`: (c, 3) person, competency, step; `row`: (c, m) the person's fits then. Frozen with the inputs."""
    found = list(_changes(case))
    listed = [(one.person, one.competency, one.step) for one in found]
    rows = np.array([one.row for one in found], np.float32).reshape(-1, len(case.posts))
    return {"change": np.array(listed, float).reshape(-1, 3), "row": rows}


def without_and_undone(
    question: Problem, found: Plan, table: FitTable, levels: Floats, limits: Limits
) -> tuple[list[Loss], tuple[Flip, ...]] | None:
    """The best plan without each move, and what single change of a score undoes it; None where that needs a search for each."""
    crowd = crowd_of(question, found) if plain(question) else None
    if crowd is None:
        return None
    parts = [found.moves[at::_PARTS] for at in range(_PARTS)]
    with ThreadPoolExecutor(_WORKERS) as threads:
        some = threads.map(lambda part: _losses(crowd, found, part, limits), parts)
        lost = {one.move.person: one for part in some for one in part}
    return [lost[move.person] for move in found.moves], undone_in(crowd, found.moves, table, levels, limits)


def _losses(crowd: Crowd, found: Plan, moves: Sequence[Move], limits: Limits) -> list[Loss]:
    limits.check()
    ways = room(crowd.made.columns)
    return [crowd.loss(found, move, ways) for move in moves]


def undone_in(
    crowd: Crowd, moves: Sequence[Move], table: FitTable, levels: Floats, limits: Limits | None = None
) -> tuple[Flip, ...]:
    """As `undone_by`, for many people: every measured level of everybody is tried, and every answer is exact."""
    tries = _Tries(crowd, table, levels, merged(table), frozenset(move.person for move in moves))
    found: dict[int, tuple[Order, Change]] = {}
    parts = [range(at, len(levels), _PARTS) for at in range(_PARTS)]
    with ThreadPoolExecutor(_WORKERS) as threads:
        for some in threads.map(tries.of, parts, [limits or Limits()] * _PARTS):
            for person, one in some.items():
                if person not in found or one[0] < found[person][0]:
                    found[person] = one
    return tuple(Flip(move, found[move.person][1] if move.person in found else None) for move in moves)


Order: TypeAlias = tuple[float, int, int, int]
"""The smallest step first; then as they are listed: kind of step, person, competency."""


@dataclass(frozen=True, slots=True)
class _Tries:
    crowd: Crowd
    table: FitTable
    levels: Floats
    merged: Merged
    movers: frozenset[int]

    def of(self, people: Sequence[int], limits: Limits) -> dict[int, tuple[Order, Change]]:
        """For everybody who moves, the first change of a level of one of `people` that takes the move out of the plan."""
        found: dict[int, tuple[Order, Change]] = {}
        ways = room(self.crowd.made.columns)
        for person in people:
            limits.check()
            orders, fits = self._changes(person)
            if not orders:
                continue
            for order, row, gone in zip(orders, fits, self.crowd.moved(person, fits, ways), strict=True):
                for other in self.movers.intersection(gone):
                    if other not in found or order < found[other][0]:
                        found[other] = order, Change(person, order[3], STEPS[order[1]], row)
        return found

    def _changes(self, person: int) -> tuple[list[Order], Floats]:
        """Each single change of a measured level of a person, and the fits that follow, (q, m)."""
        known = np.flatnonzero(~np.isnan(self.levels[person])).tolist()
        orders = [(abs(step), kind, person, code) for kind, step in enumerate(STEPS) for code in known]
        told = np.repeat(self.levels[person : person + 1], len(orders), axis=0)
        for row, (_size, kind, _person, code) in enumerate(orders):
            told[row, code] = np.clip(told[row, code] + STEPS[kind], 0.0, 5.0)
        of = np.full(len(orders), person)
        shrunk = posterior(told, self.table.errors[of], self.table.group[of], self.table.prior)
        return orders, self.merged.rows(person, shrunk)


def _changes(case: Case) -> Iterator[Change]:
    measured = np.argwhere(~np.isnan(case.levels))
    for step in STEPS:
        moved = posterior_rows(case, step)
        for person, code in measured.tolist():
            yield Change(person, code, step, moved(person, code))


def posterior_rows(case: Case, step: float) -> Callable[[int, int], Floats]:
    """(person, competency) -> the person's fits, (m,), had that level been measured `step` higher."""
    table = case.table

    def row(person: int, code: int) -> Floats:
        levels = case.levels[person : person + 1].copy()
        levels[0, code] = np.clip(levels[0, code] + step, 0.0, 5.0)
        at = slice(person, person + 1)
        shrunk = posterior(levels, table.errors[at], table.group[at], table.prior)
        columns = expected_columns(shrunk.mean, shrunk.sd, table.terms.grid)
        fits = 100 * table.weight[at] * (columns @ table.terms.columns) + table.added[at]
        return np.asarray(np.where(np.isnan(table.fit[at]), np.nan, fits)[0])

    return row


def undone_by(
    question: Problem,
    moves: Sequence[Move],
    arrays: Mapping[str, np.ndarray],
    of: int | None = None,
    limits: Limits | None = None,
) -> tuple[Flip, ...]:
    """For each move the smallest change that takes it out of the plan. `of`: only scores of this person are tried."""
    listed = zip(arrays["change"].tolist(), arrays["row"].astype(float), strict=True)
    changes = (
        Change(int(person), int(code), step, row)
        for (person, code, step), row in listed
        if of is None or int(person) == of
    )
    assign = question.current.copy()
    for move in moves:
        assign[move.person] = move.post
    return flips(question, Plan(assign, 0.0, 0.0, 0.0, tuple(moves), (), ()), changes, limits)


def competency_names(codes: Sequence[str], on: date) -> list[dict[str, str]]:
    """The dictionary's names; a technical competency keeps its code."""
    return [_named(code, on) for code in codes]


def sentence(
    people: Sequence[str], names: Sequence[Mapping[str, str]], one: Flip, margin: float
) -> dict[str, str]:
    """The smallest change of one level that undoes the move; where none of those tried does, that of the fit."""
    if one.change is None:
        return _by_fit(margin)
    who, named = people[one.change.person], names[one.change.competency]
    size, up = f"{abs(one.change.step):g}", one.change.step > 0
    comma = size.replace(".", ",")
    return {
        "id": f"Berbalik bila {named['id']} {who} {'naik' if up else 'turun'} {comma} level.",
        "en": f"Undone if {named['en']} of {who} were {size} levels {'higher' if up else 'lower'}.",
    }


def _named(code: str, on: date) -> dict[str, str]:
    try:
        found = dictionary(on).competency(code)
    except (StandardNotFound, KeyError):
        return {"id": code, "en": code}
    return {"id": found.name_id, "en": found.name_en}


def _by_fit(margin: float) -> dict[str, str]:
    if not np.isfinite(margin):
        return {"id": "", "en": ""}
    if margin < _NOTHING:
        return {
            "id": "Ada rencana lain yang sama baiknya tanpa perpindahan ini.",
            "en": "Another plan without this move is as good.",
        }
    points = f"{margin:.1f}"
    return {
        "id": f"Berbalik bila kecocokannya di jabatan itu turun {points.replace('.', ',')} poin.",
        "en": f"Undone if the fit in that post were {points} points lower.",
    }
