"""What a set of dates means for people: who moved, and whose wish is not met."""

from __future__ import annotations

from datetime import date

from takar.planning.domain.problem import Batch, Person, Problem, monday
from takar.planning.domain.solution import UnmetWish


def moved(problem: Problem, batches: tuple[Batch, ...]) -> tuple[str, ...]:
    """People who are in another batch than `problem.batches` had them."""
    place = {one: batch.id for batch in batches for one in batch.people}
    before = {one: batch.id for batch in problem.batches for one in batch.people}
    return tuple(sorted(one for one, batch in before.items() if place.get(one) != batch))


def unmet_wishes(problem: Problem, batches: tuple[Batch, ...]) -> tuple[UnmetWish, ...]:
    """Results that run out before the batch begins, and results renewed far too early; longest first."""
    start = {one: batch.first_day for batch in batches for one in batch.people}
    found = [
        wish
        for person in problem.people
        if person.id in start and (wish := _unmet(problem, person, start[person.id])) is not None
    ]
    return tuple(sorted(found, key=lambda wish: (wish.kind, -wish.weeks, wish.person)))


def _unmet(problem: Problem, person: Person, start: date) -> UnmetWish | None:
    due = person.valid_until
    if due is None or due < problem.first_day:
        return None
    if start > due:
        weeks = max(1, _weeks(due, start))
        return UnmetWish(
            person.id,
            "expired",
            weeks,
            f"Hasil habis berlaku {weeks} minggu sebelum gelombangnya mulai.",
            f"The result runs out {weeks} weeks before the batch begins.",
        )
    weeks = _weeks(start, due) - problem.wishes.early_weeks
    if weeks <= 0:
        return None
    return UnmetWish(
        person.id,
        "early",
        weeks,
        f"Dinilai {weeks} minggu lebih awal daripada yang diinginkan; masa berlaku terbuang.",
        f"Assessed {weeks} weeks earlier than wished; validity is thrown away.",
    )


def _weeks(earlier: date, later: date) -> int:
    return (monday(later) - monday(earlier)).days // 7
