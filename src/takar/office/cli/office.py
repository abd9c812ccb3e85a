"""`takar office`"""

from __future__ import annotations

from typing import Annotated

import typer

from takar.office.cli import app, leave


@app.command()
def office(
    host: Annotated[str, typer.Option(help="alamat / address")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port")] = 8001,
    workers: Annotated[int, typer.Option(help="proses / processes")] = 1,
    threads: Annotated[int, typer.Option(help="utas tiap proses / threads of each process")] = 4,
) -> None:
    """Jalankan halaman petugas saja. / Run the staff pages alone."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from takar.office.processes.ports import refuse_taken

    refusal = refuse_taken(host, port, "--port")
    if refusal:
        raise leave(refusal)
    Granian(
        "takar.office.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()
