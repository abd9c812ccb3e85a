"""From the registers (people, careers, positions) to what matching works on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from takar.careers.public import CODES, History, Profile, Served, histories, profile_matrix, profiles
from takar.people.public import Career, PeopleFilter, careers_of, inactive_statuses, matching_people
from takar.placement.domain.fact_table import FactTable, fact_table
from takar.placement.domain.values import Facts, Measured, Stay
from takar.standards.public import PlacementRules

# Up to here profiles and histories are read person by person, with technical competencies and everything on record.
READ_WHOLE = 20_000
UNKNOWN_CLASS = "-"


def serving() -> dict[str, Career]:
    """Everybody who serves now, by NIP in order; one query."""
    rows = matching_people(PeopleFilter()).exclude(legal_status__in=inactive_statuses()).order_by("nip")
    columns = ("nip", "birth_date", "golongan", "education", "post_since", "job_class")
    found = rows.values_list(*columns)
    return {
        nip: Career(nip, born, rank, level, since, job, "") for nip, born, rank, level, since, job in found
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


def facts_of(
    nips: Iterable[str], on: date, holds: Mapping[str, str], leaves: Mapping[str, date | None] | None = None
) -> list[Facts]:
    """What is on record of `nips`, in their order. `holds`: position code by NIP; `leaves`: first day out of office."""
    wanted = list(nips)
    careers, told, measured = careers_of(wanted), histories(wanted, on), profiles(wanted, on)
    return [
        facts_from(
            nip,
            careers.get(nip),
            told.get(nip),
            measured.get(nip),
            holds.get(nip, ""),
            (leaves or {}).get(nip),
        )
        for nip in wanted
    ]


def facts_from(
    nip: str,
    career: Career | None,
    history: History | None,
    profile: Profile | None,
    holds: str,
    leaves: date | None = None,
) -> Facts:
    """One person's facts. A register that is empty for somebody says that nothing is known, not that there is nothing."""
    told = history or History(nip)
    return Facts(
        nip=nip,
        job_class=career.job_class if career else "",
        holds=holds,
        golongan=(career.golongan or None) if career else None,
        born=career.birth_date if career else None,
        education=_education(career, told),
        stays=_stays(told.posts) or None,
        present=_present(career),
        trainings=tuple(one.title for one in told.trainings) or None,
        predicates=tuple((one.year, one.code) for one in told.predicates) or None,
        discipline=_discipline(told),
        jpm=float(profile.jpm) if profile and profile.jpm is not None else None,
        retires_on=leaves,
        levels={code: float(level) for code, level in profile.levels} if profile else {},
    )


def _education(career: Career | None, told: History) -> tuple[tuple[str, str], ...] | None:
    diplomas = tuple((one.level, one.field) for one in told.education)
    if not diplomas and career and career.education:
        diplomas = ((career.education, ""),)
    return diplomas or None


def _stays(posts: Sequence[Served]) -> tuple[Stay, ...]:
    return tuple(Stay(one.job_class, one.family, one.start, one.end, one.title) for one in posts)


def _present(career: Career | None) -> Stay | None:
    if career is None or career.post_since is None:
        return None
    return Stay(career.job_class, "", career.post_since)


def _discipline(told: History) -> tuple[tuple[str, date, date | None], ...] | None:
    """A line that says "none" makes it known that there is nothing."""
    return tuple((one.level, one.start, one.until) for one in told.discipline) or None


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
