"""Generated items: the same everywhere, one right answer, graded."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.items.domain.chance import Chance
from takar.items.domain.checks import faults_of
from takar.items.domain.generators import generate
from takar.items.domain.generators.logic import Form, Statement, readings, worlds
from takar.items.domain.generators.matrix_rules import predictions as table_predictions
from takar.items.domain.generators.series_rules import predictions
from takar.items.domain.item import Entry
from takar.items.domain.scales import Family
from takar.kernel.canonical import Json, digest

SEEDS = ("t1", "kota-contoh", "7")
FROZEN_DRAWS = [699, 499, 467, 230, 214]
FROZEN = {
    Family.SERIES: "94ed99ba7ce684fa",
    Family.ARITHMETIC: "997e71cade981337",
    Family.SYLLOGISM: "58fe66c09b719ef1",
    Family.MATRIX: "1e0886161299e6ca",
}


def _right(entry: Entry) -> str:
    return next(option for option, weight in entry.key.weights.items() if weight)


def _fingerprint(family: Family) -> str:
    rows: list[Json] = [[e.item.content(), e.key.as_json()] for e in generate(family, 24, "t1")]
    return digest(rows)


@pytest.mark.parametrize("family", Family)
def test_every_item_passes_all_checks_and_levels_rise(family: Family) -> None:
    for seed in SEEDS:
        entries = generate(family, 24, seed)
        assert [fault for entry in entries for fault in faults_of(entry)] == []
        assert [e.difficulty for e in entries] == sorted(e.difficulty for e in entries)
        assert Counter(e.difficulty for e in entries) == {1: 6, 2: 6, 3: 6, 4: 6}


@pytest.mark.parametrize("family", Family)
def test_right_answers_are_spread_over_the_letters(family: Family) -> None:
    counts = Counter(_right(entry) for entry in generate(family, 24, "t1"))
    assert set(counts) == set("ABCDE")
    assert max(counts.values()) == 5


@pytest.mark.parametrize("family", Family)
def test_no_two_items_of_a_seed_are_alike(family: Family) -> None:
    entries = generate(family, 48, "besar")
    assert len({(e.item.stem, e.item.figure) for e in entries}) == 48


@pytest.mark.parametrize("count", [0, 97])
def test_too_few_or_too_many_items_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="count"):
        generate(Family.SERIES, count, "t1")


@pytest.mark.parametrize("seed", ["", "a b", "é", "x" * 21, "Besar"])
def test_seeds_that_cannot_stand_in_a_code_are_refused(seed: str) -> None:
    with pytest.raises(ValueError, match="seed"):
        generate(Family.SERIES, 1, seed)


def test_series_have_no_second_reading() -> None:
    for seed in SEEDS:
        for entry in generate(Family.SERIES, 24, seed):
            shown = [int(n.replace(".", "")) for n in re.findall(r"[\d.]+(?=,)", entry.item.stem)]
            options = {o.id: int(o.text.replace(".", "")) for o in entry.item.options}
            assert set(predictions(shown).values()) == {options[_right(entry)]}
            assert list(options.values()) == sorted(options.values())


@pytest.mark.parametrize(
    ("terms", "name", "ahead"),
    [
        ([3, 7, 11, 15], "constant_difference", 19),
        ([96, 48, 24, 12], "constant_ratio", 6),
        ([1, 4, 9, 16, 25], "growing_difference", 36),
        ([1, 2, 4, 8, 16], "constant_ratio", 32),
        ([2, 3, 5, 8, 13], "sum_of_two", 21),
        ([5, 8, 6, 9, 7, 10], "alternating_difference", 8),
        ([1, 1, 2, 6, 24], "growing_ratio", 120),
        ([1, 10, 2, 20, 4, 30, 8], "woven_mixed", 40),
    ],
)
def test_hypotheses_go_on_as_people_do(terms: list[int], name: str, ahead: int) -> None:
    assert predictions(terms)[name] == ahead


def test_too_few_numbers_prove_nothing() -> None:
    assert predictions([2, 4, 8]) == {}


_statements = st.builds(Statement, st.sampled_from(Form), st.integers(0, 2), st.integers(0, 2)).filter(
    lambda s: s.subject != s.predicate
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_statements, min_size=1, max_size=3), _statements)
def test_what_is_certain_is_never_refuted_by_a_population(
    premises: list[Statement], conclusion: Statement
) -> None:
    """Against an independent reading of the statements on explicit populations."""
    found = readings(premises, 3)
    if found is None:
        return
    kinds = [tuple(kind >> t & 1 for t in range(3)) for kind in range(8)]
    populations = [[k for n, k in enumerate(kinds) if mask >> n & 1] for mask in range(256)]
    models = [p for p in populations if all(_true(s, p) for s in premises)]
    assert found.certain(conclusion) is all(_true(conclusion, p) for p in models)


def _true(s: Statement, population: list[tuple[int, ...]]) -> bool:
    having = [p[s.predicate] for p in population if p[s.subject]]
    return {
        Form.ALL: all(having),
        Form.NONE: not any(having),
        Form.SOME: any(having),
        Form.SOME_NOT: not all(having),
    }[s.form]


def test_contradicting_premises_leave_no_reading() -> None:
    assert readings([Statement(Form.ALL, 0, 1), Statement(Form.NONE, 0, 1)], 2) is None
    assert worlds([Statement(Form.ALL, 0, 1), Statement(Form.SOME_NOT, 0, 1)], 2) == []


def test_a_matrix_that_can_be_read_in_two_ways_is_seen() -> None:
    assert table_predictions([[1, 2, 3], [1, 2, 3], [1, 2, 9]]) == {3}
    assert table_predictions([[1, 1, 2], [2, 1, 3], [2, 2, 9]]) == {4}
    assert len(table_predictions([[1, 2, 3], [2, 3, 5], [3, 4, 9]])) == 1
    assert table_predictions([[1, 2, 3], [2, 1, 3], [3, 3, 9]]) == {6}


def test_figures_say_in_words_what_they_show() -> None:
    for entry in generate(Family.MATRIX, 24, "t1"):
        assert entry.item.figure is not None
        assert "Baris 3:" in entry.item.figure
        assert "kotak yang ditanyakan" in entry.item.figure
        titles = [re.search(r"<title>([^<]+)</title>", o.figure or "") for o in entry.item.options]
        assert len({t.group(1) for t in titles if t}) == 5


@settings(max_examples=30)
@given(st.text(min_size=1, max_size=8), st.integers(1, 50))
def test_draws_stay_in_range_and_repeat(seed: str, n: int) -> None:
    one, other = Chance(seed), Chance(seed)
    draws = [one.below(n) for _ in range(20)]
    assert draws == [other.below(n) for _ in range(20)]
    assert all(0 <= draw < n for draw in draws)
    assert sorted(one.shuffled(range(n))) == list(range(n))


def test_draws_are_the_same_on_every_machine() -> None:
    chance = Chance("tetap")
    assert [chance.below(1000) for _ in range(5)] == FROZEN_DRAWS


@pytest.mark.parametrize("family", Family)
def test_the_shipped_items_never_change_unnoticed(family: Family) -> None:
    assert _fingerprint(family)[:16] == FROZEN[family]
