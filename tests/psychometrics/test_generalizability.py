from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from takar.kernel.refusals import Refusal
from takar.psychometrics.public import Rating, Ratings, Study, decide, decisions, study, with_interval
from takar.psychometrics.variance import CROSSED, OWN_RATERS, RATERS, variance_components
from tests.psychometrics.world import crossed, golden, renamed, sheet, table

GOLDEN = golden("generalizability.json")


def told(ratings: Ratings) -> Study:
    found = study(ratings)
    assert not isinstance(found, Refusal)
    return found


def components(values: Any, columns: dict[str, Any], effects: tuple[str, ...]) -> dict[str, float]:
    flat = {letter: np.asarray(column, dtype=np.int64).ravel() for letter, column in columns.items()}
    found = variance_components(np.asarray(values, dtype=np.float64).ravel(), flat, effects)
    assert not isinstance(found, Refusal)
    return found


def occasions() -> Ratings:
    """Huebner & Lucht: person by item by occasion; the occasion stands for the rater."""
    case = GOLDEN["huebner_lucht_pio"]
    p, i, r = np.indices((case["persons"], case["items"], case["raters"]))
    return table(
        [f"p{a}", f"r{c}", f"c{b}", float(v)]
        for a, b, c, v in zip(p.ravel(), i.ravel(), r.ravel(), case["values"], strict=True)
    )


def test_brennans_published_components_and_coefficients() -> None:
    case = GOLDEN["brennan"]
    found = told(sheet(case["persons_by_raters"]))
    assert {effect: round(value, 4) for effect, value in found.raw.items()} == case["published"]["components"]
    design = decide(found, case["published"]["raters"])
    assert (round(design.g, 3), round(design.phi, 3)) == (case["published"]["g"], case["published"]["phi"])


def test_raters_within_tasks_as_lme4_has_them() -> None:
    case = GOLDEN["brennan"]
    p, r = np.indices((10, 12))
    expected = case["nested"]["components"]
    found = components(case["persons_by_raters"], {"p": p, "r": r, "t": r // 4}, tuple(expected))
    assert found == pytest.approx(expected, abs=5e-5)


def test_huebner_and_lucht_published_tables() -> None:
    one = told(sheet(GOLDEN["huebner_lucht_pi"]["persons_by_raters"]))
    assert {effect: round(v, 2) for effect, v in one.raw.items()} == GOLDEN["huebner_lucht_pi"]["components"]
    two = told(occasions())
    assert {effect: round(v, 2) for effect, v in two.raw.items()} == GOLDEN["huebner_lucht_pio"]["components"]


def test_gleser_components_follow_from_the_mean_squares_of_r() -> None:
    case = GOLDEN["gleser"]
    ms, values = case["mean_squares"], case["sheet"]
    rows = [
        [f"p{p:02}", f"r{n % 2}", f"c{n // 2}", float(v)]
        for p, row in enumerate(values)
        for n, v in enumerate(row)
    ]
    found = told(table(rows)).raw
    expected = {
        "p": (ms["p"] - ms["pr"] - ms["pi"] + ms["pri"]) / 12,
        "r": (ms["r"] - ms["pr"] - ms["ri"] + ms["pri"]) / 72,
        "i": (ms["i"] - ms["pi"] - ms["ri"] + ms["pri"]) / 24,
        "pr": (ms["pr"] - ms["pri"]) / 6,
        "pi": (ms["pi"] - ms["pri"]) / 2,
        "ri": (ms["ri"] - ms["pri"]) / 12,
        "pri": ms["pri"],
    }
    assert found == pytest.approx(expected, abs=5e-5)


def test_unbalanced_data_as_independent_software_has_them() -> None:
    case = GOLDEN["unbalanced"]
    assert told(table(case["ratings"])).raw == pytest.approx(case["generalizit"]["components"], abs=1e-4)
    one_item = told(table(golden("icc_incomplete.json")["ratings"])).raw
    assert one_item == pytest.approx(case["generalizit"]["incomplete_one_item"], abs=1e-4)


def test_decisions_of_the_two_facet_example_by_hand() -> None:
    """Components 2.4833, 3.0667, 0.5778, 0.7667, 0.0889, 0.0222, 0.8319 with 4 items and 2 occasions."""
    design = decide(told(occasions()), raters=2, items=4)
    assert design.relative == pytest.approx(0.0889 / 2 + 0.7667 / 4 + 0.8319 / 8, abs=1e-3)
    assert design.absolute == pytest.approx(design.relative + 0.5778 / 2 + 3.0667 / 4 + 0.0222 / 8, abs=1e-3)
    assert (design.g, design.phi) == pytest.approx((0.8795, 0.6397), abs=5e-5)
    assert design.sem == pytest.approx(design.absolute**0.5)


def test_fixed_items_belong_to_the_person() -> None:
    of = told(occasions())
    fixed, random = decide(of, 2, 4, items_fixed=True), decide(of, 2, 4)
    assert fixed.universe == pytest.approx(of.used["p"] + of.used["pi"] / 4)
    assert fixed.phi > random.phi
    assert fixed.absolute == pytest.approx(0.0889 / 2 + 0.8319 / 8 + 0.5778 / 2 + 0.0222 / 8, abs=1e-3)


def test_more_raters_never_make_it_worse() -> None:
    found = decisions(told(occasions()), 6, items=4)
    phis = [one.phi for one in found]
    assert [one.raters for one in found] == [1, 2, 3, 4, 5, 6]
    assert phis == sorted(phis)


def test_raters_within_persons_are_the_one_way_analysis() -> None:
    values = np.array(golden("icc_complete.json")["sheet"], dtype=np.float64)
    p, r = np.indices(values.shape)
    found = components(values, {"p": p, "r": r}, OWN_RATERS)
    assert found["p"] / (found["p"] + found["pr"]) == pytest.approx(0.165742, abs=5e-6)


def test_components_are_recovered_without_bias_from_unbalanced_data() -> None:
    rng = np.random.default_rng(12)
    found = [told(crossed(rng, 60, 8, 2)).raw for _ in range(60)]
    means = {effect: float(np.mean([one[effect] for one in found])) for effect in RATERS}
    assert means == pytest.approx({"p": 1.0, "r": 0.3, "pr": 0.7}, abs=0.09)


def test_names_change_nothing() -> None:
    ratings = table(GOLDEN["unbalanced"]["ratings"])
    assert told(renamed(ratings, np.random.default_rng(1))).raw == pytest.approx(told(ratings).raw)


def test_negative_components_are_shown_and_count_as_zero() -> None:
    of = told(sheet([[1, 5], [5, 1], [1, 5], [5, 1], [2, 4], [4, 2]]))
    assert of.raw["p"] < 0
    assert of.used["p"] == 0
    assert (decide(of, 2).g, decide(of, 2).phi) == (0, 0)
    assert sum(of.shares().values()) == pytest.approx(1)


def test_nothing_varies_nothing_is_said() -> None:
    of = Study({"p": -1.0, "r": 0.0, "pr": 0.0}, 5, 2, 1, 10)
    assert np.isnan(decide(of, 1).g)
    assert of.shares() == {"p": 0.0, "r": 0.0, "pr": 0.0}
    equal = study(sheet([[3, 3]] * 6))
    assert isinstance(equal, Refusal)
    assert equal.code == "RATINGS_ALL_EQUAL"


def test_an_interval_for_a_coefficient() -> None:
    found = with_interval(crossed(np.random.default_rng(6), 60, 8, 2), lambda of: decide(of, 2).phi)
    assert not isinstance(found, Refusal)
    assert 0 <= found.low < found.value < found.high < 1
    assert found.method == "jackknife"
    pair = with_interval(crossed(np.random.default_rng(6), 60, 2, 2), lambda of: decide(of, 2).phi)
    assert not isinstance(pair, Refusal)
    assert 0 < pair.low < pair.value < pair.high < 1
    assert pair.method == "jackknife of persons"
    nothing = with_interval(
        crossed(np.random.default_rng(1), 60, 8, 2, person=0.0), lambda of: decide(of, 2).phi
    )
    assert not isinstance(nothing, Refusal)
    assert nothing.low == 0 < nothing.high


def test_designs_that_cannot_tell_are_refused() -> None:
    alone = study(sheet([[3, None], [None, 4], [2, None], [None, 3], [1, None], [None, 5]]))
    few = with_interval(sheet([[3, 4], [4, 4]]), lambda of: decide(of, 2).phi)
    assert isinstance(alone, Refusal)
    assert isinstance(few, Refusal)
    assert (alone.code, few.code) == ("RATERS_TOO_FEW", "RATERS_TOO_FEW")
    # each rater has an item of his own: rater and item are one
    mixed = study(
        Ratings.of(
            Rating(f"p{p}", f"r{r}", f"c{r}", float(1 + (p * 7 + r * 3) % 5))
            for p in range(8)
            for r in range(2)
        )
    )
    assert isinstance(mixed, Refusal)
    assert mixed.code == "RATINGS_NOT_SEPARABLE"
    short = variance_components(
        np.ones(3), {"p": np.arange(3), "r": np.arange(3), "i": np.arange(3)}, CROSSED
    )
    assert isinstance(short, Refusal)
