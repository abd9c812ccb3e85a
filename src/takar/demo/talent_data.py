"""Histories, competency profiles and the map of positions of Kota Contoh, brought in as units would: by Excel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from django.conf import settings

from takar.careers.public import CAREER_LISTS
from takar.demo.careers_file import histories_of
from takar.demo.positions_file import positions_of_town
from takar.demo.roster import OFFICES
from takar.demo.scenario import ADMIN, granted
from takar.demo.stages import Stages
from takar.kernel.clock import utc_now
from takar.kernel.numbers import grouped
from takar.people.public import (
    JobClass,
    PeopleFilter,
    TableList,
    apply_table,
    careers_of,
    nips_of,
    people_by_nips,
    preview_table,
    upload_table,
)
from takar.positions.public import POSITION_LISTS, PositionFilter, positions

Row = Sequence[Any]


def record_careers(stages: Stages) -> None:
    """Nine lists of facts and the recap of earlier assessments, then positions and their requirements."""
    today = utc_now().date()
    nips = [nip for job in JobClass for nip in nips_of(PeopleFilter(job_class=job))]
    people, careers = list(people_by_nips(nips).values()), careers_of(nips)
    with stages.run("Mengimpor riwayat dan profil") as (stage, _):
        lists = histories_of(people, careers, OFFICES, today)
        rows = sum(
            import_list(CAREER_LISTS[f"careers.{kind}"], several, today) for kind, several in lists.items()
        )
        stage.result = f"{grouped(rows)} catatan dari {len(lists)} daftar"
    with stages.run("Mengimpor peta jabatan") as (stage, _):
        chairs, asked = positions_of_town(people, careers, today)
        import_list(POSITION_LISTS["positions.positions"], chairs, today)
        count = import_list(POSITION_LISTS["positions.requirements"], asked, today)
        vacant = sum(one.is_vacant for one in positions(PositionFilter()))
        stage.result = f"{grouped(len(chairs) - 1)} jabatan, {vacant} lowong, {grouped(count)} persyaratan"


def import_list(wanted: TableList, rows: Sequence[Row], today: date) -> int:
    """Write the workbook and import it as people do; how many records are new. A list without rows is not sent."""
    if len(rows) < 2:
        return 0
    path = write_list(settings.TAKAR.data / f"{wanted.kind.slug}-kota-contoh.xlsx", wanted.kind.id, rows)
    source = granted(upload_table(wanted, path.name, [path.read_bytes()], actor=ADMIN))
    granted(preview_table(wanted, source, today))
    granted(apply_table(wanted, source, actor=ADMIN, reason="Peragaan"))
    if source.refused:
        raise AssertionError(f"{wanted.kind.code}: {source.refused} rows refused")
    return source.added


def write_list(path: Path, title: str, rows: Sequence[Row]) -> Path:
    """One sheet with the headings in the first row; dates as dates."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd-mm-yyyy"}) as book:
        sheet = book.add_worksheet(title[:31])
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    sheet.write(number, column, value)
    return path
