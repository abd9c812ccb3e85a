"""What the fits of a scenario came from, as arrays that are frozen with it, and the table of fits made of them again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from takar.placement.domain.merged import distinct
from takar.placement.domain.posterior import Prior, posterior
from takar.placement.domain.tables import FitTable
from takar.placement.domain.terms import Terms, columns_of
from takar.placement.domain.values import Floats

MEASURED = (
    "levels",
    "errors",
    "group",
    "prior_mean",
    "prior_spread",
    "prior_counts",
    "alike",
    "standard",
    "share",
    "floor",
    "asks",
    "set_weight",
    "set_added",
)
"""Frozen after all others: what the fits came from, so that everybody can be retested later without the registers."""


def measured_arrays(table: FitTable, levels: Floats) -> dict[str, np.ndarray]:
    """The arrays `MEASURED`. `levels`: (n, c) as measured. Careers once for each set of requirements: `asks` (m,) says which."""
    sets, asks = distinct(np.ascontiguousarray(np.vstack([table.weight, table.added]).T))
    prior, terms = table.prior, table.terms
    return {
        "levels": levels,
        "errors": table.errors,
        "group": np.asarray(table.group, np.int64),
        "prior_mean": prior.mean,
        "prior_spread": prior.spread,
        "prior_counts": np.asarray(prior.counts, np.int64),
        "alike": np.array([prior.alike]),
        "standard": terms.standard,
        "share": terms.weight,
        "floor": terms.floor,
        "asks": np.asarray(asks, np.int64),
        "set_weight": np.ascontiguousarray(table.weight[:, sets]),
        "set_added": np.ascontiguousarray(table.added[:, sets]),
    }


def table_of(inputs: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> FitTable | None:
    """The table as it was; None for scenarios of before these arrays were frozen."""
    if any(name not in arrays for name in MEASURED):
        return None
    group = arrays["group"].astype(np.intp)
    counts = arrays["prior_counts"].astype(np.intp)
    names = tuple(str(at) for at in range(len(counts)))
    prior = Prior(names, arrays["prior_mean"], arrays["prior_spread"], float(arrays["alike"][0]), counts)
    fit = arrays["fit"]
    return FitTable(
        people=tuple(one["nip"] for one in inputs["people"]),
        positions=tuple(one["code"] for one in inputs["posts"]),
        fit=fit,
        eligible=arrays["eligible"],
        to_check=np.zeros(fit.shape, bool),
        levels=posterior(arrays["levels"], arrays["errors"], group, prior),
        errors=arrays["errors"],
        group=group,
        prior=prior,
        terms=_terms(tuple(inputs["codes"]), arrays),
        weight=arrays["set_weight"][:, arrays["asks"]],
        added=arrays["set_added"][:, arrays["asks"]],
    )


def _terms(codes: tuple[str, ...], arrays: Mapping[str, np.ndarray]) -> Terms:
    standard, share = arrays["standard"], arrays["share"]
    grid, columns = columns_of(standard, share)
    return Terms(codes, grid, standard, share, columns, arrays["floor"])
