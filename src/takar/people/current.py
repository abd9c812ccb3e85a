"""People as records of text: what an import compares with and writes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from takar.people.domain.records import RECORD_FIELDS
from takar.people.models import CivilServant

_COLUMNS = (
    "id", "nip", "name", "front_title", "back_title", "birth_date", "sex", "kind", "golongan",
    "unit__agency__name", "unit__path", "post__title", "job_class", "post__level", "eselon",
    "education", "legal_status", "post_since",
)  # fmt: skip
NIPS_AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class Known:
    """A person in the database: primary key and values by field of the record."""

    id: int
    values: Mapping[str, str]


def known_people(nips: Iterable[str]) -> dict[str, Known]:
    """Those of `nips` that are in the database."""
    wanted, known = [nip for nip in nips if nip], {}
    for start in range(0, len(wanted), NIPS_AT_ONCE):
        some = CivilServant.objects.filter(nip__in=wanted[start : start + NIPS_AT_ONCE])
        for key, nip, *values in some.values_list(*_COLUMNS):
            texts = ("" if value is None else str(value) for value in values)
            known[nip] = Known(key, dict(zip(RECORD_FIELDS, texts, strict=True)))
    return known
