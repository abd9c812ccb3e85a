"""When a rater is calibrated, for how long, and how raters' figures are read [ketentuan penilai].

No regulation sets these numbers; they are defaults of a dated version, for an agency to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from takar.kernel.canonical import Json, digest
from takar.kernel.refusals import Refusal
from takar.standards.domain.edition import Edition, read_head
from takar.standards.domain.reading import Reader, faulty

RATER_LIMITS = {
    "licence_months": (1, 60), "cases": (1, 20), "within_months": (1, 24), "warn_days": (0, 365), "wait_days": (0, 365),
    "days_for_raters": (0, 90), "least_exercises": (1, 5),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterRules(Edition):
    """`cases` different cases passed within `within_months` earn a licence of `licence_months`.

    A case is passed when the mean distance to the experts is at most `mean_distance` and none is more than `most_distance`
    (levels). `warn_days`: a licence that ends so soon is marked; `wait_days`: before the same case may be repeated;
    `days_for_raters`: raters read their own figures alone; `least_exercises`: each competency is seen by so many.
    """

    licence_months: int
    cases: int
    within_months: int
    mean_distance: Decimal
    most_distance: Decimal
    warn_days: int
    wait_days: int
    days_for_raters: int
    least_exercises: int

    def as_data(self) -> dict[str, Json]:
        numbers: dict[str, Json] = {name: getattr(self, name) for name in RATER_LIMITS}
        distances: dict[str, Json] = {
            "mean_distance": str(self.mean_distance),
            "most_distance": str(self.most_distance),
        }
        return self.head("raters") | numbers | distances

    @property
    def digest(self) -> str:
        return digest(self.as_data())

    @classmethod
    def from_data(cls, data: Json) -> RaterRules | Refusal:
        """Read and check; the refusal STANDARD_FAULTY names every faulty field."""
        reader = Reader(data)
        numbers: dict[str, Any] = {
            name: reader.whole(name, least, most) for name, (least, most) in RATER_LIMITS.items()
        }
        found = cls(
            **read_head(reader, "raters"),
            mean_distance=reader.decimal("mean_distance", 0, 4),
            most_distance=reader.decimal("most_distance", 0, 4),
            **numbers,
        )
        reader.finish()
        if reader.clean("most_distance") and found.most_distance < found.mean_distance:
            reader.fault(
                "most_distance", "tidak boleh di bawah mean_distance", "must not be below mean_distance"
            )
        return faulty(reader.faults) if reader.faults else found
