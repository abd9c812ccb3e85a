"""Reads of people. Every list is bounded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from takar.people.domain.cells import column_letters
from takar.people.domain.findings import finding_from_json
from takar.people.domain.golongan import golongan_label
from takar.people.domain.job_classes import FunctionalLevel, JobClass
from takar.people.domain.person import NO_UNIT, PeopleFilter, Person, full_name, is_active
from takar.people.models import CivilServant, Import, Post, Unit, Verdict

# SQLite allows 999 variables in a statement in old builds.
_NIPS_AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """`people` from `offset` on, in the order of names, and how many there are in all."""

    people: tuple[Person, ...]
    total: int
    offset: int


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit in the tree; `parent` None at the root, `path` joined by "/"."""

    key: int
    parent: int | None
    name: str
    path: str
    agency: str


def find_person(nip: str) -> Person | None:
    """The civil servant with these 18 digits (spaces allowed), or None."""
    found = _with_relations(CivilServant.objects.filter(nip="".join(nip.split()))).first()
    return to_person(found) if found else None


def people_by_nips(nips: Iterable[str]) -> dict[str, Person]:
    """Those of `nips` that are known, by NIP, in the order asked."""
    wanted = list(nips)
    known: dict[str, Person] = {}
    for start in range(0, len(wanted), _NIPS_AT_ONCE):
        some = CivilServant.objects.filter(nip__in=wanted[start : start + _NIPS_AT_ONCE])
        known.update((person.nip, to_person(person)) for person in _with_relations(some))
    return {nip: known[nip] for nip in wanted if nip in known}


def search_people(wanted: PeopleFilter, *, offset: int = 0, limit: int = 50) -> PeoplePage:
    """At most `limit` people that match, ordered by name."""
    matching = matching_people(wanted)
    some = _with_relations(matching)[offset : offset + limit]
    return PeoplePage(tuple(to_person(person) for person in some), matching.count(), offset)


def count_people() -> int:
    return CivilServant.objects.count()


def office_sizes() -> dict[str, int]:
    """People per office: units are counted under the first part of their path."""
    sizes: dict[str, int] = {}
    counted = CivilServant.objects.exclude(unit=None).values_list("unit__path").annotate(people=Count("id"))
    for path, people in counted.order_by():
        office = path.split("/")[0].strip()
        sizes[office] = sizes.get(office, 0) + people
    return sizes


def nips_of(wanted: PeopleFilter) -> Sequence[str]:
    """NIPs of all who match, ordered by name: for "add all of these as participants"."""
    return list(matching_people(wanted).values_list("nip", flat=True))


def matching_people(wanted: PeopleFilter) -> QuerySet[CivilServant]:
    """All who match, ordered by name: for counting and joining inside the database (`certificates` does).

    Fields that others may use: nip, name, job_class, eselon, kind, legal_status, unit_id, post__level.
    """
    exact = {
        field: value
        for field, value in (
            ("job_class", wanted.job_class),
            ("eselon", wanted.eselon),
            ("golongan", wanted.golongan),
        )
        if value
    }
    found = CivilServant.objects.filter(**exact).order_by(Lower("name"), "nip")
    if wanted.unit:
        found = found.filter(unit__in=Unit.objects.filter(path__icontains=wanted.unit).values("id"))
    if wanted.inside == NO_UNIT:
        found = found.filter(unit__isnull=True)
    elif wanted.inside:
        below = [wanted.inside] if wanted.directly else _subtree(wanted.inside)
        found = found.filter(unit__in=below)
    return found.filter(_text_matches(wanted.text)) if wanted.text.strip() else found


def _subtree(key: int) -> QuerySet[Unit, Any]:
    """Keys of a unit and of all below it."""
    top = Unit.objects.filter(pk=key).first()
    if top is None:
        return Unit.objects.none().values("id")
    below = Q(agency=top.agency_id, path__startswith=f"{top.path}/")
    return Unit.objects.filter(Q(pk=key) | below).values("id")


def unit_tree() -> dict[int, UnitNode]:
    """Every unit by its key."""
    rows = Unit.objects.values_list("id", "parent_id", "name", "path", "agency__name")
    return {row[0]: UnitNode(*row) for row in rows.iterator()}


def inactive_statuses() -> list[str]:
    """The legal statuses in use that mean "does not serve now"."""
    statuses = CivilServant.objects.order_by().values_list("legal_status", flat=True).distinct()
    return [status for status in statuses if not is_active(status)]


def to_person(row: CivilServant) -> Person:
    unit, post = row.unit, row.post
    return Person(
        nip=row.nip,
        full_name=full_name(row.front_title, row.name, row.back_title),
        golongan=golongan_label(row.golongan),
        post=post.title if post else "",
        unit=unit.path.replace("/", " / ") if unit else "",
        agency=unit.agency.name if unit else "",
        job_class=JobClass(row.job_class) if row.job_class else None,
        level=FunctionalLevel(post.level) if post and post.level else None,
        eselon=row.eselon,
        kind=row.kind,
        active=is_active(row.legal_status),
    )


def eselons_in_use() -> list[str]:
    return list(
        Post.objects.exclude(eselon="").order_by("eselon").values_list("eselon", flat=True).distinct()
    )


def _with_relations(people: QuerySet[CivilServant]) -> QuerySet[CivilServant]:
    return people.select_related("post", "unit__agency")


def _text_matches(text: str) -> Q:
    plain = " ".join(text.split())
    digits = plain.replace(" ", "")
    if digits.isdecimal():
        return Q(nip__gte=digits.ljust(18, "0"), nip__lte=digits[:18].ljust(18, "9"))
    return Q(name__icontains=plain)


def import_counts(source: Import) -> dict[str, int]:
    """Rows of an import by what they do, and how many carry a warning."""
    return {
        "added": source.added,
        "changed": source.changed,
        "unchanged": source.unchanged,
        "refused": source.refused,
        "warned": source.warned,
    }


def first_faults(source: Import, limit: int, language: str = "id") -> list[tuple[int, str, str]]:
    """(row, column with its heading, sentence) of the first refused rows."""
    faults: list[tuple[int, str, str]] = []
    for row in source.rows.filter(verdict=Verdict.REFUSED).order_by("number")[:limit]:
        finding = next(found for data in row.findings if (found := finding_from_json(data)).is_fault)
        column, heading = source.reading["columns"].get(finding.field, (None, finding.field))
        place = heading if column is None else f"{column_letters(column)} “{heading}”"
        faults.append((row.number, place, finding.sentence(language)))
    return faults
