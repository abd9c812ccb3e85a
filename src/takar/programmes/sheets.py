"""Excel files of a programme: the list of nominees, which is also the form for answers, and refused rows."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from takar.kernel.clock import long_date
from takar.people.public import JOB_CLASS_NAMES, JobClass
from takar.programmes.domain.refusals import STATUS_NAMES
from takar.programmes.domain.values import NomineeView

ANSWERS = ("bersedia", "berhalangan")
_COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("No", "No", 6),
    ("Nama", "Name", 34),
    ("NIP", "NIP", 21),
    ("Pangkat/Gol", "Golongan", 24),
    ("Jabatan", "Post", 36),
    ("Unit Kerja", "Unit", 40),
    ("Kelas Jabatan", "Job class", 18),
    ("Tahap", "Phase", 8),
    ("Status", "Status", 14),
    ("Nomor Surat", "Letter", 18),
    ("Hasil berlaku sampai", "Result counts until", 20),
    ("Jawaban", "Answer", 16),
    ("Alasan", "Reason", 40),
)
_ANSWER_AT, _REASON_AT = 11, 12
_GUIDE = (
    "Isi kolom Jawaban dengan “bersedia” atau “berhalangan”; kosongkan bila belum ada jawaban.",
    "Yang berhalangan harus beralasan di kolom Alasan. Kolom lain tidak dibaca kembali, kecuali NIP.",
    "Unggah berkas ini di halaman Jawaban program. Sebelum disimpan, Anda melihat dahulu apa yang dicatat.",
)


def nominee_workbook(title: str, people: Iterable[NomineeView], language: str = "id") -> bytes:
    """One row per person; the answer column offers its two words, for the invited only it is left to fill."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Calon peserta" if language == "id" else "Nominees")
    last = _write_people(book, sheet, list(people), language)
    sheet.data_validation(
        1, _ANSWER_AT, max(last, 1), _ANSWER_AT, {"validate": "list", "source": list(ANSWERS)}
    )
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(last, 1), len(_COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_header(f"&L{title.replace('&', '&&')[:120]}&R&P/&N")
    sheet.repeat_rows(0)
    _write_guide(book)
    book.close()
    return buffer.getvalue()


def _write_people(book: Any, sheet: Any, people: Sequence[NomineeView], language: str) -> int:
    text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
    fill = book.add_format({"num_format": "@", "valign": "top", "bg_color": "#FFF9E5", "border": 1})
    head = book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1, "text_wrap": True})
    for column, (indonesian, english, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, indonesian if language == "id" else english, head)
    for row, one in enumerate(people, start=1):
        sheet.write_number(row, 0, row)
        for column, value in enumerate(_cells(one, language), start=1):
            answer = column in (_ANSWER_AT, _REASON_AT) and one.status == "invited"
            sheet.write_string(row, column, value, fill if answer else text)
    return len(people)


def _cells(one: NomineeView, language: str) -> tuple[str, ...]:
    at = 0 if language == "id" else 1
    answered = {"confirmed": ANSWERS[0], "declined": ANSWERS[1]}
    job_class = JOB_CLASS_NAMES[JobClass(one.job_class)][language]
    due = long_date(one.due_on, language) if one.due_on else ""
    return (
        one.name, one.nip, one.golongan, one.post, one.unit, job_class, str(one.phase),
        STATUS_NAMES[one.status][at], one.letter_number, due, answered.get(one.status, ""), one.reason,
    )  # fmt: skip


def _write_guide(book: Any) -> None:
    sheet = book.add_worksheet("Petunjuk")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 100, wrap)
    for row, line in enumerate(_GUIDE):
        sheet.write_string(row, 0, line)


def refused_workbook(rows: Iterable[tuple[int, str, str, str, str]], language: str = "id") -> bytes:
    """(row, NIP as written, answer, reason, fault) of refused rows: the faulty cell red, ready to be mended and uploaded."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Perbaiki" if language == "id" else "To mend")
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1})
    bad = book.add_format({"num_format": "@", "bg_color": "#F6B8B3", "font_color": "#7A1007", "border": 1})
    note = book.add_format({"text_wrap": True, "font_color": "#7A1007"})
    titles = (
        ("Baris asal", 11),
        ("NIP", 22),
        ("Jawaban", 16),
        ("Alasan", 30),
        ("Kesalahan dan cara memperbaiki", 80),
    )
    for column, (name, width) in enumerate(titles):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for position, (number, nip, answer, reason, fault) in enumerate(rows, start=1):
        sheet.write_number(position, 0, number)
        sheet.write_string(position, 1, nip, bad)
        sheet.write_comment(position, 1, fault, {"x_scale": 2})
        sheet.write_string(position, 2, answer, text)
        sheet.write_string(position, 3, reason, text)
        sheet.write_string(position, 4, fault, note)
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()
