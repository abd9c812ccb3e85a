"""From the registers (people, careers, positions) to what matching works on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from takar.careers.public import CODES, Profile, histories, profile_matrix, profiles
from takar.people.public import Career, PeopleFilter, careers_of, inactive_statuses, matching_people
from takar.placement.domain.values import Measured
from takar.positions.public import (
    Duty,
    Facts,
    FactTable,
    Position,
    day_out,
    fact_table,
    facts_from,
    retirements,
)
from takar.standards.public import PlacementRules, retirement_rules

# Up to here profiles and histories are read person by person, with technical competencies and everything on record.
READ_WHOLE = 20_000
UNKNOWN_CLASS = "-"


def serving() -> dict[str, Career]:
    """Everybody who serves now, by NIP in order; one query."""
    rows = matching_people(PeopleFilter()).exclude(legal_status__in=inactive_statuses()).order_by("nip")
    columns = ("nip", "birth_date", "golongan", "education", "post_since", "job_class", "post__level")
    return {
        nip: Career(nip, born, rank, diploma, since, job, "", level or "")
        for nip, born, rank, diploma, since, job, level in rows.values_list(*columns)
    }


def measured_people(
    nips: Sequence[str], classes: Mapping[str, str], on: date, rules: PlacementRules
) -> Measured:
    """Profiles of `nips` that count on a day; whoever has none is a row of NaN. `classes`: job class by NIP.

    Errors that the instrument did not tell are the rules' for its source.
    """
    known = profiles(nips, on)
    current = {nip: one for nip, one in known.items() if one.valid_until is None or one.valid_until >= on}
    codes = (*CODES, *sorted({code for one in current.values() for code, _ in one.levels} - set(CODES)))
    levels, errors = np.full((len(nips), len(codes)), np.nan), np.full((len(nips), len(codes)), np.nan)
    place = {code: at for at, code in enumerate(codes)}
    for row, nip in enumerate(nips):
        if nip in current:
            _write(levels[row], errors[row], current[nip], place, rules)
    groups = tuple(classes.get(nip) or UNKNOWN_CLASS for nip in nips)
    return Measured(tuple(nips), codes, levels, errors, groups)


def _write(
    levels: np.ndarray, errors: np.ndarray, profile: Profile, place: Mapping[str, int], rules: PlacementRules
) -> None:
    told, usual = dict(profile.errors or ()), float(rules.error_of(profile.source))
    for code, level in profile.levels:
        levels[place[code]] = float(level)
        # An error of nothing is not believed: no instrument is without error.
        errors[place[code]] = float(told.get(code, 0)) or usual


def measured_region(
    nips: Sequence[str], classes: Mapping[str, str], on: date, rules: PlacementRules
) -> Measured:
    """As `measured_people` for hundreds of thousands: the dictionary's codes only, errors not told as of other sources."""
    known, levels, errors = profile_matrix(on, valid=True)
    at = {nip: row for row, nip in enumerate(known)}
    rows = np.array([at.get(nip, -1) for nip in nips], dtype=np.intp)
    found = np.where(rows[:, None] >= 0, levels[rows], np.nan).astype(np.float64) if len(known) else None
    if found is None:
        found = np.full((len(nips), len(CODES)), np.nan)
        return Measured(tuple(nips), CODES, found, found.copy(), _groups(nips, classes))
    noise = np.where(rows[:, None] >= 0, errors[rows], np.nan).astype(np.float64)
    noise = np.where(np.isnan(noise) | (noise <= 0), float(rules.error_of("")), noise)
    return Measured(tuple(nips), CODES, found, noise, _groups(nips, classes))


def _groups(nips: Sequence[str], classes: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(classes.get(nip) or UNKNOWN_CLASS for nip in nips)


def leaves_of(people: Mapping[str, Career], posts: Iterable[Position], on: date) -> dict[str, date | None]:
    """The first day out of office of everybody, by the rules of a day; for whole registers (`retirements` reads them)."""
    rules, nothing = retirement_rules(on), Duty()
    held = {one.holder: Duty(one.job_class, one.level) for one in posts if one.holder}
    return {
        nip: day_out(rules, one.birth_date, held.get(nip, nothing), Duty(one.job_class, one.level))
        for nip, one in people.items()
    }


def facts_of(nips: Iterable[str], on: date, holds: Mapping[str, str]) -> list[Facts]:
    """What is on record of `nips`, in their order. `holds`: position code by NIP."""
    wanted = list(nips)
    careers, told, measured = careers_of(wanted), histories(wanted, on), profiles(wanted, on)
    leaves = retirements(wanted, on)
    return [
        facts_from(
            nip, careers.get(nip), told.get(nip), measured.get(nip), holds.get(nip, ""), leaves.get(nip)
        )
        for nip in wanted
    ]


def facts_whole(
    people: Mapping[str, Career], on: date, holds: Mapping[str, str], leaves: Mapping[str, date | None]
) -> FactTable:
    """Columns of everybody with all that is on record."""
    nips = list(people)
    told, measured = histories(nips, on), profiles(nips, on)
    return fact_table(
        [
            facts_from(
                nip, people[nip], told.get(nip), measured.get(nip), holds.get(nip, ""), leaves.get(nip)
            )
            for nip in nips
        ]
    )


def facts_bare(
    people: Mapping[str, Career], holds: Mapping[str, str], leaves: Mapping[str, date | None]
) -> FactTable:
    """Columns of everybody from the register of people alone; what only a history tells stays to be checked."""
    return fact_table(
        [
            facts_from(nip, career, None, None, holds.get(nip, ""), leaves.get(nip))
            for nip, career in people.items()
        ]
    )
