"""Machine code of the solvers: where it is kept, and when it is made.

It is made from Python when it is first needed, which takes a minute or two after an install or an upgrade. The worker does that
by itself when it has been up for a while: in a process of its own, at the lowest priority, once for each version.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import MutableMapping
from importlib.metadata import version
from pathlib import Path

from takar.office.processes.orphans import MARK

STAMP = "solvers.txt"
CALM = 60.0
"""Seconds after the start of a worker, so that what is waiting goes first."""


def keep_compiled(data: Path, package: Path, environ: MutableMapping[str, str]) -> None:
    """Machine code is kept beside the program; in the data folder where the program's folder cannot be written.

    NUMBA_CACHE_DIR, where somebody has set it, stands.
    """
    if "NUMBA_CACHE_DIR" not in environ and not os.access(package, os.W_OK):
        environ["NUMBA_CACHE_DIR"] = str(data / "cache" / "numba")


def fresh(data: Path, package: Path) -> bool:
    """Whether machine code was made for this program already."""
    stamp = data / "cache" / STAMP
    return stamp.is_file() and stamp.read_text("utf-8") == _version(package)


def note_compiled(data: Path, package: Path) -> None:
    """So that the next start does not make it again."""
    (data / "cache").mkdir(parents=True, exist_ok=True)
    (data / "cache" / STAMP).write_text(_version(package), "utf-8")


def _version(package: Path) -> str:
    newest = max((one.stat().st_mtime_ns for one in package.rglob("*.py")), default=0)
    return f"{version('takar')} {version('numba')} {sys.version_info[:2]} {newest}"


def compile_when_calm(stop: threading.Event, data: Path, package: Path, calm: float = CALM) -> None:
    """Runs `takar warm` beside the worker, unless it was done; ends it when the worker ends."""
    if stop.wait(calm) or fresh(data, package):
        return
    own = {**os.environ, MARK: str(os.getpid())}  # it ends with this process
    run = subprocess.Popen([sys.executable, "-m", "takar", "warm"], stdout=subprocess.DEVNULL, env=own)
    while run.poll() is None:
        if stop.wait(1):
            run.terminate()
            return
