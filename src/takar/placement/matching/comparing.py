"""Two to four people side by side for one post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from takar.kernel.refusals import Refusal
from takar.placement.domain.ranking import rank_people
from takar.placement.domain.tables import FitTable
from takar.placement.matching.asking import SEED, context, exact, known
from takar.placement.matching.loading import loaded
from takar.placement.matching.refusals import NO_PERSON, NO_POSITION
from takar.placement.matching.rows import Line, line_of, standing


def compare(code: str, nips: Sequence[str], on: date) -> tuple[Line, ...] | Refusal:
    """Two to four people side by side for one post, in the order asked, with chances among these only."""
    book = loaded(on)
    if isinstance(book, Refusal):
        return book
    at = book.engine.place_of_post.get(code)
    if at is None:
        return NO_POSITION
    rows = np.array(
        [book.engine.place_of_person[nip] for nip in nips if nip in book.engine.place_of_person],
        dtype=np.intp,
    )
    if not len(rows):
        return NO_PERSON
    table, _ = exact(book, rows, at)
    ranking = rank_people(_all_eligible(table), 0, book.rules.hold_percent, book.rules.interval_percent, SEED)
    told = known(table.people, book)
    about = context(book, table, book.engine.measured.levels[rows])
    places = {int(row): place for place, row in enumerate(ranking.order)}
    return tuple(
        line_of(about, standing(about, ranking, places[row], row, 0, by_person=False), row, 0, facts,
                book.posts[code])
        for row, facts in enumerate(told)
        if row in places
    )  # fmt: skip


def _all_eligible(table: FitTable) -> FitTable:
    """Somebody excluded may be compared too; the reasons are shown beside."""
    return replace(table, eligible=np.ones_like(table.eligible))
