"""From observed to true levels: what is known of a level after its error of measurement is taken into account.

Model, per group g (job class) and competency c: the true level is X = mu_gc + tau_gc (sqrt(a) F + sqrt(1-a) U) with F
common to all competencies of a person and U its own, both standard normal; observed Y = X + e, e ~ N(0, se^2). `a` is how
much alike a person's competencies are. Ignoring `a` would make intervals of a fit far too narrow. All closed form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from takar.placement.domain.values import Floats, Measured, Whole

# A group below SMALL takes its spread from all groups; a larger one is blended with BORROWED people's worth of it.
SMALL = 8
BORROWED = 8.0
# The least true spread, in levels: a spread of nothing would claim that everybody is exactly alike.
LEAST_SPREAD = 0.05
MOST_ALIKE = 0.95


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known before a person's own scores: (g, c) mean and true spread; NaN where nobody was measured."""

    groups: tuple[str, ...]
    mean: Floats
    spread: Floats
    alike: float
    counts: Whole

    def places(self, groups: Sequence[str]) -> Whole:
        """Row of each named group. Raises KeyError for one that is not in the prior."""
        place = {name: at for at, name in enumerate(self.groups)}
        return np.array([place[name] for name in groups], dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Levels:
    """Posterior of the true levels, all (n, c): X = mean + common F + own U, F shared by a person's competencies.

    `sd` = sqrt(common^2 + own^2). Where a level was not measured, it is what the group and the person's other levels
    tell, with a wide sd; NaN throughout for a person without any measurement.
    """

    mean: Floats
    sd: Floats
    common: Floats
    own: Floats

    def take(self, people: Whole | slice) -> Levels:
        return Levels(self.mean[people], self.sd[people], self.common[people], self.own[people])


def estimate_prior(measured: Measured) -> Prior:
    """Means, true spreads and likeness by moments: spread^2 = variance observed - mean squared error."""
    names = tuple(sorted(set(measured.groups)))
    place = {name: at for at, name in enumerate(names)}
    group = np.array([place[name] for name in measured.groups], dtype=np.intp)
    return _estimated(names, group, measured.levels, measured.errors)


def _estimated(names: tuple[str, ...], group: Whole, levels: Floats, errors: Floats) -> Prior:
    known = ~np.isnan(levels)
    counts = _sums(group, known.astype(float), len(names))
    mean = _ratio(_sums(group, np.where(known, levels, 0.0), len(names)), counts)
    rest = np.where(known, levels - mean[group], 0.0)
    squares = _sums(group, rest**2, len(names))
    noise = _sums(group, np.where(known, errors**2, 0.0), len(names))
    pooled = _pooled(counts, squares, noise)
    spread = np.sqrt(np.maximum(_blended(counts, squares, noise, pooled), LEAST_SPREAD**2))
    spread[:, np.isnan(pooled)] = np.nan
    return Prior(
        groups=names,
        mean=_steadied(mean, counts, pooled, noise),
        spread=spread,
        alike=_alikeness(rest, known, pooled, len(names)),
        counts=counts.astype(np.intp),
    )


def _sums(group: Whole, values: Floats, groups: int) -> Floats:
    columns = [np.bincount(group, weights=values[:, at], minlength=groups) for at in range(values.shape[1])]
    return np.stack(columns, axis=1) if columns else np.zeros((groups, 0))


def _ratio(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)


def _pooled(counts: Floats, squares: Floats, noise: Floats) -> Floats:
    """True variance within groups, over all groups (c,); NaN where nobody was measured."""
    freedom = np.maximum(counts - 1, 0).sum(axis=0)
    total = counts.sum(axis=0)
    observed = _ratio(squares.sum(axis=0), freedom)
    error = _ratio(noise.sum(axis=0), total)
    # One person per group tells no spread: as much true spread as error is the mildest thing to say.
    found = np.where(freedom > 0, observed - error, error)
    return np.where(total > 0, np.maximum(found, LEAST_SPREAD**2), np.nan)


def _blended(counts: Floats, squares: Floats, noise: Floats, pooled: Floats) -> Floats:
    freedom = np.maximum(counts - 1, 0)
    raw = _ratio(squares, freedom) - _ratio(noise, counts)
    weight = np.where(counts >= SMALL, freedom, 0.0)
    return np.asarray(
        (weight * np.where(weight > 0, raw, 0.0) + BORROWED * pooled) / (weight + BORROWED), dtype=np.float64
    )


def _steadied(mean: Floats, counts: Floats, pooled: Floats, noise: Floats) -> Floats:
    """A small group's mean leans on the mean of all groups, by how much groups differ; a large one keeps its own."""
    overall = _ratio(np.nansum(mean * counts, axis=0), counts.sum(axis=0))
    several = (counts > 0).sum(axis=0) > 1
    placed = np.where(counts > 0, mean, overall)
    apart = np.where(several, np.nan_to_num(placed - placed.mean(axis=0)).var(axis=0), 0.0)
    doubt = (pooled + _ratio(noise.sum(axis=0), counts.sum(axis=0))) / np.maximum(counts, 1)
    own = np.where(counts >= SMALL, 1.0, apart / np.maximum(apart + doubt, 1e-12))
    # With one group only there is nothing to lean on.
    own = np.where(several & (counts > 0), own, (counts > 0).astype(float))
    return np.asarray(np.where(counts > 0, own * np.nan_to_num(mean) + (1 - own) * overall, overall))


def _alikeness(rest: Floats, known: np.ndarray, pooled: Floats, groups: int) -> float:
    """The common correlation of true levels: errors are independent, so products of two competencies have no error."""
    there = known.astype(float)
    pairs = np.maximum(there.T @ there - groups, 0.0)
    np.fill_diagonal(pairs, 0.0)
    spread = np.sqrt(np.nan_to_num(pooled))
    expected = float((pairs * np.outer(spread, spread)).sum())
    if expected <= 0:
        return 0.0
    products = rest.T @ rest
    seen = there.T @ there
    share = _ratio(products * pairs, np.maximum(seen - groups, 0.0))
    return float(np.clip(np.nansum(np.where(pairs > 0, share, 0.0)) / expected, 0.0, MOST_ALIKE))


def posterior(levels: Floats, errors: Floats, group: Whole, prior: Prior) -> Levels:
    """True levels given what was observed: (n, c) levels and errors, `group` = row of the prior per person."""
    mean, spread = prior.mean[group], prior.spread[group]
    known = ~np.isnan(levels) & ~np.isnan(mean)
    away = np.where(known, levels - mean, 0.0)
    link = np.sqrt(prior.alike) * spread
    private = (1 - prior.alike) * spread**2
    noise = np.where(known, private + errors**2, np.inf)
    sure = 1 + np.nansum(link**2 / noise, axis=1, keepdims=True)
    common = np.nansum(link * away / noise, axis=1, keepdims=True) / sure
    trust = private / noise
    told = mean + trust * away + link * (1 - trust) * common
    shared = link * (1 - trust) / np.sqrt(sure)
    doubt = _doubt(prior.counts[group], spread, np.where(known, errors, np.inf), away)
    own = np.sqrt(np.maximum(private * (1 - trust), 0.0) + doubt)
    return _without_anything(known, told, shared, own)


def _doubt(counts: Whole, spread: Floats, errors: Floats, away: Floats) -> Floats:
    """What not knowing the group's mean and spread exactly adds to the variance (Morris 1983, empirical Bayes intervals)."""
    size = counts + BORROWED
    with np.errstate(invalid="ignore"):
        left = np.where(np.isinf(errors), 1.0, errors**2 / (spread**2 + errors**2))
        seen = spread**2 + np.where(np.isinf(errors), 0.0, errors**2)
    return np.asarray(left**2 * (seen / size + 2 * away**2 / (size - 3)))


def _without_anything(known: np.ndarray, told: Floats, shared: Floats, own: Floats) -> Levels:
    nothing = ~known.any(axis=1)
    for part in (told, shared, own):
        part[nothing] = np.nan
    return Levels(told, np.sqrt(shared**2 + own**2), shared, own)


def reliability(errors: Floats, group: Whole, prior: Prior) -> Floats:
    """Share of the observed variance that is true, per level: var / (var + se^2)."""
    true = prior.spread[group] ** 2
    return np.asarray(true / (true + errors**2))
