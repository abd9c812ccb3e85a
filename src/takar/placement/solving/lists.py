"""For each post a short list of people with what each is worth there: the sparse problem of a region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

Ints: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]
NOBODY = VACANT = -1


@dataclass(frozen=True, slots=True)
class Lists:
    """List `l` names `people[starts[l]:starts[l+1]]`, each once, at `worth` (whole numbers; by custom tenths of a point).

    Post `p` may have the people of list `list_of[p]`: its own, or one `shared` by posts that ask for the same; and `extra[p]`,
    who is not on it, at `extra_worth[p]` (NOBODY: no one more). `vacancy[p]`: what it is worth to leave `p` open; a person worth
    less is never taken.
    """

    starts: Ints
    people: Ints
    worth: Ints
    vacancy: Ints
    people_count: int
    shared: Ints | None = None
    extra: Ints | None = None
    extra_worth: Ints | None = None

    def __post_init__(self) -> None:
        if self.starts[0] != 0 or (self.shared is None and len(self.starts) != len(self.vacancy) + 1):
            raise ValueError("starts must begin at 0 and have one entry more than there are lists")
        if self.starts[-1] != len(self.people) or len(self.people) != len(self.worth):
            raise ValueError("people and worth must end where the last list ends")
        if self.shared is not None and len(self.shared) != len(self.vacancy):
            raise ValueError("every post must have a list")
        if (self.extra is None) != (self.extra_worth is None):
            raise ValueError("whoever is extra must be worth something")

    @property
    def posts(self) -> int:
        return len(self.vacancy)

    @property
    def list_of(self) -> Ints:
        return np.arange(self.posts) if self.shared is None else self.shared

    @property
    def extras(self) -> tuple[Ints, Ints]:
        """One more person of each post, or NOBODY, and what she is worth there."""
        if self.extra is None or self.extra_worth is None:
            return np.full(self.posts, NOBODY), np.zeros(self.posts, dtype=np.int64)
        return self.extra, self.extra_worth

    def apart(self) -> Lists:
        """The same with a list of its own for every post, on which whoever is extra stands too."""
        return self._split()._joined(*self.extras)

    def _split(self) -> Lists:
        if self.shared is None:
            return self
        lengths = np.diff(self.starts)[self.shared]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        at = np.arange(starts[-1]) + np.repeat(self.starts[self.shared] - starts[:-1], lengths)
        return Lists(starts, self.people[at], self.worth[at], self.vacancy, self.people_count)

    def _joined(self, extra: Ints, worth: Ints) -> Lists:
        """`extra` and their `worth` put behind the lists of their posts."""
        posts = np.flatnonzero(extra != NOBODY)
        behind = self.starts[posts + 1]
        starts = self.starts + np.searchsorted(posts, np.arange(self.posts + 1))
        return Lists(
            starts,
            np.insert(self.people, behind, extra[posts]),
            np.insert(self.worth, behind, worth[posts]),
            self.vacancy,
            self.people_count,
        )

    def post_of(self) -> Ints:
        """The post of each pair, where no list is shared."""
        return np.repeat(np.arange(self.posts), np.diff(self.starts))

    def value_held(self, holds: Ints) -> Ints:
        """Worth of the person that each post holds; the worth of the vacancy where it holds nobody."""
        return self._held(holds)[0]

    def _held(self, holds: Ints) -> tuple[Ints, int]:
        """What each post has, and how many have somebody on their list."""
        from takar.placement.solving.auction_steps import values_held

        value = self.vacancy.copy()
        asked = self.starts, self.people, self.worth, self.list_of, *self.extras
        return value, int(values_held(*asked, holds, value))

    def total(self, holds: Ints) -> int:
        """Raises ValueError when somebody is held twice or by a post that does not list him."""
        held = holds[holds != VACANT]
        if len(np.unique(held)) != len(held):
            raise ValueError("somebody holds two posts")
        value, listed = self._held(holds)
        if listed != len(held):
            raise ValueError("a post holds somebody who is not on its list")
        return int(value.sum())

    def bound(self, prices: Ints) -> int:
        """No assignment is worth more than this, whatever the (non-negative) prices: weak duality."""
        best = np.full(len(self.starts) - 1, np.iinfo(np.int64).min)
        full = np.diff(self.starts) > 0
        if full.any():
            net = self.worth - prices[self.people]
            best[full] = np.maximum.reduceat(net, self.starts[:-1][full])
        (extra, worth), content = self.extras, np.maximum(self.vacancy, best[self.list_of])
        some = np.flatnonzero(extra != NOBODY)
        content[some] = np.maximum(content[some], worth[some] - prices[extra[some]])
        return int(content.sum() + prices.sum())
