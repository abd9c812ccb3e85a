"""A plan of thousands made better piece by piece: some chains, cycles and people who stay are taken together and solved exactly.

Pieces are chosen around one person: whoever sits where that person, and whoever is met next, would do best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from dataclasses import field as later

import numpy as np

from takar.placement.solving.joining import Links, join, links_of
from takar.placement.solving.linked import fits, solve_linked
from takar.placement.solving.places import Case, Pool, pool
from takar.placement.solving.problem import Flags, Ints, Limits
from takar.placement.solving.throng import Field

_CHOICE = 16  # best posts of a person that are looked at
_LOOKS = 4
_PIECE = 48  # people and empty posts solved together
_ROUNDS, _NODES = 4, 300
_BATCH, _IDLE = 100, 3  # pieces between looks at the whole, and looks without a gain
_JOIN, _TIMES = (
    10,
    4,
)  # rounds of joining between two looks at the clock, and how often before each batch of pieces


@dataclass(slots=True)
class Pieces:
    """A plan as it changes."""

    matrix: Case
    cols: Ints
    field: Field
    rng: np.random.Generator
    filler: Ints = later(init=False)
    group: Ints = later(init=False)
    members: dict[int, list[int]] = later(init=False, default_factory=dict)
    pools: dict[int, Pool] = later(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        posts, people = len(self.matrix.holder), len(self.matrix.stay)
        self.filler = np.full(posts, -1, np.int64)
        self.group = np.full(people, -1, np.int64)
        placed = np.nonzero(self.cols[:people] < posts)[0]
        self.filler[self.cols[placed]] = placed
        self._regroup(range(people))

    def _regroup(self, people: Iterable[int]) -> None:
        """People who depend on each other: whoever enters a post left and whoever left it."""
        some = set(people)
        while some:
            first = min(some)
            mine, todo = [], [first]
            while todo:
                i = todo.pop()
                if i not in some:
                    continue
                some.discard(i)
                mine.append(i)
                todo.extend(self._linked(i))
            for i in mine:
                self.group[i] = first
            self.members[first] = mine

    def _linked(self, i: int) -> list[int]:
        found, posts = [], len(self.matrix.holder)
        origin, goal = int(self.matrix.origin[i]), int(self.cols[i])
        if origin >= 0 and self.filler[origin] >= 0:
            found.append(int(self.filler[origin]))
        if goal < posts and self.matrix.holder[goal] >= 0:
            found.append(int(self.matrix.holder[goal]))
        return found

    def piece(self, seed: int) -> tuple[list[int], list[int]]:
        """(people, empty posts) around one person, whole groups only."""
        people, posts, todo = list[int](), list[int](), [seed]
        groups: set[int] = set()
        while todo and len(people) + len(posts) < _PIECE:
            i = todo.pop(0)
            if int(self.group[i]) in groups:
                continue
            mine = self.members[int(self.group[i])]
            if len(people) + len(posts) + 2 * len(mine) > _PIECE + 8:
                continue
            groups.add(int(self.group[i]))
            people += mine
            posts += [int(self.cols[k]) for k in mine if self._enters_empty(k)]
            for k in mine:
                todo += self._some_near(k)
                posts += [p for p in self._near_empty(k) if p not in posts]
        return people, posts[: max(0, 60 - len(people))]

    def _some_near(self, i: int) -> list[int]:
        """Who sits, or is to sit, on some of the posts that suit a person best; by chance, so that pieces differ."""
        row = self.field.post[self.field.start[i] : self.field.start[i + 1]][:_CHOICE]
        some = self.rng.permutation(row)[:_LOOKS]
        sits = np.where(self.filler[some] >= 0, self.filler[some], self.matrix.holder[some])
        return [int(k) for k in sits if k >= 0]

    def _near_empty(self, i: int) -> list[int]:
        """An empty post that suits a person, by chance."""
        row = self.field.post[self.field.start[i] : self.field.start[i + 1]][:_CHOICE]
        empty = row[(self.filler[row] < 0) & (self.matrix.holder[row] < 0)]
        return [int(self.rng.choice(empty))] if len(empty) else []

    def _enters_empty(self, i: int) -> bool:
        goal = int(self.cols[i])
        return goal < len(self.matrix.holder) and self.matrix.holder[goal] < 0

    def improve(self, seed: int) -> float:
        """Cost saved by solving the piece around one person again."""
        people, empty = self.piece(seed)
        small, posts, outs = _small(self.matrix, self.cols, people, empty)
        if not fits(small):
            return 0.0
        size = len(small.cost)
        if size not in self.pools:
            self.pools[size] = pool(size, slots=256)
        memory = self.pools[size]
        now = _now(self.cols, people, posts, outs, size)
        solve_linked(small, memory, now[None], _ROUNDS, _NODES)
        if memory.best[0] < 0:
            return 0.0
        rows = np.arange(size)
        saved = float(small.cost[rows, now].sum() - small.cost[rows, memory.best].sum())
        if saved <= 1e-7:
            return 0.0
        self._take(people, posts, outs, memory.best)
        return saved

    def _take(self, people: list[int], posts: list[int], outs: list[int], found: Ints) -> None:
        columns = np.array([*posts, *outs], np.int64)
        self.filler[posts] = -1
        for at, i in enumerate(people):
            self.members.pop(int(self.group[i]), None)
            self.cols[i] = columns[found[at]]
            if self.cols[i] < len(self.matrix.holder):
                self.filler[self.cols[i]] = i
        self._regroup(people)


def _small(
    matrix: Case, cols: Ints, people: list[int], empty: list[int]
) -> tuple[Case, list[int], list[int]]:
    """The matrix of a piece, its posts and its places outside; everybody else stays where the plan has them."""
    posts = [*(int(matrix.origin[i]) for i in people if matrix.origin[i] >= 0), *dict.fromkeys(empty)]
    outs = [int(matrix.stay[i]) for i in people if matrix.origin[i] < 0]
    columns = np.array([*posts, *outs], np.int64)
    rows, size = np.array(people, np.int64), len(columns)
    cost, permit = np.zeros((size, size)), np.zeros((size, size), bool)
    cost[: len(rows)] = matrix.cost[np.ix_(rows, columns)]
    permit[: len(rows)] = matrix.permit[np.ix_(rows, columns)]
    if len(matrix.cost) > len(matrix.stay):
        permit[len(rows) :] = matrix.permit[len(matrix.stay), columns]
    place = {int(column): at for at, column in enumerate(columns)}
    row = {person: at for at, person in enumerate(people)}
    stay = np.array([place[int(matrix.stay[i])] for i in people], np.int64)
    inside = [k for k in range(len(matrix.apart)) if all(int(one) in row for one in matrix.apart[k])]
    _keep_apart(matrix, cols, row, columns[: len(posts)], permit)
    moved = cols[: len(matrix.stay)] != matrix.stay
    small = Case(
        cost,
        permit,
        stay,
        np.where(matrix.origin[rows] >= 0, stay, -1),
        np.array([row.get(int(matrix.holder[p]), -1) for p in posts], np.int64),
        matrix.most if matrix.most < 0 else int(matrix.most - moved.sum() + moved[rows].sum()),
        matrix.chain,
        matrix.cycle,
        np.array([[row[int(one)] for one in matrix.apart[k]] for k in inside], np.int64).reshape(-1, 2),
        np.ascontiguousarray(matrix.near[inside][:, posts]).reshape(len(inside), len(posts)),
        np.ascontiguousarray(matrix.far[inside][:, posts]).reshape(len(inside), len(posts)),
    )
    return small, posts, outs


def _keep_apart(matrix: Case, cols: Ints, row: dict[int, int], posts: Ints, permit: Flags) -> None:
    """Closes places where somebody of the piece would meet somebody who is not in it."""
    for k in range(len(matrix.apart)):
        for who, other, mine, theirs in (
            (*matrix.apart[k], matrix.near[k], matrix.far[k]),
            (*matrix.apart[k][::-1], matrix.far[k], matrix.near[k]),
        ):
            there = cols[other]
            if int(who) in row and int(other) not in row and there < len(theirs) and theirs[there]:
                permit[row[int(who)], : len(posts)] &= ~mine[posts]


def _now(cols: Ints, people: list[int], posts: list[int], outs: list[int], size: int) -> Ints:
    place = {column: at for at, column in enumerate([*posts, *outs])}
    mine = np.array([place[int(cols[i])] for i in people], np.int64)
    return np.concatenate([mine, np.setdiff1d(np.arange(size), mine)])


def polish(matrix: Case, cols: Ints, field: Field, bound: float, seed: int, limits: Limits) -> Ints:
    """Columns of a better plan. Ends with the time (where `limits.clock` tells it), or when pieces hardly save anything.

    Raises Stopped.
    """
    rng = np.random.default_rng(seed)
    start, links = limits.clock() if limits.clock else 0.0, links_of(matrix, field)
    people, now, idle = np.arange(len(matrix.stay)), cols[: len(matrix.stay)].copy(), 0
    zero = float(matrix.cost[people, matrix.stay].sum())

    def late() -> bool:
        limits.check()
        return limits.clock is not None and limits.clock() - start > limits.seconds

    while idle < _IDLE:
        saved = _join(matrix, links, now, rng, late)
        pieces = Pieces(matrix, now, field, rng)
        for i in _wronged(field, pieces, rng):
            if late():
                return _whole(matrix, pieces.cols)
            saved += pieces.improve(i)
        now = pieces.cols
        total = float(matrix.cost[people, now].sum())
        idle = 0 if saved > 1e-5 * max(zero - total, 1e-9) else idle + 1
        if total - bound < 1e-4 * max(zero - total, 1e-9):
            break
    return _whole(matrix, now)


def _join(
    matrix: Case, links: Links, cols: Ints, rng: np.random.Generator, late: Callable[[], bool]
) -> float:
    """Chains joined anew in the columns of people; what is saved."""
    posts, saved = len(matrix.holder), 0.0
    filler = np.full(posts, -1, np.int64)
    placed = np.nonzero(cols < posts)[0]
    filler[cols[placed]] = placed
    for _ in range(_TIMES):
        if not late():
            saved += join(links, cols, filler, _JOIN, int(rng.integers(2**31)))
    outside = np.nonzero(cols >= posts)[0]
    cols[outside] = matrix.stay[outside]
    return saved


def _wronged(field: Field, pieces: Pieces, rng: np.random.Generator) -> list[int]:
    """People whose place is furthest from their best at the potentials of posts, with some chance."""
    people, posts = field.slacks.shape
    there = pieces.cols[:people]
    inside = np.nonzero(there < posts)[0]
    regret = np.zeros(people)
    regret[inside] = field.slacks[inside, there[inside]]
    still = there == pieces.matrix.stay
    regret[still] = field.first[still]
    some: list[int] = np.argsort(-regret * rng.random(people))[:_BATCH].tolist()
    return some


def _whole(matrix: Case, cols: Ints) -> Ints:
    """Rows of nobody take what is left."""
    mine = cols[: len(matrix.stay)]
    return np.concatenate([mine, np.setdiff1d(np.arange(len(matrix.cost)), mine)])
