"""The frozen problem solved again: what happens when one person refuses, what undoes a move, more retests of a point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from takar.placement.additions import refusal_kept
from takar.placement.books import result_of
from takar.placement.case import problem_from
from takar.placement.domain.tables import FitTable
from takar.placement.effort import SMALL, WHOLE, effort_of
from takar.placement.frozen import inputs_of
from takar.placement.hearing import Saying
from takar.placement.measured import table_of
from takar.placement.results import point_of, text
from takar.placement.retesting import retested
from takar.placement.solving.crowd import plain, settled_from
from takar.placement.solving.dense import solve_large
from takar.placement.solving.exact import best
from takar.placement.solving.problem import Limits, Move, Plan, Problem
from takar.placement.undoing import competency_names, sentence, undone_by, without_and_undone

WAITS = 1_000
"""People up to whom a refusal is solved while somebody waits, where nothing limits moves or chains; else 150."""


@dataclass(frozen=True, slots=True)
class Tried:
    """`changes`: (person, post by the plan, post then), "" for none. `stays`: code of the person's present post.

    `gap`: points by which a better plan than the one found could still exceed it. `without`: gain of the best plan without the
    move, wherever else the person may go; None where it stands beside the move already.
    """

    feasible: bool
    before: float
    after: float
    moves: int
    changes: tuple[tuple[str, str, str], ...]
    stays: str
    gap: float = 0.0
    without: float | None = None

    def data(self) -> dict[str, Any]:
        """As it is kept (additions.py)."""
        return {
            "feasible": self.feasible,
            "before": text(self.before),
            "after": text(self.after),
            "moves": self.moves,
            "changes": [list(one) for one in self.changes],
            "stays": self.stays,
            "gap": text(self.gap),
            "without": None if self.without is None else text(self.without),
        }


def tried_from(body: Mapping[str, Any]) -> Tried:
    """Of what was kept."""
    without = body["without"]
    return Tried(
        body["feasible"],
        float(body["before"]),
        float(body["after"]),
        body["moves"],
        tuple((who, here, then) for who, here, then in body["changes"]),
        body["stays"],
        float(body["gap"]),
        None if without is None else float(without),
    )


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a solved scenario as it was frozen."""

    inputs: Mapping[str, Any]
    arrays: Mapping[str, np.ndarray]
    chosen: Mapping[str, Any]
    question: Problem

    @property
    def nips(self) -> list[str]:
        return [one["nip"] for one in self.inputs["people"]]

    @property
    def codes(self) -> list[str]:
        return [one["code"] for one in self.inputs["posts"]]

    @property
    def plan(self) -> Plan:
        """The plan of the point; its chains and vacancies are left out."""
        nips, codes = ({code: at for at, code in enumerate(some)} for some in (self.nips, self.codes))
        steps = self.chosen["steps"]
        moves = [_move(self.question, nips[step["nip"]], codes[step["to"]]) for step in steps]
        assign = self.question.current.copy()
        for move in moves:
            assign[move.person] = move.post
        gain, score = float(self.chosen["gain"]), float(self.chosen["score"])
        return Plan(assign, gain, score, float(self.chosen["bound"]), tuple(moves), (), ())


def point(scenario: str, moves: int | None) -> Point | None:
    """None before the scenario is solved, and where nothing keeps its rules."""
    kept, body = inputs_of(scenario), result_of(scenario)
    chosen = point_of(body or {}, moves)
    if kept is None or chosen is None:
        return None
    inputs, arrays = kept
    return Point(inputs, arrays, chosen, _question(problem_from(inputs, arrays), chosen))


def try_refusal(scenario: str, nip: str, moves: int | None) -> Tried | None:
    """What was computed before, or what can be while somebody waits; None where the person does not move or that takes longer."""
    body = result_of(scenario)
    chosen = point_of(body or {}, moves)
    if body is None or chosen is None or nip not in chosen["assign"]:
        return None
    kept = refusal_kept(scenario, chosen["moves"], nip)
    if kept is not None:
        return tried_from(kept)
    if len(body["people"]) > WAITS:
        return None
    found = point(scenario, moves)
    assert found is not None
    if len(body["people"]) > SMALL and not plain(found.question):
        return None
    return refused(found, nip, Limits())


def refused(at: Point, nip: str, limits: Limits) -> Tried:
    """The best plan when a person who moves stays where he is. Raises TimeoutError and Stopped."""
    person, question = at.nips.index(nip), at.question
    stays = [post for post in range(question.posts) if post != question.current[person]]
    found = _best(_closed(question, person, stays), at.plan, limits)
    now = {one["nip"]: one["current"] for one in at.inputs["people"]}
    before = float(at.chosen["gain"])
    if found is None:
        return Tried(False, before, 0.0, 0, (), now[nip])
    then = {at.nips[move.person]: at.codes[move.post] for move in found.moves}
    planned = at.chosen["assign"]
    rows = ((who, planned.get(who, now[who]), then.get(who, now[who])) for who in sorted({*then, *planned}))
    changes = tuple(row for row in rows if row[1] != row[2])
    gap = max(0.0, found.bound - found.score)
    return Tried(
        True, before, found.gain, len(found.moves), changes, now[nip], gap, _elsewhere(at, person, limits)
    )


def _elsewhere(at: Point, person: int, limits: Limits) -> float | None:
    """Gain of the best plan without the move, where the result does not tell it."""
    step = next(one for one in at.chosen["steps"] if one["nip"] == at.nips[person])
    if step["without"] is not None:
        return None
    found = _best(_closed(at.question, person, [int(at.plan.assign[person])]), at.plan, limits)
    return found.gain if found else None


def _closed(question: Problem, person: int, posts: list[int]) -> Problem:
    """The question with some places of a person closed, whatever was fixed for him."""
    rules = replace(question.rules, forbidden=True, review_must=False)
    closed = tuple((person, post) for post in posts)
    return replace(
        question, rules=rules, locked=question.locked_except(person), forbidden=(*question.forbidden, *closed)
    )


def _best(question: Problem, start: Plan, limits: Limits) -> Plan | None:
    if question.people <= SMALL:
        return best(question, limits)
    if plain(question):
        try:
            return settled_from(question, start)
        except LookupError:
            pass
    return solve_large(question, limits)


def more_retests(at: Point, block: int, saying: Saying) -> dict[str, Any] | None:
    """One more block of retests, to be kept; None for scenarios that do not tell what their fits came from."""
    table = table_of(at.inputs, at.arrays)
    if table is None:
        return None
    effort = effort_of(at.question.people, int(at.inputs["terms"]["redraws"]), plain(at.question))
    found = retested(
        table, at.question, at.plan, effort.more, int(at.inputs["terms"]["seed"]),
        block=block, told=lambda share: saying(share, "survival"), limits=Limits(stop=saying.stopped),
    )  # fmt: skip
    hits = [round(float(one) * found.retests) for one in found.chance]
    return {"retests": found.retests, "hits": hits} | _details(at, table, Limits(stop=saying.stopped))


def _details(at: Point, table: FitTable, limits: Limits) -> dict[str, Any]:
    """Gains without each move and what undoes it, where the result does not tell them and they can be told exactly."""
    if any(step["without"] is not None for step in at.chosen["steps"]):
        return {}
    told = without_and_undone(at.question, at.plan, table, at.arrays["levels"], limits)
    if told is None:
        return {}
    names = competency_names(at.inputs["codes"], date.fromisoformat(at.inputs["terms"]["on"]))
    people = [one["name"] for one in at.inputs["people"]]
    lost, flips = told
    return {
        "without": [text(one.gain) for one in lost],
        "flips": [sentence(people, names, flip, one.margin) for flip, one in zip(flips, lost, strict=True)],
    }


def flips_at(scenario: str, moves: int | None, nip: str = "") -> dict[str, dict[str, str]] | None:
    """By person, what single score undoes the move at a point of the front ({"id", "en"}, "" where none of those tried does).

    Up to 60 people all scores of everybody are tried (0.4 s for 33). Up to 150 one move only, of `nip`, by his own scores.
    None where that is not computed.
    """
    at = point(scenario, moves)
    if at is None or "change" not in at.arrays:
        return None
    whole = len(at.inputs["people"]) <= WHOLE
    if not whole and nip not in at.chosen["assign"]:
        return None
    nips = at.nips
    listed = [move for move in at.plan.moves if not nip or nips[move.person] == nip]
    found = undone_by(at.question, listed, at.arrays, nips.index(nip) if nip and not whole else None)
    names = competency_names(at.inputs["codes"], date.fromisoformat(at.inputs["terms"]["on"]))
    people = [one["name"] for one in at.inputs["people"]]
    return {nips[one.move.person]: sentence(people, names, one, np.inf) for one in found}


def _question(made: Problem, chosen: Mapping[str, Any]) -> Problem:
    """What was asked at that point: as many moves at the most, or the same price per move."""
    if chosen.get("price") is not None:
        return made.with_rules(move_price=float(chosen["price"]))
    return made.with_rules(move_price=0.0, moves_most=chosen["moves"])


def _move(question: Problem, person: int, post: int) -> Move:
    origin = int(question.current[person])
    before = float(question.fit[person, origin]) if origin >= 0 else float("nan")
    return Move(person, origin, post, before, float(question.fit[person, post]), 0.0)
