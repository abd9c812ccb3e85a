"""What one move is worth: the best plan without it, what would flip it, and what is left when its person refuses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from takar.placement.solving.again import Again
from takar.placement.solving.chains import falls
from takar.placement.solving.exact import best
from takar.placement.solving.problem import Floats, Limits, Move, Pair, Plan, Problem


@dataclass(frozen=True, slots=True)
class Without:
    """`margin`: points of score that the best plan loses when one move is not allowed; inf when then nothing keeps the rules.

    It is also the smallest change of one fit that undoes the move: lowering the fit of this person in this post by it, or raising
    by as much any one fit that only `plan` uses (divided by the weight of the post).
    """

    move: Move
    plan: Plan | None
    margin: float


def without(problem: Problem, plan: Plan, move: Move, limits: Limits | None = None) -> Without:
    """The best plan without one move."""
    return next(iter(margins(problem, plan, (move,), limits)))


def margins(
    problem: Problem, plan: Plan, moves: Iterable[Move] | None = None, limits: Limits | None = None
) -> tuple[Without, ...]:
    """The best plan without each of the moves (all of the plan's by default), in their order. Raises Stopped."""
    bounds = limits or Limits()
    again = Again(problem, bounds)
    found = []
    for move in plan.moves if moves is None else moves:
        bounds.check()
        other = again.plan(again.closed([(move.person, move.post)]))
        lost = max(0.0, plan.score - other.score) if other is not None else float("inf")
        found.append(Without(move, other, lost))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Change:
    """One score of one person changed: `step` in the score's own unit (levels), `row` the person's fits then, (m,)."""

    person: int
    competency: int
    step: float
    row: Floats


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest single change of a score that takes a move out of the best plan; None when none of those tried does."""

    move: Move
    change: Change | None


def flips(
    problem: Problem, plan: Plan, changes: Iterable[Change], limits: Limits | None = None
) -> tuple[Flip, ...]:
    """Tries the changes from the smallest step up, for each move until one undoes it; a rule that then forbids the move counts.

    What a short search finds undone is solved again with proof. Raises Stopped.
    """
    bounds = limits or Limits()
    quick, sure = (Again(problem, bounds, proved=proved) for proved in (False, True))
    left = {(move.person, move.post): move for move in plan.moves}
    undone: dict[Pair, Change] = {}
    for change in sorted(changes, key=lambda one: abs(one.step)):
        if not left:
            break
        bounds.check()
        if not _undone(quick, problem, change, left):
            continue
        for pair in _undone(sure, problem, change, left):
            undone[pair] = change
            del left[pair]
    return tuple(Flip(move, undone.get((move.person, move.post))) for move in plan.moves)


def _undone(again: Again, problem: Problem, change: Change, left: dict[Pair, Move]) -> list[Pair]:
    fit = problem.fit.copy()
    fit[change.person] = change.row
    cols, _, _ = again.columns(again.case_of(fit))
    return [pair for pair in left if cols is None or cols[pair[0]] != pair[1]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """When one person does not go: moves that stand, moves that fall, and the best plan that keeps what already stands."""

    stand: tuple[Move, ...]
    fall: tuple[Move, ...]
    plan: Plan | None


def refused(problem: Problem, plan: Plan, person: int, limits: Limits | None = None) -> Refusal:
    """What happens if one person of a chain or cycle keeps the present post: the person stays, earlier decrees are kept."""
    chain = next(chain for chain in plan.chains if any(move.person == person for move in chain.moves))
    stand, fall = falls(chain, person)
    kept = tuple((move.person, move.post) for move in stand)
    stays = tuple((person, post) for post in range(problem.posts) if post != problem.current[person])
    after = replace(
        problem,
        locked=(*problem.locked_except(person), *kept),
        forbidden=(*problem.forbidden, *stays),
        rules=replace(problem.rules, locked=True, forbidden=True, review_must=False),
    )
    return Refusal(stand, fall, best(after, limits))
