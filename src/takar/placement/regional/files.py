"""The list of a run as Excel or CSV; long ones are written by a job."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from takar.placement.models import RegionPlace
from takar.placement.pages.region_words import REASONS, because
from takar.placement.regional.books import names_of
from takar.placement.workbooks.moves import safe_cell
from takar.placement.workbooks.sheets import look_of, write_table

KIND = "placement.region_file"
# Up to so many posts a file is written while somebody waits.
AT_ONCE = 2_000
_CHUNK = 1_000
Tell = Callable[[int, int], object]


def folder() -> Path:
    found: Path = settings.TAKAR.files / "placement"
    return found


def write_file(run: str, name: str, mark: str, language: str, tell: Tell) -> Path:
    """`name`: as it lies in the folder, .xlsx or .csv. `mark`: who took it home."""
    path = folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_suffix(".part")
    begun.write_bytes(region_file(run, path.suffix[1:], mark, language, tell))
    begun.replace(path)
    return path


def region_file(run: str, kind: str, mark: str, language: str, tell: Tell) -> bytes:
    with override(language):
        return _excel(run, mark, language, tell) if kind == "xlsx" else _csv(run, language, tell)


def _excel(run: str, mark: str, language: str, tell: Tell) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        look = look_of(book)
        sheet = book.add_worksheet(_("Penempatan wilayah"))
        sheet.write_string(0, 0, _("Rekomendasi penempatan wilayah; yang memutuskan adalah PPK"), look.title)
        sheet.write_string(1, 0, mark)
        write_table(sheet, 3, _columns(), _rows(run, language, tell), look)
        sheet.set_footer(f"&L{mark}&R&P/&N")
    return buffer.getvalue()


def _csv(run: str, language: str, tell: Tell) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([heading for heading, _width in _columns()])
    writer.writerows([safe_cell(cell) for cell in row] for row in _rows(run, language, tell))
    return buffer.getvalue().encode()


def _columns() -> list[tuple[str, int]]:
    return [
        (_("Instansi"), 30), (_("Kode"), 16), (_("Jabatan"), 44), (_("Unit kerja"), 40), (_("Pemegang sekarang"), 30),
        ("NIP", 22), (_("Nama"), 32), (pgettext("penempatan", "Kecocokan"), 11),
        (_("Yang hilang bagi jabatan lain tanpanya"), 14),
        (_("Yang memenuhi syarat"), 12), (_("Sebab lowong"), 34), (_("Pilihan berikutnya"), 32),
        (_("Selisih pilihan berikutnya"), 12), (_("Penjelasan"), 80),
    ]  # fmt: skip


def _rows(run: str, language: str, tell: Tell) -> Iterator[list[object]]:
    places = RegionPlace.objects.filter(run=run)
    total, done = places.count(), 0
    found = places.iterator(_CHUNK)
    while some := list(islice(found, _CHUNK)):
        tell(done, total)
        names = names_of(some)
        for one in some:
            yield _row(one, names, language)
        done += len(some)


def _row(one: RegionPlace, names: dict[str, str], language: str) -> list[object]:
    after = one.following
    return [
        one.agency, one.code, one.title, one.unit, names.get(one.holder, one.holder), one.nip,
        names.get(one.nip, ""), one.fit / 10 if one.fit is not None else "", one.price / 10, one.eligible,
        str(REASONS[one.reason]) if one.reason else "", names.get(after["nip"], after["nip"]) if after else "",
        after["behind"] / 10 if after else "", " ".join(because(one, names, language)),
    ]  # fmt: skip
