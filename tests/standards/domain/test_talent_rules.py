from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.standards.domain.talent_rules import TALENT_LIMITS, TalentRules
from takar.standards.domain.talent_values import AXES
from takar.standards.shipped import FOLDER, shipped_standard

BKN = shipped_standard(FOLDER / "talent-peta-talenta-2025.1.toml")
MINISTRY = shipped_standard(FOLDER / "talent-peta-talenta-kementerian-2025.1.toml")
OTHER = shipped_standard(FOLDER / "talent-peta-talenta-nomor-lain-2025.1.toml")
assert isinstance(BKN, TalentRules)
assert isinstance(MINISTRY, TalentRules)
assert isinstance(OTHER, TalentRules)
ALL = (BKN, MINISTRY, OTHER)


def changed(**told: Json) -> TalentRules | Refusal:
    return TalentRules.from_data(BKN.as_data() | told)


def sentences(outcome: TalentRules | Refusal) -> dict[str, str]:
    assert isinstance(outcome, Refusal), outcome
    assert outcome.code == "STANDARD_FAULTY"
    listed = outcome.data["faults"]
    assert isinstance(listed, list)
    return {str(one["field"]): str(one["id"]) for one in listed if isinstance(one, dict)}


def rows(field: str, place: int, **told: Any) -> list[Any]:
    listed = BKN.as_data()[field]
    assert isinstance(listed, list)
    return [{**row, **told} if at == place else row for at, row in enumerate(listed)]


def bands(axis: str, *edges: tuple[str, str]) -> list[Any]:
    """The three bands of `axis` with these limits, the other axis as it is."""
    listed: Any = BKN.as_data()["bands"]
    order = ("low", "middle", "high")
    return [
        row | dict(zip(("low", "high"), edges[order.index(row["code"])], strict=True))
        if row["axis"] == axis
        else row
        for row in listed
    ]


@pytest.mark.parametrize("rules", ALL, ids=lambda one: one.code)
def test_shipped_rules_add_up_and_say_what_is_unverified(rules: TalentRules) -> None:
    for axis in AXES:
        assert sum(one.weight for one in rules.on_axis(axis)) == 100
    assert TalentRules.from_data(rules.as_data()) == rules
    assert {one.reliability_mark for one in rules.components} == {"unverified"}
    assert all(rules.mark_of(name) in ("verified", "secondary", "unverified") for name in TALENT_LIMITS)
    assert rules.mark_of("profile_years") == "verified"
    assert rules.pool_boxes == (7, 8, 9)
    assert sorted(one.number for one in rules.boxes) == list(range(1, 10))


def test_weights_of_the_schemes() -> None:
    assert {one.code: int(one.weight) for one in BKN.components} == {
        "predikat": 60, "penghargaan": 15, "tim-kerja": 15, "umpan-balik": 10, "kompetensi": 20, "pengembangan": 10,
        "pengalaman": 10, "potensi": 25, "pendidikan": 10, "bidang-ilmu": 10, "integritas": 15,
    }  # fmt: skip
    assert [one.code for one in MINISTRY.on_axis("performance")] == ["predikat"]


def test_boxes_are_numbered_by_the_agency_and_not_by_the_program() -> None:
    assert (BKN.box_at("low", "high").number, OTHER.box_at("low", "high").number) == (6, 3)
    assert (BKN.box_at("middle", "middle").number, OTHER.box_at("middle", "middle").number) == (5, 6)
    assert BKN.box(9).pool
    assert OTHER.edges("potential") == (Decimal(46), Decimal(72))
    assert BKN.band("potential", "high").low == 80


def test_the_error_comes_from_reliability_and_spread() -> None:
    assert BKN.component("kompetensi").error == pytest.approx(9 * 0.2**0.5)
    assert BKN.component("pendidikan").error == 0
    assert BKN.points("predicate")["baik"] == 80


def test_a_gap_between_bands_is_refused_with_its_edges() -> None:
    found = sentences(changed(bands=bands("potential", ("0", "60"), ("61", "80"), ("80", "100"))))
    assert list(found) == ["bands"]
    assert "potential" in found["bands"]
    assert all(word in found["bands"] for word in ("60", "61", "celah"))


def test_an_overlap_of_bands_is_refused_with_its_edges() -> None:
    found = sentences(changed(bands=bands("performance", ("0", "60"), ("60", "82"), ("80", "100"))))
    assert all(word in found["bands"] for word in ("80", "82", "tumpang tindih"))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"components": rows("components", 0, weight="61")}, "components"),
        ({"components": rows("components", 0, missing="reweight")}, "components"),
        ({"components": rows("components", 1, code="predikat")}, "components"),
        ({"components": rows("components", 0, reliability="1.1")}, "components[0].reliability"),
        ({"components": rows("components", 0, missing="zero")}, "components[0].missing"),
        ({"bands": bands("potential", ("1", "60"), ("60", "80"), ("80", "100"))}, "bands"),
        ({"bands": bands("potential", ("0", "60"), ("60", "60"), ("60", "100"))}, "bands"),
        ({"bands": rows("bands", 0, code="high")}, "bands"),
        ({"boxes": rows("boxes", 0, number=8)}, "boxes"),
        ({"boxes": rows("boxes", 0, performance="low")}, "boxes"),
        ({"scales": rows("scales", 0, code="hebat")}, "scales"),
        ({"scales": rows("scales", 0, code="baik")}, "scales"),
        ({"developments": rows("developments", 0, code="penugasan")}, "developments"),
        ({"marks": [{"field": "bands", "mark": "verified"}] * 2}, "marks"),
        ({"marks": [{"field": "nama", "mark": "verified"}]}, "marks[0].field"),
        ({"soon_jpm": 95}, "soon_jpm"),
        ({"edge": "both"}, "edge"),
        ({"profile_years": 0}, "profile_years"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(told: dict[str, Json], field: str) -> None:
    assert field in sentences(changed(**told))
