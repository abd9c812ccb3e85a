"""A small world: people of two units, their certificates, and a programme with two phases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from takar.certificates.models import Certificate
from takar.kernel.refusals import Refusal
from takar.people.models import Agency, CivilServant, Post, Unit
from takar.programmes.public import (
    LetterDraft,
    PhaseDraft,
    ProgrammeDraft,
    ProgrammeView,
    add_phase,
    create_programme,
    invite,
    nominate,
)
from takar.standards.public import load_shipped_standards

NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
TODAY = date(2026, 1, 5)
ACTOR = "admin.contoh"
LETTER = LetterDraft(
    "800/1", date(2026, 1, 6), "Kepala Contoh", "Kepala BKPSDM", "Kota Contoh", answer_by=date(2026, 1, 16)
)


def clock_at(moment: datetime = NOW) -> Callable[[], datetime]:
    return lambda: moment


def programme_draft(**changes: Any) -> ProgrammeDraft:
    values: dict[str, Any] = {
        "title": "Pemetaan Pengawas 2026",
        "purpose": "pemetaan",
        "method": "sederhana",
        "organiser": "BKPSDM Kota Contoh",
        "location": "Kota Contoh",
        "legal_kind": "Surat",
        "legal_number": "800/14593",
        "legal_date": date(2025, 12, 1),
        "legal_about": "Pemetaan potensi dan kompetensi",
        "ruleset": ("pemetaan", "2019.1"),
        "conduct": ("penyelenggaraan", "2019.1"),
    }
    return ProgrammeDraft(**(values | changes))


def phase_draft(number: int = 1, quota: int = 3, **changes: Any) -> PhaseDraft:
    month = number + 1
    values: dict[str, Any] = {
        "title": f"Tahap {number}",
        "funding": "APBD 2026",
        "first_day": date(2026, month, 2),
        "last_day": date(2026, month, 27),
    }
    return PhaseDraft(number=number, quota=quota, **(values | changes))


def make_programme(*quotas: int, **changes: Any) -> ProgrammeView:
    """A programme with a phase for each quota."""
    load_shipped_standards()
    made = create_programme(programme_draft(**changes), ACTOR, clock=clock_at())
    assert isinstance(made, ProgrammeView), made
    for number, quota in enumerate(quotas, start=1):
        phase = add_phase(made.id, phase_draft(number, quota), ACTOR, clock=clock_at())
        assert not isinstance(phase, Refusal), phase
    return made


def person(
    number: int, *, unit: str = "Dinas A", job_class: str = "pengawas", year: int = 1985, **told: Any
) -> str:
    """A civil servant; returns the NIP."""
    agency, _ = Agency.objects.get_or_create(name="Pemerintah Kota Contoh")
    place, _ = Unit.objects.get_or_create(agency=agency, name=unit, path=unit)
    post, _ = Post.objects.get_or_create(title=f"Kepala Seksi {unit}", job_class=job_class, eselon="IV.a")
    nip = f"{year}0101{year + 25}011{number:03d}"
    values: dict[str, Any] = {
        "nip": nip,
        "name": f"Pegawai {number:03d}",
        "birth_date": date(year, 1, 1),
        "sex": "L",
        "kind": "PNS",
        "golongan": "III/d",
        "unit": place,
        "post": post,
        "job_class": job_class,
        "eselon": "IV.a",
    }
    CivilServant.objects.create(**(values | told))
    return nip


def called(programme: str, nips: list[str], phase: int = 1) -> None:
    """Nominated, all of them."""
    done = nominate(programme, phase, nips, ACTOR, clock=clock_at())
    assert not isinstance(done, Refusal), done
    assert len(done.taken) == len(nips), done


def invited(programme: str, nips: list[str], phase: int = 1) -> None:
    """Nominated and invited."""
    called(programme, nips, phase)
    done = invite(programme, nips, LETTER, ACTOR, clock=clock_at())
    assert not isinstance(done, Refusal), done
    assert len(done.done) == len(nips), done


def certificate(nip: str, assessed_on: date, job_class: str = "pengawas") -> None:
    """A result of our own; three years of validity by default."""
    Certificate.objects.create(
        nip=nip,
        name="Pegawai",
        organiser="own",
        organiser_name="BKPSDM Kota Contoh",
        job_class=job_class,
        assessed_on=assessed_on,
        recorded_by=ACTOR,
        recorded_at=NOW,
    )
