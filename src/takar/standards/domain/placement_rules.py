"""How people and posts are matched and rotated [ketentuan penempatan]: parts of the fit, weights, floors, tenure, errors.

Sources: PP 11/2017 with 17/2020 and practice of rotations (two years least, review at five). Weights,
floors, errors of measurement and prices are an agency's to set; every number is of a dated version and carries a mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from takar.kernel.canonical import Json, digest
from takar.kernel.refusals import Refusal
from takar.standards.domain.edition import MARKS, Edition, read_head
from takar.standards.domain.job_standard import JOB_CLASSES
from takar.standards.domain.reading import Reader, faulty

# The parts of a fit; only the first is measured, the others are on record.
FIT_PARTS = ("competencies", "experience", "education", "rank", "tenure")
BARRING = ("ringan", "sedang", "berat")
OTHER = "lainnya"


@dataclass(frozen=True, slots=True)
class FitPart:
    """`weight` in percent; the parts add up to 100."""

    code: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class CompetencyWeight:
    """How much a competency counts in posts of a job class. `floor`: how many levels below the standard a critical
    competency may lie; None: not critical."""

    job_class: str
    competency: str
    weight: Decimal
    floor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class InstrumentError:
    """Default standard error of a level, in levels, where a source tells none; `lainnya` is for every other source."""

    instrument: str
    error: Decimal
    mark: str


@dataclass(frozen=True, slots=True)
class RetirementAge:
    """Years, per job class, in versions older than the standard of kind `retirement`, which alone counts now."""

    job_class: str
    age: int


@dataclass(frozen=True, slots=True)
class MoveBan:
    """No moves from `start` to `end`, both included (an election, a moratorium)."""

    start: date
    end: date
    reason_id: str
    reason_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementRules(Edition):
    """Percents, years and months whole; prices in points of fit.

    `floor_certainty`: chance from which on a floor excludes; `assessed_least`: share of a standard that must be measured;
    `hold_percent`: a list is as long as needed to hold the best with this chance, `list_most` at most; `interval_percent`:
    width of the intervals shown; `tenure_*`: least years in a post and years at which it is reviewed;
    `retires_within_months`: who leaves so soon is not moved; `retirement_window_years`: horizon of the risk of vacancy;
    `ages`: kept as older versions have it, so that their digests stay; nothing is computed from it.
    `move_price`: what a move must bring at least; `worse_price`: added when the mover's own fit falls; `chain_most`,
    `cycle_most`: longest chain and cycle; `survival_percent`: a move below this chance is shown as unsure.
    """

    parts_list: tuple[FitPart, ...]
    weights: tuple[CompetencyWeight, ...]
    errors: tuple[InstrumentError, ...]
    ages: tuple[RetirementAge, ...]
    bans: tuple[MoveBan, ...]
    points_penting: Decimal
    points_perlu: Decimal
    move_price: Decimal
    worse_price: Decimal
    barring_discipline: str
    nobody_worse: bool
    floor_certainty: int
    assessed_least: int
    hold_percent: int
    list_most: int
    interval_percent: int
    tenure_least_years: int
    tenure_review_years: int
    retires_within_months: int
    retirement_window_years: int
    chain_most: int
    cycle_most: int
    survival_percent: int
    marks: tuple[tuple[str, str], ...]

    @property
    def parts(self) -> Mapping[str, Decimal]:
        return {one.code: one.weight for one in self.parts_list}

    def weight_of(self, job_class: str, competency: str) -> Decimal:
        """How much a competency counts; 1 where nothing is said."""
        found = self._weight(job_class, competency)
        return found.weight if found else Decimal(1)

    def floor_of(self, job_class: str, competency: str) -> Decimal | None:
        """Levels below the standard; None where the competency is not critical."""
        found = self._weight(job_class, competency)
        return found.floor if found else None

    def _weight(self, job_class: str, competency: str) -> CompetencyWeight | None:
        rows = (one for one in self.weights if (one.job_class, one.competency) == (job_class, competency))
        return next(rows, None)

    def error_of(self, source: str) -> Decimal:
        """Standard error for a profile's `source` (`assessment:3`, `import x`): its first word, or that of the others."""
        known = {one.instrument: one.error for one in self.errors}
        word = source.replace(":", " ").split(" ", 1)[0]
        return known.get(word, known[OTHER])

    def ban_on(self, day: date) -> MoveBan | None:
        """The ban that holds on a day."""
        return next((one for one in self.bans if one.start <= day <= one.end), None)

    def mark_of(self, field: str) -> str:
        """How far a number is verified; what nobody marked counts as the edition's own mark."""
        return dict(self.marks).get(field, self.mark)

    def as_data(self) -> dict[str, Json]:
        told: dict[str, Json] = {"ages": [{"job_class": one.job_class, "age": one.age} for one in self.ages]}
        return (
            self.head("placement")
            | (told if self.ages else {})
            | {
                "parts": [{"code": one.code, "weight": str(one.weight)} for one in self.parts_list],
                "weights": [_weight_data(one) for one in self.weights],
                "errors": [
                    {"instrument": one.instrument, "error": str(one.error), "mark": one.mark}
                    for one in self.errors
                ],
                "bans": [_ban_data(one) for one in self.bans],
                "marks": [{"field": field, "mark": mark} for field, mark in self.marks],
                "barring_discipline": self.barring_discipline,
                "nobody_worse": self.nobody_worse,
                **{name: str(getattr(self, name)) for name in _DECIMALS},
                **{name: getattr(self, name) for name in PLACEMENT_LIMITS},
            }
        )

    @property
    def digest(self) -> str:
        return digest(self.as_data())

    @classmethod
    def from_data(cls, data: Json) -> PlacementRules | Refusal:
        """Read and check; the refusal STANDARD_FAULTY names every faulty field."""
        reader = Reader(data)
        found = cls(
            **read_head(reader, "placement"),
            parts_list=tuple(_part(row) for row in reader.rows("parts")),
            weights=tuple(_weight(row) for row in reader.rows("weights", 0)),
            errors=tuple(_error(row) for row in reader.rows("errors")),
            ages=_old_ages(reader),
            bans=tuple(_ban(row) for row in reader.rows("bans", 0)),
            marks=tuple(_mark(row) for row in reader.rows("marks", 0)),
            **_plain(reader),
        )
        reader.finish()
        _check(reader, found)
        return faulty(reader.faults) if reader.faults else found


_DECIMALS = {"points_penting": 10, "points_perlu": 10, "move_price": 50, "worse_price": 50}
PLACEMENT_LIMITS = {
    "floor_certainty": (50, 100), "assessed_least": (1, 100), "hold_percent": (50, 99), "list_most": (3, 500),
    "interval_percent": (50, 99), "tenure_least_years": (0, 10), "tenure_review_years": (1, 20),
    "retires_within_months": (0, 60), "retirement_window_years": (1, 20), "chain_most": (1, 50), "cycle_most": (2, 50),
    "survival_percent": (1, 100),
}  # fmt: skip
# What carries a mark of its own.
PLACEMENT_MARKED = (*PLACEMENT_LIMITS, *_DECIMALS, "parts", "weights", "floors", "ages", "bans", "barring_discipline",
                    "nobody_worse")  # fmt: skip


def _plain(reader: Reader) -> dict[str, Any]:
    return (
        {name: reader.whole(name, least, most) for name, (least, most) in PLACEMENT_LIMITS.items()}
        | {name: reader.decimal(name, 0, most) for name, most in _DECIMALS.items()}
        | {"barring_discipline": reader.choice("barring_discipline", BARRING)}
        | {"nobody_worse": reader.flag("nobody_worse")}
    )


def _part(reader: Reader) -> FitPart:
    found = FitPart(reader.choice("code", FIT_PARTS), reader.decimal("weight", 0, 100))
    reader.finish()
    return found


def _weight(reader: Reader) -> CompetencyWeight:
    found = CompetencyWeight(
        job_class=reader.choice("job_class", JOB_CLASSES),
        competency=reader.slug("competency"),
        weight=reader.decimal("weight", 0, 10),
        floor=reader.optional_decimal("floor", 0, 5),
    )
    reader.finish()
    return found


def _error(reader: Reader) -> InstrumentError:
    found = InstrumentError(
        reader.slug("instrument"), reader.decimal("error", 0, 2), reader.choice("mark", MARKS)
    )
    reader.finish()
    return found


def _old_ages(reader: Reader) -> tuple[RetirementAge, ...]:
    return tuple(_age(row) for row in reader.rows("ages", 0)) if "ages" in reader.names() else ()


def _age(reader: Reader) -> RetirementAge:
    found = RetirementAge(reader.choice("job_class", JOB_CLASSES), reader.whole("age", 50, 70))
    reader.finish()
    return found


def _ban(reader: Reader) -> MoveBan:
    found = MoveBan(
        reader.day("start"), reader.day("end"), reader.text("reason_id", 200), reader.text("reason_en", 200)
    )
    reader.finish()
    return found


def _mark(reader: Reader) -> tuple[str, str]:
    found = (reader.choice("field", PLACEMENT_MARKED), reader.choice("mark", MARKS))
    reader.finish()
    return found


def _weight_data(one: CompetencyWeight) -> dict[str, Json]:
    return {
        "job_class": one.job_class, "competency": one.competency, "weight": str(one.weight),
        "floor": "" if one.floor is None else str(one.floor),
    }  # fmt: skip


def _ban_data(one: MoveBan) -> dict[str, Json]:
    return {
        "start": one.start.isoformat(), "end": one.end.isoformat(), "reason_id": one.reason_id,
        "reason_en": one.reason_en,
    }  # fmt: skip


def _check(reader: Reader, rules: PlacementRules) -> None:
    """What concerns several fields."""
    if reader.clean("parts"):
        _parts_checked(reader, rules)
    _once(reader, "weights", [(one.job_class, one.competency) for one in rules.weights])
    _once(reader, "errors", [one.instrument for one in rules.errors])
    _once(reader, "ages", [one.job_class for one in rules.ages])
    _once(reader, "marks", [field for field, _ in rules.marks])
    if reader.clean("errors"):
        _errors_checked(reader, rules)
    for place, one in enumerate(rules.bans):
        if reader.clean(f"bans[{place}]") and one.end < one.start:
            reader.fault(
                f"bans[{place}].end", "tidak boleh sebelum tanggal mulai", "must not be before the start"
            )
    if reader.clean("tenure_review_years") and rules.tenure_review_years < rules.tenure_least_years:
        least = rules.tenure_least_years
        reader.fault("tenure_review_years", f"paling sedikit {least}", f"at least {least}")


def _parts_checked(reader: Reader, rules: PlacementRules) -> None:
    codes = [one.code for one in rules.parts_list]
    if sorted(codes) != sorted(FIT_PARTS):
        listed = ", ".join(FIT_PARTS)
        reader.fault("parts", f"setiap bagian satu kali: {listed}", f"each part once: {listed}")
        return
    total = sum(rules.parts.values())
    if total != 100:
        reader.fault(
            "parts",
            f"bobot harus berjumlah 100, sekarang {total}",
            f"weights must add up to 100, now {total}",
        )
    if rules.parts["competencies"] == 0:
        reader.fault("parts", "kompetensi harus berbobot", "competencies must have a weight")


def _errors_checked(reader: Reader, rules: PlacementRules) -> None:
    if OTHER not in [one.instrument for one in rules.errors]:
        reader.fault(
            "errors", f"harus memuat “{OTHER}” untuk sumber lain", f'must list "{OTHER}" for other sources'
        )
    for place, one in enumerate(rules.errors):
        if one.error <= 0:
            reader.fault(
                f"errors[{place}].error",
                "harus lebih dari nol; tidak ada pengukuran tanpa galat",
                "must be above zero; no measurement is without error",
            )


def _once(reader: Reader, field: str, names: list[Any]) -> None:
    if reader.clean(field) and len(set(names)) != len(names):
        reader.fault(field, "setiap nama hanya satu kali", "each name only once")
