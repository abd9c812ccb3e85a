"""Cutting the days to come into stretches of one rule, for a database that only compares dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from takar.certificates.domain.rules import Rule, RuleBook
from takar.certificates.domain.standing import checkpoints

LATER = 9_999
"""The bucket of whoever is not due by the last end, or not obliged at all."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive checkpoints (day, bucket) under the same rule for every class."""

    rules: tuple[tuple[str, Rule], ...]
    days: tuple[tuple[date, int], ...]


def stretches(
    book: RuleBook, job_classes: Sequence[str], on: date, ends: Sequence[date]
) -> tuple[Stretch, ...]:
    """`ends` ascending: bucket i is "first due after ends[i-1], by ends[i]"; bucket 0 begins on `on`."""
    days = [(day, _bucket(day, ends)) for day in checkpoints_of(book, on, ends)]
    found: list[Stretch] = []
    for day, bucket in days:
        rules = tuple((one, book.rule_for(one, day)) for one in job_classes)
        if found and found[-1].rules == rules:
            found[-1] = Stretch(rules, (*found[-1].days, (day, bucket)))
        else:
            found.append(Stretch(rules, ((day, bucket),)))
    return tuple(found)


def checkpoints_of(book: RuleBook, on: date, ends: Sequence[date]) -> tuple[date, ...]:
    """The days that decide about all buckets."""
    return tuple(sorted({*ends, *checkpoints(book, on, ends[-1])}))


def quarter_ends(on: date, quarters: int) -> tuple[date, ...]:
    """The last days of the quarter of `on` and of those that follow, `quarters` in all."""
    first = on.year * 4 + (on.month - 1) // 3
    return tuple(_quarter_end(*divmod(number, 4)) for number in range(first, first + quarters))


def _quarter_end(year: int, quarter: int) -> date:
    return date(year, quarter * 3 + 3, 31 if quarter in (0, 3) else 30)


def _bucket(day: date, ends: Sequence[date]) -> int:
    return next(number for number, end in enumerate(ends) if day <= end)
