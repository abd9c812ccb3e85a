"""Who could be called: people with their standing and their age of retirement, each read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from takar.certificates.public import Standing, due_people, standings_of
from takar.people.public import PeopleFilter, Person, nips_of, people_by_nips
from takar.positions.public import retirements
from takar.programmes.domain.priority import Candidate, cause_of
from takar.programmes.domain.retirement import NEAR_MONTHS, retires_within
from takar.programmes.domain.words import why_called

# A filter that finds more than this is narrowed first; nobody reviews such a list by eye.
MOST = 20_000


def candidates_of(
    nips: Iterable[str], on: date, phase_day: date, near_months: int = NEAR_MONTHS
) -> dict[str, Candidate]:
    """Those of `nips` that are known, by NIP, in the order asked; standings as of `on`."""
    known = people_by_nips(nips)
    standings, leaves = standings_of(list(known), on), retirements(known, phase_day)
    return {
        nip: replace(
            _candidate(person, standings.get(nip)),
            retires_on=leaves.get(nip),
            near=retires_within(leaves.get(nip), phase_day, near_months),
        )
        for nip, person in known.items()
    }


def due_candidates(
    wanted: PeopleFilter, on: date, phase_day: date, near_months: int = NEAR_MONTHS
) -> Sequence[Candidate]:
    """Everyone who matches and is due now or by `phase_day`, at most MOST; standings as of `on`."""
    nips = [one.nip for one in due_people(wanted, on, max(on, phase_day))[:MOST]]
    return [one for one in candidates_of(nips, on, phase_day, near_months).values() if one.active]


def other_candidates(
    wanted: PeopleFilter, on: date, phase_day: date, near_months: int = NEAR_MONTHS
) -> Sequence[Candidate]:
    """Everyone who serves and matches and is not due by `phase_day`: still valid, or outside the rule."""
    due = {one.nip for one in due_people(wanted, on, max(on, phase_day))}
    nips = [nip for nip in nips_of(wanted) if nip not in due][:MOST]
    return [one for one in candidates_of(nips, on, phase_day, near_months).values() if one.active]


def _candidate(person: Person, standing: Standing | None) -> Candidate:
    state = str(standing.state) if standing else "never"
    until = standing.valid_until if standing else None
    return Candidate(
        nip=person.nip,
        name=person.full_name,
        post=person.post,
        agency=person.agency,
        unit=person.unit,
        golongan=person.golongan,
        job_class=str(person.job_class or ""),
        eselon=person.eselon,
        state=state,
        valid_until=until,
        why=why_called(cause_of(state), until),
        active=person.active,
    )
