"""`takar check-log`: recompute a whole log and look for broken rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from takar.office.cli import app


@app.command("check-log")
def check_log(
    folder: Annotated[
        Path, typer.Argument(help="Folder log. / Folder of the log.", exists=True, file_okay=False)
    ],
    vkey: Annotated[str, typer.Option(help="Kunci pemeriksa log. / Verifier key of the log.")] = "",
) -> None:
    """Periksa seluruh log: berkas, tanda tangan, aturan urutan. / Check a whole log: files, signature, order.

    Keluar 0 bila tidak ada temuan. / Exits 0 when nothing is found.
    """
    from takar.ledger.public import fsck, monitor, read_log

    findings = fsck(folder, vkey or None)
    findings = findings or monitor(read_log(folder))
    for each in findings:
        typer.echo(f"{each.code}: {each.id} / {each.en}")
    typer.echo(f"{len(findings)} temuan / findings")
    raise typer.Exit(1 if findings else 0)
