"""Who rates whom as an Excel table: the template with everybody in it, and reading it back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from takar.assessments.public import participants_in
from takar.exercises.appointing import refusals as no
from takar.exercises.appointing.preparing import prepare
from takar.exercises.appointing.reading import RaterLine, chosen, prepared
from takar.exercises.domain.appointing.listed import Known, columns_of, key, read_rows
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.people.public import Cell, read_sheets, text_of

_WIDTHS = (("Nomor", 10), ("NIP", 24), ("Nama", 36), ("Kode simulasi", 28), ("Akun asesor", 24))


def table_of(assessment: str, lines: tuple[RaterLine, ...]) -> bytes:
    """What is prepared, one row each; whoever has no rater yet has rows with an empty last column."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet, head, text = (
        book.add_worksheet("Penunjukan"),
        book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1}),
        book.add_format({"num_format": "@"}),
    )
    for column, (title, width) in enumerate(_WIDTHS):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, title, head)
    sheet.freeze_panes(1, 0)
    for at, row in enumerate(_rows(assessment), 1):
        for column, value in enumerate(row):
            sheet.write_string(at, column, value, text)
    names = book.add_worksheet("Akun asesor")
    names.set_column(0, 1, 30, text)
    for at, one in enumerate(lines):
        names.write_string(at, 0, one.username, text)
        names.write_string(at, 1, one.name, text)
    book.close()
    return buffer.getvalue()


def take_table(
    assessment: str, path: Path, lines: tuple[RaterLine, ...], actor: str, *, clock: Clock = utc_now
) -> int | Refusal:
    """Replace what was prepared by the table; all of it or nothing.

    Refuses HEADER_NOT_FOUND, APPOINTING_ROWS_REFUSED (every faulty row), and files that cannot be read.
    """
    sheets = read_sheets(path)
    if isinstance(sheets, Refusal):
        return sheets
    known = _known(assessment, lines)
    for sheet in sheets:
        rows = [(number, _plain(cells)) for number, cells in sheet]
        for place, (_, cells) in enumerate(rows[:20]):
            columns = columns_of(cells)
            if columns:
                wanted, faults = read_rows(rows[place + 1 :], columns, known)
                return no.rows_refused(faults) if faults else prepare(assessment, wanted, actor, clock=clock)
    return no.NO_HEADING


def _rows(assessment: str) -> list[tuple[str, ...]]:
    by: dict[tuple[str, str], list[str]] = {}
    for nip, code, rater in prepared(assessment):
        by.setdefault((nip, code), []).append(rater)
    return [
        (who.number, who.nip, who.name, one.code, rater)
        for who in participants_in(assessment)
        for one in chosen(assessment)
        for rater in by.get((who.nip, one.code), [""])
    ]


def _known(assessment: str, lines: tuple[RaterLine, ...]) -> Known:
    people = {
        name: one.nip for one in participants_in(assessment) for name in (one.nip, key(one.number)) if name
    }
    instruments = {
        name: one.code for one in chosen(assessment) for name in (key(one.code), key(one.view.draft.title))
    }
    names = [key(one.name) for one in lines]
    accounts = {key(one.name): one.username for one in lines if names.count(key(one.name)) == 1}
    return Known(people, instruments, accounts | {key(one.username): one.username for one in lines})


def _plain(cells: Mapping[int, Cell]) -> list[str]:
    last = max(cells, default=-1)
    return [text_of(cells.get(at)) for at in range(last + 1)]
