"""Jadwal asesor and the overview of who is on duty where. Whom somebody rates, never what he gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from takar.kernel.clock import weekday_date
from takar.planning.public import ActivityView, DutyView
from takar.programmes.public import ProgrammeView
from takar.reports.paper.batch_file import BatchFile
from takar.reports.paper.wording import days_in_short, group, head, hours, nip, office, whom
from takar.reports.render import render_pdf

ROLES = {"lead": "Ketua tim", "assessor": "Asesor", "standby": "Asesor siaga"}
_NOTE = (
    "Jadwal ini tidak memuat nilai. Asesor yang mempunyai hubungan kerja, keluarga, atau kepentingan dengan peserta di atas "
    "wajib melapor sebelum hari penilaian agar penugasannya diganti."
)


@dataclass(frozen=True, slots=True)
class Service:
    """What one assessor does in one batch."""

    file: BatchFile
    duty: DutyView

    @property
    def activities(self) -> tuple[ActivityView, ...]:
        """Where he is needed: where those he rates are; the lead and the standby everywhere."""
        if self.duty.role != "assessor" or not self.duty.rates:
            return self.file.activities
        rated = [place for place in self.file.places if place.nip in self.duty.rates]
        return tuple(one for one in self.file.activities if any(one.is_for(place) for place in rated))


def services_of(files: Sequence[BatchFile]) -> dict[int, tuple[Service, ...]]:
    """The services of every assessor by his id, in the order of the names."""
    found: dict[int, list[Service]] = {}
    for file in files:
        for duty in file.duties:
            found.setdefault(duty.assessor, []).append(Service(file, duty))
    return {
        id: tuple(services)
        for id, services in sorted(found.items(), key=lambda item: (item[1][0].duty.name, item[0]))
    }


def assessor_schedules(
    programme: ProgrammeView, services: Sequence[tuple[Service, ...]], paper: str, made_at: datetime
) -> bytes:
    """PDF with one part per assessor; each element of `services` is what one assessor does."""
    data = head(programme, f"Jadwal asesor {programme.title}", paper) | {
        "assessors": [_assessor(mine) for mine in services],
        "note": _NOTE,
    }
    return render_pdf("paper/assessors", data, made_at)


def _assessor(mine: tuple[Service, ...]) -> dict[str, object]:
    one = mine[0].duty
    return {
        "facts": [
            ["Nama", one.name],
            ["NIP", nip(one.nip) if one.nip else "-"],
            ["Penugasan", f"{len(mine)} gelombang, {sum(len(s.file.batch.days) for s in mine)} hari"],
        ],
        "batches": [_batch(service) for service in mine],
    }


def _batch(service: Service) -> dict[str, object]:
    file, duty = service.file, service.duty
    return {
        "title": f"{file.title} ({days_in_short(file)})",
        "role": f"Tugas: {ROLES[duty.role]}",
        "activities": [
            {
                "day": weekday_date(file.batch.day(one.day)),
                "hours": hours(one),
                "title": one.title,
                "room": one.room or "-",
                "whom": whom(one, file.places),
            }
            for one in service.activities
        ],
        "rates": [
            {
                "number": place.number or "-",
                "name": place.name,
                "unit": office(place.unit),
                "group": group(place),
                "others": ", ".join(
                    other.name
                    for other in file.duties
                    if other.assessor != duty.assessor and place.nip in other.rates
                ),
            }
            for place in file.places
            if place.nip in duty.rates
        ],
    }


def roster(programme: ProgrammeView, files: Sequence[BatchFile], paper: str, made_at: datetime) -> bytes:
    """PDF: who is on duty in which batch, and how much each has to do."""
    data = head(programme, f"Ikhtisar penugasan asesor {programme.title}", paper) | {
        "batches": [_roster_line(file) for file in files],
        "assessors": [_load(mine) for mine in services_of(files).values()],
    }
    return render_pdf("paper/roster", data, made_at)


def _roster_line(file: BatchFile) -> dict[str, str]:
    def names(role: str) -> str:
        return ", ".join(one.name for one in file.duties if one.role == role) or "-"

    return {
        "title": file.title,
        "days": days_in_short(file),
        "people": str(len(file.places)),
        "lead": names("lead"),
        "assessors": names("assessor"),
        "standby": names("standby"),
    }


def _load(mine: tuple[Service, ...]) -> dict[str, str]:
    return {
        "name": mine[0].duty.name,
        "nip": nip(mine[0].duty.nip) if mine[0].duty.nip else "-",
        "batches": str(len(mine)),
        "days": str(sum(len(service.file.batch.days) for service in mine)),
        "rated": str(sum(len(service.duty.rates) for service in mine)),
    }
