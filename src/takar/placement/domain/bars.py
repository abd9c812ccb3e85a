"""What keeps a person from moving at all, whatever the post: soon retired, under a heavy penalty, too short in post."""

from __future__ import annotations

from datetime import date

import numpy as np

from takar.placement.domain.values import FitRules, Flags
from takar.positions.public import OPEN, FactTable, anniversary, discipline_rank, penalised

RETIRES, PENALTY, TOO_SHORT = "retires", "penalty", "too_short"
BARS = (RETIRES, PENALTY, TOO_SHORT)


def bars(table: FactTable, on: date, rules: FitRules) -> dict[str, Flags]:
    """Per bar, whom it holds. What is not known bars nobody; it is shown as to be checked."""
    return {
        RETIRES: _retires(table, on, rules),
        PENALTY: penalised(table, discipline_rank(rules.barring_discipline) or 3, 0, on),
        TOO_SHORT: _too_short(table, on, rules.tenure_least_years),
    }


def _retires(table: FactTable, on: date, rules: FitRules) -> Flags:
    months = on.month - 1 + rules.retires_within_months
    edge = date(on.year + months // 12, months % 12 + 1, min(on.day, 28)).toordinal()
    return np.asarray((table.retires > 0) & (table.retires <= edge))


def _too_short(table: FactTable, on: date, least: int) -> Flags:
    rows = table.stays
    young = (rows.end == OPEN) & (rows.start > anniversary(on, -least).toordinal())
    found = np.zeros(len(table), dtype=bool)
    found[rows.person[young]] = True
    return found
