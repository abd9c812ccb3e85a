"""Totals, verdicts and ranks follow from ratings and weights by the selection's rules."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.plenary.domain.codec import post_of, read_table, table_data
from takar.plenary.domain.events import Amended
from takar.plenary.domain.redraws import chances, normals, standard_errors
from takar.plenary.domain.sensitivity import weight_ranges, with_weight, without_each_rater
from takar.plenary.domain.table import (
    Component,
    Entrant,
    PostTable,
    Rating,
    Room,
    TableRules,
    corrected,
    line_of,
    lines_of,
    ranking_of,
    rows_of,
    tied_at,
)

RULES = TableRules(
    components=(
        Component("track_record", "Rekam jejak", D(20), D(15), D(20)),
        Component("paper", "Makalah", D(20), D(15), D(20)),
        Component("assessment_centre", "Asesmen", D(25), D(20), D(25), D(68)),
        Component("interview", "Wawancara", D(35), D(30), D(35)),
    ),
    rooms=(
        Room("teknis", "Teknis", D(40), D(80)),
        Room("manajerial", "Manajerial", D(30), D(80)),
        Room("sosial", "Sosial", D(30), D(80)),
    ),
    ties=("interview", "paper"),
)


def entrant(n: int, values: str = "80 80 80", *rooms: str) -> Entrant:
    """`rooms`: values of a room's raters, divided by blanks."""
    track, paper, centre = values.split()
    given = rooms or ("85 87", "85", "85")
    ratings = tuple(
        Rating(f"{room.code[0]}{place}", room.code, None if value == "-" else D(value))
        for room, row in zip(RULES.rooms, given, strict=True)
        for place, value in enumerate(row.split())
    )
    return Entrant(
        f"n{n}", f"Calon {n}", f"{n:03d}",
        {"track_record": D(track), "paper": D(paper), "assessment_centre": D(centre)}, ratings,
    )  # fmt: skip


def post(*entrants: Entrant, rules: TableRules = RULES) -> PostTable:
    return PostTable("J1", "Kepala Dinas", rules, entrants)


def test_a_total_by_hand() -> None:
    line = line_of(entrant(1, "90 80 70", "81 84 85", "90", "88"), RULES)
    # (81 + 84 + 85) / 3 = 83.33; 83.33·0.4 + 90·0.3 + 88·0.3 = 86.73; 18 + 16 + 17.5 + 30.3555 = 81.86
    assert line.rooms == {"teknis": D("83.33"), "manajerial": D("90.00"), "sosial": D("88.00")}
    assert line.values["interview"] == D("86.73")
    assert line.total == D("81.86")
    assert line.verdict == "MS"


def test_the_median_and_downward_rounding_where_the_rules_say_so() -> None:
    median = replace(RULES, combine="median", rounding="down", decimals=1)
    one = entrant(1, "80 80 80", "81 84 99", "80.27 80.28", "85")
    assert line_of(one, median).rooms == {"teknis": D("84.0"), "manajerial": D("80.2"), "sosial": D("85.0")}


@pytest.mark.parametrize(("value", "verdict"), [("79.99", "TMS"), ("79.995", "MS"), ("80", "MS")])
def test_the_room_standard_is_compared_with_the_rounded_value(value: str, verdict: str) -> None:
    assert line_of(entrant(1, "80 80 80", value, "85", "85"), RULES).verdict == verdict


@pytest.mark.parametrize(("centre", "below"), [("67.99", ("assessment_centre",)), ("68", ()), ("68.01", ())])
def test_a_floor(centre: str, below: tuple[str, ...]) -> None:
    line = line_of(entrant(1, f"80 80 {centre}"), RULES)
    assert line.below == below
    assert line.verdict == ("TMS" if below else "MS")


def test_the_interview_as_a_whole_may_decide() -> None:
    rules = replace(RULES, verdict_rule="interview")
    assert line_of(entrant(1, "80 80 80", "70", "90", "90"), rules).verdict == "MS"
    low = line_of(entrant(1, "80 80 80", "70", "80", "80"), rules)
    assert (low.verdict, low.below) == ("TMS", ("interview",))
    empty = line_of(entrant(1, "80 80 80", "-", "80", "80"), rules)
    assert (empty.verdict, empty.missing) == ("", ("interview",))


def test_missing_is_never_zero() -> None:
    line = line_of(entrant(1, "80 80 80", "-", "85", "85"), RULES)
    assert (line.total, line.verdict, line.missing) == (None, "", ("interview",))
    none = replace(RULES, rooms=())
    assert line_of(replace(entrant(1), ratings=()), none).values["interview"] is None


def test_who_dropped_out_or_is_not_eligible_has_no_rank() -> None:
    lines = lines_of(
        post(entrant(1), replace(entrant(2), out="gugur"), replace(entrant(3), out="x", eligible=False))
    )
    assert [(line.rank, line.verdict) for line in lines] == [(1, "MS"), (None, ""), (None, "TMS")]


def test_ties_are_broken_in_order_and_shared_when_nothing_breaks_them() -> None:
    # 2 points of interview are worth 3.5 points of track record: equal totals, and the interview decides
    less, more = entrant(1, "80 80 80", "85", "85", "85"), entrant(2, "76.5 80 80", "87", "87", "87")
    lines = lines_of(post(less, more, entrant(3), entrant(4)))
    assert lines[0].total == lines[1].total
    assert [line.rank for line in lines] == [4, 3, 1, 1]
    assert ranking_of(lines) == ("n3", "n4", "n2", "n1")
    assert tied_at(lines, 1) == {"n3", "n4"}
    assert tied_at(lines, 2) == frozenset()
    assert post_of(post(*(entrant(n) for n in range(1, 5))), 3).tied == {"n1", "n2", "n3", "n4"}


def test_components_on_sheets_are_combined_like_a_room() -> None:
    one = entrant(1)
    paper = replace(one, values={k: v for k, v in one.values.items() if k != "paper"})
    paper = replace(paper, ratings=(*one.ratings, Rating("a", "paper", D(70)), Rating("b", "paper", D(71))))
    assert line_of(paper, RULES).values["paper"] == D("70.50")


def test_a_corrected_value_counts_and_the_last_correction_last() -> None:
    change = Amended("o", "n1", "interview", "85.40", "90.00", "x", "a", "b")
    fixed = corrected(
        [post(entrant(1), entrant(2))],
        [("J1", change), ("J1", replace(change, new="91.00")), ("J2", replace(change, new="1"))],
    )
    assert [line_of(one, RULES).values["interview"] for one in fixed[0].entrants] == [D("91.00"), D("85.40")]


def test_the_table_survives_being_kept() -> None:
    table = post(
        entrant(1), replace(entrant(2, "80 80 80", "-", "85", "85"), out="gugur", errors={"paper": D("2.5")})
    )
    assert read_table(table_data(table)) == table
    assert [row["rank"] for row in rows_of(table)] == [1, None]
    assert table.places["teknis"] == "Teknis"


def test_without_a_rater() -> None:
    table = post(entrant(1, "80 80 80", "90 80", "85", "85"), entrant(2, "80 80 80", "80 92", "85", "85"))
    changes = {one.rater: one.shifts for one in without_each_rater(table)}
    assert [(s.nip, s.before, s.after) for s in changes["t1"]] == [("n2", 1, 2), ("n1", 2, 1)]
    assert changes["t0"] == ()
    assert [(s.nip, s.after) for s in changes["m0"]] == [("n2", None), ("n1", None)]


def test_a_weight_that_moves() -> None:
    table = post(entrant(1, "90 80 80", "81", "81", "81"), entrant(2, "80 80 80", "86.2", "86.2", "86.2"))
    found = {one.component: one for one in weight_ranges(table)}
    assert [line.rank for line in lines_of(table)] == [1, 2]
    # equal where 90·w + 81·v = 80·w + 86.2·v with v = (100 − w)·35/80: w = 18.53…
    assert found["track_record"].holds == (D("18.53"), D("20.00"))
    assert [(s.nip, s.after) for s in found["track_record"].least.shifts] == [("n1", 2), ("n2", 1)]
    assert found["track_record"].most.shifts == ()
    weights = [one.weight for one in with_weight(RULES, "paper", D(15)).components]
    assert sum(weights) == 100


def test_a_component_without_weight_cannot_move() -> None:
    parts = (replace(RULES.components[0], weight=D(0)), replace(RULES.components[3], weight=D(100)))
    assert weight_ranges(post(entrant(1), rules=replace(RULES, components=parts))) == ()


def test_chances_of_ranks() -> None:
    table = post(
        entrant(1, "90 80 80", "95 85", "90 92", "90 86"),
        entrant(2, "88 80 80", "94 88", "90 91", "90 85"),
        entrant(3, "70 70 70", "80 82", "81 82", "83 82"),
        entrant(4, "70 70 60"),
    )
    found = chances(table, "benih", 2)
    assert found is not None
    assert set(found.ranks) == {"n1", "n2", "n3"}
    for shares in found.ranks.values():
        assert sum(shares) == pytest.approx(1)
    assert found.ranks["n3"] == (0, 0, 1)
    assert 0.5 < found.ranks["n1"][0] < 1
    assert found.best_in == 1
    assert chances(table, "benih", 2) == found
    assert chances(table, "lain", 2) != found
    assert chances(post(entrant(1)), "benih", 3) is None


def test_errors_by_hand() -> None:
    table = post(entrant(1, "80 80 80", "80 90", "85", "85"), replace(entrant(2), errors={"paper": D("1.5")}))
    errors = standard_errors(table, lines_of(table))
    # teknis: (25 + 25 + 1 + 1) / 2 = 26 per rating, 13 per mean of two; 0.4·√13; one rater alone says nothing
    assert errors["n1"]["interview"] == pytest.approx(0.4 * 13**0.5)
    assert errors["n1"]["paper"] == 0
    assert errors["n2"]["paper"] == 1.5


def test_normals_are_normal_and_repeatable() -> None:
    source = normals("x")
    drawn = [next(source) for _ in range(4000)]
    mean = sum(drawn) / len(drawn)
    assert abs(mean) < 0.05
    assert abs(sum((v - mean) ** 2 for v in drawn) / len(drawn) - 1) < 0.08
    again = normals("x")
    assert [next(again) for _ in range(5)] == drawn[:5]


VALUES = st.integers(min_value=6000, max_value=10000).map(lambda n: f"{D(n) / 100}")
PEOPLE = st.lists(st.tuples(VALUES, VALUES, VALUES, VALUES, VALUES, VALUES), min_size=2, max_size=6)


def table_from(rows: list[tuple[str, ...]]) -> PostTable:
    return post(*(entrant(n, " ".join(row[:3]), *row[3:]) for n, row in enumerate(rows, 1)))


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_ranks_agree_with_totals_and_inside_the_stretch_nothing_changes(rows: list[tuple[str, ...]]) -> None:
    table = table_from(rows)
    able = [line for line in lines_of(table) if line.rank is not None]
    for one in able:
        for other in able:
            assert one.total is not None
            assert other.total is not None
            if one.total > other.total:
                assert one.rank is not None
                assert other.rank is not None
                assert one.rank < other.rank
    for found in weight_ranges(table):
        low, high = found.holds
        weight = next(c.weight for c in RULES.components if c.code == found.component)
        assert low <= weight <= high
        # rounding totals may make or break a tie right at the crossing; without rounding nothing changes inside
        exact = replace(RULES, decimals=12)
        middle = with_weight(exact, found.component, (low + high) / 2)
        before = [line.rank for line in lines_of(table, exact)]
        if low < weight < high and len(set(before)) == len(before):
            assert [line.rank for line in lines_of(table, middle)] == before


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_nobody_below_a_standard_is_ranked(rows: list[tuple[str, ...]]) -> None:
    for line in lines_of(table_from(rows)):
        if line.rank is not None:
            assert all(value is not None and value >= 80 for value in line.rooms.values())
            assert (line.values["assessment_centre"] or 0) >= 68
