"""People with how they stand, as Excel."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from takar.certificates.domain.reasons import level_words, organiser_words
from takar.certificates.standings import standings_of
from takar.certificates.words import state_label
from takar.certificates.workbooks.sheets import look_of, write_head, write_rows
from takar.kernel.clock import long_date
from takar.people.public import people_by_nips

_AT_ONCE = 900


def people_workbook(nips: Sequence[str], on: date, language: str) -> bytes:
    """One sheet; the day asked stands above the headings."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        look, sheet = look_of(book), book.add_worksheet(_("Penilaian"))
        sheet.write_string(0, 0, _("Keadaan pada %(day)s") % {"day": long_date(on, language)}, look.title)
        write_head(sheet, 2, columns(), look)
        write_rows(sheet, 3, people_rows(nips, on, language), look)
    return buffer.getvalue()


def columns() -> list[tuple[str, int]]:
    return [
        (_("No"), 6), (_("Nama"), 34), (_("NIP"), 21), (_("Jabatan"), 34), (_("Jenjang jabatan"), 22),
        (_("Unit kerja"), 44), (_("Keadaan"), 16), (_("Terakhir dinilai"), 14), (_("Penyelenggara"), 20),
        (_("Berlaku sampai"), 14), (_("Ketentuan"), 26), (_("Alasan"), 60),
    ]  # fmt: skip


def people_rows(nips: Sequence[str], on: date, language: str) -> Iterator[list[Any]]:
    for start in range(0, len(nips), _AT_ONCE):
        some = nips[start : start + _AT_ONCE]
        people, standings = people_by_nips(some), standings_of(some, on)
        for place, nip in enumerate(some, start=start + 1):
            person, one = people[nip], standings[nip]
            yield [
                place, person.full_name, nip, person.post,
                level_words(person.job_class or "", person.level or "", language), person.unit,
                state_label(one.state), one.assessed_on,
                organiser_words(one.counted, language) if one.counted else "", one.valid_until, one.rule.label,
                one.why.sentence(language),
            ]  # fmt: skip
