"""Room, interview, total and rank: boundaries, and what must hold for any table."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.selection.domain.scoring import Part, Room, Scale, Standing, rank

PARTS = (
    Part("track_record", Decimal(20), None),
    Part("paper", Decimal(20), None),
    Part("assessment_centre", Decimal(25), Decimal(68)),
    Part("interview", Decimal(35), None),
)
ROOMS = (
    Room("teknis", Decimal(40), Decimal(80)),
    Room("manajerial", Decimal(30), Decimal(80)),
    Room("sosial", Decimal(30), Decimal(80)),
)
EVERY = Scale(PARTS, ROOMS, ties=("interview", "assessment_centre", "track_record"))
JOINT = Scale(PARTS, ROOMS, every_room=False)


def D(text: str) -> Decimal:
    return Decimal(text)


def standing(
    nip: str, rooms: tuple[str, str, str], others: tuple[str, str, str], *, eligible: bool = True
) -> Standing:
    """`others`: track record, paper, assessment centre."""
    values: dict[str, Decimal | None] = dict(
        zip(("track_record", "paper", "assessment_centre"), map(D, others), strict=True)
    )
    held: dict[str, Decimal | None] = dict(
        zip(("teknis", "manajerial", "sosial"), map(D, rooms), strict=True)
    )
    return Standing(nip, {**values, "interview": EVERY.interview_value(held)}, held, eligible)


@pytest.mark.parametrize(
    ("value", "meets"),
    [("80", True), ("80.00", True), ("79.99", False), ("80.01", True), ("0", False), ("100", True)],
)
def test_80_meets_and_79_99_does_not(value: str, meets: bool) -> None:
    assert EVERY.room_meets(ROOMS[0], D(value)) is meets


def test_what_is_compared_is_the_printed_number() -> None:
    assert EVERY.room_value([D("79.994"), D("79.994")]) == D("79.99")
    assert EVERY.room_value([D("79.99"), D("80")]) == D("80.00")
    assert EVERY.room_meets(ROOMS[0], EVERY.room_value([D("79.99"), D("80")])) is True


def test_mean_and_median_of_raters() -> None:
    three = [D("90"), D("80"), D("40")]
    assert EVERY.room_value(three) == D("70.00")
    assert Scale(PARTS, ROOMS, combine="median").room_value(three) == D("80.00")
    assert EVERY.room_value([D("81"), None, D("79")]) == D("80.00")
    assert EVERY.room_value([None, None]) is None
    assert EVERY.room_value([]) is None


def test_no_evidence_is_neither_a_zero_nor_a_value() -> None:
    assert EVERY.sheet_value([D("80"), "NE", D("70")]) == D("75")
    assert EVERY.sheet_value(["NE", "NE"]) is None


def test_missing_stays_missing() -> None:
    assert EVERY.interview_value({"teknis": D("90"), "manajerial": D("90")}) is None
    assert (
        EVERY.total(
            {"track_record": D("90"), "paper": D("90"), "assessment_centre": None, "interview": D("90")}
        )
        is None
    )
    assert EVERY.below_floor({"assessment_centre": None}) == ()


def test_the_verdict_of_each_room_or_of_the_whole_interview() -> None:
    mixed: dict[str, Decimal | None] = {"teknis": D("95"), "manajerial": D("79.99"), "sosial": D("80")}
    assert EVERY.meets(mixed) is False
    assert JOINT.meets(mixed) is True
    assert JOINT.interview_standard == D("80.00")
    assert EVERY.meets({"teknis": D("80")}) is None
    assert EVERY.meets({"teknis": D("79.99")}) is False
    assert JOINT.meets({"teknis": D("79")}) is None
    assert EVERY.meets({"teknis": D("80"), "manajerial": D("80"), "sosial": D("80")}) is True


def test_a_floor_cannot_be_rescued() -> None:
    best = standing("1", ("100", "100", "100"), ("100", "100", "67.99"))
    edge = standing("2", ("80", "80", "80"), ("50", "50", "68"))
    assert rank([best, edge], EVERY) == {"2": 1}


def test_ties_are_decided_by_the_interview_and_then_shared() -> None:
    first = standing("1", ("84", "84", "84"), ("80", "83", "80"))
    other = standing("2", ("80", "80", "80"), ("90", "80", "80"))
    same = standing("3", ("80", "80", "80"), ("90", "80", "80"))
    assert {EVERY.total(one.values) for one in (first, other, same)} == {D("82.00")}
    assert rank([other, first, same], EVERY) == {"1": 1, "2": 2, "3": 2}


def test_who_is_below_the_standard_or_not_eligible_has_no_rank() -> None:
    good = standing("1", ("80", "80", "80"), ("70", "70", "70"))
    failed = standing("2", ("99", "99", "79.99"), ("99", "99", "99"))
    out = standing("3", ("99", "99", "99"), ("99", "99", "99"), eligible=False)
    assert rank([good, failed, out], EVERY) == {"1": 1}


@pytest.mark.parametrize(
    ("rounding", "expected"), [("half_up", "80.13"), ("half_even", "80.12"), ("down", "80.12")]
)
def test_rounding_is_the_rules_own(rounding: str, expected: str) -> None:
    assert Scale(PARTS, ROOMS, rounding=rounding).rounded(D("80.125")) == D(expected)


VALUE = st.decimals(0, 100, places=2)
SOMETIMES = st.one_of(st.none(), VALUE)


@st.composite
def tables(draw: st.DrawFn) -> list[Standing]:
    found = []
    for number in range(draw(st.integers(0, 5))):
        rooms = {room.code: draw(SOMETIMES) for room in ROOMS}
        values = {part.code: draw(SOMETIMES) for part in PARTS[:3]}
        values["interview"] = EVERY.interview_value(rooms)
        found.append(Standing(str(number), values, rooms, draw(st.booleans())))
    return found


@given(tables())
@settings(max_examples=150, deadline=None)
def test_only_who_is_whole_above_floors_and_meets_the_standard_is_ranked(table: list[Standing]) -> None:
    ranks = rank(table, EVERY)
    for one in table:
        whole = one.eligible and None not in one.values.values()
        above = all(
            part.floor is None or (one.values[part.code] or Decimal(0)) >= part.floor for part in PARTS
        )
        meets = all((value or Decimal(0)) >= 80 for value in one.rooms.values())
        assert (one.nip in ranks) == (whole and above and meets)


@given(tables(), st.randoms())
@settings(max_examples=100, deadline=None)
def test_the_order_of_the_list_changes_no_rank(table: list[Standing], random: object) -> None:
    ranks = rank(table, EVERY)
    for again in list(permutations(table))[:6]:
        assert rank(again, EVERY) == ranks


@given(tables(), st.integers(0, 4), VALUE)
@settings(max_examples=150, deadline=None)
def test_a_higher_value_never_costs_a_rank(table: list[Standing], which: int, more: Decimal) -> None:
    if which >= len(table):
        return
    one, before = table[which], rank(table, EVERY)
    value = one.values["paper"]
    if value is None or one.nip not in before:
        return
    higher = Standing(one.nip, {**one.values, "paper": max(value, more)}, one.rooms, one.eligible)
    after = rank([*table[:which], higher, *table[which + 1 :]], EVERY)
    assert after[one.nip] <= before[one.nip]


@given(tables())
@settings(max_examples=100, deadline=None)
def test_ranks_count_those_who_are_better(table: list[Standing]) -> None:
    ranks = rank(table, EVERY)
    for nip, place in ranks.items():
        assert sum(1 for other in ranks.values() if other < place) == place - 1
        assert nip in {one.nip for one in table}
