"""Whom an assessor may not rate, asked by whoever appoints raters outside of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from takar.planning.assembling import office_of
from takar.planning.models import Assessor, Relation

_WHY = {
    "superior": ("atasan langsung", "superior"),
    "former_superior": ("mantan atasan", "former superior"),
    "relative": ("keluarga", "relative"),
    "declared": ("menyatakan benturan kepentingan", "declared a conflict of interest"),
}


def barred_pairs(units: Mapping[str, str], on: date) -> dict[tuple[int, str], tuple[str, str]]:
    """(assessor, NIP) -> why in Indonesian and English, for the people in `units` (NIP -> unit) on a day."""
    found: dict[tuple[int, str], tuple[str, str]] = {}
    offices = {nip: office_of(unit) for nip, unit in units.items() if unit.strip()}
    for one in Assessor.objects.exclude(nip=""):
        office = office_of(one.unit)
        found |= {
            (one.pk, nip): ("dari unit yang sama", "of the same unit")
            for nip, other in offices.items()
            if office and other == office
        }
        if one.nip in units:
            found[one.pk, one.nip] = ("dirinya sendiri", "the person himself")
    for tie in Relation.objects.filter(nip__in=list(units)):
        if tie.until is None or tie.until >= on:
            found[tie.assessor_id, tie.nip] = _WHY[tie.kind]
    return found
