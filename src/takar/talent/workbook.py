"""A map as Excel, with columns as talent systems (SIMATA, SIASN) name them; NIP as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from takar.standards.public import TalentRules
from takar.talent.models import MapPerson, TalentMap

_HEAD = ("NIP BARU", "NAMA", "JABATAN NAMA", "UNOR NAMA", "JENIS JABATAN", "NILAI KINERJA", "NILAI POTENSI", "KOTAK TALENTA",
         "NAMA KOTAK", "TINDAK LANJUT", "KELOMPOK TALENTA", "PELUANG KOTAK", "GALAT KINERJA", "GALAT POTENSI", "BUP")  # fmt: skip
_NOT_ASSESSED = ("NIP BARU", "NAMA", "JABATAN NAMA", "UNOR NAMA", "JENIS JABATAN", "BELUM ADA")


def workbook(drawn: TalentMap, rules: TalentRules, rows: Sequence[MapPerson]) -> bytes:
    """Three sheets: who is placed, who is not assessed and why, and how the map was made."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": len(rows) > 20_000}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1, "text_wrap": True})
        parts = [one.name_id.upper() for one in rules.components]
        chances = [f"PELUANG KOTAK {number}" for number in range(1, 10)]
        placed = [row for row in rows if row.box is not None]
        _sheet(book, "Peta talenta", (*_HEAD, *parts, *chances), (_line(row, rules) for row in placed), bold)
        others = (
            _missing_line(row, rules) for row in sorted(rows, key=lambda row: row.name) if row.box is None
        )
        _sheet(book, "Belum dinilai", _NOT_ASSESSED, others, bold)
        _sheet(book, "Cara membuat", ("Hal", "Isi"), _made(drawn, rules), bold)
    return out.getvalue()


def _line(row: MapPerson, rules: TalentRules) -> tuple[object, ...]:
    assert row.box is not None
    box = rules.box(row.box)
    cells = [row.components.get(one.code, [None])[0] for one in rules.components]
    return (
        row.nip, row.name, row.post, row.unit, row.job_class, row.performance, row.potential, row.box, box.name_id,
        box.follow_up_id, "ya" if box.pool else "tidak", row.chances[row.box - 1], row.performance_se, row.potential_se,
        row.retires_on.isoformat() if row.retires_on else "", *cells, *row.chances,
    )  # fmt: skip


def _missing_line(row: MapPerson, rules: TalentRules) -> tuple[object, ...]:
    listed = ", ".join(rules.component(code).name_id for code, _ in row.missing)
    return row.nip, row.name, row.post, row.unit, row.job_class, listed


def _made(drawn: TalentMap, rules: TalentRules) -> Iterator[tuple[object, ...]]:
    yield "Judul", drawn.title
    yield "Pada tanggal", drawn.on.isoformat()
    yield "Ketentuan", f"{rules.label} — {rules.title_id}"
    yield "SHA-256 ketentuan", drawn.ruleset_digest
    yield "SHA-256 data", drawn.inputs_digest
    yield "Register yang lengkap", ", ".join(drawn.registers) or "tidak ada"
    yield "Dipetakan", drawn.assessed
    yield "Belum dinilai", drawn.people - drawn.assessed


def _sheet(book: Any, name: str, head: Sequence[str], rows: Iterator[tuple[object, ...]], bold: Any) -> None:
    page = book.add_worksheet(name)
    page.set_column(0, 0, 21)
    page.set_column(1, 3, 34)
    page.set_column(4, max(4, len(head) - 1), 16)
    page.write_row(0, 0, head, bold)
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            # A NIP is text: as a number Excel would lose its last digits. A name beginning with = is no formula.
            write = page.write_string if isinstance(value, str) else page.write
            write(at, column, value)
    page.freeze_panes(1, 2)
