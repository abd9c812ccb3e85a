from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.scoring.domain.score import exact_decimal, score, unanswered_weight
from takar.scoring.domain.values import Key, Standard
from tests.scoring.world import CODES, FIVE, NAMES, answers_of, dec, rules, sjt_keys, standard


def test_unanswered_and_unknown_options_count_the_lowest_rating() -> None:
    keys = sjt_keys(2)
    blank = score({}, keys, standard(), rules(), NAMES)
    nonsense = score({key.item: "Z" for key in keys}, keys, standard(), rules(), NAMES)
    assert blank == nonsense
    assert unanswered_weight(rules()) == 1
    assert {one.rating for one in blank.ratings} == {dec("1.00")}
    assert (blank.answered, blank.items) == (0, 18)


def test_a_form_without_a_needed_competency_is_refused_aloud() -> None:
    with pytest.raises(ValueError, match=r"SK\.01"):
        score({}, sjt_keys(1, CODES[:-1]), standard(), rules(), NAMES)


def test_a_standard_that_asks_nothing_has_no_score() -> None:
    with pytest.raises(ValueError, match="standard"):
        score({}, sjt_keys(1), Standard("kosong/1", {}), rules(), NAMES)


@pytest.mark.parametrize(
    ("points", "level"), [("1 2", 2), ("2 2 2 2 2 2 2 2 2 1", 2), ("3 4 3 4", 4), ("3 3 3 4", 3), ("5 5", 5)]
)
def test_the_level_is_the_nearest_whole_number(points: str, level: int) -> None:
    result = score(
        answers_of({"M.01": points}),
        sjt_keys(len(points.split()), ("M.01",)),
        standard(3, ("M.01",)),
        rules(),
        NAMES,
    )
    assert result.ratings[0].level == level


def test_the_level_can_be_the_whole_part_instead() -> None:
    floor = replace(rules(), level_rule="floor")
    keys = sjt_keys(10, ("M.01",))
    result = score(answers_of({"M.01": "4 4 4 4 4 4 4 4 4 3"}), keys, standard(3, ("M.01",)), floor, NAMES)
    assert (str(result.ratings[0].rating), result.ratings[0].level) == ("3.90", 3)


def test_levels_are_summed_when_the_ruleset_says_so() -> None:
    by_level = replace(rules(), base="level")
    result = score(answers_of(dict.fromkeys(CODES, "3 4")), sjt_keys(2), standard(), by_level, NAMES)
    assert (str(result.total), result.jpm, result.ratings[0].gap) == ("36", dec("133.33"), Decimal(1))


def test_a_cap_holds_the_jpm_at_100() -> None:
    capped = replace(rules(), jpm_cap=True)
    result = score(answers_of(dict.fromkeys(CODES, "5")), sjt_keys(1), standard(), capped, NAMES)
    assert str(result.jpm) == "100.00"


def test_potential_goes_from_0_to_100_for_right_wrong_and_likert_alike() -> None:
    keys = [
        *sjt_keys(1),
        Key("n1", "P.01", {"A": 0, "B": 1}),
        Key("n2", "P.01", {"A": 1, "B": 0}),
        Key("n3", "P.01", {"A": 0, "B": 1}),
        Key("l1", "P.08", FIVE),
        Key("l2", "P.08", FIVE),
    ]
    result = score({"n1": "B", "n2": "A", "n3": "A", "l1": "D", "l2": "E"}, keys, standard(), rules(), NAMES)
    numeric, motivation = result.potential
    assert (str(numeric.score), numeric.band.code) == ("66.7", "B")
    assert (str(motivation.score), motivation.band.code) == ("87.5", "BS")
    assert result.jpm == score({}, sjt_keys(1), standard(), rules(), NAMES).jpm


@pytest.mark.parametrize(
    ("right", "band"), [(0, "KS"), (1, "KS"), (2, "K"), (4, "C"), (6, "B"), (8, "BS"), (10, "BS")]
)
def test_a_score_on_the_bound_belongs_to_the_higher_band(right: int, band: str) -> None:
    keys = [*sjt_keys(1), *(Key(f"n{n}", "P.01", {"A": 0, "B": 1}) for n in range(10))]
    result = score({f"n{n}": "B" for n in range(right)}, keys, standard(), rules(), NAMES)
    assert (str(result.potential[0].score), result.potential[0].band.code) == (f"{right * 10}.0", band)


points = st.sampled_from("12345-")


@given(st.lists(points, min_size=1, max_size=40))
def test_a_rating_is_the_exact_mean_rounded_half_up(cells: list[str]) -> None:
    keys = sjt_keys(len(cells), ("M.01",))
    result = score(
        answers_of({"M.01": " ".join(cells)}), keys, standard(3, ("M.01",)), rules(), NAMES
    ).ratings[0]
    exact = Fraction(sum(1 if c == "-" else int(c) for c in cells), len(cells))
    assert abs(Fraction(result.rating) - exact) <= Fraction(1, 200)
    assert Fraction(result.rating) - exact != Fraction(-1, 200)
    assert result.gap == result.rating - 3


@given(st.lists(points, min_size=9, max_size=9), st.integers(0, 8), st.sampled_from("2345"))
def test_a_better_answer_never_lowers_the_jpm(cells: list[str], place: int, better: str) -> None:
    worse = dict(zip(CODES, cells, strict=True))
    raised = worse | {CODES[place]: max(worse[CODES[place]].replace("-", "1"), better)}
    jpm = [score(answers_of(c), sjt_keys(1), standard(), rules(), NAMES).jpm for c in (worse, raised)]
    assert jpm[0] <= jpm[1]


@given(st.fractions(min_value=0, max_value=500, max_denominator=10_000))
def test_fifty_digits_round_like_the_exact_fraction(value: Fraction) -> None:
    rounded = rules().rounded(exact_decimal(value), 2)
    assert Fraction(rounded) == Fraction(int(value * 200 + 1) // 2, 100)
