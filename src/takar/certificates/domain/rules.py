"""Which rule an agency applies to which job class from which day [ketentuan yang dipakai]."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

ALL = "semua"


@dataclass(frozen=True, slots=True)
class Edition:
    """What an adopted rule takes from a dated edition of `standards.Conduct`.

    `years` by job class with "semua" for the others; `remind_months` before the end the state is "expiring".
    """

    label: str
    title_id: str
    title_en: str
    years: Mapping[str, int]
    remind_months: int


@dataclass(frozen=True, slots=True)
class Adoption:
    """The agency's decision: `edition` for `scope` (a job class or "semua") from `from_day` on.

    `with_pppk`: PPPK are obliged too. `higher_counts`: a result for a higher class counts for a lower one.
    """

    number: int
    scope: str
    from_day: date
    edition: Edition
    legal_basis: str
    with_pppk: bool = False
    higher_counts: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for a job class on a day. `adoption` None: nothing was adopted, the default edition holds."""

    edition: Edition
    years: int
    adoption: Adoption | None = None

    @property
    def label(self) -> str:
        """ "penyelenggaraan/2019.1" """
        return self.edition.label

    @property
    def remind_months(self) -> int:
        return self.edition.remind_months

    @property
    def with_pppk(self) -> bool:
        return self.adoption is not None and self.adoption.with_pppk

    @property
    def higher_counts(self) -> bool:
        return self.adoption is not None and self.adoption.higher_counts

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All adoptions and the edition that holds where there is none."""

    default: Edition
    adoptions: tuple[Adoption, ...] = ()

    def rule_for(self, job_class: str, on: date) -> Rule:
        """An adoption for the class itself goes before one for all; among equals the latest day, then the last one made."""
        held = self._in_force(job_class, on) or self._in_force(ALL, on)
        edition = held.edition if held else self.default
        return Rule(edition, edition.years.get(job_class, edition.years[ALL]), held)

    def changes(self, after: date, until: date) -> tuple[date, ...]:
        """Days after `after`, up to `until`, on which some adoption begins."""
        return tuple(sorted({one.from_day for one in self.adoptions if after < one.from_day <= until}))

    def _in_force(self, scope: str, on: date) -> Adoption | None:
        return _latest(one for one in self.adoptions if one.scope == scope and one.from_day <= on)


def _latest(adoptions: Iterable[Adoption]) -> Adoption | None:
    return max(adoptions, key=lambda one: (one.from_day, one.number), default=None)
