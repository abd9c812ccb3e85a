"""The facts of many people, read in bulk: people, careers and positions, 900 at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from takar.careers.public import histories, profiles
from takar.people.public import Career, Person, careers_of, people_by_nips
from takar.positions.public import Position, RequirementKind, positions_of, retirements
from takar.standards.public import StandardNotFound, job_standard
from takar.talent.domain.values import Facts

AT_ONCE = 900
Standard = tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """One person with everything that a map needs."""

    person: Person
    career: Career
    facts: Facts
    position: Position | None
    retires_on: date | None

    @property
    def job_class(self) -> str:
        return str(self.person.job_class or "")

    @property
    def office(self) -> str:
        return self.person.unit.split(" / ")[0]

    @property
    def levels(self) -> dict[str, Decimal]:
        return dict(self.facts.profile.levels) if self.facts.profile else {}


class Standards:
    """The standard of a job class on a day, each read once; empty where none is set."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._known: dict[str, Standard] = {}

    def of(self, job_class: str) -> Standard:
        if job_class not in self._known:
            self._known[job_class] = self._read(job_class)
        return self._known[job_class]

    def _read(self, job_class: str) -> Standard:
        try:
            found = job_standard(job_class, self._on).levels if job_class else ()
        except StandardNotFound:
            return ()
        return tuple((code, Decimal(level)) for code, level in found)


def gathered(nips: Iterable[str], on: date) -> Iterator[list[Known]]:
    """Those of `nips` who are known, in the order asked, in lots of 900."""
    wanted, standards = list(nips), Standards(on)
    for start in range(0, len(wanted), AT_ONCE):
        yield _lot(wanted[start : start + AT_ONCE], on, standards)


def known(nips: Iterable[str], on: date) -> dict[str, Known]:
    """By NIP; unknown NIPs are absent."""
    return {one.person.nip: one for lot in gathered(nips, on) for one in lot}


def _lot(nips: Sequence[str], on: date, standards: Standards) -> list[Known]:
    people, careers = people_by_nips(nips), careers_of(nips)
    told, measured, held = histories(nips, on), profiles(nips, on), positions_of(nips)
    leaves = retirements(nips, on)
    found = []
    for nip, person in people.items():
        career, position = careers[nip], held.get(nip)
        facts = Facts(
            nip=nip,
            history=told.get(nip),
            profile=measured.get(nip),
            education=career.education,
            post_since=career.post_since,
            standard=(position.standard if position else ()) or standards.of(str(person.job_class or "")),
            fields=_fields(position),
        )
        found.append(Known(person, career, facts, position, leaves.get(nip)))
    return found


def _fields(position: Position | None) -> tuple[str, ...]:
    asked = position.requirements if position else ()
    return tuple(
        field for one in asked if one.kind == RequirementKind.FIELDS_OF_STUDY for field in one.values
    )
