"""What keeps a person from moving at all, whatever the post: soon retired, under a heavy penalty, too short in post."""

from __future__ import annotations

from datetime import date

import numpy as np

from takar.placement.domain.fact_table import OPEN, FactTable
from takar.placement.domain.requirements import anniversary, penalised
from takar.placement.domain.scales import discipline_rank
from takar.placement.domain.values import FitRules, Flags

RETIRES, PENALTY, TOO_SHORT = "retires", "penalty", "too_short"
BARS = (RETIRES, PENALTY, TOO_SHORT)


def bars(table: FactTable, on: date, rules: FitRules) -> dict[str, Flags]:
    """Per bar, whom it holds. What is not known bars nobody; it is shown as to be checked."""
    return {
        RETIRES: _retires(table, on, rules),
        PENALTY: penalised(table, discipline_rank(rules.barring_discipline) or 3, 0, on),
        TOO_SHORT: _too_short(table, on, rules.tenure_least_years),
    }


def retires_on(table: FactTable, rules: FitRules) -> np.ndarray:
    """Ordinal of the first day out of office, 0 unknown: as recorded, or by birth and the age of the present class."""
    found = table.retires.copy()
    for job_class in np.unique(table.job_class):
        if str(job_class) == "fungsional":
            continue  # by grade, which only the position tells
        of_class = (table.job_class == job_class) & (found == 0) & (table.born > 0)
        age = rules.retirement_age(str(job_class))
        found[of_class] = [_month_after(int(day), age) for day in table.born[of_class]]
    return found


def _month_after(born: int, age: int) -> int:
    day = anniversary(date.fromordinal(born), age)
    return date(day.year + day.month // 12, day.month % 12 + 1, 1).toordinal()


def _retires(table: FactTable, on: date, rules: FitRules) -> Flags:
    gone = retires_on(table, rules)
    months = on.month - 1 + rules.retires_within_months
    edge = date(on.year + months // 12, months % 12 + 1, min(on.day, 28)).toordinal()
    return np.asarray((gone > 0) & (gone <= edge))


def _too_short(table: FactTable, on: date, least: int) -> Flags:
    rows = table.stays
    young = (rows.end == OPEN) & (rows.start > anniversary(on, -least).toordinal())
    found = np.zeros(len(table), dtype=bool)
    found[rows.person[young]] = True
    return found
