"""How likely each of the nine boxes is, given scores with error: a bivariate normal posterior in closed form.

True places of a group are taken as bivariate normal; the observed scores carry independent normal errors. The posterior then is
normal too (Efron & Morris 1973), and a box's chance is its rectangle under it. The bivariate distribution function follows
Drezner & Wesolowsky (1990): one smooth integral over the correlation, here with 20 Gauss–Legendre nodes (error < 1e-7).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from takar.talent.domain.axes import Floats, Whole

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(20)
_MOST_CORRELATED = 0.98
_LEAST_VARIANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Prior:
    """How true places spread in a group of `people`: `mean` (2,), `cov` (2, 2), in points; performance first."""

    mean: tuple[float, float]
    cov: tuple[tuple[float, float], tuple[float, float]]
    people: int


@dataclass(frozen=True, slots=True)
class Posterior:
    """Where the true places are believed to lie: `mean` (n, 2), `sd` (n, 2), `correlation` (n,)."""

    mean: Floats
    sd: Floats
    correlation: Floats


def estimate_prior(scores: Floats, errors: Floats) -> Prior:
    """From the people themselves: observed covariance less the mean error variance. `scores`, `errors` (n, 2), n >= 3."""
    cov = np.cov(scores.T) - np.diag((errors**2).mean(axis=0))
    variances = np.maximum(np.diag(cov), _LEAST_VARIANCE)
    bound = _MOST_CORRELATED * float(np.sqrt(variances[0] * variances[1]))
    shared = float(np.clip(cov[0, 1], -bound, bound))
    mean = scores.mean(axis=0)
    return Prior(
        (float(mean[0]), float(mean[1])),
        ((float(variances[0]), shared), (shared, float(variances[1]))),
        len(scores),
    )


def posterior(scores: Floats, errors: Floats, prior: Prior | None) -> Posterior:
    """Shrink each observed place towards its group by its own reliability; without a prior nothing is shrunk."""
    if prior is None:
        return Posterior(scores.copy(), errors.copy(), np.zeros(len(scores)))
    (a, b), (_, d) = prior.cov
    p, q = a + errors[:, 0] ** 2, d + errors[:, 1] ** 2
    det = p * q - b * b
    away = scores - np.asarray(prior.mean)
    # Rows of Σ (Σ + E)⁻¹ for 2×2 matrices.
    k11, k12 = (a * q - b * b) / det, (b * p - a * b) / det
    k21, k22 = (b * q - b * d) / det, (d * p - b * b) / det
    mean = np.stack(
        [
            prior.mean[0] + k11 * away[:, 0] + k12 * away[:, 1],
            prior.mean[1] + k21 * away[:, 0] + k22 * away[:, 1],
        ],
        axis=1,
    )
    v11 = np.maximum(a - k11 * a - k12 * b, 0.0)
    v22 = np.maximum(d - k21 * b - k22 * d, 0.0)
    v12 = b - k11 * b - k12 * d
    sd = np.sqrt(np.stack([v11, v22], axis=1))
    scale = sd[:, 0] * sd[:, 1]
    rho = np.divide(v12, scale, out=np.zeros_like(v12), where=scale > _LEAST_VARIANCE)
    return Posterior(mean, sd, np.clip(rho, -_MOST_CORRELATED, _MOST_CORRELATED))


def grouped_posterior(
    scores: Floats, errors: Floats, groups: Whole, least: int
) -> tuple[Posterior, dict[int, Prior]]:
    """Each group of `least` people or more has its own prior; the rest share that of everybody, or none when they are few.

    `groups` (n,) small whole numbers. The priors are by group; -1 is that of everybody.
    """
    n = len(scores)
    found = Posterior(np.zeros((n, 2)), np.zeros((n, 2)), np.zeros(n))
    everybody = estimate_prior(scores, errors) if n >= least else None
    priors: dict[int, Prior] = {-1: everybody} if everybody else {}
    for group in np.unique(groups):
        mask = groups == group
        own = estimate_prior(scores[mask], errors[mask]) if mask.sum() >= least else everybody
        if own is not None and own is not everybody:
            priors[int(group)] = own
        part = posterior(scores[mask], errors[mask], own)
        found.mean[mask], found.sd[mask], found.correlation[mask] = part.mean, part.sd, part.correlation
    return found, priors


def bivariate_cdf(h: Floats, k: Floats, rho: Floats) -> Floats:
    """P(X ≤ h, Y ≤ k) of standard normals with correlation `rho`, elementwise, |rho| ≤ 0.98."""
    half = np.arcsin(rho) / 2
    total = np.zeros(np.broadcast_shapes(h.shape, k.shape, rho.shape))
    squares, product = h * h + k * k, h * k
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        sine = np.sin(half * (node + 1))
        total += weight * np.exp(-(squares - 2 * product * sine) / (2 * (1 - sine * sine)))
    return ndtr(h) * ndtr(k) + half * total / (2 * np.pi)  # type: ignore[no-any-return]


def place_chances(
    found: Posterior, performance: tuple[float, float], potential: tuple[float, float]
) -> Floats:
    """(n, 9) chances of the places 3·performance + potential; every row adds up to 1."""
    sd = np.maximum(found.sd, 1e-9)
    h = np.clip((np.asarray(performance) - found.mean[:, :1]) / sd[:, :1], -40, 40)
    k = np.clip((np.asarray(potential) - found.mean[:, 1:]) / sd[:, 1:], -40, 40)
    grid = np.zeros((len(sd), 4, 4))
    grid[:, 1:3, 1:3] = bivariate_cdf(h[:, :, None], k[:, None, :], found.correlation[:, None, None])
    grid[:, 1:3, 3], grid[:, 3, 1:3], grid[:, 3, 3] = ndtr(h), ndtr(k), 1.0
    cells = np.diff(np.diff(grid, axis=1), axis=2).reshape(-1, 9).clip(0.0, 1.0)
    return cells / cells.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]
