"""Dated facts about one person's career, and the competency profile that counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class FactKind(StrEnum):
    """What can be on record; each is a sheet of its own at import."""

    PREDICATES = "predicates"
    AWARDS = "awards"
    TEAM_TASKS = "team_tasks"
    FEEDBACK = "feedback"
    EDUCATION = "education"
    TRAININGS = "trainings"
    POSTS = "posts"
    DISCIPLINE = "discipline"
    WISHES = "wishes"


PREDICATE_CODES = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
"""From the best to the lowest (PermenPANRB 6/2022)."""
DISCIPLINE_LEVELS = ("none", "ringan", "sedang", "berat")
EDUCATION_LEVELS = ("SD", "SMP", "SMA", "D1", "D2", "D3", "D4", "S1", "S2", "S3")
SCOPES = ("internasional", "nasional", "provinsi", "instansi", "unit")
"""How far an award or a team reaches, from the widest."""
TASK_ROLES = ("ketua", "wakil", "sekretaris", "anggota")
TRAINING_KINDS = ("manajerial", "teknis", "fungsional", "sosial_kultural", "lainnya")


@dataclass(frozen=True, slots=True)
class Predicate:
    """The performance predicate of a year; `score` only where the source gives a number."""

    year: int
    code: str
    score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """Penghargaan. `scope` is one of SCOPES or ""."""

    title: str
    on: date
    scope: str = ""
    giver: str = ""


@dataclass(frozen=True, slots=True)
class TeamTask:
    """Penugasan dalam tim kerja. `end` None: it goes on."""

    title: str
    role: str
    start: date
    end: date | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """Umpan balik 360: the mean of a year on 0..100 and how many gave it, if known."""

    year: int
    score: Decimal
    givers: int | None = None


@dataclass(frozen=True, slots=True)
class Education:
    """A diploma. `level` is one of EDUCATION_LEVELS; `year` of graduation or None."""

    level: str
    field: str = ""
    year: int | None = None
    school: str = ""


@dataclass(frozen=True, slots=True)
class Training:
    """Pengembangan kompetensi: a training that was finished. `hours` (jam pelajaran) if known."""

    title: str
    kind: str
    finished_on: date
    hours: int | None = None
    organiser: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """A post held. `job_class` as in people ("" unknown), `family` the job family [rumpun] or ""; `end` None: still."""

    title: str
    job_class: str
    unit: str
    family: str
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Discipline:
    """A disciplinary measure (PP 94/2021). `level` `none` says that a check found nothing; `until` None: no end told."""

    level: str
    start: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Minat jabatan: what the person would like; never a right. `position` is a code of `positions` or ""."""

    rank: int
    title: str
    unit: str = ""
    position: str = ""
    told_on: date | None = None


Fact = Predicate | Award | TeamTask | Feedback | Education | Training | Served | Discipline | Wish


@dataclass(frozen=True, slots=True)
class History:
    """Everything on record of one person on a day; each tuple in order of time, wishes by rank."""

    nip: str
    predicates: tuple[Predicate, ...] = ()
    awards: tuple[Award, ...] = ()
    team_tasks: tuple[TeamTask, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    education: tuple[Education, ...] = ()
    trainings: tuple[Training, ...] = ()
    posts: tuple[Served, ...] = ()
    discipline: tuple[Discipline, ...] = ()
    wishes: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """The competency levels that count for one person.

    `levels`: (code, level 0..5 with at most three decimals), codes of the dictionary and technical ones by
    their own. `errors`: standard error of each level in levels, None where the instrument told none.
    `potential`: 0..100 with `potential_error`; `jpm` in percent. `source` names where it comes from and what
    makes two records the same: `assessment:<id>`, `meeting:<owner>`, or `import` with the organiser's name.
    """

    nip: str
    levels: tuple[tuple[str, Decimal], ...]
    assessed_on: date
    source: str
    errors: tuple[tuple[str, Decimal], ...] | None = None
    potential: Decimal | None = None
    potential_error: Decimal | None = None
    jpm: Decimal | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What `record_profiles` did: `replaced` are corrections that stand beside what they replace."""

    added: int
    same: int
    replaced: int
    refused: tuple[tuple[str, str], ...] = ()
