"""Free seats take turns too, but a small batch in a large hall does not become one giant group."""

from __future__ import annotations

from datetime import date

from takar.planning.day_assembling import SPARE, _with_spares
from takar.planning.domain.problem import Batch

DAYS = (date(2026, 11, 23),)


def batch(groups: tuple[tuple[str, ...], ...], capacity: int, reserve: int = 1) -> Batch:
    people = tuple(nip for group in groups for nip in group)
    return Batch(
        id="b",
        number=1,
        job_class="pengawas",
        days=DAYS,
        capacity=capacity,
        reserve=reserve,
        people=people,
        groups=groups,
    )


def test_spares_fill_groups_up_to_their_most() -> None:
    (group,) = _with_spares(batch((tuple("abcdef"),), 25), 8)
    assert group == (*"abcdef", f"{SPARE}1", f"{SPARE}2")


def test_the_reserve_has_a_turn_even_in_full_groups() -> None:
    groups = _with_spares(batch((tuple("abcdefgh"), tuple("ijklmnop"), tuple("qrstuvwx")), 25), 8)
    assert sorted(map(len, groups)) == [8, 8, 9]


def test_without_groups_everybody_is_one() -> None:
    one = Batch(id="b", number=1, job_class="pengawas", days=DAYS, capacity=3, reserve=1, people=("a", "b"))
    assert _with_spares(one, 8) == (("a", "b", f"{SPARE}1"),)
