"""The problem of a rotation and its answer. People and posts are numbers: places in the arrays of `Problem`.

Everything in points of fit (0 to 100 by the placement ruleset) unless said otherwise. Give *expected* fits, shrunken by
reliability: of raw scores the optimum promises too much (docs/rules/rotation.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from takar.placement.solving.rules import Rule as Rule
from takar.placement.solving.rules import Rules as Rules

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Pair = tuple[int, int]
"""(person, post)."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Two people who may not meet: not `first` in one of `posts` while `second` is in one of `others`."""

    first: int
    posts: tuple[int, ...]
    second: int
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """n people, m posts. `current`: the post somebody holds, -1 for outsiders; at most one holder a post.

    A fit that is not known (NaN) recommends nobody: not for that post, and not away from a post in which it is not known.
    Keeping the present post is always eligible. `rank`: higher is a higher post. `weight` multiplies the points of a post.
    """

    fit: Floats
    eligible: Flags
    current: Ints
    years: Floats
    rank: Ints
    must_fill: Flags
    banned: Flags
    weight: Floats
    apart: tuple[Apart, ...] = ()
    locked: tuple[Pair, ...] = ()
    forbidden: tuple[Pair, ...] = ()
    rules: Rules = field(default_factory=Rules)

    @property
    def people(self) -> int:
        return int(self.fit.shape[0])

    @property
    def posts(self) -> int:
        return int(self.fit.shape[1])

    @property
    def holder(self) -> Ints:
        """(m,) who holds each post now, -1 for nobody."""
        holder = np.full(self.posts, -1, np.int64)
        held = np.nonzero(self.current >= 0)[0]
        holder[self.current[held]] = held
        return holder

    def locked_except(self, person: int) -> tuple[Pair, ...]:
        """Locked moves of everybody else."""
        return tuple(pair for pair in self.locked if pair[0] != person)

    def with_rules(self, **changes: bool | float | int | None) -> Problem:
        """The same problem with some rules changed."""
        return replace(self, rules=replace(self.rules, **changes))  # type: ignore[arg-type]


def problem(
    fit: Floats,
    eligible: Flags,
    current: Ints,
    *,
    years: Floats | None = None,
    rank: Ints | None = None,
    must_fill: Flags | None = None,
    banned: Flags | None = None,
    weight: Floats | None = None,
    apart: tuple[Apart, ...] = (),
    locked: tuple[Pair, ...] = (),
    forbidden: tuple[Pair, ...] = (),
    rules: Rules | None = None,
) -> Problem:
    """A problem with what is not said filled in: long tenure (3 years), equal ranks and weights, no post that must be filled.

    Raises ValueError where arrays do not belong together or a post has two holders.
    """
    n, m = fit.shape
    made = Problem(
        np.asarray(fit, float),
        np.asarray(eligible, bool),
        np.asarray(current, np.int64),
        np.full(n, 3.0) if years is None else np.asarray(years, float),
        np.zeros(m, np.int64) if rank is None else np.asarray(rank, np.int64),
        np.zeros(m, bool) if must_fill is None else np.asarray(must_fill, bool),
        np.zeros(m, bool) if banned is None else np.asarray(banned, bool),
        np.ones(m) if weight is None else np.asarray(weight, float),
        apart,
        locked,
        forbidden,
        rules or Rules(),
    )
    _check(made)
    return made


def _check(made: Problem) -> None:
    n, m = made.fit.shape
    sizes = {
        "eligible": (made.eligible.shape, (n, m)),
        "current": (made.current.shape, (n,)),
        "years": (made.years.shape, (n,)),
        "rank": (made.rank.shape, (m,)),
        "must_fill": (made.must_fill.shape, (m,)),
        "banned": (made.banned.shape, (m,)),
        "weight": (made.weight.shape, (m,)),
    }
    wrong = [name for name, (has, wants) in sizes.items() if has != wants]
    if wrong:
        raise ValueError(f"arrays of another size than fit: {', '.join(wrong)}")
    held = made.current[made.current >= 0]
    if len(held) and (held.max() >= m or len(np.unique(held)) != len(held)):
        raise ValueError("current: a post that is not there, or with two holders")


@dataclass(frozen=True, slots=True)
class Move:
    """One person to one post. `origin` -1: an outsider enters. `gain`: points of the plan that this step brings by itself."""

    person: int
    origin: int
    post: int
    before: float
    """Fit in the present post; NaN for outsiders."""
    after: float
    gain: float


@dataclass(frozen=True, slots=True)
class Chain:
    """Moves that hang together, in the order of their decrees: the first enters an empty post, each next the post just left.

    In a cycle there is no first: all swear in together. `leaves`: the post that the last mover leaves empty, -1 if none.
    """

    moves: tuple[Move, ...]
    cycle: bool
    leaves: int = -1


@dataclass(frozen=True, slots=True)
class Plan:
    """`assign`: post of each person, -1 for none. `gain`: points above keeping everybody; `score`: gain less prices.

    `bound`: no plan within the rules has a higher score. `exact`: score and bound meet (to 1e-6 points).
    """

    assign: Ints
    gain: float
    score: float
    bound: float
    moves: tuple[Move, ...]
    chains: tuple[Chain, ...]
    vacancies: tuple[int, ...]
    """Posts left for open bidding, in the order in which they are opened: the highest post last."""
    removed: tuple[int, ...] = ()
    """People who lose their post; always empty while `no_removal` holds."""

    @property
    def exact(self) -> bool:
        return self.bound - self.score <= 1e-6 * max(1.0, len(self.assign) / 100)

    @property
    def gap(self) -> float:
        """Share of the bound that may still be missing."""
        return max(0.0, self.bound - self.score) / max(abs(self.bound), 1e-9)

    @property
    def cycles(self) -> tuple[Chain, ...]:
        return tuple(chain for chain in self.chains if chain.cycle)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One rule that stands in the way: without it there is a plan. `needs`: the least limit that would do.

    `people`, `posts`, `pairs`: whom the rule would have to let through at the least.
    """

    rule: Rule
    id: str
    en: str
    people: tuple[int, ...] = ()
    posts: tuple[int, ...] = ()
    pairs: tuple[Pair, ...] = ()
    needs: float | None = None


@dataclass(frozen=True, slots=True)
class Infeasible:
    """No plan keeps all rules. Each of `ways` is enough by itself; `together`: rules of which only several at once would do."""

    ways: tuple[Relaxation, ...]
    together: tuple[Rule, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(way.rule for way in self.ways) or self.together


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to look. `clock`: seconds, only told apart; without one only nodes are counted. `stop` is asked between steps."""

    nodes: int = 200_000
    seconds: float = 30.0
    clock: Callable[[], float] | None = None
    stop: Callable[[], bool] | None = None
    workers: int = 2
    """Threads for retests."""

    def check(self) -> None:
        """Raises Stopped when somebody asked to stop."""
        if self.stop and self.stop():
            raise Stopped


class Stopped(Exception):
    """Somebody asked to stop; there is no answer."""
