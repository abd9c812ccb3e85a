"""The overall figure: worked examples of docs/rules/integration.md, and what must hold for any ratings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.exercises.domain.meeting.overall import Asked, Given, IntegrationRules, figures, integration_rules
from takar.exercises.domain.scale import Scale

RULES = IntegrationRules(
    (Asked("M.01", "Integritas", Decimal(3)),),
    Scale(Decimal(1), Decimal(5)),
    {"in_basket": Decimal(1), "interview": Decimal(2)},
)


def rows(**by: list[int | None]) -> list[Given]:
    return [
        Given(instrument, f"{instrument}{place}", "M.01", None if value is None else Decimal(value))
        for instrument, values in by.items()
        for place, value in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("by", "value", "counted", "disagree"),
    [
        ({"in_basket": [3, 3], "interview": [3, 3]}, "3.00", 4, False),
        # (3.5 × 1 + 4 × 2) ÷ 3 = 3.8333
        ({"in_basket": [3, 4], "interview": [4, 4]}, "3.83", 4, False),
        # NE is left out: the in-basket rests on one rater, and weighs as before
        ({"in_basket": [3, None], "interview": [4, 4]}, "3.67", 3, False),
        # an instrument without any evidence weighs nothing
        ({"in_basket": [None, None], "interview": [4, 5]}, "4.50", 2, False),
        ({"in_basket": [2, 4], "interview": [3, 3]}, "3.00", 4, True),
        ({"in_basket": [None, None], "interview": [None, None]}, None, 0, False),
    ],
)
def test_the_rule(by: dict[str, list[int | None]], value: str | None, counted: int, disagree: bool) -> None:
    (figure,) = figures(RULES, rows(**by))
    assert (None if figure.value is None else str(figure.value)) == value
    assert (figure.counted, figure.asked, figure.disagree) == (counted, 4, disagree)


def test_a_half_goes_up_or_to_even_as_the_rules_say() -> None:
    given_rows = [
        Given("interview", str(n), "M.01", Decimal(v)) for n, v in enumerate((2, 2, 2, 2, 2, 2, 2, 3))
    ]
    assert figures(RULES, given_rows)[0].value == Decimal("2.13")
    even = IntegrationRules(RULES.dimensions, RULES.scale, RULES.weights, rounding="half_even")
    assert figures(even, given_rows)[0].value == Decimal("2.12")


values = st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=1, max_size=5)


@given(values, values, st.randoms())
def test_within_what_was_given_and_whatever_the_order(
    first: list[int | None], second: list[int | None], random: object
) -> None:
    table = rows(in_basket=first, interview=second)
    (figure,) = figures(RULES, table)
    random.shuffle(table)  # type: ignore[attr-defined]
    assert figures(RULES, table) == (figure,)
    numbers = [value for value in (*first, *second) if value is not None]
    assert figure.counted == len(numbers)
    if not numbers:
        assert figure.value is None
    else:
        assert figure.value is not None
        assert min(numbers) <= figure.value <= max(numbers)


@given(values, values)
def test_no_evidence_is_never_a_zero(first: list[int | None], second: list[int | None]) -> None:
    assert (
        figures(RULES, rows(in_basket=first, interview=second))[0].value
        == figures(RULES, rows(in_basket=[*first, None], interview=second))[0].value
    )


def test_rules_of_a_round_and_their_defaults() -> None:
    form = {
        "scale": {"least": "1", "most": "5", "decimals": 0},
        "dimensions": [{"code": "M.01", "name": "Integritas", "standard": 3}, {"code": "M.02"}],
    }
    other = {"code": "b", "form": form, "weight": "3"}
    rules = integration_rules({"instruments": [{"code": "a", "form": form}, other]})
    assert rules.dimensions == (Asked("M.01", "Integritas", Decimal(3)), Asked("M.02", "M.02", None))
    assert (rules.weights, rules.spread, rules.decimals) == ({"a": 1, "b": 3}, 2, 2)
    wide = {**form, "scale": {"least": "0", "most": "100"}}
    with pytest.raises(ValueError, match="different scales"):
        integration_rules({"instruments": [{"code": "a", "form": form}, {"code": "b", "form": wide}]})


def test_an_instrument_of_no_weight_does_not_count() -> None:
    rules = IntegrationRules(RULES.dimensions, RULES.scale, {"in_basket": Decimal(0)})
    (figure,) = figures(rules, rows(in_basket=[1], interview=[4]))
    assert (figure.value, figure.counted, figure.asked) == (Decimal("4.00"), 1, 2)


def test_competencies_stand_in_the_order_of_the_dictionary_whichever_exercise_names_them_first() -> None:
    def form(*codes: str) -> dict[str, object]:
        return {"scale": {"least": 1, "most": 5}, "dimensions": [{"code": one, "name": one} for one in codes]}

    rules = {
        "instruments": [
            {"code": "a", "form": form("penguasaan", "SK.01", "M.08", "M.02")},
            {"code": "b", "form": form("M.03", "M.01", "wawasan")},
        ]
    }
    order = [one.code for one in integration_rules(rules).dimensions]
    assert order == ["M.01", "M.02", "M.03", "M.08", "SK.01", "penguasaan", "wawasan"]
