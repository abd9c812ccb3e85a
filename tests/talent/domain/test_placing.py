"""Each defect of panel-and-placement 2.4 that concerns a map has its test here."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.careers.public import Predicate
from takar.talent.domain.axes import axis_scores, band_index, rounded
from takar.talent.domain.changing import changes
from takar.talent.domain.placing import draw
from takar.talent.domain.points import REGISTERS
from takar.talent.domain.values import Facts, NotAssessed, Placed
from tests.talent.people import NIP, ON, RULES, facts, history, profile, rules


def placed(told: Facts, name: str = "peta-talenta") -> Placed:
    found = draw([(told, "administrator")], rules(name), ON, REGISTERS).people[0]
    assert isinstance(found, Placed), found
    return found


def test_the_worked_example_of_the_rules() -> None:
    """docs/rules/talent.md: Y = (90·60 + 0·15 + 0·15)/90 = 60.00; X = (85·20 + 0·10 + 72·25 + 90·10 + 100·15)/80 = 73.75."""
    found = placed(facts())
    assert (found.performance, found.potential) == (60.0, 73.75)
    assert found.box == RULES.box_at("low", "middle").number == 3
    assert found.performance_se == pytest.approx(60 / 90 * 12 * 0.3**0.5)
    assert found.potential_se == pytest.approx(
        ((20 / 80 * 9 * 0.2**0.5) ** 2 + (25 / 80 * 12 * 0.2**0.5) ** 2) ** 0.5
    )
    assert found.present(tuple(one.code for one in RULES.on_axis("potential"))) == 5
    assert sum(found.chances) == pytest.approx(1)
    assert found.sure == found.chances[2]


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        (facts(profile=None), ("kompetensi", "potensi")),
        (facts(history=None), ("predikat",)),
        (facts(history=history(predicates=())), ("predikat",)),
        (facts(profile=profile(potential=None)), ("potensi",)),
        (Facts(NIP, None, None), ("predikat", "kompetensi", "potensi")),
    ],
)
def test_who_was_not_assessed_has_a_place_of_his_own_and_never_box_1(
    told: Facts, missing: tuple[str, ...]
) -> None:
    drawn = draw([(told, "")], RULES, ON, REGISTERS)
    found = drawn.people[0]
    assert isinstance(found, NotAssessed)
    assert tuple(code for code, _ in found.missing) == missing
    assert drawn.counts == (0,) * 9
    assert drawn.expected == (0,) * 9


def test_a_missing_component_never_counts_as_zero() -> None:
    """The same person without the component stands where the others put him, not lower."""
    with_feedback = placed(facts())
    assert with_feedback.performance == 60.0
    less = placed(facts(history=history(education=())))
    assert less.potential == pytest.approx((85 * 20 + 0 * 10 + 72 * 25 + 100 * 15) / 70, abs=0.005)


def test_the_numbers_are_the_agencys_own() -> None:
    bad = facts(history=history(predicates=(Predicate(2025, "sangat_kurang"),)))
    told = replace(bad, profile=profile(potential=Decimal(100), jpm=Decimal(100)))
    assert (placed(told).box, placed(told, "peta-talenta-nomor-lain").box) == (6, 3)


def test_the_ministry_takes_the_predicate_alone_and_its_own_edges_agree_with_the_words() -> None:
    for code, band in (("sangat_baik", "high"), ("baik", "middle"), ("butuh_perbaikan", "low")):
        told = facts(history=history(predicates=(Predicate(2025, code),)))
        box = RULES.box(placed(told, "peta-talenta-kementerian").box)
        assert box.performance == band


@pytest.mark.parametrize(
    ("score", "lower", "upper"),
    [(59.99, 0, 0), (60.0, 0, 1), (60.01, 1, 1), (60.5, 1, 1), (79.99, 1, 1), (80.0, 1, 2), (80.01, 2, 2), (0, 0, 0),
     (100, 2, 2)],
)  # fmt: skip
def test_every_score_has_exactly_one_band(score: float, lower: int, upper: int) -> None:
    assert band_index(np.array([score]), (60, 80), "lower")[0] == lower
    assert band_index(np.array([score]), (60, 80), "upper")[0] == upper


def test_the_printed_score_decides() -> None:
    assert rounded(np.array([60.004999, 59.995, 60.005]), 2).tolist() == [60.0, 60.0, 60.01]


def test_a_whole_map_counts_and_expects_everybody_once() -> None:
    everybody = [
        (replace(facts(), nip=f"{at:018d}", profile=profile(jpm=Decimal(60 + at % 40))), "pengawas")
        for at in range(60)
    ]
    drawn = draw([*everybody, (Facts(NIP, None, None), "")], RULES, ON, REGISTERS)
    assert sum(drawn.counts) == 60 == len(drawn.placed)
    assert sum(drawn.expected) == pytest.approx(60)
    assert set(drawn.priors) == {"", "pengawas"}
    again = draw(everybody[:1], RULES, ON, REGISTERS, drawn.priors)
    assert again.placed[0].chances == pytest.approx(drawn.placed[0].chances)
    other = draw([(everybody[0][0], "administrator")], RULES, ON, REGISTERS, drawn.priors)
    assert other.placed[0].chances == pytest.approx(drawn.placed[0].chances, abs=0.05)


def test_nobody_gives_an_empty_map() -> None:
    assert draw([], RULES, ON, ()).people == ()


@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=3, max_size=3), min_size=1, max_size=8
    ),
    st.permutations([0, 1, 2]),
)
@settings(max_examples=80, deadline=None)
def test_a_score_lies_between_its_components_whatever_their_order(
    rows: list[list[float | None]], order: list[int]
) -> None:
    points = np.array([[np.nan if one is None else one for one in row] for row in rows])
    weights, required = np.array([60.0, 25.0, 15.0]), np.array([True, False, False])
    found = axis_scores(points, np.ones_like(points), weights, required, 2)
    for row, score in zip(rows, found.score, strict=True):
        there = [one for one in row if one is not None]
        assert np.isnan(score) == (row[0] is None)
        assert np.isnan(score) or min(there) - 0.01 <= score <= max(there) + 0.01
    mixed = axis_scores(points[:, order], np.ones_like(points), weights[order], required[order], 2)
    assert np.allclose(mixed.score, found.score, equal_nan=True)


def test_what_would_change_the_box_does_change_it() -> None:
    found = placed(facts())
    moves = changes(found, RULES)
    assert {(one.axis, one.up) for one in moves} == {
        ("performance", True),
        ("potential", True),
        ("potential", False),
    }
    rise = next(one for one in moves if one.axis == "performance")
    assert (rise.edge, round(rise.distance, 4), rise.box) == (60.0, 0.01, 5)
    assert rise.ways[0].needed - (rise.ways[0].points or 0) == pytest.approx(0.01 * 90 / 60)
    potential = next(one for one in moves if one.axis == "potential" and one.up)
    for way in potential.ways:
        assert way.needed <= 100
    # The first way carried out: the score passes the edge.
    first = next(one for one in potential.ways if one.component == "kompetensi") if any(
        one.component == "kompetensi" for one in potential.ways) else None  # fmt: skip
    assert first is None or first.needed > 85
    other = next(one for one in potential.ways if one.component == "pengembangan")
    total = 85 * 20 + other.needed * 10 + 72 * 25 + 90 * 10 + 100 * 15
    assert total / 80 == pytest.approx(80.01)


def test_a_missing_component_can_be_the_way_up() -> None:
    found = placed(facts(history=history(education=())))
    ways = next(one for one in changes(found, RULES) if one.axis == "potential" and one.up).ways
    assert all(one.component != "pendidikan" or one.points is None for one in ways)


def test_at_the_top_only_the_edges_below_are_left() -> None:
    best = facts(
        history=history(predicates=(Predicate(2025, "sangat_baik"),)),
        profile=profile(potential=Decimal(100), jpm=Decimal(100)),
    )
    found = draw([(best, "")], rules("peta-talenta-kementerian"), ON, REGISTERS).placed[0]
    assert found.box == 9
    assert all(not one.up and not one.ways for one in changes(found, rules("peta-talenta-kementerian")))
