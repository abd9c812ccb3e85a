"""`takar serve`"""

from __future__ import annotations

import signal
import threading
from typing import Annotated

import typer

from takar.office.cli import app, leave, start_django


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="alamat / address; 0.0.0.0 = all of this machine")] = "127.0.0.1",
    gateway_port: Annotated[int, typer.Option(help="port ujian / exam")] = 8000,
    office_port: Annotated[int, typer.Option(help="port petugas / staff")] = 8001,
) -> None:
    """Jalankan dan awasi semuanya: ujian, petugas, pekerja. / Run and supervise everything."""
    from takar.office.processes.services import Addresses, refuse_addresses, services
    from takar.office.processes.supervisor import Supervisor

    addresses = Addresses(host, office_port, gateway_port)
    refusal = refuse_addresses(addresses)
    if refusal:
        raise leave(refusal)
    _prepare()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with Supervisor(services(addresses), typer.echo) as supervisor:
        late = supervisor.wait_ready(stop=stop)
        for name in () if stop.is_set() else late:
            typer.secho(f"{name}: belum siap setelah 30 s / not ready after 30 s", err=True, fg="red")
        typer.echo(f"Ujian   / exam:  {addresses.gateway}")
        typer.echo(f"Petugas / staff: {addresses.office}")
        typer.echo("Ctrl+C untuk berhenti / to stop")
        supervisor.watch(stop)
        typer.echo("Berhenti … / stopping …")


def _prepare() -> None:
    start_django()
    from takar.office.setting_up import collect_static, make_keys, migrate

    migrate()
    make_keys()
    collect_static()
