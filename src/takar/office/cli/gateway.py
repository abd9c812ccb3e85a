"""`takar gateway`: the exam server alone."""

from __future__ import annotations

from typing import Annotated

import typer

from takar.office.cli import app


@app.command()
def gateway(
    host: Annotated[str, typer.Option(help="Alamat yang didengarkan. / Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port. / Port.")] = 8000,
) -> None:
    """Jalankan server ujian. / Run the exam server (TAKAR_DATA, TAKAR_EXAM_DB)."""
    from takar.gateway.serve import serve
    from takar.office.configuration import configuration

    settings = configuration()
    serve(settings.exam_db, settings.keys, host, port)
