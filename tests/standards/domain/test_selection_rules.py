from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.standards.domain.selection_rules import COMPONENTS, LIMITS, SelectionRules
from takar.standards.shipped import FOLDER, shipped_standard

EVERY = shipped_standard(FOLDER / "selection-seleksi-terbuka-2019.1.toml")
JOINT = shipped_standard(FOLDER / "selection-seleksi-terbuka-gabungan-2019.1.toml")
assert isinstance(EVERY, SelectionRules)
assert isinstance(JOINT, SelectionRules)


def changed(**told: Json) -> SelectionRules | Refusal:
    return SelectionRules.from_data(EVERY.as_data() | told)


def faults(outcome: SelectionRules | Refusal) -> list[str]:
    assert isinstance(outcome, Refusal), outcome
    assert outcome.code == "STANDARD_FAULTY"
    listed = outcome.data["faults"]
    assert isinstance(listed, list)
    return [str(one["field"]) for one in listed if isinstance(one, dict)]


def rows(field: str, place: int, **told: Any) -> list[Any]:
    listed = EVERY.as_data()[field]
    assert isinstance(listed, list)
    return [{**row, **told} if at == place else row for at, row in enumerate(listed)]


def test_two_editions_ship_with_weights_of_the_regulation() -> None:
    for one in (EVERY, JOINT):
        assert {part.code: part.weight for part in one.components} == {
            "track_record": 20, "paper": 20, "assessment_centre": 25, "interview": 35,
        }  # fmt: skip
        assert SelectionRules.from_data(one.as_data()) == one
    assert EVERY.component("assessment_centre").floor == 68
    assert JOINT.component("assessment_centre").floor is None
    assert (EVERY.verdict_rule, JOINT.verdict_rule) == ("every_room", "interview")
    assert (EVERY.interview_standard, JOINT.interview_standard) == (80, 75)
    assert EVERY.room("manajerial").standard == Decimal(80)
    assert EVERY.digest != JOINT.digest


def test_every_number_says_how_far_it_is_verified() -> None:
    for one in (EVERY, JOINT):
        assert one.mark_of("names_per_post") == "verified"
        assert one.mark_of("panel_most") == "unverified"
        assert all(one.mark_of(name) in ("verified", "secondary", "unverified") for name in LIMITS)


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ({"components": rows("components", 0, weight="21")}, ["components[0].weight", ]),
        ({"components": rows("components", 0, weight="14")}, ["components[0].weight"]),
        ({"components": rows("components", 0, least="10")}, ["components[0].least"]),
        ({"components": rows("components", 0, most="25")}, ["components[0].least"]),
        ({"components": rows("components", 0, weight="19")}, ["components"]),
        ({"components": rows("components", 0, code="paper")}, ["components"]),
        ({"components": rows("components", 3, floor="101")}, ["components[3].floor"]),
        ({"scale_most": 60}, ["components[2].floor", "rooms[0].standard", "rooms[1].standard", "rooms[2].standard"]),
        ({"rooms": rows("rooms", 0, weight="41")}, ["rooms"]),
        ({"rooms": rows("rooms", 0, code="manajerial")}, ["rooms"]),
        ({"ties": [{"component": "paper"}, {"component": "paper"}]}, ["ties"]),
        ({"marks": [{"field": "age_most", "mark": "verified"}] * 2}, ["marks"]),
        ({"marks": [{"field": "nama", "mark": "verified"}]}, ["marks[0].field"]),
        ({"panel_least": 6}, ["panel_least"]),
        ({"panel_least": 9, "panel_most": 7}, ["panel_most"]),
        ({"names_per_post": 4}, ["least_candidates"]),
        ({"combine": "sum"}, ["combine"]),
        ({"votes_by_name": "ya"}, ["votes_by_name"]),
    ],
)  # fmt: skip
def test_every_fault_is_named(told: dict[str, Json], fields: list[str]) -> None:
    assert [one for one in faults(changed(**told)) if one in fields] == fields


def test_no_floor_may_be_written_as_nothing() -> None:
    found = changed(components=rows("components", 2, floor=""))
    assert isinstance(found, SelectionRules)
    assert found.component("assessment_centre").floor is None


def test_components_are_those_of_the_regulation() -> None:
    assert sorted(one.code for one in EVERY.components) == sorted(COMPONENTS)
