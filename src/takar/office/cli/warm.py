"""`takar warm`, at the lowest priority: everything else goes first."""

from __future__ import annotations

import os

import typer

from takar.office.cli import app, start_django


@app.command()
def warm() -> None:
    """Siapkan penghitung penempatan sekarang, agar tidak ada yang menunggunya. / Compile the placement solvers now."""
    start_django()
    from time import perf_counter

    from django.conf import settings

    from takar.office.processes.compiled import note_compiled
    from takar.office.settings import PACKAGE
    from takar.placement.public import warm_solvers

    os.nice(19)
    begun = perf_counter()
    warm_solvers()
    note_compiled(settings.TAKAR.data, PACKAGE)
    typer.echo(f"penghitung siap / solvers ready: {perf_counter() - begun:.0f} s")
