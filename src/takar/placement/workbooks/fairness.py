"""Kesetaraan as Excel: one line per attribute, gate and group, with the same groups hidden as on the page."""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from takar.placement.domain.fairness import AttributeTable, GateTable, Line
from takar.placement.fairness_sources import Path
from takar.placement.pages import fairness_words as words
from takar.placement.workbooks.sheets import look_of, write_table


def fairness_workbook(path: Path, tables: tuple[AttributeTable, ...], language: str) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        look = look_of(book)
        sheet = book.add_worksheet(_("Kesetaraan"))
        sheet.write_string(0, 0, path.title, look.title)
        rows = (_row(table, gate, line, language) for table, gate, line in _lines(tables))
        write_table(sheet, 2, _columns(), rows, look)
    return buffer.getvalue()


def _lines(tables: tuple[AttributeTable, ...]) -> Iterator[tuple[AttributeTable, GateTable, Line]]:
    for table in tables:
        for gate in table.gates:
            for line in gate.lines:
                yield table, gate, line


def _columns() -> list[tuple[str, int]]:
    return [
        (_("Menurut"), 16),
        (_("Gerbang"), 24),
        (pgettext("penempatan", "Kelompok"), 34),
        (_("Datang"), 9),
        (_("Lolos"), 9),
        (_("Tingkat lolos"), 10),
        (_("Rasio"), 9),
        (_("Rasio: batas bawah 95%"), 12),
        (_("Rasio: batas atas 95%"), 12),
        (pgettext("penempatan", "Selisih"), 9),
        (_("Selisih: batas bawah 95%"), 12),
        (_("Selisih: batas atas 95%"), 12),
        (_("p Fisher"), 10),
        (_("p tengah (mid-p)"), 10),
        (_("p terkoreksi Holm"), 10),
        (_("Kesimpulan"), 26),
        (_("Penjelasan"), 80),
    ]


def _row(table: AttributeTable, gate: GateTable, line: Line, language: str) -> list[object]:
    ratio, gap = line.ratio, line.difference
    return [
        str(words.ATTRIBUTES[table.attribute]),
        str(words.GATES[gate.gate]),
        words.group_name(line.group),
        line.came,
        line.passed,
        line.rate.value if line.rate else None,
        *((ratio.value, ratio.low, ratio.high) if ratio else (None, None, None)),
        *((gap.value, gap.low, gap.high) if gap else (None, None, None)),
        line.p,
        line.mid_p,
        line.p_holm,
        str(words.VERDICTS[line.verdict]),
        words.sentence(line, gate, language),
    ]
