"""Berita acara of a day or an activity: who was there, what happened, who signed, and the log's root in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from takar.attendance.public import Entry, IncidentView, Line, Presence, Sheet, SignatureView, Status
from takar.kernel.clock import day_in, long_moment
from takar.ledger.public import Checkpoint
from takar.planning.public import ActivityView
from takar.reports.domain.number_words import counted, date_in_words
from takar.reports.domain.root_words import lines_of
from takar.reports.paper.attendance_sheets import counts_in_words, signature_words
from takar.reports.paper.batch_file import BatchFile, legal_basis
from takar.reports.paper.presence_words import (
    CAUSES,
    OUTS,
    STATES,
    at,
    entry_words,
    lasted,
    left_at,
    met,
    note,
    reasons,
)
from takar.reports.paper.wording import head, hours, office, place_and_date
from takar.reports.render import render_pdf


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRecord:
    """What was noted of one day, or one activity of it, and the log as it stands. `staff`: names of those who noted it."""

    sheet: Sheet
    presences: Mapping[str, Presence]
    incidents: tuple[IncidentView, ...]
    signatures: tuple[SignatureView, ...]
    checkpoint: Checkpoint
    fingerprint: str
    staff: Mapping[str, str] = field(default_factory=dict)


def minutes(file: BatchFile, record: DayRecord, paper: str, made_at: datetime) -> bytes:
    """PDF; every sentence of it comes from the plan, the entries or the log."""
    sheet, zone, staff = record.sheet, file.programme.zone, record.staff
    one = next((a for a in file.activities if a.id == sheet.activity), None)
    day = file.batch.day(sheet.day)
    here = [line for line in sheet.lines if line.status in (Status.LATE, Status.LEFT_EARLY)]
    away = [line for line in sheet.lines if line.status in (Status.ABSENT, Status.EXCUSED, Status.EXPECTED)]
    data = head(file.programme, f"Berita acara {file.title} hari ke-{sheet.day}", paper) | {
        "subject": f"{file.title}, hari ke-{sheet.day}{f', {one.title}' if one else ''}",
        "opening": _opening(file, sheet, one),
        "activities": _activities(file, sheet, one),
        "counts": counts_in_words(sheet),
        "away": [_away(line, record.presences.get(line.person.nip)) for line in away],
        "irregular": [_irregular(line, record.presences.get(line.person.nip), zone) for line in here],
        "incidents": [_incident(one, staff, zone) for one in record.incidents],
        "signed": [_signature(one, file) for one in record.signatures],
        "sheet_digest": sheet.digest,
        "corrections": [_correction(entry, sheet, staff, zone) for entry in sheet.corrections],
        "waiting": [_waiting(entry, sheet, staff, zone) for entry in sheet.waiting],
        "log": _log(record, made_at, zone),
        "closing": "Demikian berita acara ini dibuat dengan sebenarnya dari catatan, untuk dipergunakan sebagaimana mestinya.",
        "place_date": place_and_date(file.programme, made_at),
        "late_note": ""
        if day_in(zone, made_at) == day
        else f"Dicetak pada {long_moment(made_at, zone)} dari catatan hari itu.",
    }
    return render_pdf("paper/minutes", data, made_at)


def _opening(file: BatchFile, sheet: Sheet, one: ActivityView | None) -> str:
    shown = [one] if one else [a for a in file.activities if a.day == sheet.day]
    rooms = ", ".join(dict.fromkeys(a.room for a in shown if a.room)) or "tempat yang ditetapkan"
    what = f"{one.title} " if one else ""
    return (
        f"Pada hari {date_in_words(file.batch.day(sheet.day))}, bertempat di {rooms}, {file.programme.organiser} "
        f"melaksanakan {what}{file.programme.title} untuk {file.title} (hari ke-{sheet.day}), berdasarkan "
        f"{legal_basis(file.programme)}, dengan catatan sebagai berikut."
    )


def _activities(file: BatchFile, sheet: Sheet, one: ActivityView | None) -> list[list[str]]:
    shown = [one] if one else [a for a in file.activities if a.day == sheet.day]
    return [[hours(a), a.title, a.room or "-"] for a in shown]


def _away(line: Line, presence: Presence | None) -> list[str]:
    out = presence.out if presence and presence.out and line.day.day in presence.out.days else None
    decided = OUTS[out.status] if out else "-"
    why = reasons(line.day) or (
        "terhalang kejadian di bawah" if line.status is Status.EXCUSED else "belum ada keterangan"
    )
    moved = (
        f"; mengulang pada gelombang lain sebagai nomor {presence.rebooked.number}"
        if presence and presence.rebooked
        else ""
    )
    return [
        line.person.number or "-",
        line.person.name,
        office(line.person.unit),
        STATES[line.status],
        why,
        f"{decided}{moved}",
    ]


def _irregular(line: Line, presence: Presence | None, zone: str) -> list[str]:
    return [
        line.person.number or "-",
        line.person.name,
        at(line.day.arrived, zone),
        at(left_at(line.day), zone),
        STATES[line.status],
        note(line, presence) or "-",
    ]


def _incident(one: IncidentView, staff: Mapping[str, str], zone: str) -> list[str]:
    lost = "pekerjaan hilang, kegiatan diulang" if one.lost else "pekerjaan dilanjutkan"
    return [lasted(one, zone), CAUSES[one.cause], met(one), one.note or "-", lost, staff.get(one.by, one.by)]


def _signature(one: SignatureView, file: BatchFile) -> str:
    titles = {activity.id: activity.title for activity in file.activities}
    about = titles.get(one.activity, "satu kegiatan") if one.activity is not None else "seluruh hari"
    words = signature_words(one, file.programme.zone)
    changed = " Isi daftar sekarang berbeda dari yang ditandatangani." if one.changed else ""
    return f"Daftar hadir {about}: {words[:1].lower()}{words[1:]}{changed}"


def _correction(entry: Entry, sheet: Sheet, staff: Mapping[str, str], zone: str) -> list[str]:
    target = _target(entry, sheet)
    counts = "berlaku kembali" if getattr(entry.fact, "counts", False) else "tidak dihitung lagi"
    return [
        long_moment(entry.noted_at, zone),
        f"{entry_words(target, _name(target, sheet), zone)}: {counts}",
        str(getattr(entry.fact, "reason", "")),
        staff.get(entry.by, entry.by),
    ]


def _waiting(entry: Entry, sheet: Sheet, staff: Mapping[str, str], zone: str) -> str:
    words = entry_words(entry, _name(entry, sheet), zone)
    return f"{words}, dicatat {staff.get(entry.by, entry.by)} pada {long_moment(entry.noted_at, zone)}"


def _target(entry: Entry, sheet: Sheet) -> Entry | None:
    wanted = getattr(entry.fact, "entry", 0)
    known: Sequence[Entry] = [
        *(one for line in sheet.lines for one in line.day.entries),
        *(one.entry for one in sheet.incidents),
    ]
    return next((one for one in known if one.ordinal == wanted), None)


def _name(entry: Entry | None, sheet: Sheet) -> str:
    if entry is None or not entry.nip:
        return ""
    return next((line.person.name for line in sheet.lines if line.person.nip == entry.nip), "")


def _log(record: DayRecord, made_at: datetime, zone: str) -> dict[str, object]:
    head = record.checkpoint
    return {
        "facts": [
            ["Nama catatan", head.origin],
            ["Banyaknya catatan", counted(head.size, "catatan")],
            ["Sidik jari kunci", record.fingerprint],
            ["Dibaca pada", long_moment(made_at, zone)],
        ],
        "lines": [[digits, words] for digits, words in lines_of(head.root)],
    }
