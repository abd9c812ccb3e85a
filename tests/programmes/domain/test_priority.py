from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.programmes.domain.priority import (
    STATES,
    Candidate,
    by_unit,
    cause_of,
    cut,
    rank,
    replacements,
)

candidates = st.builds(
    Candidate,
    nip=st.integers(0, 10**6).map(lambda n: f"{n:018d}"),
    name=st.just("Nama"),
    post=st.just(""),
    agency=st.just(""),
    unit=st.sampled_from(["Dinas A / Bidang 1", "Dinas A / Bidang 2", "Dinas B"]),
    golongan=st.just(""),
    job_class=st.sampled_from(["pengawas", "administrator"]),
    eselon=st.just(""),
    state=st.sampled_from(STATES),
    valid_until=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    near=st.booleans(),
    active=st.booleans(),
)
lists = st.lists(candidates, max_size=20, unique_by=lambda one: one.nip)


def one(nip: str, state: str, until: date | None = None, **more: object) -> Candidate:
    known: dict[str, object] = {"unit": "Dinas A", "job_class": "pengawas"}
    return Candidate(
        nip, "Nama", "", "", golongan="", eselon="", state=state, valid_until=until, **(known | more)
    )  # type: ignore[arg-type]


def test_lapsed_longest_comes_first_then_never_then_expiring_then_valid() -> None:
    people = [
        one("5", "valid", date(2028, 1, 1)),
        one("4", "expiring", date(2026, 3, 1)),
        one("3", "never"),
        one("2", "lapsed", date(2025, 1, 1)),
        one("1", "lapsed", date(2024, 1, 1)),
        one("6", "expiring", date(2026, 2, 1)),
    ]
    assert [found.nip for found in sorted(people, key=rank)] == ["1", "2", "3", "6", "4", "5"]


@given(lists, st.integers(-1, 25))
def test_the_cut_takes_the_first_and_names_the_rest(people: list[Candidate], room: int) -> None:
    found = cut(people, room)
    assert len(found.taken) == min(len(people), max(room, 0))
    assert {c.nip for c in (*found.taken, *found.left_out)} == {c.nip for c in people}
    if found.taken and found.left_out:
        assert rank(found.taken[-1]) < rank(found.left_out[0])
    assert cut(people[::-1], room) == found, "whatever the order of the list"


@given(lists, st.integers(0, 25))
def test_replacements_are_of_the_same_class_and_serve(people: list[Candidate], limit: int) -> None:
    found = replacements(people, "pengawas", "Dinas B", limit)
    assert len(found) <= limit
    assert all(one.job_class == "pengawas" and one.active for one in found)
    assert [one.near for one in found] == sorted(one.near for one in found)


def test_the_same_unit_comes_first_but_nobody_near_retirement() -> None:
    people = [
        one("1", "lapsed", date(2020, 1, 1)),
        one("2", "never", unit="Dinas B"),
        one("3", "never", unit="Dinas B", near=True),
    ]
    assert [found.nip for found in replacements(people, "pengawas", "Dinas B", 3)] == ["2", "1", "3"]


def test_units_are_counted_by_their_top() -> None:
    people = [one("1", "never", unit=unit) for unit in ("B", "A / x", "A / y", "C")]
    assert by_unit(people) == (("A", 2), ("B", 1), ("C", 1))


@pytest.mark.parametrize("state", STATES)
def test_who_is_not_due_was_asked(state: str) -> None:
    assert cause_of(state) == (state if state in ("never", "lapsed", "expiring") else "asked")


def test_the_same_office_comes_before_another() -> None:
    people = [one("1", "never", unit="B"), one("2", "never", unit="A / x"), one("3", "never", unit="A / y")]
    assert [found.nip for found in replacements(people, "pengawas", "A / y", 3)] == ["3", "2", "1"]
