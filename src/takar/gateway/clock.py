"""The server's clock: milliseconds that never jump while the process lives."""

from __future__ import annotations

import time
from collections.abc import Callable

NowMs = Callable[[], int]


def server_clock() -> NowMs:
    """Wall-clock time at the start plus monotonic time since: a corrected system clock moves no deadline."""
    offset = time.time_ns() - time.monotonic_ns()
    return lambda: (offset + time.monotonic_ns()) // 1_000_000
