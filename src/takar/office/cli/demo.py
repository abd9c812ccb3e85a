"""`takar demo`"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from takar.office.cli import app, leave, start_django

_MARK = ".takar-demo"


@app.command()
def demo(
    once: Annotated[bool, typer.Option(help="berhenti setelah ringkasan / stop after the summary")] = False,
    data: Annotated[Path, typer.Option(help="folder data peragaan / data folder")] = Path("var/demo"),
) -> None:
    """Peragaan: seluruh alur dengan Kota Contoh. / Demonstration: the whole path with an invented agency."""
    _empty(data)
    os.environ["TAKAR_DATA"] = str(data.absolute())
    os.environ.setdefault("TAKAR_ORIGIN", "log.asesmen.kota-contoh.invalid/2026")
    start_django()
    sys.exit(_run(once, data))


def _empty(folder: Path) -> None:
    """Only a folder that an earlier demonstration made is emptied."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            typer.secho(
                f"{folder} berisi data yang bukan milik peragaan; pilih folder lain dengan --data.", err=True
            )
            raise typer.Exit(2)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()


def _run(once: bool, data: Path) -> int:
    from rich.console import Console

    from takar.demo import run
    from takar.demo.services import free_port, served
    from takar.demo.stages import Stages
    from takar.office.setting_up import set_up

    console = Console()
    stages = Stages(console)
    with stages.run("Menyiapkan basis data, kunci, bank soal") as (stage, _):
        lines: list[str] = []
        refusal = set_up(lines.append)
        if refusal:
            raise leave(refusal)
        stage.result = next((line for line in lines if line.startswith("bank soal")), "")
    assessment, form, trial = run.prepare(stages)
    ports = free_port(8000), free_port(8001)
    gateway, office = (f"http://127.0.0.1:{port}" for port in ports)
    with served(*ports, data / "layanan.log") as process:
        run.sit(stages, assessment, trial, form, gateway)
        shown = run.settle(stages, assessment, trial)
        run.tell(console, stages, shown, gateway, office)
        if not once:
            console.print("\nCtrl+C untuk berhenti.")
            try:
                process.wait()
            except KeyboardInterrupt:
                console.print("Berhenti …")
    return 0 if shown.sound else 1
