"""`takar accept-log`: go on with the log as it lies on disk after its guard file was lost."""

from __future__ import annotations

from typing import Annotated

import typer

from takar.office.cli import app


@app.command("accept-log")
def accept_log(
    yes: Annotated[bool, typer.Option("--yes", help="tanpa bertanya / without asking")] = False,
) -> None:
    """Terima log di disk sebagai yang terbaru, setelah berkas penjaganya hilang. / Accept the log on disk as newest.

    Bandingkan dahulu dengan salinan atau tanda terima terakhir. / Compare with a copy or the last receipt first.
    """
    from takar.ledger.public import accept_head, read_log
    from takar.office.configuration import configuration

    settings = configuration()
    head = read_log(settings.ledger).checkpoint()
    typer.echo(f"{head.origin}: {head.size} catatan / leaves, akar / root {head.root.hex()}")
    if not yes:
        typer.confirm("Terima sebagai yang terbaru? / Accept as the newest?", abort=True)
    accept_head(settings.ledger, settings.keys, settings.origin)
