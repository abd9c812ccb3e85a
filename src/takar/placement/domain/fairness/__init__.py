"""Selection rates by group at each gate [kesetaraan]: what differs, how surely, and what few people may not reveal.

Rules: docs/rules/fairness.md. Pure.
"""

from takar.placement.domain.fairness.gates import AttributeTable, Gate, GateTable, Line, Verdict, compare
from takar.placement.domain.fairness.hiding import hidden_groups
from takar.placement.domain.fairness.statistics import (
    Interval,
    difference,
    exact_p,
    holm,
    mid_p,
    ratio,
    wilson,
)

__all__ = [
    "AttributeTable",
    "Gate",
    "GateTable",
    "Interval",
    "Line",
    "Verdict",
    "compare",
    "difference",
    "exact_p",
    "hidden_groups",
    "holm",
    "mid_p",
    "ratio",
    "wilson",
]
