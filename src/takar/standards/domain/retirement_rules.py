"""When people leave office by age [batas usia pensiun]: years by job class, and for functional posts by level.

Sources: UU 20/2023 art. 55 (before it UU 5/2014 art. 90), PP 11/2017 art. 239. A dated version; an agency may have its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takar.kernel.canonical import Json, digest
from takar.kernel.refusals import Refusal
from takar.standards.domain.edition import Edition, read_head
from takar.standards.domain.job_standard import JOB_CLASSES
from takar.standards.domain.reading import Reader, faulty

FUNCTIONAL = "fungsional"
FUNCTIONAL_LEVELS = (
    "ahli_utama", "ahli_madya", "ahli_muda", "ahli_pertama", "penyelia", "mahir", "terampil", "pemula",
)  # fmt: skip
AGES = (50, 75)


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """Years. `level` of a functional post; "": every other one of the class, and those whose level is not on record."""

    job_class: str
    age: int
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetirementRules(Edition):
    """`ages`: each job class once without a level, functional levels where they differ."""

    ages: tuple[AgeLimit, ...]

    @property
    def source(self) -> str:
        """Where the ages were read, in one line."""
        return "; ".join(one.title for one in self.sources)

    def age_of(self, job_class: str, level: str = "") -> int | None:
        """Years; None for a class that is not known. Levels count for functional posts only."""
        known = {(one.job_class, one.level): one.age for one in self.ages}
        return known.get((job_class, level), known.get((job_class, "")))

    def day_out(self, born: date, job_class: str, level: str = "") -> date | None:
        """The first day out of office: the first of the month after the birthday at that age; None: class not known."""
        age = self.age_of(job_class, level)
        if age is None:
            return None
        year, month = born.year + age, born.month
        return date(year + month // 12, month % 12 + 1, 1)

    def as_data(self) -> dict[str, Json]:
        return self.head("retirement") | {"ages": [_limit_data(one) for one in self.ages]}

    @property
    def digest(self) -> str:
        return digest(self.as_data())

    @classmethod
    def from_data(cls, data: Json) -> RetirementRules | Refusal:
        """Read and check; the refusal STANDARD_FAULTY names every faulty field."""
        reader = Reader(data)
        found = cls(
            **read_head(reader, "retirement"),
            ages=tuple(_limit(row) for row in reader.rows("ages")),
        )
        reader.finish()
        if reader.clean("ages"):
            _check(reader, found.ages)
        return faulty(reader.faults) if reader.faults else found


def _limit(reader: Reader) -> AgeLimit:
    job_class, level = reader.choice("job_class", JOB_CLASSES), reader.optional_text("level", 20)
    if level and level not in FUNCTIONAL_LEVELS:
        listed = ", ".join(FUNCTIONAL_LEVELS)
        reader.fault(
            "level", f"kosongkan, atau pilih salah satu: {listed}", f"leave empty, or one of: {listed}"
        )
    elif level and job_class != FUNCTIONAL:
        reader.fault("level", f"hanya untuk {FUNCTIONAL}; kosongkan", f"for {FUNCTIONAL} only; leave empty")
    found = AgeLimit(job_class, reader.whole("age", *AGES), level)
    reader.finish()
    return found


def _limit_data(one: AgeLimit) -> dict[str, Json]:
    told: dict[str, Json] = {"job_class": one.job_class, "age": one.age}
    # Without a level the class names the line, so that two versions can be compared line by line.
    return {**told, "level": one.level} if one.level else told


def _check(reader: Reader, ages: tuple[AgeLimit, ...]) -> None:
    named = [(one.job_class, one.level) for one in ages]
    missing = [one for one in JOB_CLASSES if (one, "") not in named]
    if missing:
        listed = ", ".join(missing)
        reader.fault("ages", f"kelas jabatan belum lengkap: {listed}", f"job classes are missing: {listed}")
    if len(set(named)) != len(named):
        reader.fault("ages", "setiap kelas dan jenjang hanya satu kali", "each class and level only once")
