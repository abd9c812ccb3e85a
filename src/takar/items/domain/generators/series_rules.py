"""Ways in which a row of numbers may go on: the rules that make items, and the hypotheses that test them.

A hypothesis looks only at the shown numbers. It fits when it explains them all with at least two numbers to
spare, and then says which number comes next.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

Terms = Sequence[int]
Hypothesis = Callable[[Terms], int | None]


def differences(terms: Terms) -> list[int]:
    return [b - a for a, b in itertools.pairwise(terms)]


def ratios(terms: Terms) -> list[int] | None:
    """Whole quotients, or None if one is not whole."""
    if any(a == 0 or b % a for a, b in itertools.pairwise(terms)):
        return None
    return [b // a for a, b in itertools.pairwise(terms)]


def _same(values: Terms) -> bool:
    return len(set(values)) == 1


def constant_difference(terms: Terms) -> int | None:
    steps = differences(terms)
    return terms[-1] + steps[-1] if len(steps) >= 3 and _same(steps) else None


def constant_ratio(terms: Terms) -> int | None:
    quotients = ratios(terms)
    if quotients and len(quotients) >= 3 and _same(quotients):
        return terms[-1] * quotients[-1]
    divided = ratios(terms[::-1])
    if divided and len(divided) >= 3 and _same(divided) and terms[-1] % divided[0] == 0:
        return terms[-1] // divided[0]
    return None


def growing_difference(terms: Terms) -> int | None:
    """Differences that themselves grow by a constant."""
    ahead = constant_difference(differences(terms))
    return None if ahead is None else terms[-1] + ahead


def cubic(terms: Terms) -> int | None:
    ahead = growing_difference(differences(terms))
    return None if ahead is None else terms[-1] + ahead


def multiplied_difference(terms: Terms) -> int | None:
    """Differences that themselves are multiplied by a constant."""
    ahead = constant_ratio(differences(terms))
    return None if ahead is None else terms[-1] + ahead


def alternating_difference(terms: Terms) -> int | None:
    steps = differences(terms)
    fits = len(steps) >= 5 and _same(steps[::2]) and _same(steps[1::2])
    return terms[-1] + steps[-2] if fits else None


def three_differences(terms: Terms) -> int | None:
    steps = differences(terms)
    fits = len(steps) >= 6 and all(_same(steps[at::3]) for at in range(3))
    return terms[-1] + steps[-3] if fits else None


def multiply_and_add(terms: Terms) -> int | None:
    """Each is k times the one before plus c, k at least 2."""
    steps = differences(terms)
    if len(terms) < 5 or 0 in steps or steps[1] % steps[0]:
        return None
    k = steps[1] // steps[0]
    c = terms[1] - k * terms[0]
    fits = abs(k) >= 2 and all(b == k * a + c for a, b in itertools.pairwise(terms))
    return k * terms[-1] + c if fits else None


def sum_of_two(terms: Terms) -> int | None:
    """Each is the sum of the two before it, plus a constant that may be nought."""
    extra = {c - a - b for a, b, c in zip(terms, terms[1:], terms[2:], strict=False)}
    return terms[-1] + terms[-2] + extra.pop() if len(terms) >= 5 and len(extra) == 1 else None


def sum_of_three(terms: Terms) -> int | None:
    fits = len(terms) >= 6 and all(sum(terms[at : at + 3]) == terms[at + 3] for at in range(len(terms) - 3))
    return sum(terms[-3:]) if fits else None


def steps_sum_of_two(terms: Terms) -> int | None:
    """Differences of which each is the sum of the two before it."""
    ahead = sum_of_two(differences(terms))
    return None if ahead is None else terms[-1] + ahead


def multiply_and_growing(terms: Terms) -> int | None:
    """Each is k times the one before plus an amount that grows by a constant."""
    for k in (2, 3, 4):
        ahead = constant_difference([b - k * a for a, b in itertools.pairwise(terms)])
        if ahead is not None:
            return k * terms[-1] + ahead
    return None


def growing_ratio(terms: Terms) -> int | None:
    quotients = ratios(terms)
    ahead = constant_difference(quotients) if quotients else None
    return None if ahead is None else terms[-1] * ahead


def _alternating(terms: Terms, first: int) -> int | None:
    """Multiply by k at steps first, first+2, …; add c at the others."""
    pairs = list(itertools.pairwise(terms))
    if len(pairs) < 5 or any(a == 0 or b % a for a, b in pairs[first::2]):
        return None
    factors, addends = {b // a for a, b in pairs[first::2]}, {b - a for a, b in pairs[1 - first :: 2]}
    if len(factors) > 1 or len(addends) > 1:
        return None
    return terms[-1] * factors.pop() if len(pairs) % 2 == first else terms[-1] + addends.pop()


def multiply_then_add(terms: Terms) -> int | None:
    return _alternating(terms, 0)


def add_then_multiply(terms: Terms) -> int | None:
    return _alternating(terms, 1)


def _woven(terms: Terms, single: Hypothesis, least: int) -> int | None:
    """Two rows in turn, both going on by `single`."""
    if len(terms) < 2 * least:
        return None
    both = (single(terms[::2]), single(terms[1::2]))
    if None in both:
        return None
    return both[len(terms) % 2]


def _even_steps(terms: Terms) -> int | None:
    steps = differences(terms)
    return terms[-1] + steps[-1] if len(steps) >= 2 and _same(steps) else None


def _even_ratio(terms: Terms) -> int | None:
    quotients = ratios(terms)
    return terms[-1] * quotients[-1] if quotients and len(quotients) >= 2 and _same(quotients) else None


def _either(terms: Terms) -> int | None:
    ahead = _even_steps(terms)
    return _even_ratio(terms) if ahead is None else ahead


def woven_steps(terms: Terms) -> int | None:
    return _woven(terms, _even_steps, 3)


def woven_mixed(terms: Terms) -> int | None:
    """Two rows in turn, each with a constant difference or a constant ratio."""
    return _woven(terms, _either, 3)


def woven_growing(terms: Terms) -> int | None:
    return _woven(terms, lambda row: growing_difference(row) if len(row) >= 5 else _either(row), 4)


HYPOTHESES: tuple[Hypothesis, ...] = (
    constant_difference,
    constant_ratio,
    growing_difference,
    alternating_difference,
    multiply_and_add,
    sum_of_two,
    multiplied_difference,
    woven_steps,
    growing_ratio,
    multiply_then_add,
    add_then_multiply,
    three_differences,
    woven_mixed,
    steps_sum_of_two,
    multiply_and_growing,
    sum_of_three,
    cubic,
    woven_growing,
)
"""From simple to involved."""


def predictions(terms: Terms) -> dict[str, int]:
    """What every hypothesis that fits says comes next, by its name."""
    found = {rule.__name__: rule(terms) for rule in HYPOTHESES}
    return {name: value for name, value in found.items() if value is not None}
