"""Which exercise shows which competency, and which competency is seen too seldom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

# Each competency through at least two exercises: one exercise alone says as much about the exercise as about the person.
LEAST_EXERCISES = 2


def seen_by(shows: Mapping[str, Sequence[str]], competencies: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Competency -> exercises that show it, in the order of the exercises."""
    return {code: tuple(one for one, codes in shows.items() if code in codes) for code in competencies}


def seldom_seen(seen: Mapping[str, Sequence[str]], least: int = LEAST_EXERCISES) -> tuple[str, ...]:
    """Competencies that fewer than `least` exercises show, those that none shows among them."""
    return tuple(code for code, exercises in seen.items() if len(exercises) < least)


def shares(weights: Mapping[str, int]) -> dict[str, str]:
    """Whole weights as percent with two decimals that add up to exactly 100; the last one takes what rounding leaves.

    Raises ZeroDivisionError without weights.
    """
    whole = sum(weights.values())
    found = {code: (Decimal(100 * one) / whole).quantize(Decimal("0.01")) for code, one in weights.items()}
    last = list(found)[-1]
    found[last] += Decimal(100) - sum(found.values())
    return {code: f"{share.normalize():f}" for code, share in found.items()}
