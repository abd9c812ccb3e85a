"""A supervised process ends with its supervisor, even when that one was killed without a word."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

MARK = "TAKAR_SUPERVISOR"
_PR_SET_PDEATHSIG = 1


def end_with_supervisor() -> None:
    """Called first thing by every `takar` process; does nothing unless a supervisor started it."""
    supervisor = os.environ.get(MARK)
    if not supervisor or sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(supervisor):
        sys.exit("The supervisor is gone.")
