"""How sure a move is, as words and numbers: the share of retests that have it, with the interval that their number leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from takar.placement.domain.fairness.statistics import wilson

SURE, UNSURE = 0.8, 0.5
_FEW = 100
"""Retests below which a move is only called sure or unsure when its whole interval is."""

LABELS: dict[str, Any] = {
    "sure": _("bertahan"),
    "fair": _("cukup bertahan"),
    "unsure": _("mudah berubah"),
    "open": _("belum cukup penilaian ulang"),
    "unknown": "",
}


@dataclass(frozen=True, slots=True)
class Chance:
    """`share` with `low` and `high`: 95 % interval of the chance after so many retests (Wilson 1927)."""

    share: float
    low: float
    high: float
    kind: str

    @property
    def label(self) -> str:
        return str(LABELS[self.kind])


def chance(survival: object, retests: int | None) -> Chance:
    """Of what a result tells of one move; kind "unknown" where nobody was retested."""
    if survival in (None, "") or not retests:
        return Chance(0.0, 0.0, 1.0, "unknown")
    share = float(str(survival))
    low, high = interval(share, retests)
    return Chance(share, low, high, _kind(share, low, high, retests))


def interval(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share of `count`."""
    told = wilson(round(share * count), count)
    return told.low, told.high


def _kind(share: float, low: float, high: float, retests: int) -> str:
    if retests < _FEW and (low < UNSURE <= high or low < SURE <= high):
        return "open"
    return "sure" if share >= SURE else "unsure" if share < UNSURE else "fair"


def kind_of(step: Mapping[str, Any], retests: int | None) -> str:
    """sure | fair | unsure | open | unknown."""
    return chance(step["survival"], retests).kind
