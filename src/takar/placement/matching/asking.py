"""What both questions share: exact numbers for the few that are shown, names, the JPM of the law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from takar.people.public import JOB_CLASS_NAMES
from takar.placement.domain.ranking import SAME, Ranking
from takar.placement.domain.tables import FitTable
from takar.placement.domain.values import Whole
from takar.placement.matching.loading import Loaded
from takar.placement.matching.registers import facts_of
from takar.placement.matching.rows import Context
from takar.positions.public import Facts, FactTable, fact_table
from takar.standards.public import Ruleset, StandardNotFound, dictionary, rulesets_in_force

# So many of the best are asked how sure their rank is; the best beyond them is hopeless.
CONTENDERS = 400
EVERYBODY = 3000
BARRED_SHOWN = 10
# The same people on the same day get the same chances.
SEED = 20_260_105


def classes_asked(job_class: str | None, wide: bool) -> tuple[str, ...]:
    """The job classes in which is looked: its own, or all (empty) when asked so or when it has none."""
    return () if wide or job_class not in JOB_CLASS_NAMES else (job_class,)


def shown(ranking: Ranking, skip: int, most: int | None, list_most: int) -> range:
    size = len(ranking.order)
    if most is None:
        return range(min(size, max(ranking.length, level_of(ranking), 3), list_most))
    return range(min(skip, size), min(skip + most, size))


def level_of(ranking: Ranking) -> int:
    """How many stand first together: fits and chances to be best that are the same. Nobody of them is left off a list."""
    if not len(ranking.order):
        return 0
    same = (ranking.fit[0] - ranking.fit < SAME) & (np.abs(ranking.best - ranking.best[0]) < SAME)
    return int(same.argmin()) if not same.all() else len(same)


def exact(book: Loaded, rows: Whole, at: int) -> tuple[FitTable, Whole]:
    """The exact table of the contenders; with their histories, where the engine has not read them."""
    facts = None if book.whole else facts_table(book, rows)
    return book.engine.table(rows, [at], facts), rows


def facts_table(book: Loaded, rows: Whole) -> FactTable:
    return fact_table(known([book.engine.measured.people[row] for row in rows], book))


def known(nips: Iterable[str], book: Loaded) -> list[Facts]:
    """Everything on record of some people."""
    return facts_of(nips, book.on, holds(book))


def holds(book: Loaded) -> dict[str, str]:
    return {one.holder: code for code, one in book.posts.items() if one.holder}


def context(book: Loaded, table: FitTable, observed: np.ndarray) -> Context:
    return Context(
        table,
        observed,
        book.rules,
        names_on(book.on),
        book.on,
        book.rules.interval_percent,
        jpm_rules(book.on),
    )


def names_on(on: date) -> dict[str, tuple[str, str]]:
    """Names of the competencies, Indonesian and English."""
    try:
        found = dictionary(on)
    except StandardNotFound:
        return {}
    return {one.code: (one.name_id, one.name_en) for one in found.competencies}


def jpm_rules(on: date) -> Ruleset | None:
    """The ruleset of mapping in force: JPM by law beside the fit."""
    return next(iter(rulesets_in_force("pemetaan", on)), None)


def best_of(fit: np.ndarray) -> Whole:
    order = np.argsort(-fit, kind="stable")[:BARRED_SHOWN]
    return np.asarray(order[np.isfinite(fit[order])], dtype=np.intp)
