"""The decisions as Excel: recommendation, decision and reason of every person; then the moves as a proposal."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from takar.placement.books import Book
from takar.placement.exporting import COLUMNS, decided_moves, surviving
from takar.placement.pages import scenario_words as words
from takar.placement.results import point_of
from takar.placement.workbooks.sheets import look_of, write_table


def decisions_workbook(book: Book, body: Mapping[str, Any], mark: str) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as file:
        look = look_of(file)
        sheet = file.add_worksheet(pgettext("penempatan", "Keputusan"))
        sheet.write_string(0, 0, book.row.title, look.title)
        sheet.write_string(1, 0, mark)
        write_table(sheet, 3, _columns(), decision_rows(book, body), look)
        moves = file.add_worksheet(_("Usul mutasi"))
        write_table(moves, 0, [(name, 20) for name in COLUMNS], decided_moves(book, body), look)
        for one in (sheet, moves):
            one.set_footer(f"&L{mark}&R&P/&N")
    return buffer.getvalue()


def decision_rows(book: Book, body: Mapping[str, Any]) -> list[list[object]]:
    state = book.state
    assert state.frozen is not None
    people = {one["nip"]: one for one in body["people"]}
    plan = point_of(body, state.frozen.point)
    sure = {step["nip"]: step["survival"] for step in plan["steps"]} if plan else {}
    posts = {one["code"]: one["title"] for one in body["posts"]}
    about = list(dict.fromkeys([*state.moved(), *state.decisions]))
    rows: list[list[object]] = []
    for nip in about:
        one = state.decisions.get(nip)
        rows.append(
            [
                nip,
                people[nip]["name"],
                posts.get(state.frozen.current[nip], people[nip]["title"]),
                posts.get(state.frozen.recommended[nip], ""),
                *surviving(sure.get(nip), plan["retests"] if plan else 0),
                str(words.CHOICES[one.choice]) if one else "",
                posts.get(one.to, "") if one else "",
                one.reason if one else "",
            ]
        )
    return rows


def _columns() -> list[tuple[str, int]]:
    return [
        ("NIP", 22),
        (_("Nama"), 32),
        (_("Jabatan sekarang"), 44),
        (_("Rekomendasi"), 44),
        (_("Peluang bertahan"), 11),
        (_("Rentang dari"), 11),
        (_("Rentang sampai"), 11),
        (_("Penilaian ulang"), 11),
        (pgettext("penempatan", "Keputusan"), 14),
        (_("Jabatan tujuan"), 44),
        (_("Alasan"), 60),
    ]
