"""Numbers shown beside the fit and never mixed into it: JPM by law, and the gap weights of "profile matching"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

import numpy as np


class JpmRules(Protocol):
    """A ruleset of `standards`."""

    def rating(self, value: Decimal) -> Decimal: ...
    def total(self, ratings: Sequence[Decimal]) -> Decimal: ...
    def jpm(self, total: Decimal, standard_total: int) -> Decimal: ...


# Gap of level minus standard -> weight, as many local applications use it. A surplus of one counts less than none.
GAP_WEIGHTS = {0: "5", 1: "4.5", -1: "4", 2: "3.5", -2: "3", 3: "2.5", -3: "2", 4: "1.5", -4: "1"}


def jpm_against(
    levels: Mapping[str, float], standard: Sequence[tuple[str, Decimal]], rules: JpmRules
) -> Decimal | None:
    """JPM of observed levels against a post's standard, as the ruleset computes it.

    None without a standard, where a competency was not measured, or where the standard is not in whole levels.
    """
    total = sum((level for _code, level in standard), Decimal(0))
    told = [levels.get(code, np.nan) for code, _level in standard]
    if total <= 0 or total != int(total) or any(np.isnan(one) for one in told):
        return None
    ratings = [rules.rating(Decimal(f"{one:.4f}")) for one in told]
    return rules.jpm(rules.total(ratings), int(total))


def gap_weight(level: float, standard: float) -> Decimal | None:
    """The weight of one gap; None where nothing was measured. Levels are rounded half up first."""
    if np.isnan(level):
        return None
    gap = int(
        Decimal(f"{level:.4f}").quantize(Decimal(1), ROUND_HALF_UP)
        - Decimal(f"{standard:.4f}").quantize(Decimal(1), ROUND_HALF_UP)
    )
    return Decimal(GAP_WEIGHTS[max(-4, min(4, gap))])
