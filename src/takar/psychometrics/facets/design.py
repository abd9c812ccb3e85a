"""From ratings to a design that can be estimated: categories, persons, what is linked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics import refusing
from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import LEAST_PERSONS, Bools, Floats, Ints

MOST_STEPS = 12
"""More different rating values than this are no rating scale."""


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Ratings that bear on the raters, one row for each person, padded to the longest.

    Attributes
    ----------
    ratings
        The ratings used: without persons, raters and items whose ratings all lie at one end of the scale.
    scale : Floats, shape (categories,)
        Rating value of each category; only values that occur.
    rater, item, category : Ints, shape (persons, slots)
        Positions; 0 where `there` is False.
    there : Bools, shape (persons, slots)
    extreme_persons, extreme_raters, extreme_items
        Labels left out because all their ratings lie at one end.
    """

    ratings: Ratings
    scale: Floats
    rater: Ints
    item: Ints
    category: Ints
    there: Bools
    extreme_persons: tuple[str, ...]
    extreme_raters: tuple[str, ...]
    extreme_items: tuple[str, ...]

    @property
    def steps(self) -> int:
        return len(self.scale) - 1


def design(ratings: Ratings) -> Design | Refusal:
    """Leave out what is extreme, again and again until nothing is, and see that what remains is linked.

    Returns
    -------
    Design or Refusal
        `RATINGS_TOO_MANY_STEPS`, `RATERS_TOO_FEW`, or `RATERS_NOT_LINKED` with the subsets named.
    """
    used = len(np.unique(ratings.value))
    if used > MOST_STEPS:
        return refusing.too_many_steps(used, MOST_STEPS)
    kept = _without_extremes(ratings)
    shared = int((kept.raters_per_person() >= 2).sum()) if len(kept) else 0
    if shared < LEAST_PERSONS or len(kept.raters) < 2:
        return refusing.too_few(persons=shared, least_persons=LEAST_PERSONS, raters=len(kept.raters))
    scale, category = np.unique(kept.value, return_inverse=True)
    unlinked = _unlinked(kept)
    return unlinked if unlinked is not None else _padded(ratings, kept, scale, category.astype(np.int64))


def _without_extremes(ratings: Ratings) -> Ratings:
    kept = ratings
    while len(kept):
        ends = kept.value.min(), kept.value.max()
        keep = np.ones(len(kept), dtype=np.bool_)
        for codes in (kept.person, kept.rater, kept.item):
            for end in ends:
                inside = np.bincount(codes, kept.value != end)
                keep &= (inside > 0)[codes]
        keep &= (np.bincount(kept.person) > 1)[kept.person]
        if keep.all():
            return kept
        kept = kept.where(keep)
    return kept


def _unlinked(ratings: Ratings) -> Refusal | None:
    """Are all raters, and all items, comparable through persons they share?

    Severities and difficulties are told apart within persons. The directions that no person informs are the null space of the
    within-person cross-product of the rater and item columns. Two of them always exist (all raters up, all items up); any more
    and two raters are comparable only if they move together in every such direction.
    """
    r, i = len(ratings.raters), len(ratings.items)
    columns = np.zeros((len(ratings.persons), r + i))
    np.add.at(columns, (ratings.person, ratings.rater), 1)
    np.add.at(columns, (ratings.person, r + ratings.item), 1)
    count = np.bincount(ratings.person)
    cross = -(columns / count[:, None]).T @ columns
    np.add.at(cross, (ratings.rater, ratings.rater), 1)
    np.add.at(cross, (r + ratings.item, r + ratings.item), 1)
    np.add.at(cross, (ratings.rater, r + ratings.item), 1)
    np.add.at(cross, (r + ratings.item, ratings.rater), 1)
    roots, vectors = np.linalg.eigh(cross)
    free = vectors[:, roots < 1e-8 * max(float(roots[-1]), 1.0)]
    for labels, rows, facet in (
        (ratings.raters, free[:r], "rater"),
        (tuple(str(item) for item in ratings.items), free[r:], "item"),
    ):
        subsets = _together(labels, rows)
        if len(subsets) > 1:
            return refusing.not_linked(subsets, facet)
    return None


def _together(labels: tuple[str, ...], rows: Floats) -> list[list[str]]:
    groups: list[tuple[Floats, list[str]]] = []
    for label, row in zip(labels, rows, strict=True):
        for first, members in groups:
            if np.allclose(first, row, atol=1e-6):
                members.append(label)
                break
        else:
            groups.append((row, [label]))
    return [members for _, members in groups]


def _padded(every: Ratings, kept: Ratings, scale: Floats, category: Ints) -> Design:
    order = np.lexsort((kept.item, kept.rater, kept.person))
    count = np.bincount(kept.person)
    place = np.arange(len(kept)) - np.repeat(np.cumsum(count) - count, count)
    rows, shape = kept.person[order], (len(count), int(count.max()))

    def spread(values: Ints) -> Ints:
        padded = np.zeros(shape, dtype=np.int64)
        padded[rows, place] = values[order]
        return padded

    there = np.zeros(shape, dtype=np.bool_)
    there[rows, place] = True
    return Design(
        ratings=kept,
        scale=scale,
        rater=spread(kept.rater),
        item=spread(kept.item),
        category=spread(category),
        there=there,
        extreme_persons=_missing(every.persons, kept.persons),
        extreme_raters=_missing(every.raters, kept.raters),
        extreme_items=_missing(tuple(map(str, every.items)), tuple(map(str, kept.items))),
    )


def _missing(every: tuple[str, ...], kept: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(label for label in every if label not in set(kept))
