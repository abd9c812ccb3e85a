"""Daftar hadir of a day or an activity: blank to sign, and filled from what was noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from takar.attendance.public import Line, Presence, Sheet, SignatureView, Status
from takar.kernel.clock import long_moment, weekday_date
from takar.planning.public import ActivityView, PlaceView
from takar.reports.domain.number_words import counted
from takar.reports.domain.timetable import moment_of, people_at
from takar.reports.paper.batch_file import BatchFile, legal_basis
from takar.reports.paper.presence_words import STATES, at, left_at, note
from takar.reports.paper.wording import group, head, hours, nip, office, place_and_date
from takar.reports.render import render_pdf

_UNSIGNED = "…………………………"


def blank_sheets(
    file: BatchFile, day: int, activities: Sequence[ActivityView], paper: str, made_at: datetime
) -> bytes:
    """PDF to sign: of each activity, or of the whole day where `activities` is empty."""
    sheets = [_blank(file, day, one, people_at([one], file.places)) for one in activities] or [
        _blank(file, day, None, file.places)
    ]
    return _render(file, sheets, paper, made_at)


def _blank(
    file: BatchFile, day: int, one: ActivityView | None, people: Sequence[PlaceView]
) -> dict[str, object]:
    return {
        "filled": False,
        # the whole day is signed on coming and on going
        "twice": one is None,
        "facts": _facts(file, day, one),
        "rows": [
            {
                "number": place.number or "-",
                "name": place.name,
                "nip": nip(place.nip),
                "unit": office(place.unit),
                "group": group(place),
            }
            for place in people
        ],
        "counts": [
            ["Terdaftar", counted(len(people))],
            ["Hadir", _UNSIGNED],
            ["Tidak hadir", _UNSIGNED],
        ],
        "signed": [],
        "place_date": _place_date(file, day),
    }


def filled_sheets(
    file: BatchFile,
    sheets: Sequence[Sheet],
    presences: Mapping[str, Presence],
    signatures: Sequence[SignatureView],
    paper: str,
    made_at: datetime,
) -> bytes:
    """PDF of these sheets as they stand: times, lateness, reasons, who signed. `presences` by NIP."""
    shown = [_filled(file, sheet, presences, signatures) for sheet in sheets]
    return _render(file, shown, paper, made_at)


def _filled(
    file: BatchFile, sheet: Sheet, presences: Mapping[str, Presence], signatures: Sequence[SignatureView]
) -> dict[str, object]:
    activity = next((one for one in file.activities if one.id == sheet.activity), None)
    mine = [one for one in signatures if (one.day, one.activity) == (sheet.day, sheet.activity)]
    return {
        "filled": True,
        "facts": _facts(file, sheet.day, activity),
        "rows": [_row(file, line, presences.get(line.person.nip)) for line in sheet.lines],
        "counts": counts_in_words(sheet),
        "signed": [signature_words(one, file.programme.zone) for one in mine],
        "place_date": _place_date(file, sheet.day),
    }


def _row(file: BatchFile, line: Line, presence: Presence | None) -> dict[str, object]:
    zone = file.programme.zone
    return {
        "number": line.person.number or "-",
        "name": line.person.name,
        "nip": nip(line.person.nip),
        "unit": office(line.person.unit),
        "arrived": at(line.day.arrived, zone),
        "left": at(left_at(line.day), zone),
        "state": STATES[line.status],
        "plain": line.status is Status.PRESENT,
        "note": note(line, presence),
    }


def counts_in_words(sheet: Sheet) -> list[list[str]]:
    """Every status with its number in digits and words; who is not yet noted only where there are any."""
    counts = sheet.counts
    always = (Status.PRESENT, Status.LATE, Status.LEFT_EARLY, Status.ABSENT, Status.EXCUSED)
    shown = [one for one in always if counts[one.value] or one in (Status.PRESENT, Status.ABSENT)]
    shown += [Status.EXPECTED] if counts[Status.EXPECTED.value] else []
    return [
        ["Terdaftar", counted(len(sheet.lines))],
        *([STATES[one], counted(counts[one.value])] for one in shown),
    ]


def signature_words(one: SignatureView, zone: str) -> str:
    """Who signed a sheet, when, and whether it says something else today."""
    words = f"Ditandatangani {one.name or one.by} pada {long_moment(one.at, zone)}"
    if one.log_index is not None:
        words += f", tercatat sebagai catatan nomor {one.log_index}"
    if one.corrections:
        words += f", sesudahnya ada {counted(one.corrections, 'perbaikan')}"
    return words + "."


def _facts(file: BatchFile, day: int, one: ActivityView | None) -> list[list[str]]:
    rows = [["Gelombang", file.title], ["Hari, tanggal", weekday_date(file.batch.day(day))]]
    if one is None:
        rooms = dict.fromkeys(a.room for a in file.activities if a.day == day and a.room)
        rows += [["Hari ke", str(day)], ["Ruang", ", ".join(rooms) or "-"]]
    else:
        rows += [
            ["Kegiatan", one.title],
            ["Waktu", f"{hours(one)} {file.programme.zone}"],
            ["Ruang", one.room or "-"],
        ]
    return [*rows, ["Dasar", legal_basis(file.programme)]]


def _place_date(file: BatchFile, day: int) -> str:
    noon = moment_of(file.batch.day(day), file.first_hour(day), file.programme.zone)
    return place_and_date(file.programme, noon)


def _render(file: BatchFile, sheets: list[dict[str, object]], paper: str, made_at: datetime) -> bytes:
    data = head(file.programme, f"Daftar hadir {file.title}", paper) | {"sheets": sheets}
    return render_pdf("paper/attendance", data, made_at)
