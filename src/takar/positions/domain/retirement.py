"""When a holder leaves by age [batas usia pensiun]: UU 20/2023 art. 55."""

from __future__ import annotations

from datetime import date

# Ages by job class, and for functional posts by grade (PP 11/2017 art. 239, kept by UU 20/2023 art. 55 c).
AGES = {
    "jpt_utama": 60,
    "jpt_madya": 60,
    "jpt_pratama": 60,
    "administrator": 58,
    "pengawas": 58,
    "pelaksana": 58,
}
FUNCTIONAL_AGES = {"ahli_utama": 65, "ahli_madya": 60}
_OTHER_FUNCTIONAL = 58


def retirement_age(job_class: str, level: str = "") -> int | None:
    """Years, or None for an unknown class."""
    if job_class == "fungsional":
        return FUNCTIONAL_AGES.get(level, _OTHER_FUNCTIONAL)
    return AGES.get(job_class)


def retirement_day(born: date, job_class: str, level: str = "") -> date | None:
    """The first day out of office: the first of the month after the birthday at that age."""
    age = retirement_age(job_class, level)
    if age is None:
        return None
    year, month = born.year + age, born.month
    return date(year + month // 12, month % 12 + 1, 1)


def born_on(nip: str) -> date | None:
    """The birth date in the first eight digits of a NIP; None when they are none."""
    try:
        return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return None
