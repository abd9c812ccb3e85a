"""Rekap pelaksanaan: who took part, per batch and for a whole programme. Presence and completeness, never a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from takar.attendance.public import Completeness, IncidentView, Presence, Status
from takar.programmes.public import ProgrammeView
from takar.reports.paper.batch_file import BatchFile, legal_basis
from takar.reports.paper.presence_words import CAUSES, OUTS, STATES, first_day, lasted, met
from takar.reports.paper.wording import days_in_short, head, nip, office
from takar.reports.render import render_pdf


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """What was noted of a batch. `lacking` by NIP; None where completeness was not asked for."""

    file: BatchFile
    presences: tuple[Presence, ...]
    incidents: tuple[IncidentView, ...]
    lacking: Mapping[str, Completeness] | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of a batch: `whole` were there on every day; the others as the sheets say."""

    people: int
    whole: int
    absent: int
    excused: int
    open: int
    out: int
    proposed: int
    rebooked: int
    incidents: int


def totals_of(record: BatchRecord) -> Totals:
    """Every person counts once in whole, absent, excused and open: the gravest of his days."""
    days = [{one.status for one in presence.days} for presence in record.presences]
    absent = [one for one in days if Status.ABSENT in one]
    excused = [one for one in days if Status.EXCUSED in one and Status.ABSENT not in one]
    waiting = [
        one
        for one in days
        if (not one or Status.EXPECTED in one) and not one & {Status.ABSENT, Status.EXCUSED}
    ]
    outs = [presence.out.status for presence in record.presences if presence.out]
    return Totals(
        people=len(record.presences),
        whole=len(days) - len(absent) - len(excused) - len(waiting),
        absent=len(absent),
        excused=len(excused),
        open=len(waiting),
        out=outs.count("confirmed"),
        proposed=outs.count("proposed"),
        rebooked=sum(presence.rebooked is not None for presence in record.presences),
        incidents=len(record.incidents),
    )


def batch_recap(record: BatchRecord, paper: str, made_at: datetime) -> bytes:
    """PDF of one batch: a line per person, a column per day."""
    file = record.file
    data = head(file.programme, f"Rekap pelaksanaan {file.title}", paper) | {
        "subject": f"{file.title}, {days_in_short(file)}",
        "basis": legal_basis(file.programme),
        "days": [f"Hari {one.ordinal}" for one in file.batch.days],
        "rows": [person_row(record, presence) for presence in record.presences],
        "totals": total_lines(totals_of(record)),
        "incidents": [incident_row(one, file.programme.zone) for one in record.incidents],
    }
    return render_pdf("paper/recap", data, made_at)


def person_row(record: BatchRecord, presence: Presence) -> list[str]:
    """Nomor, nama, NIP, perangkat daerah, one cell per day, then what follows from them."""
    person = presence.person
    days = [_state(presence, one.ordinal) for one in record.file.batch.days]
    return [
        person.number or "-",
        person.name,
        nip(person.nip),
        office(person.unit),
        *days,
        after(record, presence),
    ]


def _state(presence: Presence, ordinal: int) -> str:
    found = presence.day(ordinal)
    return STATES[found.status] if found else "-"


def after(record: BatchRecord, presence: Presence) -> str:
    """Decision, new place and what is still missing."""
    parts = [OUTS[presence.out.status]] if presence.out else []
    if presence.rebooked:
        parts.append(
            f"mengulang sebagai nomor {presence.rebooked.number} mulai {first_day(presence.rebooked.first_day)}"
        )
    lacking = record.lacking.get(presence.person.nip) if record.lacking is not None else None
    if lacking and lacking.missing_tools:
        parts.append(f"belum lengkap: {', '.join(lacking.missing_tools)}")
    return "; ".join(parts) or "-"


def incident_row(one: IncidentView, zone: str) -> list[str]:
    return [f"Hari {one.day}, {lasted(one, zone)}", CAUSES[one.cause], met(one), one.note or "-"]


def total_lines(totals: Totals) -> list[list[str]]:
    return [
        ["Terdaftar", str(totals.people)],
        ["Hadir semua hari", str(totals.whole)],
        ["Ada hari tidak hadir", str(totals.absent)],
        ["Terhalang kejadian", str(totals.excused)],
        ["Belum selesai dicatat", str(totals.open)],
        ["Gugur (ditetapkan)", str(totals.out)],
        ["Mendapat tempat pengganti", str(totals.rebooked)],
    ]


def programme_recap(
    programme: ProgrammeView, records: Sequence[BatchRecord], paper: str, made_at: datetime
) -> bytes:
    """PDF of a programme: a line per batch and their sum."""
    lines = [programme_row(record) for record in records]
    data = head(programme, f"Rekap pelaksanaan {programme.title}", paper) | {
        "basis": legal_basis(programme),
        "rows": [[title, days, *map(str, numbers)] for title, days, numbers in lines],
        "sum": [str(sum(column)) for column in zip(*(numbers for _, _, numbers in lines), strict=True)],
    }
    return render_pdf("paper/programme_recap", data, made_at)


PROGRAMME_COLUMNS = (
    "Peserta", "Hadir semua hari", "Ada hari tidak hadir", "Terhalang kejadian", "Belum selesai", "Gugur", "Diusulkan gugur",
    "Pengganti", "Kejadian",
)  # fmt: skip


def programme_row(record: BatchRecord) -> tuple[str, str, tuple[int, ...]]:
    """Title, days, and the numbers under PROGRAMME_COLUMNS."""
    t = totals_of(record)
    numbers = (t.people, t.whole, t.absent, t.excused, t.open, t.out, t.proposed, t.rebooked, t.incidents)
    return record.file.title, days_in_short(record.file), numbers
