"""A civil servant as other contexts see one."""

from __future__ import annotations

from dataclasses import dataclass

from takar.people.domain.job_classes import FunctionalLevel, JobClass


@dataclass(frozen=True, slots=True)
class Person:
    """One civil servant [ASN].

    `full_name` carries the titles, `golongan` is a label ("Penata Tingkat I, III/d"), `unit` the path of the
    unit joined by " / ", `job_class` None when no import has told it, `eselon` "II.b" or "",
    `active` False when the legal status says that the person does not serve now.
    """

    nip: str
    full_name: str
    golongan: str
    post: str
    unit: str
    agency: str
    job_class: JobClass | None
    level: FunctionalLevel | None
    eselon: str
    kind: str
    active: bool


NO_UNIT = -1


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What to look for; empty fields do not narrow. `text` is part of a name or the beginning of a NIP.

    `unit` is part of a unit's path; `inside` the key of a unit whose whole subtree is meant (see `unit_tree`),
    with `directly` that unit alone, and NO_UNIT for people without a unit.
    """

    text: str = ""
    unit: str = ""
    job_class: str = ""
    eselon: str = ""
    golongan: str = ""
    inside: int = 0
    directly: bool = False


def full_name(front: str, name: str, back: str) -> str:
    """ "Dr.", "Budi Contoh", "S.H." -> "Dr. Budi Contoh, S.H."."""
    joined = f"{front} {name}".strip()
    return f"{joined}, {back}" if back else joined


def is_active(legal_status: str) -> bool:
    """Kedudukan hukum: whether the person serves now. Unknown ("") counts as serving."""
    plain = legal_status.casefold()
    absent = ("tidak aktif", "pensiun", "berhenti", "diberhentikan", "meninggal", "cltn", "luar tanggungan")
    return not any(word in plain for word in absent)
