"""Habits of one rater beside the raters who saw the same persons: severity, halo, central tendency, range restriction.

Each is a comparison on the same persons and items with whoever else rated them, so it is about the rater and not about his
persons. Partners differ too: a figure says "beside his partners", never "in truth"; the many-facet model puts all raters on
one scale. Figures are for the rater's own eyes first. Nothing is corrected.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from takar.kernel.refusals import Refusal
from takar.psychometrics import refusing
from takar.psychometrics.pairs import Pairs, pairs
from takar.psychometrics.quantiles import t_quantile
from takar.psychometrics.ratings import Ratings
from takar.psychometrics.values import LEAST_SHARED, LEVEL, Bools, Estimate, Floats, Ints


class Habit(StrEnum):
    """What is compared, and the value that means: like the partners."""

    SEVERITY = "severity"
    """Partners' mean minus own mean, in scale units; 0; above 0 is severe."""
    HALO = "halo"
    """Own over partners' spread between competencies of the same person (standard deviations); 1; below 1 is halo."""
    CENTRAL = "central_tendency"
    """Own minus partners' mean distance from the middle of the scale; 0; below 0 keeps to the middle."""
    RANGE = "range_restriction"
    """Own over partners' spread between persons (standard deviations of person means); 1; below 1 tells persons less apart."""

    @property
    def like_the_partners(self) -> float:
        return 0.0 if self in (Habit.SEVERITY, Habit.CENTRAL) else 1.0


class Reading(StrEnum):
    """What the interval allows to say."""

    LOWER = "lower"
    HIGHER = "higher"
    NOT_DIFFERENT = "not_different"


@dataclass(frozen=True, slots=True)
class Finding:
    """One habit of one rater."""

    habit: Habit
    estimate: Estimate

    @property
    def reading(self) -> Reading:
        point = self.habit.like_the_partners
        if not self.estimate.excludes(point):
            return Reading.NOT_DIFFERENT
        return Reading.HIGHER if self.estimate.value > point else Reading.LOWER


@dataclass(frozen=True, slots=True)
class RaterHabits:
    """What can be said about one rater; a habit that cannot be told is a refusal."""

    rater: str
    persons: int
    """Persons this rater shares with at least one other."""
    ratings: int
    findings: dict[Habit, Finding | Refusal]


def habits(ratings: Ratings, low: float, high: float, level: float = LEVEL) -> tuple[RaterHabits, ...]:
    """The four habits of each rater, sorted by name.

    Parameters
    ----------
    low, high
        Ends of the rating scale, for example 1 and 5; its middle is what central tendency is measured from.

    Notes
    -----
    With d_p the difference from the partners on person p, a difference is the mean of d_p with a t interval over persons. With
    a_p and b_p own and partners' variances (over items for halo; over persons, within each pair of raters, for range), a ratio
    is sqrt(sum a_p / sum b_p) with a linearised interval on the log scale. Persons, not single ratings, are the sample: nine
    competencies of one person are not nine witnesses.
    Ratings by the partners of an average rater spread about as his own do, so 1 is the neutral value.

    References
    ----------
    Saal, Downey & Lahey (1980), Psychological Bulletin 88, 413-428, for the definitions.
    """
    table = pairs(ratings, (low + high) / 2)
    return tuple(_of_rater(ratings, table, rater, level) for rater in range(len(ratings.raters)))


def _of_rater(ratings: Ratings, table: Pairs, rater: int, level: float) -> RaterHabits:
    mine = table.rater == rater
    count = int((ratings.rater == rater).sum())
    several = mine & (table.items >= 2)
    found = {
        Habit.SEVERITY: _difference(table, mine, table.partner_mean - table.own_mean, count, level),
        Habit.CENTRAL: _difference(table, mine, table.own_distance - table.partner_distance, count, level),
        Habit.HALO: _ratio(table, several, table.own_variance, table.partner_variance, count, level),
        Habit.RANGE: _ratio(
            table,
            mine,
            _between(table, mine, table.own_mean),
            _between(table, mine, table.partner_mean),
            count,
            level,
        ),
    }
    findings: dict[Habit, Finding | Refusal] = {
        habit: one if isinstance(one, Refusal) else Finding(habit, one) for habit, one in found.items()
    }
    return RaterHabits(ratings.raters[rater], len(np.unique(table.person[mine])), count, findings)


def _few(table: Pairs, rows: Bools) -> Refusal | None:
    persons, partners = len(np.unique(table.person[rows])), len(np.unique(table.partner[rows]))
    if persons >= LEAST_SHARED:
        return None
    return refusing.too_few(
        persons=persons, least_persons=LEAST_SHARED, raters=partners + 1 if partners else 1
    )


def _by_person(table: Pairs, rows: Bools, values: Floats) -> Floats:
    """Mean over partners for each person, shape (persons,)."""
    person = np.unique(table.person[rows], return_inverse=True)[1]
    return np.asarray(np.bincount(person, values[rows]) / np.bincount(person), dtype=np.float64)


def _difference(table: Pairs, rows: Bools, values: Floats, count: int, level: float) -> Estimate | Refusal:
    if (few := _few(table, rows)) is not None:
        return few
    d = _by_person(table, rows, values)
    reach = t_quantile((1 + level) / 2, len(d) - 1) * float(d.std(ddof=1)) / np.sqrt(len(d))
    mean, partners = float(d.mean()), len(np.unique(table.partner[rows]))
    return Estimate(mean, float(mean - reach), float(mean + reach), "t", len(d), partners + 1, count, level)


def _ratio(
    table: Pairs, rows: Bools, own: Floats, partner: Floats, count: int, level: float
) -> Estimate | Refusal:
    if (few := _few(table, rows)) is not None:
        return few
    a, b = _by_person(table, rows, own), _by_person(table, rows, partner)
    if a.sum() <= 0 or b.sum() <= 0:
        return refusing.all_equal(count)
    influence = (a / a.sum() - b / b.sum()) / 2
    n = len(a)
    spread = float(np.sqrt(n / (n - 1) * (influence**2).sum()))
    reach = t_quantile((1 + level) / 2, n - 1) * spread
    value, partners = float(np.sqrt(a.sum() / b.sum())), len(np.unique(table.partner[rows]))
    low, high = value * float(np.exp(-reach)), value * float(np.exp(reach))
    return Estimate(value, low, high, "linearised", n, partners + 1, count, level)


def _between(table: Pairs, rows: Bools, means: Floats) -> Floats:
    """Squared distance of each row from the mean of its pair of raters; what the pair's severity does is left out."""
    partner: Ints = table.partner
    count = np.maximum(np.bincount(partner[rows], minlength=int(partner.max(initial=0)) + 1), 1)
    centre = np.bincount(partner[rows], means[rows], minlength=len(count)) / count
    return np.where(rows, (means - centre[partner]) ** 2, 0.0)
