"""What every generator of right/wrong items shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from takar.items.domain.chance import Chance
from takar.items.domain.item import Entry, Item, Key, Option
from takar.items.domain.scales import Family, ItemType

LETTERS = "ABCDE"
LEVELS = 4
PREFIX = {Family.SERIES: "DRT", Family.ARITHMETIC: "HTG", Family.SYLLOGISM: "SIL", Family.MATRIX: "MTX"}
SCALE = {
    Family.SERIES: "P.01",
    Family.ARITHMETIC: "P.01",
    Family.SYLLOGISM: "P.04",
    Family.MATRIX: "P.05",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A generated question before it gets a code: five options of which exactly one is right."""

    stem: str
    options: tuple[Option, ...]
    answer: str
    rationale: str
    pattern: str  # drafts of the same pattern feel alike
    figure: str | None = None


Attempt = Callable[[int, int, Chance], Draft | None]
"""(level 1..4, place of the answer 0..4, chance) -> a draft, or None if the draw was not good enough."""


def level_of(number: int, count: int) -> int:
    """Levels 1 to 4 in equal shares, easy ones first. `number` counts from 0."""
    return 1 + number * LEVELS // count


def as_entry(draft: Draft, family: Family, code: str, level: int) -> Entry:
    item = Item(code, 1, ItemType.SINGLE_CHOICE, draft.stem, draft.options, draft.figure)
    weights = {option.id: int(option.id == draft.answer) for option in draft.options}
    return Entry(item, Key(code, SCALE[family], weights), str(family), level, draft.rationale)


def places(count: int, chance: Chance) -> list[int]:
    """Where the right answers go: each of the five places equally often, as far as `count` allows."""
    result: list[int] = []
    while len(result) < count:
        result += chance.shuffled(range(len(LETTERS)))
    return result[:count]


def around(answer: int, errors: Sequence[int], place: int) -> tuple[int, ...] | None:
    """Five different positive numbers in ascending order with `answer` at `place`.

    `errors` are results of typical mistakes, best first. None if there are not enough on either side.
    """
    wrong = [e for e in dict.fromkeys(errors) if e > 0 and e != answer]
    below = [e for e in wrong if e < answer][:place]
    above = [e for e in wrong if e > answer][: len(LETTERS) - 1 - place]
    if len(below) + len(above) < len(LETTERS) - 1:
        return None
    return tuple(sorted([*below, answer, *above]))


def lettered(texts: Sequence[str]) -> tuple[Option, ...]:
    return tuple(Option(letter, text) for letter, text in zip(LETTERS, texts, strict=True))
