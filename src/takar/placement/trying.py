"""What happens when one person refuses: the frozen problem solved again with that person where he is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from takar.placement.books import result_of
from takar.placement.case import problem_from
from takar.placement.effort import SMALL, WHOLE
from takar.placement.frozen import inputs_of
from takar.placement.results import point_of
from takar.placement.solving.exact import best
from takar.placement.solving.problem import Move, Problem
from takar.placement.undoing import sentence, undone_by


@dataclass(frozen=True, slots=True)
class Tried:
    """`changes`: (person, post by the plan, post then), "" for none. `stays`: code of the person's present post."""

    feasible: bool
    before: str
    after: float
    moves: int
    changes: tuple[tuple[str, str, str], ...]
    stays: str


def try_refusal(scenario: str, nip: str, point: int | None) -> Tried | None:
    """None when the person does not move in that plan, or the scenario is too large to solve while somebody waits."""
    kept, body = inputs_of(scenario), result_of(scenario)
    chosen = point_of(body or {}, point)
    if kept is None or chosen is None or nip not in chosen["assign"] or len(kept[0]["people"]) > SMALL:
        return None
    inputs, arrays = kept
    nips = [one["nip"] for one in inputs["people"]]
    codes = [one["code"] for one in inputs["posts"]]
    person = nips.index(nip)
    made = problem_from(inputs, arrays)
    stays = tuple((person, post) for post in range(made.posts) if post != made.current[person])
    rules = replace(_question(made, chosen).rules, forbidden=True, review_must=False)
    locked = tuple(pair for pair in made.locked if pair[0] != person)
    found = best(replace(made, rules=rules, locked=locked, forbidden=(*made.forbidden, *stays)))
    now = {one["nip"]: one["current"] for one in inputs["people"]}
    if found is None:
        return Tried(False, chosen["gain"], 0.0, 0, (), now[nip])
    then = {nips[move.person]: codes[move.post] for move in found.moves}
    changed = sorted(set(then) | set(chosen["assign"]))
    rows = ((who, chosen["assign"].get(who, now[who]), then.get(who, now[who])) for who in changed)
    return Tried(
        True,
        chosen["gain"],
        found.gain,
        len(found.moves),
        tuple(row for row in rows if row[1] != row[2]),
        now[nip],
    )


def flips_at(scenario: str, point: int | None, nip: str = "") -> dict[str, dict[str, str]] | None:
    """By person, what single score undoes the move at a point of the front ({"id", "en"}, "" where none of those tried does).

    Up to 60 people all scores of everybody are tried (0.4 s for 33). Up to 150 one move only, of `nip`, by his own scores.
    None where that is not computed.
    """
    kept, body = inputs_of(scenario), result_of(scenario)
    chosen = point_of(body or {}, point)
    if kept is None or chosen is None or "change" not in kept[1]:
        return None
    inputs, arrays = kept
    if len(inputs["people"]) > WHOLE and nip not in chosen["assign"]:
        return None
    nips = [one["nip"] for one in inputs["people"]]
    posts = [one["code"] for one in inputs["posts"]]
    question = _question(problem_from(inputs, arrays), chosen)
    moves = [_move(question, nips.index(who), posts.index(to)) for who, to in chosen["assign"].items()]
    if nip:
        moves = [move for move in moves if nips[move.person] == nip]
    own = nips.index(nip) if nip and len(nips) > WHOLE else None
    names = [one["name"] for one in inputs["people"]]
    found = undone_by(question, moves, arrays, own)
    on = date.fromisoformat(inputs["terms"]["on"])
    return {nips[one.move.person]: sentence(names, inputs["codes"], one, np.inf, on) for one in found}


def _question(made: Problem, chosen: Mapping[str, Any]) -> Problem:
    """What was asked at that point: as many moves at the most, or the same price per move."""
    if chosen.get("price") is not None:
        return made.with_rules(move_price=float(chosen["price"]))
    return made.with_rules(move_price=0.0, moves_most=chosen["moves"])


def _move(question: Problem, person: int, post: int) -> Move:
    origin = int(question.current[person])
    before = float(question.fit[person, origin]) if origin >= 0 else float("nan")
    return Move(person, origin, post, before, float(question.fit[person, post]), 0.0)
