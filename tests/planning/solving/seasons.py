"""Invented seasons of any size, the same for the same seed: people, units, pairs, absences, assessors."""

from __future__ import annotations

import random
from datetime import date, timedelta

import holidays

from takar.planning.domain.problem import Assessor, Person, Problem, Rules, Span, Tie, Unit

CLASSES = ("jpt_pratama", "administrator", "pengawas")
CITY = (445, 987, 1469)


def working_days(first: date, last: date) -> tuple[date, ...]:
    """Monday to Friday without Indonesian holidays and joint leave."""
    years = range(first.year, last.year + 1)
    free = holidays.Indonesia(years=years, categories=("public", "government"))
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if day.weekday() < 5 and day not in free)


def city_year(seed: int = 1) -> Problem:
    """2,901 people of 60 units (9 to 229), 117 batches of 25, 357 heads with deputies, 40 assessors, January to August 2027."""
    return season(
        counts=CITY,
        units=60,
        pairs=357,
        assessors=40,
        window=(date(2027, 1, 4), date(2027, 8, 31)),
        rules=Rules(halls=4, assessors=7),
        seed=seed,
    )


def small_phase(seed: int = 1) -> Problem:
    """100 people in 4 batches of 25 over eight weeks, 12 assessors."""
    return season(
        counts=(0, 0, 100),
        units=12,
        pairs=10,
        assessors=12,
        window=(date(2027, 5, 31), date(2027, 7, 30)),
        rules=Rules(halls=1, assessors=7),
        seed=seed,
        share=40,
    )


def middle_phase(people: int = 550, halls: int = 4, seed: int = 1) -> Problem:
    """One phase of three classes, batches of 25 with one seat in reserve, 30 units, January to April 2027."""
    first, second = people // 10, people * 3 // 10
    return season(
        counts=(first, second, people - first - second),
        units=30,
        pairs=people // 8,
        assessors=0,
        window=(date(2027, 1, 4), date(2027, 4, 21)),
        rules=Rules(halls=halls, reserve=1),
        seed=seed,
        share=25,
    )


def season(
    *,
    counts: tuple[int, ...],
    units: int,
    pairs: int,
    assessors: int,
    window: tuple[date, date],
    rules: Rules,
    seed: int,
    share: int = 10,
) -> Problem:
    """`share`: percent of a unit that may be away at once."""
    dice = random.Random(seed)
    sizes = unit_sizes(sum(counts), units, dice)
    homes = [f"unit-{number:02d}" for number, size in enumerate(sizes) for _ in range(size)]
    dice.shuffle(homes)
    classes = [CLASSES[n] for n, count in enumerate(counts) for _ in range(count)]
    people = tuple(
        _person(number, homes[number], classes[number], window, dice) for number in range(len(homes))
    )
    staff = tuple(_assessor(number, units, window, dice) for number in range(1, assessors + 1))
    return Problem(
        working_days=working_days(*window),
        rules=rules,
        people=people,
        units=tuple(
            Unit(f"unit-{number:02d}", size, max(1, size * share // 100)) for number, size in enumerate(sizes)
        ),
        deputies=_deputies(people, pairs, dice),
        assessors=staff,
        ties=tuple(
            Tie(one.id, dice.choice(people).id, dice.choice(("relative", "declared", "superior")))
            for one in staff
            for _ in range(2)
        ),
    )


def unit_sizes(total: int, units: int, dice: random.Random) -> list[int]:
    """Sizes that add up to `total`, few large and many small; for the city 9 to 229."""
    least, most = (9, 229) if total >= 2000 else (1, total)
    weights = [dice.lognormvariate(0, 0.8) for _ in range(units)]
    sizes = [min(most, max(least, round(total * weight / sum(weights)))) for weight in weights]
    while (rest := total - sum(sizes)) != 0:
        pick = dice.randrange(units)
        sizes[pick] = min(most, max(least, sizes[pick] + (1 if rest > 0 else -1)))
    if least == 9:
        small, large = sizes.index(min(sizes)), sizes.index(max(sizes))
        spare = sizes[small] + sizes[large] - 9 - 229
        sizes[small], sizes[large] = 9, 229
        while spare:
            pick = dice.randrange(units)
            step = 1 if spare > 0 else -1
            if pick not in (small, large) and 9 < sizes[pick] + step < 229:
                sizes[pick] += step
                spare -= step
    return sizes


def _person(number: int, unit: str, job_class: str, window: tuple[date, date], dice: random.Random) -> Person:
    first, last = window
    fate = dice.random()
    until = None
    if fate > 0.45:
        until = first + timedelta(days=dice.randrange(0, (last - first).days * 3 // 2))
    elif fate > 0.3:
        until = first - timedelta(days=dice.randrange(1, 700))
    return Person(f"19{number:016d}", unit, job_class, until, _away(window, dice, 0.5))


def _away(window: tuple[date, date], dice: random.Random, chance: float) -> tuple[Span, ...]:
    """About 6 % of the weeks of half the people."""
    if dice.random() > chance:
        return ()
    first, last = window
    start = first + timedelta(days=dice.randrange((last - first).days))
    return (Span(start, start + timedelta(days=dice.randrange(3, 26))),)


def _assessor(number: int, units: int, window: tuple[date, date], dice: random.Random) -> Assessor:
    """Away about one week in eight."""
    first, last = window
    weeks = ((last - first).days + 6) // 7
    gone = sorted(dice.sample(range(weeks), round(weeks * 0.12)))
    spans = tuple(Span(first + timedelta(days=7 * n), first + timedelta(days=7 * n + 4)) for n in gone)
    unit = f"unit-{dice.randrange(units):02d}" if dice.random() < 0.7 else ""
    return Assessor(number, unit, spans)


def _deputies(people: tuple[Person, ...], pairs: int, dice: random.Random) -> tuple[tuple[str, str], ...]:
    homes: dict[str, list[str]] = {}
    for one in people:
        homes.setdefault(one.unit, []).append(one.id)
    found = []
    for ids in homes.values():
        dice.shuffle(ids)
        found += list(zip(ids[::2], ids[1::2], strict=False))
    dice.shuffle(found)
    return tuple(found[:pairs])
