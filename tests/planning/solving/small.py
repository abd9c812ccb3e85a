"""Small problems that can be solved by trying everything, and the trying."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from hypothesis import strategies as st

from takar.planning.domain.problem import Assessor, Batch, Person, Problem, Rules, Span, Tie, Unit, wait_cost

MONDAY = date(2027, 3, 1)


def days(count: int, first: date = MONDAY) -> tuple[date, ...]:
    """So many weekdays."""
    found = (first + timedelta(days=n) for n in range(count * 2 + 7))
    return tuple(day for day in found if day.weekday() < 5)[:count]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to five people of two units and classes, one or two days, one or two halls, a week and a half."""
    window = days(draw(st.integers(2, 8)))
    holiday = draw(st.integers(0, 12))
    window = tuple(day for place, day in enumerate(window) if place != holiday)
    rules = Rules(
        batch_days=draw(st.integers(1, 3)),
        capacity=draw(st.integers(1, 3)),
        halls=draw(st.integers(1, 2)),
        spare_batches=draw(st.integers(0, 1)),
        over_weekends=draw(st.booleans()),
        beds=draw(st.sampled_from((None, 1, 2))),
    )
    people = tuple(
        Person(
            f"p{number}",
            draw(st.sampled_from(("a", "b"))),
            draw(st.sampled_from(("x", "x", "y"))),
            draw(
                st.sampled_from(
                    (None, MONDAY - timedelta(days=9), MONDAY + timedelta(days=8), date(2028, 1, 1))
                )
            ),
            draw(_absences(window)),
            draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 5)))
    )
    pairs = ((people[0].id, people[-1].id),) if len(people) > 1 and draw(st.booleans()) else ()
    units = (Unit("a", 9, draw(st.integers(1, 3))), Unit("b", 9, 5))
    return Problem(working_days=window, rules=rules, people=people, units=units, deputies=pairs)


@st.composite
def _absences(draw: st.DrawFn, window: tuple[date, ...]) -> tuple[Span, ...]:
    if not draw(st.booleans()):
        return ()
    first = draw(st.sampled_from(window))
    return (Span(first, first + timedelta(days=draw(st.integers(0, 4)))),)


def slots_of(problem: Problem) -> list[tuple[date, ...]]:
    """Days in a row in which a batch may be held, found from the days alone."""
    length, window = problem.rules.batch_days, problem.working_days
    found = [window[place : place + length] for place in range(len(window) - length + 1)]
    return [
        slot
        for slot in found
        if problem.rules.over_weekends or slot[-1] - slot[0] == timedelta(days=length - 1)
    ]


def best_by_trying(problem: Problem) -> int | None:
    """The lowest price of all plans that break no rule, None when there is none."""
    slots = slots_of(problem)
    prices = [
        sum(
            wait_cost(person, slots[slot][0], problem.first_day, problem.wishes)
            for person, slot in zip(problem.people, chosen, strict=True)
        )
        for chosen in product(range(len(slots)), repeat=len(problem.people))
        if _holds(problem, slots, chosen)
    ]
    return min(prices, default=None)


def _holds(problem: Problem, slots: list[tuple[date, ...]], chosen: tuple[int, ...]) -> bool:
    return all(not broken for broken in _broken(problem, slots, chosen))


def _broken(problem: Problem, slots: list[tuple[date, ...]], chosen: tuple[int, ...]) -> Iterator[bool]:
    rules, people = problem.rules, problem.people
    at = {person.id: slots[slot] for person, slot in zip(people, chosen, strict=True)}
    yield any(span.covers(day) for person in people for span in person.absences for day in at[person.id])
    yield any(set(at[head]) & set(at[deputy]) for head, deputy in problem.deputies)
    filled = Counter((person.job_class, slot) for person, slot in zip(people, chosen, strict=True))
    batches = {key: -(-count // rules.capacity) for key, count in filled.items()}
    for name in {person.job_class for person in people}:
        of_class = sum(person.job_class == name for person in people)
        held = sum(count for key, count in batches.items() if key[0] == name)
        yield held > -(-of_class // rules.capacity) + rules.spare_batches
    for day in problem.working_days:
        yield sum(n for (_, slot), n in batches.items() if day in slots[slot]) > problem.halls(day)
        away = Counter(person.unit for person in people if day in at[person.id])
        yield any(away[unit.id] > unit.away_most for unit in problem.units)
        beds = sum(person.needs_bed for person in people if day in at[person.id])
        yield rules.beds is not None and beds > rules.beds


def one_batch(people: int = 9, assessors: int = 5, **rules: int) -> tuple[Problem, Batch]:
    """A batch of people of three units, with assessors of whom the first two are of unit u0."""
    window = days(5)
    crowd = tuple(Person(f"p{n:02d}", f"u{n % 3}", "x") for n in range(people))
    staff = tuple(Assessor(n, "u0" if n <= 2 else "") for n in range(1, assessors + 1))
    numbers = {"capacity": max(people, 1), "assessors": assessors, "batch_days": 3, **rules}
    problem = Problem(
        working_days=window,
        rules=Rules(**numbers),
        people=crowd,
        units=tuple(Unit(f"u{n}", 50, 50) for n in range(3)),
        assessors=staff,
        ties=(Tie(3, "p01", "relative"), Tie(4, "p02", "former_superior", MONDAY - timedelta(days=1))),
    )
    batch = Batch(
        id="b1",
        number=1,
        job_class="x",
        days=window[:3],
        capacity=problem.rules.capacity,
        people=tuple(one.id for one in crowd),
    )
    return problem, batch
