"""What is recorded already: a result is the same when person, organiser, level and day agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, TypeAlias

from takar.certificates.models import Certificate

Identity: TypeAlias = tuple[str, str, str, str, str]
# Compared when both sides say something; how the organiser is written makes no difference.
_COMPARED = ("number", "stated_until", "jpm", "category", "target_job", "accreditation")
_AT_ONCE = 900


def identity_of(nip: str, values: Mapping[str, str]) -> Identity:
    return nip, values["organiser"], values["job_class"], values["level"], values["assessed_on"]


def recorded(nips: Iterable[str]) -> dict[Identity, Certificate]:
    """Certificates of these people that were not withdrawn, by identity."""
    found: dict[Identity, Certificate] = {}
    several = iter(dict.fromkeys(nips))
    while some := list(islice(several, _AT_ONCE)):
        for row in Certificate.objects.filter(nip__in=some, withdrawn_at__isnull=True):
            found[identity_of(row.nip, as_values(row))] = row
    return found


def as_values(row: Certificate) -> dict[str, str]:
    """A certificate as the text that an import compares with."""
    return {
        name: "" if value is None else str(value)
        for name in (
            "name", "organiser", "organiser_name", "accreditation", "number", "job_class", "level", "target_job",
            "assessed_on", "stated_until", "jpm", "category",
        )
        for value in (getattr(row, name),)
    }  # fmt: skip


def differing(told: Mapping[str, str], known: Mapping[str, str]) -> tuple[str, ...]:
    """Fields that both name and that differ, or that only the new line names."""
    return tuple(name for name in _COMPARED if told[name] and not _equal(told[name], known[name]))


def new_certificate(
    nip: str, values: Mapping[str, str], *, by: str, at: datetime, **source: Any
) -> Certificate:
    """A row ready to be inserted. `source`: source_file and source_row, or assessment."""
    return Certificate(
        nip=nip,
        **{name: values[name] for name in values if name not in ("assessed_on", "stated_until", "jpm")},
        assessed_on=date.fromisoformat(values["assessed_on"]),
        stated_until=date.fromisoformat(values["stated_until"]) if values["stated_until"] else None,
        jpm=Decimal(values["jpm"]) if values["jpm"] else None,
        recorded_by=by,
        recorded_at=at,
        **source,
    )


def _equal(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
