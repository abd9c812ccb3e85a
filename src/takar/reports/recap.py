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
    """One row per participant, sealed or not; `competencies` are (code, name) in report order.

    Where assessor meetings find the competencies, the aspects of potential that the test has measured stand at the end.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": f"Rekap {assessment.title}", "company": assessment.organiser})
    formats = _formats(book)
    sheet = book.add_worksheet("Rekap")
    aspects = _aspects(outcomes)
    columns = [*_columns(competencies), *((name, 13) for _, name in aspects)]
    _heading(sheet, assessment, formats)
    for position, (title, width) in enumerate(columns):
        sheet.set_column(position, position, width)
        sheet.write_string(_HEADER, position, title, formats["header"])
    sheet.set_row(_HEADER, 48)
    for offset, person in enumerate(participants, start=1):
        outcome = outcomes.get(person.sitting)
        _row(sheet, _HEADER + offset, offset, person, outcome, competencies, formats)
        _potential(sheet, _HEADER + offset, len(columns) - len(aspects), outcome, aspects, formats)
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
    if outcome.judged is True or "competencies" not in outcome.full:
        for column in range(6, after + 4):
            sheet.write_blank(row, column, None, formats["text"])
        sheet.write_string(row, after + 4, outcome.code, formats["text"])
        waiting = outcome.judged is not True
        why = "Menunggu rapat asesor" if waiting else "Dinilai asesor; lihat rekap rapat asesor"
        sheet.write_string(row, after + 5, why, formats["text"])
        return
    ratings = {c["code"]: c for c in outcome.full["competencies"]}
    for column, (code, _) in enumerate(competencies, start=6):
        if code in ratings:
            style = "below" if ratings[code]["gap"].startswith("-") else "number"
            sheet.write_number(row, column, float(ratings[code]["rating"]), formats[style])
        else:
            sheet.write_string(row, column, "tidak dinilai", formats["text"])
    _totals(sheet, row, after, outcome, formats)


def _aspects(outcomes: Mapping[str, OutcomeView]) -> list[tuple[str, str]]:
    """(code, name) of what a test of potential alone has measured; empty for every other test."""
    found = (one.full["potential"] for one in outcomes.values() if one.judged and "potential" in one.full)
    return [(each["code"], f"Potensi: {each['name_id']}") for each in next(found, ())]


def _potential(
    sheet: Any,
    row: int,
    column: int,
    outcome: OutcomeView | None,
    aspects: Sequence[tuple[str, str]],
    formats: dict[str, Any],
) -> None:
    scores = {each["code"]: each["score"] for each in outcome.full.get("potential", ())} if outcome else {}
    for place, (code, _) in enumerate(aspects, column):
        if code in scores:
            sheet.write_number(row, place, float(scores[code]), formats["number"])
        else:
            sheet.write_blank(row, place, None, formats["text"])


def _totals(sheet: Any, row: int, column: int, outcome: OutcomeView, formats: dict[str, Any]) -> None:
    full = outcome.full
    if "total" not in full:
        for place in range(column, column + 4):
            sheet.write_blank(row, place, None, formats["text"])
        sheet.write_string(row, column + 4, outcome.code, formats["text"])
        sheet.write_string(row, column + 5, "Ada kompetensi yang tidak dinilai", formats["text"])
        return
    sheet.write_number(row, column, float(full["total"]), formats["number"])
    sheet.write_number(row, column + 1, float(full["standard_total"]), formats["whole"])
    sheet.write_number(row, column + 2, float(full["jpm"]), formats["number"])
    sheet.write_string(row, column + 3, full["category"]["name_id"], formats["text"])
    sheet.write_string(row, column + 4, outcome.code, formats["text"])
    sheet.write_string(row, column + 5, "Ditahan" if outcome.status == "held" else "", formats["text"])
