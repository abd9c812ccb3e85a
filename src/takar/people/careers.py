"""What is on record about a career: for checking requirements, not for showing lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from takar.people.models import CivilServant

_AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class Career:
    """Facts of one person, "" or None where nothing is on record.

    `golongan` is a code ("IV/a"), `unit` joined by " / ", `level` that of a functional post ("ahli_madya").
    """

    nip: str
    birth_date: date
    golongan: str
    education: str
    post_since: date | None
    job_class: str
    unit: str
    level: str = ""


def careers_of(nips: Iterable[str]) -> dict[str, Career]:
    """Careers of those of `nips` who are known, by NIP."""
    wanted, found = list(nips), {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = CivilServant.objects.filter(nip__in=wanted[start : start + _AT_ONCE]).select_related(
            "unit", "post"
        )
        for row in rows:
            unit = row.unit.path.replace("/", " / ") if row.unit else ""
            found[row.nip] = Career(
                row.nip,
                row.birth_date,
                row.golongan,
                row.education,
                row.post_since,
                row.job_class,
                unit,
                row.post.level if row.post else "",
            )
    return found


class Service(NamedTuple):
    """By what somebody's day of retirement is found. `level` of a functional post, "" for others."""

    born: date
    job_class: str
    level: str


def services_of(nips: Iterable[str]) -> dict[str, Service]:
    """Of those of `nips` who are known, by NIP; a query per 900."""
    wanted, found = list(nips), dict[str, Service]()
    for start in range(0, len(wanted), _AT_ONCE):
        rows = CivilServant.objects.filter(nip__in=wanted[start : start + _AT_ONCE])
        for nip, born, job_class, level in rows.values_list("nip", "birth_date", "job_class", "post__level"):
            found[nip] = Service(born, job_class, level or "")
    return found
