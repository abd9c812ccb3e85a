"""The lists as Excel, in the look of the recap of results."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from takar.attendance.public import Line, PersonDay, Presence
from takar.kernel.clock import weekday_date
from takar.programmes.public import ProgrammeView
from takar.reports.domain.timetable import people_at
from takar.reports.paper.assessors import ROLES, services_of
from takar.reports.paper.batch_file import BatchFile, legal_basis
from takar.reports.paper.presence_words import at, left_at, note
from takar.reports.paper.recap import (
    PROGRAMME_COLUMNS,
    BatchRecord,
    incident_row,
    person_row,
    programme_row,
)
from takar.reports.paper.rooms import seats_at
from takar.reports.paper.wording import days_in_short, hours, office, whom

Cell = str | int
_HEADER = 3
_PERSON = (("Nama", 34), ("NIP", 21))


def batch_workbook(file: BatchFile) -> bytes:
    """Participants, timetable, rooms and assessors of one batch."""
    book = _Book(f"{file.programme.title}: {file.title}", file.programme)
    seats = seats_at(file, [one for one in file.activities if one.kind == "cat" and one.room][:1])
    book.sheet(
        "Peserta",
        [("No", 5), ("Nomor", 9), *_PERSON, ("Jabatan", 34), ("Perangkat daerah", 40), ("Kelompok", 10), ("Kursi", 9)],
        [
            [n, p.number, p.name, p.nip, p.post, office(p.unit), p.group or "", seats.get(p.nip, "")]
            for n, p in enumerate(file.places, start=1)
        ],
    )  # fmt: skip
    book.sheet(
        "Jadwal",
        [("Hari", 7), ("Tanggal", 24), ("Pukul", 14), ("Kegiatan", 36), ("Ruang", 24), ("Lokasi", 28),
         ("Untuk", 14), ("Peserta", 9)],
        [
            [a.day, weekday_date(file.batch.day(a.day)), hours(a), a.title, a.room, a.location, whom(a, file.places),
             len(people_at([a], file.places))]
            for a in file.activities
        ],
    )  # fmt: skip
    book.sheet(
        "Asesor",
        [("Nama", 34), ("NIP", 21), ("Tugas", 14), ("Nomor peserta yang dinilai", 60)],
        [
            [
                d.name,
                d.nip,
                ROLES[d.role],
                ", ".join(p.number or p.name for p in file.places if p.nip in d.rates),
            ]
            for d in file.duties
        ],
    )
    return book.close()


def presence_workbook(record: BatchRecord) -> bytes:
    """Who was there on which day, with times; and the incidents."""
    file = record.file
    book = _Book(f"Rekap pelaksanaan {file.programme.title}: {file.title}", file.programme)
    days = [(f"Hari {one.ordinal}, {weekday_date(one.day)}", 18) for one in file.batch.days]
    book.sheet(
        "Kehadiran",
        [("Nomor", 9), ("Nama", 34), ("NIP", 21), ("Perangkat daerah", 40), *days, ("Keterangan", 44)],
        [_plain_nip(person_row(record, one), one.person.nip) for one in record.presences],
    )
    zone = file.programme.zone
    book.sheet(
        "Jam",
        [("Nomor", 9), ("Nama", 34), ("Hari", 7), ("Datang", 9), ("Pulang", 9), ("Menit terlambat", 10), ("Keterangan", 44)],
        [
            [one.person.number, one.person.name, day.day, at(day.arrived, zone), at(left_at(day), zone),
             day.minutes_late, _why(day, one)]
            for one in record.presences
            for day in one.days
        ],
    )  # fmt: skip
    book.sheet(
        "Kejadian",
        [("Waktu", 38), ("Sebab", 24), ("Yang terdampak", 28), ("Keterangan", 60)],
        [[*incident_row(one, zone)] for one in record.incidents],
    )
    return book.close()


def programme_workbook(programme: ProgrammeView, files: Sequence[BatchFile]) -> bytes:
    """All batches, everybody in them, and the duties: the plan of a programme without what happened."""
    book = _Book(programme.title, programme)
    book.sheet(
        "Gelombang",
        [("Gelombang", 24), ("Hari", 40), ("Peserta", 9), ("Kapasitas", 10), ("Sumber dana", 30)],
        [[f.title, days_in_short(f), len(f.places), f.batch.capacity, f.batch.funding] for f in files],
    )
    book.sheet(
        "Peserta",
        [("Gelombang", 24), ("Nomor", 9), ("Nama", 34), ("NIP", 21), ("Jabatan", 34), ("Perangkat daerah", 40), ("Kelompok", 10)],
        [[f.title, p.number, p.name, p.nip, p.post, office(p.unit), p.group or ""] for f in files for p in f.places],
    )  # fmt: skip
    book.sheet(
        "Penugasan",
        [("Nama", 34), ("NIP", 21), ("Gelombang", 24), ("Hari", 40), ("Tugas", 14), ("Peserta dinilai", 9)],
        [
            [
                s.duty.name,
                s.duty.nip,
                s.file.title,
                days_in_short(s.file),
                ROLES[s.duty.role],
                len(s.duty.rates),
            ]
            for mine in services_of(files).values()
            for s in mine
        ],
    )
    return book.close()


def programme_recap_workbook(programme: ProgrammeView, records: Sequence[BatchRecord]) -> bytes:
    """One line per batch: how many took part."""
    book = _Book(f"Rekap pelaksanaan {programme.title}", programme)
    lines = [programme_row(record) for record in records]
    book.sheet(
        "Rekap",
        [("Gelombang", 24), ("Hari", 40), *((name, 13) for name in PROGRAMME_COLUMNS)],
        [[title, days, *numbers] for title, days, numbers in lines],
    )
    return book.close()


def _plain_nip(row: list[str], digits: str) -> list[Cell]:
    """Spaces are for paper; a spreadsheet looks a NIP up by its digits."""
    return [*row[:2], digits, *row[3:]]


def _why(day: PersonDay, presence: Presence) -> str:
    return note(Line(presence.person, day.status, day), presence)


class _Book:
    """A workbook whose sheets all look alike."""

    def __init__(self, title: str, programme: ProgrammeView) -> None:
        self._buffer = BytesIO()
        self._book = xlsxwriter.Workbook(self._buffer, {"in_memory": True})
        self._book.set_properties({"title": title, "company": programme.organiser})
        self._title, self._basis = title, f"{programme.organiser} · {legal_basis(programme)}"
        cell = {"border": 1, "border_color": "#C9D1D9", "valign": "vcenter"}
        self._formats = {
            "title": self._book.add_format({"bold": True, "font_size": 14}),
            "quiet": self._book.add_format({"font_color": "#5B6875"}),
            "header": self._book.add_format(
                {**cell, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE6F0"}
            ),
            "text": self._book.add_format({**cell, "text_wrap": True}),
            "whole": self._book.add_format({**cell, "num_format": "0", "align": "center"}),
        }

    def sheet(self, name: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[Cell]]) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.write_string(0, 0, self._title, self._formats["title"])
        sheet.write_string(1, 0, self._basis, self._formats["quiet"])
        for place, (title, width) in enumerate(columns):
            sheet.set_column(place, place, width)
            sheet.write_string(_HEADER, place, title, self._formats["header"])
        sheet.set_row(_HEADER, 32)
        for offset, row in enumerate(rows, start=_HEADER + 1):
            for place, value in enumerate(row):
                self._write(sheet, offset, place, value)
        self._print(sheet, len(rows), len(columns))

    def _write(self, sheet: Any, row: int, column: int, value: Cell) -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value, self._formats["whole"])
        else:
            sheet.write_string(row, column, str(value), self._formats["text"])

    def _print(self, sheet: Any, rows: int, columns: int) -> None:
        sheet.freeze_panes(_HEADER + 1, 0)
        if rows:
            sheet.autofilter(_HEADER, 0, _HEADER + rows, columns - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADER)

    def close(self) -> bytes:
        self._book.close()
        return self._buffer.getvalue()
