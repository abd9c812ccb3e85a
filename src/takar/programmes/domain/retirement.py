"""When somebody reaches the age of retirement [batas usia pensiun, BUP]: dated defaults, to be compared with the agency's rule.

Nobody is left out because of these numbers; they warn, because people who were to retire soon have been assessed for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AgeLimits:
    """Ages in years by job class, functional posts by level. `mark`: verified | secondary | unverified."""

    since: date
    source: str
    mark: str
    by_class: dict[str, int]
    by_level: dict[str, int]
    other: int


EDITIONS = (
    AgeLimits(
        since=date(2014, 1, 15),
        source="UU 5/2014 pasal 90; PP 11/2017 pasal 239",
        mark="unverified",
        by_class={"jpt_utama": 60, "jpt_madya": 60, "jpt_pratama": 60},
        by_level={"ahli_utama": 65, "ahli_madya": 60},
        other=58,
    ),
    AgeLimits(
        since=date(2023, 10, 31),
        source="UU 20/2023 pasal 55",
        mark="unverified",
        by_class={"jpt_utama": 60, "jpt_madya": 60, "jpt_pratama": 60},
        by_level={"ahli_utama": 65, "ahli_madya": 60},
        other=58,
    ),
)
NEAR_MONTHS = 12


def limits_on(day: date) -> AgeLimits:
    """The edition in force; the oldest one for days before it."""
    return max((one for one in EDITIONS if one.since <= day), key=lambda one: one.since, default=EDITIONS[0])


def retires_on(birth: date, job_class: str, level: str, limits: AgeLimits) -> date:
    """The first day of the month after the birthday on which the limit is reached."""
    age = limits.by_level.get(level) if job_class == "fungsional" else limits.by_class.get(job_class)
    year, month = birth.year + (age or limits.other), birth.month
    return date(year + month // 12, month % 12 + 1, 1)


def birth_of(nip: str) -> date | None:
    """The first eight digits of a NIP; None when they are no day."""
    try:
        return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return None


def retires_within(retires: date | None, day: date, months: int) -> bool:
    """Whether the retirement comes less than `months` months after `day`, or before it."""
    if retires is None:
        return False
    ahead = (retires.year - day.year) * 12 + retires.month - day.month
    return ahead < months or (ahead == months and retires.day < day.day)
