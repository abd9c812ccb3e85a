"""One structured requirement against everybody's facts: met, not met, or not known.

`values` of a requirement, as text (a number anywhere among them is years, an age, a percentage or a level):

| kind | values |
|---|---|
| golongan_least | golongan (III/d) |
| education_least | level (S-1) |
| fields_of_study | fields; one of them is enough |
| family_years_least | years, families (none named: the post's own) |
| class_years_least | years, job classes (none named: the post's own) |
| served_class | job classes; one of them is enough |
| training, licence | names; one of them is enough |
| age_most | years |
| predicate_least | predicate, how many newest years (2 when not told) |
| no_discipline | mildest level that counts (ringan when not told), years back (0: only what runs now) |
| jpm_least | percent |
| level_least | competency, level |
| other | free text: a person checks, never computed |
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from takar.positions.domain.eligibility.columns import Days, Listing
from takar.positions.domain.eligibility.fact_table import NEWEST, FactTable
from takar.positions.domain.eligibility.facts import Asking, Flags, Floats, Requires
from takar.positions.domain.eligibility.scales import (
    discipline_rank,
    education_rank,
    golongan_rank,
    plain,
    predicate_rank,
)

MET, UNMET, UNKNOWN = 1, 0, -1
DAYS_IN_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Judged:
    """Per person: `state` MET, UNMET or UNKNOWN; `share` 0 to 1 of how far it is met (years of five: 3 -> 0.6)."""

    state: NDArray[np.int8]
    share: Floats


def judged(requirement: Requires, post: Asking, table: FactTable, on: date) -> Judged:
    """Everybody of `table` against one requirement of `post` on a day."""
    check = _CHECKS.get(requirement.kind, _nobody)
    return check(requirement.values, post, table, on)


def requirement_key(requirement: Requires, post: Asking) -> tuple[object, ...]:
    """What makes two requirements the same; the post matters only where the requirement means its own class or family."""
    own = requirement.kind in ("family_years_least", "class_years_least") and not words_in(requirement.values)
    return (requirement.kind, tuple(requirement.values), *((post.job_class, post.family) if own else ()))


def number_in(values: Sequence[str]) -> float | None:
    """The first value that is a number: 3 or 3,5 or 3.5."""
    for value in values:
        try:
            return float(str(value).replace(",", "."))
        except ValueError:
            continue
    return None


def words_in(values: Sequence[str]) -> tuple[str, ...]:
    """The values that are not numbers."""
    return tuple(str(one) for one in values if number_in((str(one),)) is None)


def _of(known: Flags, met: Flags) -> Judged:
    state = met.astype(np.int8)  # MET and UNMET are 1 and 0
    state[~known] = UNKNOWN
    return Judged(state, (known & met).astype(np.float64))


def _nobody(values: Sequence[str], post: Asking | None, table: FactTable, on: date) -> Judged:
    nothing = np.zeros(len(table), dtype=bool)
    return _of(nothing, nothing)


def _golongan(values: Sequence[str], post: Asking, table: FactTable, on: date) -> Judged:
    least = max((golongan_rank(one) for one in values), default=0)
    return _ranked(table.golongan, least)


def _education(values: Sequence[str], post: Asking, table: FactTable, on: date) -> Judged:
    least = max((education_rank(one) for one in values), default=0)
    return _ranked(table.education, least)


def _ranked(ranks: NDArray[np.int8], least: int) -> Judged:
    # A scale we cannot read asks a person to check, it does not let everybody pass.
    return _of((ranks > 0) & (least > 0), ranks >= least)


def _listed(pick: Callable[[FactTable], Listing]) -> Callable[..., Judged]:
    def check(values: Sequence[str], post: Asking, table: FactTable, on: date) -> Judged:
        listing = pick(table)
        return _of(listing.known & bool(values), listing.having(values))

    return check


def _family_years(values: Sequence[str], post: Asking, table: FactTable, on: date) -> Judged:
    stays = table.stays
    wanted = [plain(one) for one in words_in(values) or (post.family,)]
    return _years(table, stays.family, stays.families, wanted, number_in(values), on)


def _class_years(values: Sequence[str], post: Asking, table: FactTable, on: date) -> Judged:
    stays = table.stays
    wanted = [plain(one) for one in words_in(values) or (post.job_class,)]
    return _years(table, stays.job_class, stays.classes, wanted, number_in(values), on)


def _years(
    table: FactTable, of: Days, names: Sequence[str], wanted: Sequence[str], least: float | None, on: date
) -> Judged:
    if not least or least <= 0:
        return _nobody((), None, table, on)
    years = years_in(table, of, names, wanted, on)
    # Where the history is not on record, the present post may be enough; too little of it says nothing.
    known = table.stays.known | (years >= least)
    state = _of(known, years >= least).state
    return Judged(state, np.where(known, np.minimum(years / least, 1.0), 0.0))


def years_in(table: FactTable, of: Days, names: Sequence[str], wanted: Sequence[str], on: date) -> Floats:
    """Years spent up to `on` in stays whose name is wanted; stays at the same time count each."""
    stays = table.stays
    chosen = np.array([name in wanted for name in names], dtype=bool)[of]
    days = np.clip(np.minimum(stays.end[chosen], on.toordinal()) - stays.start[chosen], 0, None)
    return np.bincount(stays.person[chosen], weights=days, minlength=len(table)) / DAYS_IN_YEAR


def years_served(requirement: Requires, post: Asking, table: FactTable, on: date) -> Floats | None:
    """Years that a requirement counts, met or not; None for a kind that counts none."""
    stays, told = table.stays, requirement.values
    words = [plain(one) for one in words_in(told)]
    if number_in(told) is None:
        return None
    if requirement.kind == "family_years_least":
        return years_in(table, stays.family, stays.families, words or [plain(post.family)], on)
    if requirement.kind == "class_years_least":
        return years_in(table, stays.job_class, stays.classes, words or [plain(post.job_class)], on)
    return None


def _served(values: Sequence[str], post: Asking, table: FactTable, on: date) -> Judged:
    stays = table.stays
    wanted = [plain(one) for one in values]
    chosen = np.array([name in wanted for name in stays.classes], dtype=bool)[stays.job_class]
    chosen &= stays.start <= on.toordinal()
    met = np.zeros(len(table), dtype=bool)
    met[stays.person[chosen]] = True
    # The class held now counts, whether or not the history has come so far.
    for one in wanted:
        met |= table.job_class == one
    return _of((stays.known | met) & bool(wanted), met)


def _age(values: Sequence[str], post: Asking, table: FactTable, on: date) -> Judged:
    most = number_in(values)
    if most is None:
        return _nobody(values, post, table, on)
    # Not yet `most` + 1 years old: born after this day that many years ago.
    edge = anniversary(on, -(int(most) + 1)).toordinal()
    return _of(table.born > 0, table.born > edge)


def anniversary(day: date, years: int) -> date:
    """The same day `years` later (earlier, when negative); 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _predicates(values: Sequence[str], post: Asking, table: FactTable, on: date) -> Judged:
    least = max((predicate_rank(one) for one in words_in(values)), default=0)
    years = min(max(int(number_in(values) or 2), 1), NEWEST)
    known = np.full(len(table), least > 0)
    # One bad year among those we know is enough to say no, whatever is missing.
    failed = np.zeros(len(table), dtype=bool)
    for year in range(years):
        newest = table.predicates[:, year]
        known &= newest > 0
        failed |= (newest > 0) & (newest < least)
    return _of(known | failed, ~failed)


def _discipline(values: Sequence[str], post: Asking, table: FactTable, on: date) -> Judged:
    mildest = max((discipline_rank(one) for one in words_in(values)), default=0) or 1
    return _of(table.penalties.known, ~penalised(table, mildest, number_in(values) or 0, on))


def penalised(table: FactTable, mildest: int, years: float, on: date) -> Flags:
    """Who had a penalty of at least `mildest` that ran at any time in the `years` before `on`."""
    rows = table.penalties
    today = on.toordinal()
    counts = (rows.rank >= mildest) & (rows.start <= today) & (rows.until >= today - years * DAYS_IN_YEAR)
    found = np.zeros(len(table), dtype=bool)
    found[rows.person[counts]] = True
    return found


def _jpm(values: Sequence[str], post: Asking, table: FactTable, on: date) -> Judged:
    return _at_least(table.jpm, number_in(values))


def _level(values: Sequence[str], post: Asking, table: FactTable, on: date) -> Judged:
    code = next(iter(words_in(values)), "")
    found = table.levels.get(code)
    return _at_least(found if found is not None else np.full(len(table), np.nan), number_in(values))


def _at_least(found: Floats, least: float | None) -> Judged:
    with np.errstate(invalid="ignore"):
        met: Flags = np.asarray(found >= (least or 0.0))
    known: Flags = np.asarray(~np.isnan(found)) if least is not None else np.zeros(len(found), dtype=bool)
    return _of(known, met)


_CHECKS: dict[str, Callable[[Sequence[str], Asking, FactTable, date], Judged]] = {
    "golongan_least": _golongan,
    "education_least": _education,
    "fields_of_study": _listed(lambda table: table.fields),
    "training": _listed(lambda table: table.trainings),
    "licence": _listed(lambda table: table.licences),
    "family_years_least": _family_years,
    "class_years_least": _class_years,
    "served_class": _served,
    "age_most": _age,
    "predicate_least": _predicates,
    "no_discipline": _discipline,
    "jpm_least": _jpm,
    "level_least": _level,
}
KINDS = (*_CHECKS, "other")
