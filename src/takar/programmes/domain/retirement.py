"""Who retires so soon after a phase that the assessment would be for nothing. It warns; nobody is left out because of it."""

from __future__ import annotations

from datetime import date

NEAR_MONTHS = 12


def retires_within(retires: date | None, day: date, months: int) -> bool:
    """Whether the retirement comes less than `months` months after `day`, or before it."""
    if retires is None:
        return False
    ahead = (retires.year - day.year) * 12 + retires.month - day.month
    return ahead < months or (ahead == months and retires.day < day.day)
