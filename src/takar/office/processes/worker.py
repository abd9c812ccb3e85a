"""The worker process: one thread for each kind of endless work. When one ends by a fault, all end.

The supervisor starts the process again; what was half done is taken up by lease or by replay.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from takar.office.processes.compiled import compile_when_calm
from takar.office.settings import PACKAGE

log = logging.getLogger(__name__)

# Each takes a threading.Event and returns soon after it is set.
LOOPS = (
    "takar.scoring.public.run_sealing_loop",
    "takar.exercises.public.run_rating_loop",
    "takar.office.processes.owed.run_owed_loop",
    "takar.jobs.public.run_jobs_loop",
)


def work() -> None:
    """Run all loops until SIGTERM, SIGINT, or the fault of one."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    faults: list[str] = []
    threads = [threading.Thread(target=_run, args=(name, stop, faults), name=name) for name in LOOPS]
    for thread in threads:
        thread.start()
    threading.Thread(
        target=compile_when_calm, args=(stop, settings.TAKAR.data, PACKAGE), name="compiling", daemon=True
    ).start()
    while not stop.wait(1):
        pass
    for thread in threads:
        thread.join()
    if faults:
        raise SystemExit(f"stopped by a fault in {', '.join(faults)}")


def _run(name: str, stop: threading.Event, faults: list[str]) -> None:
    loop: Callable[[threading.Event], None] = import_string(name)
    try:
        loop(stop)
    except Exception:
        log.exception("%s ended by a fault", name)
        faults.append(name)
    finally:
        stop.set()
