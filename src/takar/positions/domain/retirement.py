"""When a holder leaves by age: the post held decides, and the personnel list where the post tells nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # Pure; only the door it comes through is not.
    from takar.standards.public import RetirementRules


class Duty(NamedTuple):
    """Job class and, of a functional post, its level; "" where it is not on record."""

    job_class: str = ""
    level: str = ""


def day_out(rules: RetirementRules, born: date | None, held: Duty, listed: Duty) -> date | None:
    """The first day out of office. `held`: of the position; `listed`: of the personnel list. None: age or class not known."""
    job_class = held.job_class or listed.job_class
    level = held.level or (listed.level if listed.job_class == job_class else "")
    return rules.day_out(born, job_class, level) if born else None


def born_on(nip: str) -> date | None:
    """The birth date in the first eight digits of a NIP; None when they are none."""
    try:
        return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return None
