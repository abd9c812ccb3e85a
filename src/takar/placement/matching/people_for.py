"""Who fits this post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from takar.kernel.refusals import Refusal
from takar.placement.domain.ranking import rank_people
from takar.placement.domain.values import Flags
from takar.placement.matching.asking import (
    CONTENDERS,
    EVERYBODY,
    SEED,
    best_of,
    context,
    exact,
    known,
    level_of,
    shown,
)
from takar.placement.matching.loading import Loaded, loaded
from takar.placement.matching.refusals import NO_POSITION, NO_STANDARD
from takar.placement.matching.rows import Barred, Line, checked_of, line_of, standing
from takar.positions.public import Position


@dataclass(frozen=True, slots=True)
class PeopleFor:
    """`length`: names needed to hold the best with `held`; `eligible`: all who may; `unassessed`: of the asked, without a
    fit; `contenders`: how many are ranked; `level`: how many stand first together, as good as each other."""

    position: Position
    lines: tuple[Line, ...]
    barred: tuple[Barred, ...]
    length: int
    held: float
    eligible: int
    asked: int
    unassessed: int
    contenders: int
    on: date
    level: int


def people_for(
    code: str, on: date, *, classes: Sequence[str] = (), skip: int = 0, most: int | None = None
) -> PeopleFor | Refusal:
    """Who fits a post: as many as needed to hold the best (`most` None), or `most` ranks after `skip`.

    `classes`: only people of these job classes; empty: of all. Refuses PLACEMENT_NO_RULES, _NO_POSITION, _NO_STANDARD.
    """
    book = loaded(on)
    if isinstance(book, Refusal):
        return book
    at = book.engine.place_of_post.get(code)
    if at is None:
        return NO_POSITION
    if not book.engine.terms.has_standard[at]:
        return NO_STANDARD
    among = _of_classes(book, classes)
    return _people_for(book, at, among, skip, most)


def _of_classes(book: Loaded, classes: Sequence[str]) -> Flags:
    groups = book.engine.measured.groups
    if not classes:
        return np.ones(len(groups), dtype=bool)
    wanted = frozenset(classes)
    return np.array([one in wanted for one in groups], dtype=bool)


def _people_for(book: Loaded, at: int, among: Flags, skip: int, most: int | None) -> PeopleFor:
    engine, rules = book.engine, book.rules
    fit, able = engine.fits(at)
    answer = engine.top_people(at, CONTENDERS if most is None else EVERYBODY, among)
    table, rows = exact(book, answer.rows, at)
    draws = 2000 if len(rows) <= CONTENDERS else 500
    ranking = rank_people(table, 0, rules.hold_percent, rules.interval_percent, SEED, draws)
    listed = shown(ranking, skip, most, rules.list_most)
    told = known([table.people[ranking.order[one]] for one in listed], book)
    about = context(book, table, engine.measured.levels[rows])
    position = book.posts[engine.posts[at].code]
    lines = tuple(
        line_of(about, standing(about, ranking, one, int(ranking.order[one]), 0, by_person=False),
                int(ranking.order[one]), 0, facts, position)
        for one, facts in zip(listed, told, strict=True)
    )  # fmt: skip
    scored = np.isfinite(fit)
    return PeopleFor(
        position=position,
        lines=lines,
        barred=_barred_people(book, at, np.where(~able & among & scored, fit, -np.inf)),
        length=ranking.length,
        held=ranking.held,
        eligible=answer.eligible,
        asked=int(among.sum()),
        unassessed=int((among & ~scored).sum()),
        contenders=len(ranking.order),
        level=level_of(ranking),
        on=book.on,
    )


def _barred_people(book: Loaded, at: int, fit: np.ndarray) -> tuple[Barred, ...]:
    """The best of those who are excluded, with the reason."""
    rows = best_of(fit)
    if not len(rows):
        return ()
    table, _ = exact(book, rows, at)
    about = context(book, table, book.engine.measured.levels[rows])
    position = book.posts[book.engine.posts[at].code]
    told = known(table.people, book)
    return tuple(
        Barred(one.nip, position.code, float(fit[row]), checked_of(about, place, 0, one, position))
        for place, (row, one) in enumerate(zip(rows, told, strict=True))
    )
