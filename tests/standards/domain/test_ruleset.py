"""Boundaries of every cut-off, and the arithmetic of Job Person Match."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.standards.domain.ruleset import Ruleset
from takar.standards.shipped import FOLDER, shipped_standard


def _shipped(code: str) -> Ruleset:
    found = shipped_standard(FOLDER / f"ruleset-{code}-2019.1.toml")
    assert isinstance(found, Ruleset)
    return found


SELEKSI, PEMETAAN = _shipped("seleksi"), _shipped("pemetaan")


def _changed(**fields: Json) -> Ruleset | Refusal:
    return Ruleset.from_data(PEMETAAN.as_data() | fields)


def _variant(**fields: Json) -> Ruleset:
    found = _changed(**fields)
    assert isinstance(found, Ruleset)
    return found


def _faulty_fields(**fields: Json) -> list[str]:
    found = _changed(**fields)
    assert isinstance(found, Refusal)
    assert found.code == "STANDARD_FAULTY"
    faults = found.data["faults"]
    assert isinstance(faults, list)
    return [str(fault["field"]) for fault in faults if isinstance(fault, dict)]


@pytest.mark.parametrize(
    ("ruleset", "jpm", "code"),
    [
        (SELEKSI, "0.00", "KMS"),
        (SELEKSI, "65.00", "KMS"),
        (SELEKSI, "67.99", "KMS"),
        (SELEKSI, "68.00", "MMS"),
        (SELEKSI, "79.99", "MMS"),
        (SELEKSI, "80.00", "MS"),
        (SELEKSI, "100.00", "MS"),
        (SELEKSI, "138.89", "MS"),
        (PEMETAAN, "0.00", "KO"),
        (PEMETAAN, "77.99", "KO"),
        (PEMETAAN, "78.00", "CO"),
        (PEMETAAN, "89.99", "CO"),
        (PEMETAAN, "90.00", "O"),
        (PEMETAAN, "138.89", "O"),
    ],
)
def test_category_at_each_cut_off(ruleset: Ruleset, jpm: str, code: str) -> None:
    assert ruleset.category_for(Decimal(jpm)).code == code


@pytest.mark.parametrize(
    ("score", "code"),
    [
        ("0", "KS"), ("19.99", "KS"), ("20", "K"), ("39.99", "K"), ("40", "C"), ("59.99", "C"),
        ("60", "B"), ("79.99", "B"), ("80", "BS"), ("100", "BS"),
    ],
)  # fmt: skip
def test_band_at_each_edge(score: str, code: str) -> None:
    assert PEMETAAN.band_for(Decimal(score)).code == code


@pytest.mark.parametrize("score", ["-0.01", "100.01"])
def test_band_outside_the_scale_is_a_fault(score: str) -> None:
    with pytest.raises(ValueError, match="0-100"):
        PEMETAAN.band_for(Decimal(score))


def test_a_negative_jpm_is_a_fault() -> None:
    with pytest.raises(ValueError, match="below zero"):
        PEMETAAN.category_for(Decimal("-0.01"))


@pytest.mark.parametrize(
    ("total", "standard", "jpm"),
    [("30.15", 27, "111.67"), ("21.60", 27, "80.00"), ("21.59", 27, "79.96"), ("14.40", 18, "80.00"),
     ("28.80", 36, "80.00"), ("12.50", 9, "138.89"), ("24.48", 36, "68.00"), ("24.47", 36, "67.97")],
)  # fmt: skip
def test_jpm_is_rounded_half_up_and_not_capped(total: str, standard: int, jpm: str) -> None:
    assert SELEKSI.jpm(Decimal(total), standard) == Decimal(jpm)


def test_half_a_hundredth_is_rounded_up_before_the_category_is_read() -> None:
    # 15.999 / 20 = 79.995 %, printed as 80.00 and therefore MS
    jpm = SELEKSI.jpm(Decimal("15.999"), 20)
    assert (str(jpm), SELEKSI.category_for(jpm).code) == ("80.00", "MS")


def test_a_capped_ruleset_holds_jpm_at_100() -> None:
    capped = _variant(jpm_cap=True)
    assert str(capped.jpm(Decimal("12.5"), 9)) == "100.00"
    assert str(capped.jpm(Decimal("8.1"), 9)) == "90.00"


def test_a_standard_without_levels_has_no_jpm() -> None:
    with pytest.raises(ValueError, match="no JPM"):
        SELEKSI.jpm(Decimal(1), 0)


@pytest.mark.parametrize(("rule", "rating", "level"), [
    ("half_up", "1.00", 1), ("half_up", "2.49", 2), ("half_up", "2.50", 3), ("half_up", "3.50", 4),
    ("half_up", "5.00", 5), ("floor", "2.99", 2), ("floor", "3.00", 3),
])  # fmt: skip
def test_level_of_a_rating(rule: str, rating: str, level: int) -> None:
    assert _variant(level_rule=rule).level_for(Decimal(rating)) == level


@pytest.mark.parametrize(("value", "rating"), [
    ("0.4", "1.00"), ("5.2", "5.00"), ("3.405", "3.41"), ("3.4049", "3.40"), ("3.445", "3.45"),
])  # fmt: skip
def test_rating_is_held_in_range_and_rounded(value: str, rating: str) -> None:
    assert str(SELEKSI.rating(Decimal(value))) == rating


def test_total_adds_printed_ratings_or_levels() -> None:
    ratings = [Decimal("3.404"), Decimal("2.5")]
    assert str(SELEKSI.total(ratings)) == "5.90"
    assert _variant(base="level").total(ratings) == 6


def test_rounding_can_be_chosen() -> None:
    assert str(_variant(rounding="down").rounded(Decimal("79.999"), 2)) == "79.99"
    assert str(_variant(rounding="half_even").rounded(Decimal("0.125"), 2)) == "0.12"


def _bands(*edges: str) -> list[Json]:
    names = ["KS", "K", "C", "B", "BS"]
    pairs = [edges[place : place + 2] for place in range(0, len(edges), 2)]
    return [
        {"code": names[place], "name_id": "x", "name_en": "x", "low": low, "high": high}
        for place, (low, high) in enumerate(pairs)
    ]


def _categories(*cuts: tuple[str, str]) -> list[Json]:
    return [
        {"code": code, "name_id": "x", "name_en": "x", "min": cut, "sentence_id": "x", "sentence_en": "x"}
        for code, cut in cuts
    ]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"potential_bands": _bands("0", "60", "61", "100")}, "potential_bands[1].low"),
        ({"potential_bands": _bands("0", "60", "59.5", "100")}, "potential_bands[1].low"),
        ({"potential_bands": _bands("1", "60", "60", "100")}, "potential_bands[0].low"),
        ({"potential_bands": _bands("0", "60", "60", "99")}, "potential_bands[1].high"),
        ({"potential_bands": _bands("0", "0", "0", "100")}, "potential_bands[0].high"),
        ({"potential_bands": _bands("0", "100")}, "potential_bands"),
        ({"categories": _categories(("O", "78"), ("CO", "90"), ("KO", "0"))}, "categories[1].min"),
        ({"categories": _categories(("O", "90"), ("CO", "90"), ("KO", "0"))}, "categories[1].min"),
        ({"categories": _categories(("O", "90"), ("CO", "78"))}, "categories[1].min"),
        ({"categories": _categories(("O", "90"), ("O", "0"))}, "categories"),
        ({"categories": "banyak"}, "categories"),
        ({"rating_min": "5", "rating_max": "5"}, "rating_max"),
        ({"rating_max": "6"}, "rating_max"),
        ({"rating_min": 1.5}, "rating_min"),  # type: ignore[dict-item]
        ({"rating_min": "1,5"}, "rating_min"),
        ({"rating_min": True}, "rating_min"),
        ({"jpm_decimals": True}, "jpm_decimals"),
        ({"jpm_decimals": 9}, "jpm_decimals"),
        ({"jpm_cap": "ya"}, "jpm_cap"),
        ({"jpm_capped": True}, "jpm_capped"),
        ({"purpose": "mutasi"}, "purpose"),
        ({"in_force_from": "1-1-2020"}, "in_force_from"),
        ({"version": "2020 baru"}, "version"),
        ({"title_id": " "}, "title_id"),
        ({"sources": []}, "sources"),
        ({"sources": ["x"]}, "sources[0]"),
        ({"kind": "dictionary"}, "kind"),
    ],
)
def test_a_faulty_field_is_named(fields: dict[str, Json], field: str) -> None:
    assert field in _faulty_fields(**fields)


def test_all_faults_are_named_at_once() -> None:
    assert set(_faulty_fields(purpose="x", base="x", jpm_cap=1)) == {"purpose", "base", "jpm_cap"}


def test_data_is_not_an_object() -> None:
    found = Ruleset.from_data("halo")
    assert isinstance(found, Refusal)
    assert "kumpulan isian" in found.id


def test_data_round_trips_byte_for_byte() -> None:
    again = Ruleset.from_data(PEMETAAN.as_data())
    assert isinstance(again, Ruleset)
    assert again == PEMETAAN
    assert again.digest == PEMETAAN.digest


_hundredths = st.integers(0, 15000).map(lambda n: Decimal(n) / 100)


@given(_hundredths, _hundredths)
def test_a_higher_jpm_never_has_a_lower_category(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    order = [category.code for category in SELEKSI.categories]
    assert order.index(SELEKSI.category_for(high).code) <= order.index(SELEKSI.category_for(low).code)


@given(st.integers(0, 10000).map(lambda n: Decimal(n) / 100))
def test_every_score_lies_in_the_band_that_is_named(score: Decimal) -> None:
    band = PEMETAAN.band_for(score)
    assert band.low <= score < band.high or (score == 100 == band.high)
