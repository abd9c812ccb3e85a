"""How a talent map is drawn [ketentuan peta talenta]: axes, components, scales, bands, nine boxes, who belongs in the pool.

Sources: PermenPANRB 3/2020 with 20/2025 (axes, what potential is made of), Keputusan Kepala BKN 411/2025 (weights). Agencies
differ in weights, edges and the numbers of the boxes, so all of it is data of a dated version; every number carries a mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from takar.kernel.canonical import Json, digest
from takar.kernel.refusals import Refusal
from takar.standards.domain.edition import MARKS, Edition, read_head
from takar.standards.domain.reading import Reader, faulty
from takar.standards.domain.talent_checks import check
from takar.standards.domain.talent_values import (
    AXES,
    BANDS,
    EDGES,
    FACTS,
    MISSING,
    DevelopmentKind,
    ScalePoint,
    TalentBand,
    TalentBox,
    TalentComponent,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalentRules(Edition):
    """Points and scores run from 0 to 100 with `decimals` places.

    `edge`: "lower" puts a score exactly on an edge into the lower band. `*_years`: how far back a fact counts; `full_*`: how
    much of it makes 100 points; `profile_years`: validity of an assessment; `prior_least`: people of one job class from which
    on the class has its own prior; `ready_jpm`, `soon_jpm`: percent of the target post's standard for "ready now" and "in 1–2
    years"; `pool_chance`: least chance, in percent, to be truly in a pool box below which a member is shown as uncertain;
    `vacancy_years`: horizon of the risk of vacancy.
    """

    decimals: int
    edge: str
    predicate_years: int
    award_years: int
    team_years: int
    feedback_years: int
    development_years: int
    discipline_years: int
    full_development_hours: int
    full_experience_years: int
    profile_years: int
    prior_least: int
    ready_jpm: int
    soon_jpm: int
    pool_chance: int
    vacancy_years: int
    components: tuple[TalentComponent, ...]
    scales: tuple[ScalePoint, ...]
    bands: tuple[TalentBand, ...]
    boxes: tuple[TalentBox, ...]
    developments: tuple[DevelopmentKind, ...]
    marks: tuple[tuple[str, str], ...]

    def on_axis(self, axis: str) -> tuple[TalentComponent, ...]:
        return tuple(one for one in self.components if one.axis == axis)

    def component(self, code: str) -> TalentComponent:
        """Raises StopIteration for a component that the rules do not have."""
        return next(one for one in self.components if one.code == code)

    def points(self, fact: str) -> dict[str, Decimal]:
        """Points by code of the entries of one fact."""
        return {one.code: one.points for one in self.scales if one.fact == fact}

    def edges(self, axis: str) -> tuple[Decimal, Decimal]:
        """The two scores at which the next band begins: of the middle and of the high one."""
        found = {one.code: one.low for one in self.bands if one.axis == axis}
        return found["middle"], found["high"]

    def band(self, axis: str, code: str) -> TalentBand:
        return next(one for one in self.bands if (one.axis, one.code) == (axis, code))

    def box(self, number: int) -> TalentBox:
        """Raises StopIteration for a number that no box has."""
        return next(one for one in self.boxes if one.number == number)

    def box_at(self, performance: str, potential: str) -> TalentBox:
        return next(one for one in self.boxes if (one.performance, one.potential) == (performance, potential))

    @property
    def pool_boxes(self) -> tuple[int, ...]:
        return tuple(sorted(one.number for one in self.boxes if one.pool))

    def mark_of(self, field: str) -> str:
        """How far a number is verified; what nobody marked counts as the edition's own mark."""
        return dict(self.marks).get(field, self.mark)

    def as_data(self) -> dict[str, Json]:
        return self.head("talent") | {
            "components": [_component_data(one) for one in self.components],
            "scales": [
                {"fact": one.fact, "code": one.code, "points": str(one.points)} for one in self.scales
            ],
            "bands": [_band_data(one) for one in self.bands],
            "boxes": [_box_data(one) for one in self.boxes],
            "developments": [_development_data(one) for one in self.developments],
            "marks": [{"field": field, "mark": mark} for field, mark in self.marks],
            "edge": self.edge,
            **{name: getattr(self, name) for name in TALENT_LIMITS},
        }

    @property
    def digest(self) -> str:
        return digest(self.as_data())

    @classmethod
    def from_data(cls, data: Json) -> TalentRules | Refusal:
        """Read and check; the refusal STANDARD_FAULTY names every faulty field."""
        reader = Reader(data)
        found = cls(
            **read_head(reader, "talent"),
            components=tuple(_component(row) for row in reader.rows("components")),
            scales=tuple(_scale(row) for row in reader.rows("scales", 0)),
            bands=tuple(_band(row) for row in reader.rows("bands")),
            boxes=tuple(_box(row) for row in reader.rows("boxes")),
            developments=tuple(_development(row) for row in reader.rows("developments", 0)),
            marks=tuple(_mark(row) for row in reader.rows("marks", 0)),
            edge=reader.choice("edge", EDGES),
            **_numbers(reader),
        )
        reader.finish()
        check(reader, found)
        return faulty(reader.faults) if reader.faults else found


TALENT_LIMITS = {
    "decimals": (0, 4), "predicate_years": (1, 10), "award_years": (1, 40), "team_years": (1, 40), "feedback_years": (1, 10),
    "development_years": (1, 10), "discipline_years": (1, 40), "full_development_hours": (1, 2000),
    "full_experience_years": (1, 40), "profile_years": (1, 10), "prior_least": (10, 1000), "ready_jpm": (1, 100),
    "soon_jpm": (1, 100), "pool_chance": (0, 100), "vacancy_years": (1, 30),
}  # fmt: skip
# What carries a mark of its own, beside each component.
TALENT_MARKED = (*TALENT_LIMITS, "edge", "scales", "bands", "boxes", "follow_ups", "developments", "pool")


def _numbers(reader: Reader) -> dict[str, Any]:
    return {name: reader.whole(name, least, most) for name, (least, most) in TALENT_LIMITS.items()}


def _component(reader: Reader) -> TalentComponent:
    found = TalentComponent(
        code=reader.slug("code"),
        axis=reader.choice("axis", AXES),
        name_id=reader.text("name_id", 80),
        name_en=reader.text("name_en", 80),
        fact=reader.choice("fact", FACTS),
        weight=reader.decimal("weight", 0, 100),
        missing=reader.choice("missing", MISSING),
        reliability=reader.decimal("reliability", 0, 1),
        spread=reader.decimal("spread", 0, 50),
        none=reader.optional_decimal("none", 0, 100),
        mark=reader.choice("mark", MARKS),
        reliability_mark=reader.choice("reliability_mark", MARKS),
    )
    reader.finish()
    return found


def _scale(reader: Reader) -> ScalePoint:
    found = ScalePoint(reader.choice("fact", FACTS), reader.slug("code"), reader.decimal("points", 0, 100))
    reader.finish()
    return found


def _band(reader: Reader) -> TalentBand:
    found = TalentBand(
        axis=reader.choice("axis", AXES),
        code=reader.choice("code", BANDS),
        name_id=reader.text("name_id", 80),
        name_en=reader.text("name_en", 80),
        low=reader.decimal("low", 0, 100),
        high=reader.decimal("high", 0, 100),
    )
    reader.finish()
    return found


def _box(reader: Reader) -> TalentBox:
    found = TalentBox(
        performance=reader.choice("performance", BANDS),
        potential=reader.choice("potential", BANDS),
        number=reader.whole("number", 1, 9),
        name_id=reader.text("name_id", 120),
        name_en=reader.text("name_en", 120),
        follow_up_id=reader.text("follow_up_id", 600),
        follow_up_en=reader.text("follow_up_en", 600),
        pool=reader.flag("pool"),
    )
    reader.finish()
    return found


def _development(reader: Reader) -> DevelopmentKind:
    found = DevelopmentKind(
        code=reader.slug("code"),
        name_id=reader.text("name_id", 120),
        name_en=reader.text("name_en", 120),
        gap_least=reader.decimal("gap_least", 0, 5),
        months=reader.whole("months", 1, 60),
    )
    reader.finish()
    return found


def _mark(reader: Reader) -> tuple[str, str]:
    found = (reader.choice("field", TALENT_MARKED), reader.choice("mark", MARKS))
    reader.finish()
    return found


def _component_data(one: TalentComponent) -> dict[str, Json]:
    data: dict[str, Any] = {name: str(getattr(one, name)) for name in TalentComponent.__slots__}
    return data | {"none": "" if one.none is None else str(one.none)}


def _band_data(one: TalentBand) -> dict[str, Json]:
    return {name: str(getattr(one, name)) for name in TalentBand.__slots__}


def _box_data(one: TalentBox) -> dict[str, Json]:
    return {name: getattr(one, name) for name in TalentBox.__slots__}


def _development_data(one: DevelopmentKind) -> dict[str, Json]:
    return {
        "code": one.code, "name_id": one.name_id, "name_en": one.name_en, "gap_least": str(one.gap_least),
        "months": one.months,
    }  # fmt: skip
