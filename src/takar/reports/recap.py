"""The recap of all participants as Excel, in the columns that agency systems use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from takar.assessments.public import AssessmentView, ParticipantView
from takar.scoring.public import OutcomeView


def recap_workbook(
    assessment: AssessmentView,
    participants: Sequence[ParticipantView],
    outcomes: Mapping[str, OutcomeView],
    competencies: Sequence[tuple[str, str]],
) -> bytes:
    """One row per participant, sealed or not; `competencies` are (code, name) in report order."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": f"Rekap {assessment.title}", "company": assessment.organiser})
    formats = _formats(book)
    sheet = book.add_worksheet("Rekap")
    columns = _columns(competencies)
    _heading(sheet, assessment, formats)
    for position, (title, width) in enumerate(columns):
        sheet.set_column(position, position, width)
        sheet.write_string(_HEADER, position, title, formats["header"])
    sheet.set_row(_HEADER, 48)
    for offset, person in enumerate(participants, start=1):
        _row(sheet, _HEADER + offset, offset, person, outcomes.get(person.sitting), competencies, formats)
    sheet.freeze_panes(_HEADER + 1, 4)
    if participants:
        sheet.autofilter(_HEADER, 0, _HEADER + len(participants), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER)
    book.close()
    return buffer.getvalue()


_HEADER = 4


def _formats(book: Any) -> dict[str, Any]:
    cell = {"border": 1, "border_color": "#C9D1D9", "valign": "vcenter"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "quiet": book.add_format({"font_color": "#5B6875"}),
        "header": book.add_format(
            {**cell, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE6F0"}
        ),
        "text": book.add_format(cell),
        "whole": book.add_format({**cell, "num_format": "0", "align": "center"}),
        "number": book.add_format({**cell, "num_format": "0.00", "align": "center"}),
        "below": book.add_format(
            {**cell, "num_format": "0.00", "align": "center", "font_color": "#B4540A", "bold": True}
        ),
    }


def _heading(sheet: Any, assessment: AssessmentView, formats: dict[str, Any]) -> None:
    sheet.write_string(0, 0, f"Rekapitulasi hasil penilaian kompetensi: {assessment.title}", formats["title"])
    sheet.write_string(1, 0, f"{assessment.organiser} · {assessment.legal_basis.sentence}", formats["quiet"])
    sheet.write_string(
        2, 0, "Rahasia jabatan. Angka berwarna: di bawah level yang dipersyaratkan.", formats["quiet"]
    )


def _columns(competencies: Sequence[tuple[str, str]]) -> list[tuple[str, int]]:
    return [
        ("No", 5),
        ("Nomor peserta", 10),
        ("Nama", 32),
        ("NIP", 21),
        ("Jabatan", 32),
        ("Perangkat daerah", 36),
        *((name, 13) for _, name in competencies),
        ("Total rating", 10),
        ("Total standar", 10),
        ("JPM (%)", 10),
        ("Kategori", 16),
        ("Kode tanda terima", 21),
        ("Keterangan", 24),
    ]


def _row(
    sheet: Any,
    row: int,
    position: int,
    person: ParticipantView,
    outcome: OutcomeView | None,
    competencies: Sequence[tuple[str, str]],
    formats: dict[str, Any],
) -> None:
    sheet.write_number(row, 0, position, formats["whole"])
    for column, text in enumerate(
        (person.number, person.name, person.nip, person.post, person.unit), start=1
    ):
        sheet.write_string(row, column, text, formats["text"])
    after = 6 + len(competencies)
    if outcome is None:
        for column in range(6, after + 5):
            sheet.write_blank(row, column, None, formats["text"])
        sheet.write_string(row, after + 5, "Belum mengirim jawaban", formats["text"])
        return
    if outcome.full.get("judged"):
        for column in range(6, after + 4):
            sheet.write_blank(row, column, None, formats["text"])
        sheet.write_string(row, after + 4, outcome.code, formats["text"])
        sheet.write_string(row, after + 5, "Dinilai asesor; lihat rekap rapat asesor", formats["text"])
        return
    ratings = {c["code"]: c for c in outcome.full["competencies"]}
    for column, (code, _) in enumerate(competencies, start=6):
        if code in ratings:
            style = "below" if ratings[code]["gap"].startswith("-") else "number"
            sheet.write_number(row, column, float(ratings[code]["rating"]), formats[style])
        else:
            sheet.write_string(row, column, "tidak dinilai", formats["text"])
    _totals(sheet, row, after, outcome, formats)


def _totals(sheet: Any, row: int, column: int, outcome: OutcomeView, formats: dict[str, Any]) -> None:
    full = outcome.full
    sheet.write_number(row, column, float(full["total"]), formats["number"])
    sheet.write_number(row, column + 1, float(full["standard_total"]), formats["whole"])
    sheet.write_number(row, column + 2, float(full["jpm"]), formats["number"])
    sheet.write_string(row, column + 3, full["category"]["name_id"], formats["text"])
    sheet.write_string(row, column + 4, outcome.code, formats["text"])
    sheet.write_string(row, column + 5, "Ditahan" if outcome.status == "held" else "", formats["text"])
