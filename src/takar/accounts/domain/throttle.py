"""Slows down guessing of passwords: after a few failures from one address the account rests there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

MOST_FAILURES = 5
WINDOW = timedelta(minutes=15)


def free_again(failures: Sequence[datetime], now: datetime) -> datetime | None:
    """When the next attempt is allowed, or None when it is allowed now.

    `failures` are the moments of earlier failures of this account from this address, in any order.
    """
    recent = sorted(moment for moment in failures if moment > now - WINDOW)
    if len(recent) < MOST_FAILURES:
        return None
    return recent[-MOST_FAILURES] + WINDOW
