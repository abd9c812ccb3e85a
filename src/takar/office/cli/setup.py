"""`takar setup`"""

from __future__ import annotations

import typer

from takar.office.cli import app, leave, start_django


@app.command()
def setup() -> None:
    """Siapkan basis data, kunci, standar, dan bank soal; aman diulang. / Prepare databases, keys, data."""
    start_django()
    from takar.office.setting_up import set_up

    refusal = set_up(lambda line: typer.echo(f"  {line}"))
    if refusal:
        raise leave(refusal)
