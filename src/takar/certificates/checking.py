"""What the data of people, the register and a handover say about entries that were read well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from takar.certificates.domain.entries import Entry
from takar.certificates.domain.findings import Finding
from takar.certificates.domain.reasons import level_words
from takar.certificates.models import Certificate, HandedPerson, Handover, Verdict
from takar.certificates.recorded import Identity, as_values, differing, identity_of, recorded
from takar.kernel.clock import long_date
from takar.people.public import Person, people_by_nips

_WORD = re.compile(r"[^\W\d]{3,}")


@dataclass(slots=True)
class Checker:
    """Judges batch after batch of one file and remembers what the file said before."""

    handover: Handover | None = None
    _seen: dict[Identity, tuple[int, dict[str, str]]] = field(default_factory=dict)

    def judge(self, entries: Iterable[Entry]) -> list[tuple[Entry, Verdict]]:
        """Each entry with what would become of it; faults and warnings are added to its findings."""
        batch = list(entries)
        people = people_by_nips(one.nip for one in batch if one.nip)
        listed = self._listed(one.nip for one in batch)
        for one in batch:
            _compare_with_person(one, people.get(one.nip), listed.get(one.nip))
            if self.handover is not None and not one.refused:
                _compare_with_handover(one, self.handover, one.nip in listed)
        known = recorded(one.nip for one in batch if one.nip)
        return [(one, self._verdict(one, known)) for one in batch]

    def _listed(self, nips: Iterable[str]) -> Mapping[str, HandedPerson]:
        if self.handover is None:
            return {}
        return {one.nip: one for one in self.handover.people.filter(nip__in=[nip for nip in nips if nip])}

    def _verdict(self, one: Entry, known: Mapping[Identity, Certificate]) -> Verdict:
        if one.refused:
            return Verdict.REFUSED
        key = identity_of(one.nip, one.values)
        row = known.get(key)
        if row is not None:
            return _against(one, as_values(row), "DIFFERS")
        if key in self._seen:
            number, values = self._seen[key]
            return _against(one, values, "REPEATED", str(number))
        self._seen[key] = (one.number, one.values)
        return Verdict.ADDED


def _against(one: Entry, known: Mapping[str, str], code: str, place: str = "") -> Verdict:
    fields = differing(one.values, known)
    if not fields:
        return Verdict.SAME
    shown = place or ", ".join(known[name] or "–" for name in fields)
    one.findings.append(Finding(code, fields[0], shown[:200]))
    return Verdict.REFUSED


def _compare_with_person(one: Entry, person: Person | None, listed: HandedPerson | None) -> None:
    if not one.nip:
        return
    if not one.values["job_class"] and not _faulty(one, "job_class"):
        _fill_class(one, person, listed)
    if person is None:
        one.findings.append(Finding("NIP_UNKNOWN", "nip", one.nip))
    elif not one.values["name"]:
        one.values["name"] = person.full_name[:200]
    elif not _alike(one.values["name"], person.full_name):
        one.findings.append(Finding("NAME_DIFFERS", "name", person.full_name))


def _fill_class(one: Entry, person: Person | None, listed: HandedPerson | None) -> None:
    """What a file does not say: the level for which the person was handed over, or that of the present post."""
    if listed is not None and listed.job_class:
        one.values.update(job_class=listed.job_class, level=listed.level)
    elif person is not None and person.job_class is not None:
        level = person.level or ""
        one.values.update(job_class=person.job_class.value, level=level)
        words = level_words(person.job_class, level, "id")
        one.findings.append(Finding("CLASS_FROM_POST", "job_class", words))
    else:
        one.findings.append(Finding("CLASS_MISSING", "job_class"))


def _compare_with_handover(one: Entry, handover: Handover, on_list: bool) -> None:
    if not on_list:
        one.findings.append(Finding("NOT_ON_LIST", "nip", one.nip))
    assessed = date.fromisoformat(one.values["assessed_on"])
    if assessed < handover.handed_on:
        one.findings.append(Finding("BEFORE_HANDOVER", "assessed_on", long_date(assessed)))
    if one.values["organiser"] != handover.organiser:
        one.findings.append(Finding("OTHER_ORGANISER", "organiser", one.values["organiser_name"]))


def _faulty(one: Entry, name: str) -> bool:
    return any(finding.field == name and finding.is_fault for finding in one.findings)


def _alike(told: str, known: str) -> bool:
    """Whether two names share a word of three letters; titles differ too often to compare more."""
    return bool(_words(told) & _words(known)) or not _words(told)


def _words(name: str) -> set[str]:
    return set(_WORD.findall(name.casefold()))
