"""Reasoning items made from a seed: the same seed gives the same items, byte for byte, everywhere."""

from __future__ import annotations

import re

from takar.items.domain.chance import Chance
from takar.items.domain.generators.arithmetic import arithmetic
from takar.items.domain.generators.common import PREFIX, Attempt, Draft, as_entry, level_of, places
from takar.items.domain.generators.matrices import matrix
from takar.items.domain.generators.series import series
from takar.items.domain.generators.syllogisms import syllogism
from takar.items.domain.item import Entry
from takar.items.domain.scales import Family

MOST = 96
SEED_PATTERN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,18}[a-z0-9])?")
_ATTEMPTS: dict[Family, Attempt] = {
    Family.SERIES: series,
    Family.ARITHMETIC: arithmetic,
    Family.SYLLOGISM: syllogism,
    Family.MATRIX: matrix,
}
_PATIENCE = 4000


def generate(family: Family, count: int, seed: str) -> tuple[Entry, ...]:
    """`count` different items of `family`, from easy to hard, under codes made of family, seed and number.

    Raises ValueError unless 1 <= count <= MOST and the seed is 1..20 of a-z, 0-9 and hyphens.
    """
    if not 1 <= count <= MOST:
        raise ValueError(f"count must be 1..{MOST}")
    if not SEED_PATTERN.fullmatch(seed):
        raise ValueError("seed must be 1..20 small letters, digits and hyphens")
    where = places(count, Chance(f"{family}:{seed}:places"))
    drafts: list[Draft] = []
    for number in range(count):
        drafts.append(_fresh(family, seed, number, level_of(number, count), where[number], drafts))
    return tuple(
        as_entry(draft, family, f"{PREFIX[family]}-{seed.upper()}-{number + 1:02}", level_of(number, count))
        for number, draft in enumerate(drafts)
    )


def _fresh(family: Family, seed: str, number: int, level: int, place: int, earlier: list[Draft]) -> Draft:
    """A draft unlike the earlier ones; patterns repeat only after they have all had their turn."""
    chance = Chance(f"{family}:{seed}:{number}")
    stems = {(draft.stem, draft.figure) for draft in earlier}
    used = [draft.pattern for draft in earlier]
    best: Draft | None = None
    for attempt in range(_PATIENCE):
        draft = _ATTEMPTS[family](level, place, chance)
        if draft is None or (draft.stem, draft.figure) in stems:
            continue
        if best is None or used.count(draft.pattern) < used.count(best.pattern):
            best = draft
        if used.count(best.pattern) == 0 or attempt > 60:
            return best
    if best is None:
        raise ValueError(f"no further {family} item of level {level} for this seed")
    return best
