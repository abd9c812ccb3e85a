"""Lists of fits as Excel: the ranks, every competency, every reason, who is excluded."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from takar.kernel.clock import long_date
from takar.people.public import Person
from takar.placement.domain.sentences import percent
from takar.placement.matching.loading import rules_of
from takar.placement.matching.people_for import PeopleFor
from takar.placement.matching.positions_for import PositionsFor
from takar.placement.matching.rows import Barred, Line
from takar.placement.pages.fit_views import STATES, WEIGHTS
from takar.placement.workbooks.sheets import Look, look_of, write_table
from takar.positions.public import Position

Names = Mapping[str, tuple[str, str]]
# Who or what a line is about: (key, name, about).
Told = Callable[[Line | Barred], tuple[str, str, str]]


def people_workbook(
    told: PeopleFor, people: Mapping[str, Person], names: Names, language: str, mark: str
) -> bytes:
    def who(one: Line | Barred) -> tuple[str, str, str]:
        person = people.get(one.nip)
        return (one.nip, person.full_name, person.unit) if person else (one.nip, "", "")

    with override(language):
        title = _("Kecocokan untuk %(post)s") % {"post": told.position.title}
        heads = (_("NIP"), _("Nama"), _("Unit kerja"))
        return _book((title, _basis(told), mark), heads, told.lines, told.barred, who, names, language)


def posts_workbook(
    told: PositionsFor, person: Person, posts: Mapping[str, Position], names: Names, language: str, mark: str
) -> bytes:
    def what(one: Line | Barred) -> tuple[str, str, str]:
        post = posts.get(one.position)
        return (one.position, post.title, post.unit) if post else (one.position, "", "")

    with override(language):
        title = _("Kecocokan %(name)s") % {"name": person.full_name}
        heads = (_("Kode"), _("Jabatan"), _("Unit kerja"))
        return _book((title, _basis(told), mark), heads, told.lines, told.barred, what, names, language)


def _basis(told: PeopleFor | PositionsFor) -> str:
    """Day, rules, and how long the list must be."""
    rules = rules_of(told.on)
    return _("Keadaan %(day)s, ketentuan %(rules)s. %(n)s teratas memuat yang terbaik dengan peluang %(held)s persen.") % {
        "day": long_date(told.on, (get_language() or "id")[:2]), "rules": rules.label if rules else "",
        "n": told.length, "held": percent(told.held),
    }  # fmt: skip


def _book(
    head: tuple[str, str, str], heads: Sequence[str], lines: Sequence[Line], barred: Sequence[Barred], about: Told, names: Names,
    language: str,
) -> bytes:  # fmt: skip
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        look = look_of(book)
        _ranks(book.add_worksheet(_("Peringkat")), head, heads, lines, about, look, language)
        _levels(book.add_worksheet(_("Kompetensi")), heads, lines, about, names, look, language)
        _reasons(book.add_worksheet(pgettext("penempatan", "Syarat")), heads, lines, about, look, language)
        _excluded(book.add_worksheet(_("Dikecualikan")), heads, barred, about, look, language)
    return out.getvalue()


def _ranks(
    sheet: Any,
    head: tuple[str, str, str],
    heads: Sequence[str],
    lines: Sequence[Line],
    about: Told,
    look: Look,
    language: str,
) -> None:
    spoken = int(language == "en")
    sheet.write_string(0, 0, head[0], look.title)
    sheet.write_string(
        1, 0, _("Uji kesesuaian dipakai untuk menempatkan, tidak pernah untuk memberhentikan.")
    )
    sheet.write_string(2, 0, head[1])
    sheet.write_string(3, 0, head[2])
    sheet.set_footer(f"&L{head[2]}&R&P/&N")
    columns = [
        (_("Peringkat"), 10), *zip(heads, (20, 30, 34), strict=True), (pgettext("penempatan", "Kecocokan"), 11),
        (_("Rentang dari"), 12),
        (_("Rentang sampai"), 14), (_("Peluang terbaik (%)"), 12), ("JPM", 8), (_("Harus diperiksa"), 12),
        (_("Mengapa"), 50), (_("Yang kurang"), 50), (_("Yang mengubah"), 40),
    ]  # fmt: skip
    rows = [
        (
            one.rank, *about(one), round(one.fit, 2), round(one.low, 2), round(one.high, 2), round(one.best * 100, 2),
            float(one.jpm) if one.jpm is not None else "", len(one.eligibility.to_check), one.why[spoken],
            one.missing[spoken], one.change[spoken],
        )
        for one in lines
    ]  # fmt: skip
    write_table(sheet, 5, columns, rows, look)


def _levels(
    sheet: Any,
    heads: Sequence[str],
    lines: Sequence[Line],
    about: Told,
    names: Names,
    look: Look,
    language: str,
) -> None:
    spoken = int(language == "en")
    columns = [
        *zip(heads[:2], (20, 30), strict=True), (_("Kompetensi"), 30), (pgettext("penempatan", "Standar"), 9), (_("Terukur"), 9),
        (_("Perkiraan level"), 11), (_("Galat"), 8), (_("Poin"), 8), (_("Hilang"), 8),
    ]  # fmt: skip
    rows = [
        (
            *about(one)[:2], names.get(level.code, (level.code,) * 2)[spoken], level.standard,
            round(level.level, 2) if level.level == level.level else "", round(level.mean, 2), round(level.sd, 2),
            round(level.points, 2), round(level.lost, 2),
        )
        for one in lines
        for level in one.levels
    ]  # fmt: skip
    write_table(sheet, 0, columns, rows, look)


def _reasons(
    sheet: Any, heads: Sequence[str], lines: Sequence[Line], about: Told, look: Look, language: str
) -> None:
    columns = [
        *zip(heads[:2], (20, 30), strict=True),
        (_("Tingkat"), 12),
        (_("Keadaan"), 16),
        (pgettext("penempatan", "Keterangan"), 70),
    ]
    rows = [
        (*about(one)[:2], str(WEIGHTS[reason.weight]), str(STATES[reason.state]), reason.sentence(language))
        for one in lines
        for reason in one.eligibility.reasons
    ]
    write_table(sheet, 0, columns, rows, look)


def _excluded(
    sheet: Any, heads: Sequence[str], barred: Sequence[Barred], about: Told, look: Look, language: str
) -> None:
    columns = [
        *zip(heads, (20, 30, 34), strict=True),
        (pgettext("penempatan", "Kecocokan"), 11),
        (_("Alasan"), 80),
    ]
    rows = [
        (
            *about(one),
            round(one.fit, 2),
            " ".join(reason.sentence(language) for reason in one.eligibility.excluded),
        )
        for one in barred
    ]
    write_table(sheet, 0, columns, rows, look)
