"""What is missing for a talent map, and the order of what is there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.careers.domain.completeness import NEEDED, missing
from takar.careers.domain.facts import IDENTITY, day_of, fact_of, history_of, key_of
from takar.careers.domain.values import (
    Discipline,
    Education,
    FactKind,
    History,
    Predicate,
    Profile,
    Served,
    Wish,
)

ON = date(2026, 3, 2)
WHOLE = History(
    "1",
    predicates=(Predicate(2025, "baik"),),
    education=(Education("S1"),),
    posts=(Served("Camat", "", "", "", date(2020, 1, 1)),),
    discipline=(Discipline("none", date(2026, 1, 1)),),
)
PROFILE = Profile("1", (("M.01", Decimal(3)),), ON, "import")


def test_whoever_has_all_lacks_nothing() -> None:
    assert missing(WHOLE, PROFILE, ON) == ()
    assert missing(History("1"), None, ON) == NEEDED
    assert missing(WHOLE, PROFILE, date(2027, 1, 1)) == ("predicate",)


@pytest.mark.parametrize(
    ("kind", "values", "day"),
    [
        ("predicates", {"year": "2025", "code": "baik"}, date(2025, 12, 31)),
        ("feedback", {"year": "2024", "score": "80"}, date(2024, 12, 31)),
        ("education", {"level": "S1", "year": "2010"}, date(2010, 1, 1)),
        ("education", {"level": "S1"}, date(1900, 1, 1)),
        ("awards", {"title": "A", "on": "2020-08-17"}, date(2020, 8, 17)),
        ("trainings", {"title": "A", "kind": "teknis", "finished_on": "2020-08-17"}, date(2020, 8, 17)),
        ("team_tasks", {"title": "A", "role": "ketua", "start": "2020-08-17"}, date(2020, 8, 17)),
        ("posts", {"title": "A", "start": "2020-08-17"}, date(2020, 8, 17)),
        ("discipline", {"level": "none", "start": "2020-08-17"}, date(2020, 8, 17)),
        ("wishes", {"rank": "1", "title": "A", "told_on": "2020-08-17"}, date(2020, 8, 17)),
        ("wishes", {"rank": "1", "title": "A"}, date(1900, 1, 1)),
    ],
)
def test_from_which_day_a_fact_counts(kind: str, values: dict[str, str], day: date) -> None:
    assert day_of(kind, values) == day
    told = history_of("1", {kind: [fact_of(kind, values), fact_of(kind, values)]})
    assert len(getattr(told, kind)) == 2


@given(st.sampled_from(list(FactKind)), st.text(max_size=20), st.text(max_size=20))
def test_a_key_ignores_case_and_spaces_but_nothing_else(kind: FactKind, one: str, other: str) -> None:
    name = IDENTITY[kind][0]
    assert key_of(kind, {name: one}) == key_of(kind, {name: f"  {one} "})
    if one.casefold().split() != other.casefold().split():
        assert key_of(kind, {name: one}) != key_of(kind, {name: other})


def test_facts_stand_in_order_of_time() -> None:
    facts = [Predicate(2025, "baik"), Predicate(2023, "kurang")]
    assert [one.year for one in history_of("1", {"predicates": list(facts)}).predicates] == [2023, 2025]
    wishes = [Wish(2, "B"), Wish(1, "A")]
    assert [one.rank for one in history_of("1", {"wishes": list(wishes)}).wishes] == [1, 2]
