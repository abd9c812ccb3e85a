"""What happened to somebody on a day, in the words of a sheet."""

from __future__ import annotations

from datetime import datetime

from takar.attendance.public import Entry, IncidentView, Line, PersonDay, Presence, Status
from takar.kernel.clock import clock_time, day_in, long_date, weekday_date
from takar.reports.paper.batch_file import BatchFile

STATES = {
    Status.EXPECTED: "Belum tercatat",
    Status.PRESENT: "Hadir",
    Status.LATE: "Terlambat",
    Status.LEFT_EARLY: "Pulang awal",
    Status.ABSENT: "Tidak hadir",
    Status.EXCUSED: "Terhalang kejadian",
}
OUTS = {
    "proposed": "diusulkan gugur",
    "confirmed": "gugur (ditetapkan)",
    "lifted": "tidak gugur (ditetapkan)",
}
CAUSES = {
    "power": "Listrik padam",
    "network": "Gangguan jaringan",
    "illness": "Sakit",
    "room": "Gangguan ruang atau alat",
    "other": "Kejadian lain",
}
_KINDS = {
    "arrived": "kedatangan",
    "left": "kepulangan",
    "absent": "ketidakhadiran",
    "incident": "kejadian",
    "incident_closed": "akhir kejadian",
    "corrected": "perbaikan",
}


def at(moment: datetime | None, zone: str) -> str:
    """10.42, in the zone of the programme; a dash for what did not happen."""
    return clock_time(moment, zone).removesuffix(f" {zone}") if moment else "-"


def left_at(day: PersonDay) -> datetime | None:
    """When somebody went."""
    return getattr(day.left, "moment", day.left)


def reasons(day: PersonDay) -> str:
    """Every reason for an absence, with the document that proves it."""
    found = []
    for entry in day.absences:
        document = getattr(entry.fact, "document_name", "")
        found.append(f"{_text(entry, 'reason')}{f' (dokumen: {document})' if document else ''}")
    return "; ".join(dict.fromkeys(found))


def note(line: Line, presence: Presence | None) -> str:
    """What stands beside a name: how late, why absent, what was decided."""
    parts = [f"terlambat {line.day.minutes_late} menit"] if line.day.minutes_late else []
    parts += [why] if (why := reasons(line.day)) else []
    parts += [_text(entry, "reason") for entry in line.day.entries if entry.fact.kind == "left"]
    if presence and presence.out and line.day.day in presence.out.days:
        parts.append(OUTS[presence.out.status])
    if presence and presence.rebooked and line.status in (Status.ABSENT, Status.EXCUSED):
        parts.append(f"mengulang mulai {first_day(presence.rebooked.first_day)}")
    return "; ".join(part for part in parts if part)


def missed(presence: Presence, file: BatchFile) -> str:
    """The days that somebody missed or was kept from, with their reasons, and what was decided; "" for none."""
    days = [one for one in presence.days if one.status in (Status.ABSENT, Status.EXCUSED, Status.LEFT_EARLY)]
    parts = [_missed_day(one, file) for one in days]
    if presence.out and presence.out.status == "confirmed":
        parts.append(f"dinyatakan gugur: {presence.out.reason}")
    return "; ".join(parts)


def _missed_day(day: PersonDay, file: BatchFile) -> str:
    what = {
        Status.ABSENT: "tidak hadir",
        Status.EXCUSED: "terhalang kejadian yang bukan kesalahan Anda",
        Status.LEFT_EARLY: "tidak mengikuti seluruh kegiatan",
    }[day.status]
    why = reasons(day)
    return f"{what} pada {weekday_date(file.batch.day(day.day))}{f' ({why})' if why else ''}"


def first_day(text: str) -> str:
    """A day as it was noted (ISO), written out."""
    try:
        return long_date(datetime.fromisoformat(text).date())
    except ValueError:
        return text


def met(incident: IncidentView) -> str:
    """Whom an incident concerned."""
    return {
        "all": "Semua peserta",
        "room": f"Peserta di {incident.room}",
        "group": f"Kelompok {incident.group}",
        "people": f"Nomor {', '.join(incident.numbers)}",
    }[incident.whom]


def lasted(incident: IncidentView, zone: str) -> str:
    """09.10–09.45 (35 menit)"""
    if incident.until is None:
        return f"{at(incident.starts, zone)}, belum berakhir"
    minutes = int((incident.until - incident.starts).total_seconds() // 60)
    same = day_in(zone, incident.starts) == day_in(zone, incident.until)
    end = (
        at(incident.until, zone)
        if same
        else f"{long_date(day_in(zone, incident.until))} {at(incident.until, zone)}"
    )
    return f"{at(incident.starts, zone)}–{end} ({minutes} menit)"


def entry_words(entry: Entry | None, name: str, zone: str) -> str:
    """What an entry says, for a line about its correction."""
    if entry is None:
        return "catatan yang tidak ditemukan"
    return f"{_KINDS.get(entry.fact.kind, entry.fact.kind)}{f' {name}' if name else ''} pukul {at(entry.moment, zone)}"


def _text(entry: Entry, field: str) -> str:
    return str(getattr(entry.fact, field, "")).strip().rstrip(".")
