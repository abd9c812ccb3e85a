"""Quantiles of the F, t and normal distributions, and of chi-square; SciPy behind typed names."""

from __future__ import annotations

from statistics import NormalDist

from scipy import special


def f_quantile(probability: float, numerator_df: float, denominator_df: float) -> float:
    return float(special.fdtri(numerator_df, denominator_df, probability))


def t_quantile(probability: float, df: float) -> float:
    return float(special.stdtrit(df, probability))


def normal_quantile(probability: float) -> float:
    return NormalDist().inv_cdf(probability)


def chi_square_quantile(probability: float, df: float) -> float:
    return float(special.chdtri(df, 1 - probability))
