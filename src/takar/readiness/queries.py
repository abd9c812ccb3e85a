"""Reads of checks. Everything about people is counted when asked; only the summary of a check is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from takar.readiness.catalogue import requirement
from takar.readiness.domain.codes import decode
from takar.readiness.domain.faults import MEANINGS, Fault, Group
from takar.readiness.domain.fields import Field, Requirement
from takar.readiness.domain.figures import Figures, Tally, count
from takar.readiness.models import Check, CheckState, HoledPerson

_AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """A check without its people. Shares in percent: complete people when checked, and now."""

    number: int
    file_name: str
    uploaded_by: str
    uploaded_at: object
    people: int
    open_people: int
    open_fields: int
    first_share: float
    share: float


@dataclass(frozen=True, slots=True)
class Hole:
    """A hole of a person that is still open. `purposes`: codes of what it blocks."""

    field: str
    name: dict[str, str]
    group: Group
    purposes: frozenset[str]


def requirement_of(check: Check) -> Requirement:
    return requirement(check.requirement, check.version)


def judged_fields(check: Check, purpose: str = "") -> tuple[Field, ...]:
    """The fields that the file has and that block `purpose` (all for "")."""
    keys = frozenset(check.reading.get("judged", ()))
    return tuple(
        field
        for field in requirement_of(check).judged
        if field.key in keys and (not purpose or purpose in field.blocks)
    )


def absent_fields(check: Check) -> tuple[Field, ...]:
    """Fields that have no column in the file at all."""
    by_key = requirement_of(check).by_key
    return tuple(by_key[key] for key in check.reading.get("absent", ()))


def tallies_of(check: Check) -> tuple[Tally, ...]:
    rows = (
        HoledPerson.objects.filter(check_of=check)
        .order_by()
        .values_list("unit", "codes", "open")
        .annotate(people=Count("id"))
    )
    return tuple(Tally(*row) for row in rows)


def figures_of(check: Check, purpose: str = "") -> Figures:
    return count(tallies_of(check), check.people, judged_fields(check, purpose))


def holed_people(
    check: Check, *, mask: int, unit: int | None = None, text: str = "", closed: bool = False
) -> QuerySet[HoledPerson]:
    """People with a hole in one of the fields of `mask`: open ones, or with `closed` those whose holes there are all closed."""
    found = HoledPerson.objects.filter(check_of=check).annotate(
        asked=F("found").bitand(mask), left=F("open").bitand(mask)
    )
    found = found.filter(asked__gt=0, left=0) if closed else found.filter(left__gt=0)
    if unit is not None:
        found = found.filter(unit=unit)
    plain = " ".join(text.split())
    if plain:
        digits = plain.replace(" ", "")
        found = found.filter(Q(nip__startswith=digits) if digits.isdecimal() else Q(name__icontains=plain))
    return found.order_by("unit", "place")


def check_summary(check: Check) -> CheckSummary:
    first, now = check.first_figures, check.figures
    people = int(now.get("people", 0))
    return CheckSummary(
        check.pk,
        check.file_name,
        check.uploaded_by,
        check.uploaded_at,
        people,
        int(now.get("open_people", 0)),
        int(now.get("open_fields", 0)),
        _share(people, int(first.get("open_people", 0))),
        _share(people, int(now.get("open_people", 0))),
    )


def latest_check() -> CheckSummary | None:
    """The newest list that was checked; None while there is none."""
    newest = (
        Check.objects.filter(state__in=(CheckState.READY, CheckState.EMPTIED)).exclude(figures={}).first()
    )
    return check_summary(newest) if newest else None


def open_holes(nips: Iterable[str], purpose: str = "") -> dict[str, tuple[Hole, ...]]:
    """What is still missing for these people in the newest check whose people are there; who is complete is absent."""
    check = Check.objects.filter(state=CheckState.READY).first()
    if check is None:
        return {}
    needed, wanted = requirement_of(check), list(nips)
    found: dict[str, tuple[Hole, ...]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = HoledPerson.objects.filter(
            check_of=check, nip__in=wanted[start : start + _AT_ONCE], open__gt=0
        )
        for nip, codes, open_ in some.values_list("nip", "codes", "open"):
            if holes := _holes(codes, open_ & needed.mask_of(purpose), needed):
                found[nip] = holes
    return found


def _holes(codes: str, open_: int, needed: Requirement) -> tuple[Hole, ...]:
    return tuple(_hole(needed.by_bit[bit], fault) for bit, fault in decode(codes).items() if open_ >> bit & 1)


def _hole(field: Field, fault: Fault) -> Hole:
    return Hole(field.key, dict(field.name), MEANINGS[fault].group, field.blocks)


def _share(people: int, holed: int) -> float:
    return 100.0 * (people - holed) / people if people else 100.0
