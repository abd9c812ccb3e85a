"""What happens when one person refuses: the frozen problem solved again with that person where he is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from takar.placement.books import result_of
from takar.placement.case import problem_from
from takar.placement.frozen import inputs_of
from takar.placement.results import point_of
from takar.placement.rotation import SMALL
from takar.placement.solving.exact import best


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
    rules = made.with_rules(
        move_price=0.0, moves_most=chosen["moves"], forbidden=True, review_must=False
    ).rules
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
