"""How long to wait before starting a process again that keeps dying."""

from __future__ import annotations

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 15.0
STEADY_SECONDS = 30.0


def wait_before_restart(earlier_deaths: int) -> float:
    """Seconds: 0.5 after the first death, doubled with every further one, at most 15."""
    return float(min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** min(earlier_deaths, 16)))


def deaths_in_a_row(earlier: int, lived_seconds: float) -> int:
    """A process that lived for half a minute starts with a clean sheet."""
    return 0 if lived_seconds >= STEADY_SECONDS else earlier + 1
