"""Separation of duties and the throttle, as tables and properties."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.accounts.domain.roles import ABILITIES, Ability, Role, abilities_of, roles_with
from takar.accounts.domain.separation import forbidden_together, refuse_combination
from takar.accounts.domain.throttle import MOST_FAILURES, WINDOW, free_again

R = Role
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
ALLOWED_PAIRS = {
    frozenset({R.ASSESSMENT_ADMIN, R.READER}),
    frozenset({R.PROCTOR, R.TECHNICAL_HELPER}),
    frozenset({R.READER, R.AUDITOR}),
    frozenset({R.READER, R.PANEL_SECRETARY}),
    frozenset({R.READER, R.APPOINTER}),
    frozenset({R.READER, R.RESOURCE_PERSON}),
    frozenset({R.READER, R.TALENT_TEAM}),
    frozenset({R.PANEL_SECRETARY, R.TALENT_TEAM}),
    frozenset({R.ASSESSOR, R.LEAD_ASSESSOR}),
    frozenset({R.ASSESSOR, R.PANELIST}),
    frozenset({R.LEAD_ASSESSOR, R.PANELIST}),
}


@pytest.mark.parametrize("pair", [frozenset(pair) for pair in combinations(Role, 2)])
def test_only_these_pairs_may_be_combined(pair: frozenset[Role]) -> None:
    assert (refuse_combination(pair) is None) is (pair in ALLOWED_PAIRS)


@pytest.mark.parametrize("role", Role)
def test_one_role_alone_is_always_allowed(role: Role) -> None:
    assert refuse_combination([role, role]) is None


@given(st.sets(st.sampled_from(Role)))
def test_a_set_is_refused_exactly_when_a_pair_in_it_is(roles: set[Role]) -> None:
    pairs = {frozenset({first, second}) for first, second, _ in forbidden_together(roles)}
    assert (refuse_combination(roles) is not None) is bool(pairs)
    assert pairs == {frozenset(p) for p in combinations(roles, 2)} - ALLOWED_PAIRS


def test_an_unknown_role_is_refused_with_the_known_ones() -> None:
    refusal = refuse_combination(["raja"])
    assert refusal is not None
    assert refusal.code == "ROLE_UNKNOWN"
    assert "proctor" in refusal.en


@pytest.mark.parametrize("ability", Ability)
def test_every_ability_is_held_by_a_role(ability: Ability) -> None:
    assert roles_with(ability)
    assert ability in abilities_of([roles_with(ability)[0]])


def test_no_role_no_ability() -> None:
    assert abilities_of([]) == frozenset()
    assert set(ABILITIES) == set(Role)


def test_the_fifth_failure_makes_the_account_rest_until_the_first_of_them_is_old() -> None:
    failures = [NOON + timedelta(seconds=n) for n in range(MOST_FAILURES)]
    now = NOON + timedelta(seconds=30)
    assert free_again(failures[:-1], now) is None
    assert free_again(failures, now) == NOON + WINDOW
    assert free_again(failures, NOON + WINDOW - timedelta(microseconds=1)) is not None
    assert free_again(failures, NOON + WINDOW) is None


@given(st.lists(st.integers(0, 3600), max_size=20), st.integers(0, 3600))
def test_waiting_as_told_is_enough(seconds: list[int], now: int) -> None:
    failures = [NOON + timedelta(seconds=s) for s in seconds]
    moment = NOON + timedelta(seconds=now)
    known = [f for f in failures if f <= moment]
    wait = free_again(known, moment)
    if wait is not None:
        assert moment < wait <= moment + WINDOW
        assert free_again(known, wait) is None
