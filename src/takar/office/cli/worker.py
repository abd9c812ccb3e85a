"""`takar worker`"""

from __future__ import annotations

from takar.office.cli import app, start_django


@app.command()
def worker() -> None:
    """Jalankan pekerjaan panjang dan penilaian. / Run long work and scoring."""
    start_django()
    from takar.office.processes.worker import work

    work()
