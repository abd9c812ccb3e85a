"""A plan from places: moves, the chains and cycles they form, what they bring, and what is left empty."""

from __future__ import annotations

import numpy as np

from takar.placement.solving.matrix import Frame, due, worth
from takar.placement.solving.problem import Chain, Floats, Ints, Move, Plan, Problem


def plan(made: Frame, cols: Ints, fit: Floats, bound: float) -> Plan:
    """`cols`: column of each person; `bound`: of the score, as gain above keeping everybody."""
    problem = made.problem
    assign = np.where(cols[: problem.people] < problem.posts, cols[: problem.people], -1)
    points = worth(made, fit)
    moves = {
        move.post: move
        for i in range(problem.people)
        if assign[i] >= 0 and assign[i] != problem.current[i]
        for move in (_move(problem, points, fit, i, int(assign[i])),)
    }
    removed = tuple(int(i) for i in np.nonzero((problem.current >= 0) & (assign < 0))[0])
    gain = sum(move.gain for move in moves.values()) - sum(points[i, problem.current[i]] for i in removed)
    score = gain - _paid(problem, assign)
    chains = _chains(problem, assign, moves)
    return Plan(
        assign,
        float(gain),
        float(score),
        max(float(bound), float(score)),
        tuple(move for chain in chains for move in chain.moves),
        chains,
        vacancies(problem, assign),
        removed,
    )


def _move(problem: Problem, points: Floats, fit: Floats, person: int, post: int) -> Move:
    origin = int(problem.current[person])
    before = float(fit[person, origin]) if origin >= 0 else float("nan")
    left = points[person, origin] if origin >= 0 else 0.0
    return Move(person, origin, post, before, float(fit[person, post]), float(points[person, post] - left))


def _paid(problem: Problem, assign: Ints) -> float:
    rules = problem.rules
    moved = assign != problem.current
    both = np.nonzero((problem.current >= 0) & (assign >= 0))[0]
    worse = problem.fit[both, assign[both]] < problem.fit[both, problem.current[both]]
    return float(
        rules.move_price * moved.sum()
        + rules.worse_price * worse.sum()
        + rules.review_price * (due(problem) & ~moved).sum()
    )


def vacancies(problem: Problem, assign: Ints) -> tuple[int, ...]:
    """Posts nobody holds, the lowest first: the highest post is opened last."""
    empty = np.setdiff1d(np.arange(problem.posts), assign)
    return tuple(int(p) for p in sorted(empty, key=lambda p: (problem.rank[p], p)))


def _chains(problem: Problem, assign: Ints, moves: dict[int, Move]) -> tuple[Chain, ...]:
    """`moves` by the post they enter. Those into empty posts begin chains; what is left are cycles. What brings most first."""
    holder = problem.holder
    left = dict(moves)
    starts = [post for post in moves if holder[post] < 0 or assign[holder[post]] < 0]
    found = [_chain(post, left, cycle=False) for post in sorted(starts)]
    while left:
        found.append(_chain(min(left), left, cycle=True))
    return tuple(sorted(found, key=lambda chain: (-sum(m.gain for m in chain.moves), chain.moves[0].post)))


def _chain(post: int, left: dict[int, Move], *, cycle: bool) -> Chain:
    moves = []
    while post in left:
        moves.append(left.pop(post))
        post = moves[-1].origin
    return Chain(tuple(moves), cycle, -1 if cycle else post)


def falls(chain: Chain, person: int) -> tuple[tuple[Move, ...], tuple[Move, ...]]:
    """(moves that stand, moves that fall) when one person of a chain does not go.

    Moves before stand, for their posts are empty all the same; whoever was to follow has no post to enter.
    A cycle falls as a whole.
    """
    at = next(k for k, move in enumerate(chain.moves) if move.person == person)
    stand = () if chain.cycle else chain.moves[:at]
    return stand, chain.moves[len(stand) :]
