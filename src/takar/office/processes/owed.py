"""The worker's loop for leaves that an action left behind: of plenaries, of placements, and of days signed before their rules
were in the log. Afterwards what assessor meetings found is put beside the tests that it belongs to.

Whoever acts writes his own leaf at once; this loop is for what a crash, a full disk or the order of things left over.
"""

from __future__ import annotations

import logging
import threading

from django.db import close_old_connections

from takar.attendance.public import log_days, waiting_batches
from takar.office.processes.joining import join_due
from takar.placement.public import log_all as log_placements
from takar.plenary.public import log_all as log_plenaries

log = logging.getLogger(__name__)

EVERY_SECONDS = 15.0


def run_owed_loop(stop: threading.Event) -> None:
    """Until `stop` is set; outlives databases that go away and come back."""
    while not stop.is_set():
        try:
            write_owed()
        except Exception:
            log.exception(
                "what the log is owed could not be listed; trying again in %s seconds", EVERY_SECONDS
            )
            close_old_connections()
        stop.wait(EVERY_SECONDS)


def write_owed() -> tuple[str, ...]:
    """One pass over everything; names what still owes the log. One that fails keeps no other one waiting."""
    batches = [key for key in waiting_batches() if not _day_written(key)]
    return (
        *(f"batch:{key}" for key in batches),
        *(f"plenary:{key}" for key in log_plenaries()),
        *(f"scenario:{key}" for key in log_placements()),
        *(f"assessment:{key}" for key in join_due()),
    )


def _day_written(batch: str) -> bool:
    try:
        log_days(batch)
    except Exception:
        log.exception("batch %s still owes the log", batch)
        close_old_connections()
        return False
    return True
