"""Invented people and certificates, written straight into the tables."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from takar.certificates.models import AdoptedRule, Certificate
from takar.people.models import Agency, CivilServant, Post, Unit
from tests.people.lists import nip

TODAY = date(2026, 1, 5)
NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


def unit(path: str) -> Unit:
    """The unit with this path, and all above it."""
    agency, _ = Agency.objects.get_or_create(name="Pemerintah Kota Contoh")
    above = path.rpartition("/")[0]
    parent = unit(above) if above else None
    return Unit.objects.get_or_create(
        agency=agency, path=path, defaults={"parent": parent, "name": path.rpartition("/")[2]}
    )[0]


def person(number: int, /, job_class: str = "administrator", *, level: str = "", **told: Any) -> CivilServant:
    post, _ = Post.objects.get_or_create(
        title=f"Jabatan {job_class or 'belum jelas'} {level}".strip(), job_class=job_class, level=level
    )
    path = told.pop("unit", "Dinas Contoh")
    return CivilServant.objects.create(
        **{
            "nip": nip(number),
            "name": f"Pegawai Contoh {number:03d}",
            "birth_date": date(1970, 1, 1),
            "sex": "L",
            "kind": "PNS",
            "unit": unit(path),
            "post": post,
            "job_class": job_class,
            **told,
        }
    )


def certificate(
    number: int, /, assessed_on: date, job_class: str = "administrator", **told: Any
) -> Certificate:
    return Certificate.objects.create(
        **{
            "nip": nip(number),
            "name": f"Pegawai Contoh {number:03d}",
            "organiser": "bkn",
            "organiser_name": "BKN",
            "job_class": job_class,
            "assessed_on": assessed_on,
            "recorded_by": "ani",
            "recorded_at": NOW,
            **told,
        }
    )


def adoption(scope: str, from_day: date, code: str = "penyelenggaraan-dua-tahun", **told: Any) -> AdoptedRule:
    return AdoptedRule.objects.create(
        **{
            "scope": scope,
            "conduct_code": code,
            "conduct_version": "2019.1",
            "from_day": from_day,
            "legal_basis": "Peraturan Wali Kota Contoh 1/2025",
            "reason": "Ketentuan daerah",
            "adopted_by": "ani",
            "adopted_at": NOW,
            **told,
        }
    )
