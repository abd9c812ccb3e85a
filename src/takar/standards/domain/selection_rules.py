"""How a panel selects: components, weights, floors, rooms, panel, names per post [ketentuan seleksi].

Sources: Permenpan RB 15/2019 (ranges of the weights, stages), PP 11/2017 and PP 17/2020 (age, candidates); every number is a
default of a dated version and carries its own mark in `marks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from takar.kernel.canonical import Json, digest
from takar.kernel.refusals import Refusal
from takar.standards.domain.edition import MARKS, Edition, read_head
from takar.standards.domain.reading import Reader, faulty

# The weighted components of an open selection; administration is passed or not and has no weight.
COMPONENTS = ("track_record", "paper", "assessment_centre", "interview")
# Permenpan RB 15/2019: (least, most) percent per component. An edition may narrow a range, never leave it.
REGULATED = {
    "track_record": (15, 20),
    "paper": (15, 20),
    "assessment_centre": (20, 25),
    "interview": (30, 35),
}
COMBINATIONS = ("mean", "median")
VERDICT_RULES = ("every_room", "interview")
ROUNDINGS = ("half_up", "half_even", "down")


@dataclass(frozen=True, slots=True)
class SelectionComponent:
    """`weight` in percent, within `least`..`most`; `floor`: below it nobody is ranked, None: no floor."""

    code: str
    name_id: str
    name_en: str
    weight: Decimal
    least: Decimal
    most: Decimal
    floor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class InterviewRoom:
    """A room of the interview: `weight` in percent of the interview, `standard`: from here on the candidate meets it."""

    code: str
    name_id: str
    name_en: str
    weight: Decimal
    standard: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionRules(Edition):
    """Values run from 0 to `scale_most` with `decimals` places.

    `combine`: how the sheets of a room become its value; `verdict_rule`: "every_room" = each room must meet its standard,
    "interview" = only the interview's value against the rooms' weighted standard. `ties`: components that decide between equal
    totals, in this order; who is equal in all of them shares the rank. Shares in percent, ages and years whole.
    """

    scale_most: int
    decimals: int
    rounding: str
    components: tuple[SelectionComponent, ...]
    rooms: tuple[InterviewRoom, ...]
    combine: str
    verdict_rule: str
    meets_code: str
    meets_id: str
    meets_en: str
    below_code: str
    below_id: str
    below_en: str
    ties: tuple[str, ...]
    names_per_post: int
    least_candidates: int
    panel_least: int
    panel_most: int
    internal_percent: int
    quorum_percent: int
    votes_by_name: bool
    two_person_check: bool
    objection_days: int
    former_superior_years: int
    age_most: int
    raters_least: int
    marks: tuple[tuple[str, str], ...]

    def component(self, code: str) -> SelectionComponent:
        return next(one for one in self.components if one.code == code)

    def room(self, code: str) -> InterviewRoom:
        """Raises StopIteration for a room that the rules do not have."""
        return next(one for one in self.rooms if one.code == code)

    @property
    def interview_standard(self) -> Decimal:
        """The rooms' standards, weighted as the rooms are."""
        return sum((one.standard * one.weight for one in self.rooms), Decimal(0)) / 100

    def mark_of(self, field: str) -> str:
        """How far a number is verified; what nobody marked counts as the edition's own mark."""
        return dict(self.marks).get(field, self.mark)

    def as_data(self) -> dict[str, Json]:
        return self.head("selection") | {
            "components": [_component_data(one) for one in self.components],
            "rooms": [_room_data(one) for one in self.rooms],
            "ties": [{"component": one} for one in self.ties],
            "marks": [{"field": field, "mark": mark} for field, mark in self.marks],
            **{name: getattr(self, name) for name in (*_WORDS, *_CHOICES, *_FLAGS, *LIMITS)},
        }

    @property
    def digest(self) -> str:
        return digest(self.as_data())

    @classmethod
    def from_data(cls, data: Json) -> SelectionRules | Refusal:
        """Read and check; the refusal STANDARD_FAULTY names every faulty field."""
        reader = Reader(data)
        found = cls(
            **read_head(reader, "selection"),
            components=tuple(_component(row) for row in reader.rows("components")),
            rooms=tuple(_room(row) for row in reader.rows("rooms")),
            ties=tuple(_tie(row) for row in reader.rows("ties", 0)),
            marks=tuple(_mark(row) for row in reader.rows("marks", 0)),
            **_plain(reader),
        )
        reader.finish()
        _check(reader, found)
        return faulty(reader.faults) if reader.faults else found


_WORDS = ("meets_code", "meets_id", "meets_en", "below_code", "below_id", "below_en")
_CHOICES = {"combine": COMBINATIONS, "verdict_rule": VERDICT_RULES, "rounding": ROUNDINGS}
_FLAGS = ("votes_by_name", "two_person_check")
LIMITS = {
    "scale_most": (10, 100), "decimals": (0, 4), "names_per_post": (1, 10), "least_candidates": (1, 10),
    "panel_least": (3, 15), "panel_most": (3, 15), "internal_percent": (0, 100), "quorum_percent": (50, 99),
    "objection_days": (0, 60), "former_superior_years": (0, 10), "age_most": (40, 70), "raters_least": (1, 9),
}  # fmt: skip
# What carries a mark of its own.
MARKED = (*LIMITS, *(f"weight.{code}" for code in COMPONENTS), *(f"floor.{code}" for code in COMPONENTS), "rooms", "ties",
          "combine", "verdict_rule")  # fmt: skip


def _plain(reader: Reader) -> dict[str, Any]:
    return (
        {name: reader.whole(name, least, most) for name, (least, most) in LIMITS.items()}
        | {name: reader.text(name, 80) for name in _WORDS}
        | {name: reader.choice(name, options) for name, options in _CHOICES.items()}
        | {name: reader.flag(name) for name in _FLAGS}
    )


def _component(reader: Reader) -> SelectionComponent:
    found = SelectionComponent(
        code=reader.choice("code", COMPONENTS),
        name_id=reader.text("name_id", 80),
        name_en=reader.text("name_en", 80),
        weight=reader.decimal("weight", 0, 100),
        least=reader.decimal("least", 0, 100),
        most=reader.decimal("most", 0, 100),
        floor=reader.optional_decimal("floor", 0, 100),
    )
    reader.finish()
    return found


def _room(reader: Reader) -> InterviewRoom:
    found = InterviewRoom(
        code=reader.slug("code"),
        name_id=reader.text("name_id", 80),
        name_en=reader.text("name_en", 80),
        weight=reader.decimal("weight", 0, 100),
        standard=reader.decimal("standard", 0, 100),
    )
    reader.finish()
    return found


def _tie(reader: Reader) -> str:
    found = reader.choice("component", COMPONENTS)
    reader.finish()
    return found


def _mark(reader: Reader) -> tuple[str, str]:
    found = (reader.choice("field", MARKED), reader.choice("mark", MARKS))
    reader.finish()
    return found


def _component_data(one: SelectionComponent) -> dict[str, Json]:
    return {
        "code": one.code, "name_id": one.name_id, "name_en": one.name_en, "weight": str(one.weight),
        "least": str(one.least), "most": str(one.most), "floor": "" if one.floor is None else str(one.floor),
    }  # fmt: skip


def _room_data(one: InterviewRoom) -> dict[str, Json]:
    return {
        "code": one.code, "name_id": one.name_id, "name_en": one.name_en, "weight": str(one.weight),
        "standard": str(one.standard),
    }  # fmt: skip


def _check(reader: Reader, rules: SelectionRules) -> None:
    """What concerns several fields."""
    if reader.clean("components"):
        _components_checked(reader, rules)
    if reader.clean("rooms"):
        _once(reader, "rooms", [one.code for one in rules.rooms])
        _hundred(reader, "rooms", [one.weight for one in rules.rooms])
        for place, one in enumerate(rules.rooms):
            _on_scale(reader, rules, f"rooms[{place}].standard", one.standard)
    _once(reader, "ties", list(rules.ties))
    _once(reader, "marks", [field for field, _ in rules.marks])
    _panel_checked(reader, rules)


def _components_checked(reader: Reader, rules: SelectionRules) -> None:
    if sorted(one.code for one in rules.components) != sorted(COMPONENTS):
        listed = ", ".join(COMPONENTS)
        reader.fault("components", f"setiap komponen satu kali: {listed}", f"each component once: {listed}")
    for place, one in enumerate(rules.components):
        low, high = REGULATED[one.code]
        if not low <= one.least <= one.most <= high:
            reader.fault(
                f"components[{place}].least",
                f"rentang harus berada dalam rentang peraturan {low}–{high}",
                f"the range must lie within the regulation's range {low}–{high}",
            )
        elif not one.least <= one.weight <= one.most:
            reader.fault(
                f"components[{place}].weight",
                f"harus dalam rentang {one.least}–{one.most}",
                f"must be within the range {one.least}–{one.most}",
            )
        _on_scale(reader, rules, f"components[{place}].floor", one.floor)
    _hundred(reader, "components", [one.weight for one in rules.components])


def _hundred(reader: Reader, field: str, weights: list[Decimal]) -> None:
    if reader.clean(field) and sum(weights) != 100:
        found = sum(weights)
        reader.fault(
            field, f"bobot harus berjumlah 100, sekarang {found}", f"weights must add up to 100, now {found}"
        )


def _on_scale(reader: Reader, rules: SelectionRules, field: str, value: Decimal | None) -> None:
    if value is not None and reader.clean("scale_most") and value > rules.scale_most:
        reader.fault(field, f"paling tinggi {rules.scale_most}", f"at most {rules.scale_most}")


def _once(reader: Reader, field: str, names: list[str]) -> None:
    if reader.clean(field) and len(set(names)) != len(names):
        reader.fault(field, "setiap nama hanya satu kali", "each name only once")


def _panel_checked(reader: Reader, rules: SelectionRules) -> None:
    for field in ("panel_least", "panel_most"):
        if reader.clean(field) and getattr(rules, field) % 2 == 0:
            reader.fault(field, "harus bilangan ganjil", "must be an odd number")
    if reader.clean("panel_most") and rules.panel_least > rules.panel_most:
        reader.fault("panel_most", f"paling sedikit {rules.panel_least}", f"at least {rules.panel_least}")
    if reader.clean("least_candidates") and rules.least_candidates < rules.names_per_post:
        reader.fault(
            "least_candidates",
            f"paling sedikit {rules.names_per_post}, sebanyak nama yang diusulkan",
            f"at least {rules.names_per_post}, as many as the names proposed",
        )
