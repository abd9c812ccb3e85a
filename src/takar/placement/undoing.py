"""Which single score undoes a move: every measured level a half or one step up or down, with the fits that would follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from takar.placement.case import Case
from takar.placement.domain.posterior import posterior
from takar.placement.domain.shares import expected_columns
from takar.placement.solving.problem import Floats, Move, Plan, Problem
from takar.placement.solving.without import Change, Flip, flips
from takar.standards.public import StandardNotFound, dictionary

STEPS = (-0.5, 0.5, -1.0, 1.0)
"""Levels."""


def change_arrays(case: Case) -> dict[str, np.ndarray]:
    """`change`: (c, 3) person, competency, step; `row`: (c, m) the person's fits then. Frozen with the inputs."""
    found = list(_changes(case))
    listed = [(one.person, one.competency, one.step) for one in found]
    rows = np.array([one.row for one in found], np.float32).reshape(-1, len(case.posts))
    return {"change": np.array(listed, float).reshape(-1, 3), "row": rows}


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
    question: Problem, moves: Sequence[Move], arrays: Mapping[str, np.ndarray], of: int | None = None
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
    return flips(question, Plan(assign, 0.0, 0.0, 0.0, tuple(moves), (), ()), changes)


def sentence(
    people: Sequence[str], codes: Sequence[str], one: Flip, margin: float, on: date
) -> dict[str, str]:
    """The smallest change of one level that undoes the move; where none of those tried does, that of the fit."""
    if one.change is None:
        return _by_fit(margin)
    who, named = people[one.change.person], _named(codes[one.change.competency], on)
    size, up = f"{abs(one.change.step):g}", one.change.step > 0
    comma = size.replace(".", ",")
    return {
        "id": f"Berbalik bila {named['id']} {who} {'naik' if up else 'turun'} {comma} level.",
        "en": f"Undone if {named['en']} of {who} were {size} levels {'higher' if up else 'lower'}.",
    }


def _named(code: str, on: date) -> dict[str, str]:
    """The dictionary's name of a competency; a technical one keeps its code."""
    try:
        found = dictionary(on).competency(code)
    except (StandardNotFound, KeyError):
        return {"id": code, "en": code}
    return {"id": found.name_id, "en": found.name_en}


def _by_fit(margin: float) -> dict[str, str]:
    if not np.isfinite(margin):
        return {"id": "", "en": ""}
    points = f"{margin:.1f}"
    return {
        "id": f"Berbalik bila kecocokannya di jabatan itu turun {points.replace('.', ',')} poin.",
        "en": f"Undone if the fit in that post were {points} points lower.",
    }
