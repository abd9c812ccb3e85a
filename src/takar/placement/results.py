"""A result as it is kept and shown: text for every number, so that its digest is the same on every machine.

body = {"front": [plan, …] from no move to the best, "best": moves of the optimum, "people", "posts", "holes",
        "prices": [{"rule", "gain"}], "infeasible": [{"rule", "id", "en", "needs", "people", "posts"}], "together": [rule]}
plan = {"moves", "gain", "low", "high", "naive", "score", "bound", "mean_survival", "assign": {nip: code of those who move},
        "steps": [step], "chains": [{"cycle", "leaves", "steps": [places in steps]}], "vacancies": [code]}
step = {"nip", "from", "to", "before", "after", "low", "high", "gain", "survival", "without", "flip": {"id", "en"}, "check"}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from takar.kernel.canonical import Json
from takar.placement.solving.problem import Chain, Floats, Infeasible, Plan, Problem

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Sureness:
    """What is known beyond the plan itself. `gains`: (k,) of the whole plan over draws of the truth.

    Per move, in the order of `plan.moves`: chance to be in the best plan after a retest, gain of the best plan without it,
    the smallest single change that undoes it as a sentence ({"id", "en"}), and its true fits over the draws.
    """

    gains: Floats
    survival: Sequence[float]
    without: Sequence[float]
    flips: Sequence[Mapping[str, str]]
    after: Sequence[Floats]
    naive: float


def text(value: float) -> str | None:
    """A decimal text, or None for what is not known."""
    return None if not np.isfinite(value) else f"{value:.{DIGITS}f}"


def plan_data(
    problem: Problem,
    found: Plan,
    sure: Sureness,
    nips: Sequence[str],
    codes: Sequence[str],
    check: np.ndarray,
) -> dict[str, Json]:
    low, high = np.percentile(sure.gains, [2.5, 97.5]) if len(sure.gains) else (np.nan, np.nan)
    places = {(move.person, move.post): at for at, move in enumerate(found.moves)}
    steps: list[Json] = [_step(at, found, sure, nips, codes, check) for at in range(len(found.moves))]
    return {
        "moves": len(found.moves),
        "gain": text(found.gain),
        "low": text(float(low)),
        "high": text(float(high)),
        "naive": text(sure.naive),
        "score": text(found.score),
        "bound": text(found.bound),
        "mean_survival": text(float(np.mean(sure.survival))) if len(sure.survival) else None,
        "assign": {nips[move.person]: codes[move.post] for move in found.moves},
        "steps": steps,
        "chains": [_chain(one, places, codes) for one in found.chains],
        "vacancies": [codes[post] for post in found.vacancies],
    }


def _step(
    at: int, found: Plan, sure: Sureness, nips: Sequence[str], codes: Sequence[str], check: np.ndarray
) -> dict[str, Json]:
    move = found.moves[at]
    draws = sure.after[at]
    low, high = np.percentile(draws, [2.5, 97.5]) if len(draws) else (np.nan, np.nan)
    flip = sure.flips[at]
    return {
        "nip": nips[move.person],
        "from": codes[move.origin] if move.origin >= 0 else "",
        "to": codes[move.post],
        "before": text(move.before),
        "after": text(move.after),
        "low": text(float(low)),
        "high": text(float(high)),
        "gain": text(move.gain),
        "survival": text(sure.survival[at]),
        "without": text(sure.without[at]),
        "flip": {"id": flip.get("id", ""), "en": flip.get("en", "")},
        "check": bool(check[move.person, move.post]),
    }


def _chain(one: Chain, places: Mapping[tuple[int, int], int], codes: Sequence[str]) -> dict[str, Json]:
    return {
        "cycle": one.cycle,
        "leaves": codes[one.leaves] if one.leaves >= 0 else "",
        "steps": [places[move.person, move.post] for move in one.moves],
    }


def infeasible_data(found: Infeasible, nips: Sequence[str], codes: Sequence[str]) -> dict[str, Json]:
    return {
        "infeasible": [
            {
                "rule": way.rule.value,
                "id": way.id,
                "en": way.en,
                "needs": None if way.needs is None else f"{way.needs:g}",
                "people": [nips[person] for person in way.people],
                "posts": [codes[post] for post in way.posts],
            }
            for way in found.ways
        ],
        "together": [rule.value for rule in found.together],
    }


def point_of(body: Mapping[str, Any], moves: int | None) -> dict[str, Any] | None:
    """The plan with so many moves, else the one that the front ends with; None when there is none."""
    front = body.get("front") or []
    chosen = next((one for one in front if one["moves"] == moves), None)
    return chosen or (front[-1] if front else None)
