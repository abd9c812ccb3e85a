"""`takar import-people`"""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal
from takar.office.cli import app, leave, start_django

if TYPE_CHECKING:
    from takar.people.models import Import

_WORDS = {
    "added": "baru / new",
    "changed": "berubah / changed",
    "unchanged": "tetap / unchanged",
    "refused": "ditolak / refused",
    "warned": "perlu dilihat / warnings",
}
_CHUNK = 1 << 20


@app.command("import-people")
def import_people(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=".xlsx, .xls, .csv")],
    yes: Annotated[
        bool, typer.Option("--yes", help="terapkan tanpa bertanya / apply without asking")
    ] = False,
    agency: Annotated[str, typer.Option(help="instansi bila berkas tidak menyebutnya / agency")] = "",
    sheet: Annotated[str, typer.Option(help="lembar / sheet")] = "",
    reason: Annotated[str, typer.Option(help="dasar / reason")] = "",
    refused_to: Annotated[
        Path | None, typer.Option(help="tulis baris yang ditolak ke .xlsx / refusals")
    ] = None,
) -> None:
    """Impor daftar pegawai: pratinjau, lalu terapkan. / Import a list of people: preview, then apply."""
    start_django()
    from takar.people.public import apply_import, discard_import, refused_workbook

    console, actor = Console(stderr=True), f"os:{os.environ.get('SUDO_USER') or getpass.getuser()}"
    source = _preview(file, agency, sheet, actor, console)
    _show(source, console)
    if source.refused and refused_to:
        refused_to.write_bytes(refused_workbook(source))
        console.print(f"Ditulis / written: {refused_to}")
    if not source.added + source.changed or not (yes or typer.confirm("Terapkan / apply?")):
        discard_import(source, actor=actor)
        return
    with _bar(console) as bar:
        task = bar.add_task("Menyimpan / saving", total=None, note="")
        refusal = apply_import(
            source,
            actor=actor,
            reason=reason,
            progress=lambda done, total=None, note="": bar.update(
                task, completed=done, total=total, note=note
            ),
        )
    if refusal:
        raise leave(refusal)


def _preview(file: Path, agency: str, sheet: str, actor: str, console: Console) -> Import:
    from django.utils.timezone import localdate

    from takar.people.public import discard_import, preview_import, upload_import

    with file.open("rb") as opened:
        source = upload_import(file.name, iter(lambda: opened.read(_CHUNK), b""), actor=actor, agency=agency)
    if isinstance(source, Refusal):
        raise leave(source)
    source.sheet = sheet
    with _bar(console) as bar:
        task = bar.add_task("Membaca / reading", total=1000, note="")
        refusal = preview_import(
            source,
            localdate(),
            lambda done, total=None, note="": bar.update(task, completed=done, total=total, note=note),
        )
        bar.update(task, completed=1000, total=1000)
    if refusal:
        discard_import(source, actor=actor)
        raise leave(refusal)
    return source


def _show(source: Import, console: Console) -> None:
    from takar.people.public import first_faults, import_counts

    table = Table("", "baris / rows", title=f"{source.file_name}, lembar / sheet {source.sheet}")
    for code, count in import_counts(source).items():
        table.add_row(_WORDS[code], grouped(count))
    console.print(table)
    for number, column, sentence in first_faults(source, 10):
        console.print(f"  baris / row {number}, {column}: {sentence}", style="red", markup=False)


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.fields[note]}", markup=False),
        TimeElapsedColumn(),
        console=console,
    )
