"""Properties of what changes by hand do to groups, seats, halls and turns, before any rule is judged."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from takar.planning.domain import problem as p
from takar.planning.domain.asking import Ask, first_ask, relieved
from takar.planning.domain.assessor_rows import find_columns, read_row
from takar.planning.domain.changes import (
    group_of,
    may_rate,
    seated,
    with_duty_changed,
    with_people_swapped,
    with_person_left,
    with_person_moved,
)
from takar.planning.domain.grouping import joined, left, regrouped
from takar.planning.domain.halls import halls_for
from takar.planning.domain.matrix import ALL, DEFAULTS, shown_by, unseen
from takar.planning.domain.packing import packed, unpacked
from takar.planning.domain.turns import first_free

MONDAY = date(2026, 2, 2)
QUICK = settings(max_examples=60, deadline=None)


def days_from(first: date, count: int = 3) -> tuple[date, ...]:
    return tuple(first + timedelta(days=n) for n in range(count))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[p.Problem, tuple[p.Batch, ...]]:
    """Two batches with groups, raters and duties, and people of a few offices."""
    sizes = draw(st.tuples(st.integers(2, 9), st.integers(2, 9)))
    staff = tuple(p.Assessor(n, draw(st.sampled_from(("", "U0", "U1")))) for n in range(1, 6))
    people: list[p.Person] = []
    batches = []
    for number, size in enumerate(sizes, 1):
        mine = [f"{number}{n:02d}" for n in range(size)]
        people += [p.Person(one, f"U{n % 3}", "pengawas") for n, one in enumerate(mine)]
        batches.append(
            p.Batch(
                id=f"b{number}",
                number=number,
                job_class="pengawas",
                days=days_from(MONDAY + timedelta(days=7 * number)),
                capacity=10,
                people=tuple(mine),
                groups=regrouped([mine[at::2] for at in range(2)], 2, 5),
                duties=tuple(p.Duty(one.id) for one in staff[:4]),
                raters=dict.fromkeys(mine, (1, 2)),
            )
        )
    problem = p.Problem(
        working_days=days_from(MONDAY, 20),
        rules=p.Rules(group_least=2, group_most=5, raters=2),
        people=tuple(people),
        assessors=staff,
        batches=tuple(batches),
    )
    return problem, tuple(batches)


def everybody(batches: tuple[p.Batch, ...]) -> Counter[str]:
    return Counter(one for batch in batches for one in batch.people)


@QUICK
@given(worlds(), st.data())
def test_moving_somebody_loses_and_doubles_nobody(
    world: tuple[p.Problem, tuple[p.Batch, ...]], data: st.DataObject
) -> None:
    problem, batches = world
    nip = data.draw(st.sampled_from(batches[0].people))
    after = with_person_moved(problem, batches, nip, "b2")
    assert everybody(after) == everybody(batches)
    assert nip in after[1].people
    for batch in after:
        grouped = Counter(one for group in batch.groups for one in group)
        assert grouped == Counter(batch.people)
    assert group_of(after[1], nip) > 0
    assert all(may_rate(problem, rater, nip, after[1].first_day) for rater in after[1].raters.get(nip, ()))
    assert nip not in after[0].raters


@QUICK
@given(worlds(), st.data())
def test_a_swap_keeps_the_sizes_and_swapping_back_gives_the_same_people(
    world: tuple[p.Problem, tuple[p.Batch, ...]], data: st.DataObject
) -> None:
    problem, batches = world
    one, other = data.draw(st.sampled_from(batches[0].people)), data.draw(st.sampled_from(batches[1].people))
    after = with_people_swapped(problem, batches, one, other)
    assert [len(batch.people) for batch in after] == [len(batch.people) for batch in batches]
    back = with_people_swapped(problem, after, one, other)
    assert [set(batch.people) for batch in back] == [set(batch.people) for batch in batches]


@QUICK
@given(worlds(), st.data())
def test_who_leaves_is_gone_and_nobody_else(
    world: tuple[p.Problem, tuple[p.Batch, ...]], data: st.DataObject
) -> None:
    problem, batches = world
    nip = data.draw(st.sampled_from(batches[0].people))
    after = with_person_left(problem, batches, nip)
    assert everybody(batches) - everybody(after) == Counter([nip])
    assert unpacked(packed(after)) == after  # type: ignore[arg-type]


def test_a_successor_takes_over_duty_and_ratings() -> None:
    batch = p.Batch(
        id="b", number=1, job_class="pengawas", days=days_from(MONDAY), capacity=5, people=("x",),
        duties=(p.Duty(1, "lead"), p.Duty(2)), raters={"x": (1, 2)},
    )  # fmt: skip
    (after,) = with_duty_changed((batch,), "b", 1, 7)
    assert {(one.assessor, one.role) for one in after.duties} == {(7, "lead"), (2, "assessor")}
    assert after.raters == {"x": (2, 7)}
    (alone,) = with_duty_changed((batch,), "b", 1, 0)
    assert alone.raters == {"x": (2,)}
    (more,) = with_duty_changed((batch,), "b", 0, 9, "standby")
    assert more.duties[-1] == p.Duty(9, "standby")
    assert with_duty_changed((batch,), "lain", 1, 7) == (batch,)


def test_ties_end_with_their_day() -> None:
    problem = p.Problem(
        working_days=days_from(MONDAY),
        rules=p.Rules(),
        people=(p.Person("x", "U", "pengawas"),),
        assessors=(p.Assessor(1), p.Assessor(2, "U"), p.Assessor(3)),
        ties=(p.Tie(1, "x", "former_superior", MONDAY), p.Tie(3, "x", "relative")),
    )
    assert not may_rate(problem, 1, "x", MONDAY)
    assert may_rate(problem, 1, "x", MONDAY + timedelta(days=1))
    assert [may_rate(problem, rater, "x", MONDAY) for rater in (2, 3, 9)] == [False, False, False]


def test_a_batch_without_groups_or_raters_gets_none() -> None:
    problem = p.Problem(working_days=days_from(MONDAY), rules=p.Rules(), people=())
    batch = p.Batch(id="b", number=1, job_class="pengawas", days=days_from(MONDAY), capacity=5)
    after = seated(problem, batch, "x")
    assert (after.people, after.groups, dict(after.raters)) == (("x",), (), {})


@given(st.lists(st.integers(0, 12), max_size=6), st.integers(1, 5), st.integers(0, 5))
def test_groups_hold_everybody_within_the_sizes_when_that_can_be(
    sizes: list[int], least: int, more: int
) -> None:
    most = 2 * least + more
    groups = [[f"{number}-{n}" for n in range(size)] for number, size in enumerate(sizes)]
    total = sum(sizes)
    done = regrouped([list(group) for group in groups], least, most)
    assert Counter(one for group in done for one in group) == Counter(
        one for group in groups for one in group
    )
    assert all(len(group) >= least for group in done) or total < least


@given(st.integers(2, 4), st.integers(1, 20))
def test_coming_and_going_keeps_groups_large_enough(least: int, comings: int) -> None:
    groups = (tuple(f"a{n}" for n in range(least)), tuple(f"b{n}" for n in range(least)))
    for number in range(comings):
        groups = joined(groups, f"x{number}", least, 2 * least)  # type: ignore[assignment]
        assert all(least <= len(group) <= 2 * least for group in groups)
    for number in range(comings):
        groups = left(groups, f"x{number}", least, 2 * least)  # type: ignore[assignment]
        assert all(least <= len(group) for group in groups)
    assert joined((), "x", 1, 2) == ()


@given(st.lists(st.integers(0, 30), min_size=1, max_size=15))
def test_no_hall_holds_two_batches_on_a_day(starts: list[int]) -> None:
    days = {f"b{n}": days_from(MONDAY + timedelta(days=start)) for n, start in enumerate(starts)}
    halls = halls_for(days)
    used = Counter((halls[batch], day) for batch, mine in days.items() for day in mine)
    assert max(used.values()) == 1
    overlap = Counter(day for mine in days.values() for day in mine)
    assert max(halls.values()) <= max(overlap.values())
    fixed = halls_for(days, {"b0": 5})
    assert fixed["b0"] == 5


@given(
    st.integers(5, 120),
    st.lists(st.tuples(st.integers(450, 880), st.integers(5, 90)), max_size=8),
)
def test_a_turn_meets_nothing_and_stays_inside_the_hours(minutes: int, busy: list[tuple[int, int]]) -> None:
    hours = [(time(7, 30), time(12)), (time(13), time(15))]
    taken = [(at(start), at(min(start + length, 899))) for start, length in busy]
    found = first_free(minutes, hours, taken)
    if found is None:
        return
    start, end = found
    assert any(opens <= start and end <= closes for opens, closes in hours)
    assert all(end <= first or last <= start for first, last in taken)


def at(minute: int) -> time:
    return time(minute // 60, minute % 60)


def test_shipped_tools_show_all_nine_competencies_and_fit_the_day() -> None:
    for method, tools in DEFAULTS.items():
        assert unseen(tools) == (), method
        assert min(shown_by(tools).values()) >= 1
        for day in {tool.day for tool in tools}:
            assert sum(tool.minutes for tool in tools if tool.day == day) <= 390, (method, day)
    assert unseen(()) == ALL


def test_an_ask_survives_storage_and_takes_one_relief() -> None:
    ask = Ask(
        first_day=MONDAY,
        last_day=MONDAY,
        halls=1,
        batch_size=25,
        reserve=1,
        batch_days=3,
        assessors=7,
        beds=0,
    )
    assert Ask.from_json(ask.as_json() | {"lain": 1}) == ask
    assert relieved(ask, "halls", 4).halls == 4
    assert relieved(ask, "away_share", 20).away_percent == 20
    assert relieved(ask, "last_day", 2).last_day == MONDAY + timedelta(weeks=2)
    assert relieved(ask, "locks", 0) == ask
    assert ask.rules().beds is None
    assert (ask.rules().raters, relieved(ask, "assessors_per_batch", 0).rules().raters) == (2, 0)


def test_the_first_ask_follows_the_rules_of_conduct() -> None:
    from takar.standards.shipped import shipped_standard  # the shipped edition, read from its file
    from tests.planning.domain.conduct import CONDUCT_FILE

    conduct = shipped_standard(CONDUCT_FILE)
    ask = first_ask(conduct, MONDAY, MONDAY, 0, True)  # type: ignore[arg-type]
    assert (ask.halls, ask.batch_size, ask.reserve, ask.assessors) == (1, 25, 1, 6)
    assert first_ask(conduct, MONDAY, MONDAY, 3, False).assessors == 0  # type: ignore[arg-type]


def test_headings_of_a_list_of_assessors_are_found_below_a_title() -> None:
    rows = [(1, {0: "DAFTAR"}), (3, {0: "NIP Asesor", 1: "Nama Asesor", 2: "Nama"}), (4, {0: "x"})]
    assert find_columns(rows) == (3, {"nip": 0, "name": 1})
    assert find_columns([(1, {0: "Instansi", 1: "Jenjang"})]) is None
    row = read_row(4, {0: " 1985 0101", 1: "Nama"}, {"nip": 0, "name": 1})
    assert row.faults
    assert read_row(4, {0: " '1985 0101 201001 1 001"}, {"nip": 0}).nip == "198501012010011001"
    good = read_row(5, {0: "198501012010011001"}, {"nip": 0})
    assert (good.nip, good.faults) == ("198501012010011001", ())
