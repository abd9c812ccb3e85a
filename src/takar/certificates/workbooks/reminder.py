"""The reminder: all units in front, then a sheet for each unit, ready to be sent on."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import xlsxwriter
from django.utils.translation import gettext as _

from takar.certificates.standings import standings_of
from takar.certificates.workbooks.people import columns, people_rows
from takar.certificates.workbooks.sheets import Look, look_of, sheet_name, write_head, write_rows
from takar.kernel.clock import long_date
from takar.people.public import people_by_nips

MOST_SHEETS = 250


def reminder_workbook(nips: Sequence[str], on: date, until: date, language: str) -> bytes:
    """Within a unit whoever lapses first stands first. Beyond 250 units only the overview and the largest have sheets."""
    offices = _by_office(nips, on)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        look, taken = look_of(book), set[str]()
        front = book.add_worksheet(sheet_name(_("Semua unit"), taken))
        front.write_string(0, 0, _title(on, until, language), look.title)
        write_head(front, 2, [(_("Unit kerja"), 60), (_("Orang"), 10), (_("Paling awal berakhir"), 20)], look)
        ordered = sorted(offices.items(), key=lambda one: (-len(one[1]), one[0]))
        write_rows(front, 3, ([name or "–", len(some), some[0][0]] for name, some in ordered), look)
        for name, some in ordered[:MOST_SHEETS]:
            _office(
                book,
                sheet_name(name or "–", taken),
                name,
                [nip for _day, nip in some],
                on,
                until,
                look,
                language,
            )
    return buffer.getvalue()


def _office(
    book: object, tab: str, name: str, nips: list[str], on: date, until: date, look: Look, language: str
) -> None:
    sheet = book.add_worksheet(tab)  # type: ignore[attr-defined]
    sheet.write_string(0, 0, f"{name or '–'}: {_title(on, until, language)}", look.title)
    write_head(sheet, 2, columns(), look)
    write_rows(sheet, 3, people_rows(nips, on, language), look)


def _title(on: date, until: date, language: str) -> str:
    return _("Hasil penilaian berakhir antara %(on)s dan %(until)s") % {
        "on": long_date(on, language),
        "until": long_date(until, language),
    }


def _by_office(nips: Sequence[str], on: date) -> dict[str, list[tuple[date, str]]]:
    """Name of the unit at the root -> (last day, NIP), the earliest first."""
    found: dict[str, list[tuple[date, str]]] = defaultdict(list)
    people, standings = people_by_nips(nips), standings_of(nips, on)
    for nip in nips:
        until = standings[nip].valid_until or on
        found[people[nip].unit.partition(" / ")[0]].append((until, nip))
    return {name: sorted(some) for name, some in found.items()}
