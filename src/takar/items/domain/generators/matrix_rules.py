"""What may change from cell to cell of a matrix, and what can be concluded about the last cell.

Every attribute is a 3 × 3 table of integers. A reading explains all that is shown, row by row or column by
column, and says what must stand in the last place.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from takar.items.domain.chance import Chance

Table = list[list[int]]
Values = Sequence[int]
"""All values that an attribute can take, in their natural order."""
Maker = Callable[[Values, Chance], Table | None]


def fixed(values: Values, chance: Chance) -> Table:
    """The same everywhere."""
    value = chance.pick(values)
    return [[value] * 3 for _ in range(3)]


def by_row(values: Values, chance: Chance) -> Table:
    """Each row has its own."""
    return [[value] * 3 for value in chance.sample(values, 3)]


def stepwise(values: Values, chance: Chance) -> Table | None:
    """Along each row one step further; rows start one step apart or at the same place."""
    ascending = list(values) if chance.below(2) else list(values)[::-1]
    shift = chance.below(2) if len(values) >= 5 else 0
    start = chance.below(len(values) - 2 - 2 * shift)
    return [[ascending[start + x + y * shift] for x in range(3)] for y in range(3)]


def turning(values: Values, chance: Chance) -> Table:
    """Along each row turned by the same angle, starting anywhere."""
    n = len(values)
    step = chance.pick([s for s in range(1, n) if s * 2 != n])
    starts = [chance.below(n) for _ in range(3)]
    return [[values[(start + step * x) % n] for x in range(3)] for start in starts]


def three_each(values: Values, chance: Chance) -> Table:
    """Three values, each once in every row and column."""
    first = chance.sample(values, 3)
    way = chance.pick((1, 2))
    return [[first[(x + y * way) % 3] for x in range(3)] for y in range(3)]


def added(values: Values, chance: Chance) -> Table | None:
    """The third is the sum of the first two."""
    rows = [[chance.pick(values), chance.pick(values)] for _ in range(3)]
    table = [[a, b, a + b] for a, b in rows]
    return table if all(row[2] in values for row in table) else None


def taken_away(values: Values, chance: Chance) -> Table | None:
    """The third is what is left of the first when the second is taken away."""
    rows = [[chance.pick(values), chance.pick(values)] for _ in range(3)]
    table = [[a, b, a - b] for a, b in rows]
    return table if all(row[2] in values for row in table) else None


Reading = Callable[[list[list[int]], list[int], int], int | None]
"""(two whole rows, two values of the third, size of the cycle or 0) -> the value that must follow."""


def _unchanged(rows: list[list[int]], last: list[int], _cycle: int) -> int | None:
    return last[0] if all(len(set(row)) == 1 for row in [*rows, last]) else None


def _progress(rows: list[list[int]], last: list[int], cycle: int) -> int | None:
    def wrap(value: int) -> int:
        return value % cycle if cycle else value

    steps = {wrap(b - a) for row in [*rows, last] for a, b in itertools.pairwise(row)}
    return wrap(last[1] + steps.pop()) if len(steps) == 1 else None


def _remaining(rows: list[list[int]], last: list[int], _cycle: int) -> int | None:
    sets = [set(row) for row in rows]
    left = sets[0] - set(last)
    return left.pop() if sets[0] == sets[1] and len(sets[0]) == 3 and len(left) == 1 else None


def _sum(rows: list[list[int]], last: list[int], cycle: int) -> int | None:
    return sum(last) if not cycle and all(a + b == c for a, b, c in rows) else None


def _difference(rows: list[list[int]], last: list[int], cycle: int) -> int | None:
    return last[0] - last[1] if not cycle and all(a - b == c for a, b, c in rows) else None


_READINGS: tuple[Reading, ...] = (_unchanged, _progress, _remaining, _sum, _difference)


def predictions(table: Table, cycle: int = 0) -> set[int]:
    """What any reading of rows or of columns says stands in the last place, which is not looked at."""
    columns = [[table[y][x] for y in range(3)] for x in range(3)]
    found = {reading(sides[:2], sides[2][:2], cycle) for sides in (table, columns) for reading in _READINGS}
    return {value for value in found if value is not None}
