"""The level a job asks for in each competency (part of the Standar Kompetensi Jabatan)."""

from __future__ import annotations

from dataclasses import dataclass

from takar.kernel.canonical import Json, digest
from takar.kernel.refusals import Refusal
from takar.standards.domain.dictionary import COMPETENCY_CODES, HIGHEST_LEVEL
from takar.standards.domain.edition import Edition, read_head
from takar.standards.domain.reading import Reader, faulty

JOB_CLASSES = (
    "jpt_utama",
    "jpt_madya",
    "jpt_pratama",
    "administrator",
    "pengawas",
    "pelaksana",
    "fungsional",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStandard(Edition):
    """`levels`: (competency code, required level 1–5), all nine or none.

    None: the class has no common standard (functional jobs; each follows its own). An agency may publish a
    standard of its own under another `code` (one functional job, one post) of the same `job_class`.
    """

    job_class: str
    levels: tuple[tuple[str, int], ...]

    @property
    def is_set(self) -> bool:
        return bool(self.levels)

    def required(self, code: str) -> int:
        """Level 1–5. Raises KeyError when this standard sets none for `code`."""
        return dict(self.levels)[code]

    @property
    def total(self) -> int:
        """Sum of the required levels: 27 for nine competencies at level 3."""
        return sum(level for _, level in self.levels)

    def as_data(self) -> dict[str, Json]:
        return self.head("job_standard") | {
            "job_class": self.job_class,
            "levels": dict(self.levels),
        }

    @property
    def digest(self) -> str:
        return digest(self.as_data())

    @classmethod
    def from_data(cls, data: Json) -> JobStandard | Refusal:
        """Read and check; the refusal STANDARD_FAULTY names every faulty field."""
        reader = Reader(data)
        found = cls(
            **read_head(reader, "job_standard"),
            job_class=reader.choice("job_class", JOB_CLASSES),
            levels=_levels(reader.object("levels")),
        )
        reader.finish()
        return faulty(reader.faults) if reader.faults else found


def _levels(reader: Reader) -> tuple[tuple[str, int], ...]:
    if not reader.names():
        return ()
    levels = tuple((code, reader.whole(code, 1, HIGHEST_LEVEL)) for code in COMPETENCY_CODES)
    reader.finish()
    return levels
