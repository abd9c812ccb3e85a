"""Which post fits this person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from takar.kernel.refusals import Refusal
from takar.placement.domain.ranking import Ranking, rank_posts
from takar.placement.domain.values import Flags
from takar.placement.matching.asking import CONTENDERS, SEED, best_of, context, known, level_of, shown
from takar.placement.matching.loading import Loaded, loaded
from takar.placement.matching.refusals import NO_PERSON, NO_PROFILE
from takar.placement.matching.rows import Barred, Context, Line, checked_of, line_of, standing
from takar.positions.public import Facts, fact_table


@dataclass(frozen=True, slots=True)
class PositionsFor:
    """As `PeopleFor`, for one person. `current`: the line of the post held now, if it has a fit."""

    nip: str
    lines: tuple[Line, ...]
    barred: tuple[Barred, ...]
    current: Line | None
    length: int
    held: float
    eligible: int
    contenders: int
    on: date
    level: int


def positions_for(
    nip: str, on: date, *, classes: Sequence[str] = (), vacant: bool = False, most: int | None = None
) -> PositionsFor | Refusal:
    """Which posts fit a person. `classes`: only posts of these classes; `vacant`: only posts that nobody holds.

    Refuses PLACEMENT_NO_RULES, _NO_PERSON, _NOT_ASSESSED.
    """
    book = loaded(on)
    if isinstance(book, Refusal):
        return book
    row = book.engine.place_of_person.get(nip)
    if row is None:
        return NO_PERSON
    if np.isnan(book.engine.levels.mean[row]).all():
        return NO_PROFILE
    among = np.array(
        [
            (not classes or one.job_class in classes) and (not vacant or not book.posts[one.code].holder)
            for one in book.engine.posts
        ],
        dtype=bool,
    )
    return _positions_for(book, row, among, most)


def _positions_for(book: Loaded, row: int, among: Flags, most: int | None) -> PositionsFor:
    engine, rules = book.engine, book.rules
    fit, able = engine.fits_of_person(row)
    answer = engine.top_posts(row, CONTENDERS, among)
    nip = engine.measured.people[row]
    (facts,) = known([nip], book)
    one = np.array([row])
    table = engine.table(one, answer.rows.tolist(), fact_table([facts]))
    ranking = rank_posts(table, 0, rules.hold_percent, rules.interval_percent, SEED)
    about = context(book, table, engine.measured.levels[one])
    places = shown(ranking, 0, most, rules.list_most)
    lines = tuple(_post_line(book, about, ranking, place, facts) for place in places)
    return PositionsFor(
        nip=nip,
        lines=lines,
        barred=_barred_posts(book, row, facts, np.where(~able & among & np.isfinite(fit), fit, -np.inf)),
        current=_current(book, row, facts),
        length=ranking.length,
        held=ranking.held,
        eligible=answer.eligible,
        contenders=len(ranking.order),
        level=level_of(ranking),
        on=book.on,
    )


def _post_line(book: Loaded, about: Context, ranking: Ranking, place: int, facts: Facts) -> Line:
    column = int(ranking.order[place])
    position = book.posts[about.table.positions[column]]
    told = standing(about, ranking, place, 0, column, by_person=True)
    return line_of(about, told, 0, column, facts, position)


def _current(book: Loaded, row: int, facts: Facts) -> Line | None:
    at = book.engine.place_of_post.get(facts.holds)
    if at is None:
        return None
    one = np.array([row])
    table = book.engine.table(one, [at], fact_table([facts]))
    ranking = rank_posts(table, 0, book.rules.hold_percent, book.rules.interval_percent, SEED)
    about = context(book, table, book.engine.measured.levels[one])
    return _post_line(book, about, ranking, 0, facts) if len(ranking.order) else None


def _barred_posts(book: Loaded, row: int, facts: Facts, fit: np.ndarray) -> tuple[Barred, ...]:
    posts = best_of(fit)
    if not len(posts):
        return ()
    one = np.array([row])
    table = book.engine.table(one, posts.tolist(), fact_table([facts]))
    about = context(book, table, book.engine.measured.levels[one])
    return tuple(
        Barred(facts.nip, code, float(fit[post]), checked_of(about, 0, place, facts, book.posts[code]))
        for place, (post, code) in enumerate(zip(posts, table.positions, strict=True))
    )
