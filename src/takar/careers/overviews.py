"""Who lacks what: counted and narrowed inside the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from takar.careers.domain.completeness import NEEDED, predicate_year
from takar.careers.domain.values import FactKind
from takar.careers.models import FactRecord, ProfileRecord
from takar.people.public import PeopleFilter, matching_people

_KINDS = {"education": FactKind.EDUCATION, "posts": FactKind.POSTS, "discipline": FactKind.DISCIPLINE}


def lacking(wanted: PeopleFilter, code: str, on: date) -> QuerySet[Any]:
    """People who match and lack `code` (one of NEEDED); all who match for ""."""
    people = matching_people(wanted)
    return people.filter(~Exists(_there(code, on))) if code in NEEDED else people


def lacking_counts(wanted: PeopleFilter, on: date) -> dict[str, int]:
    """For each of NEEDED how many of those who match lack it, and `all`: how many match."""
    counts = {code: lacking(wanted, code, on).count() for code in NEEDED}
    return counts | {"all": matching_people(wanted).count()}


def _there(code: str, on: date) -> QuerySet[Any]:
    own = {"nip": OuterRef("nip"), "replaced_at__isnull": True}
    if code == "profile":
        return ProfileRecord.objects.filter(**own, assessed_on__lte=on)
    if code == "predicate":
        return FactRecord.objects.filter(**own, kind=FactKind.PREDICATES, key=str(predicate_year(on)))
    return FactRecord.objects.filter(**own, kind=_KINDS[code], day__lte=on)
