"""Figure matrices: which figure belongs in the last of nine cells?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from takar.items.domain.chance import Chance
from takar.items.domain.generators.common import LETTERS, Draft
from takar.items.domain.generators.matrix_drawing import (
    DIRECTED,
    DIRECTIONS,
    SHADES,
    SHAPES,
    Cell,
    cell_figure,
    in_words,
    matrix_figure,
)
from takar.items.domain.generators.matrix_rules import (
    Maker,
    Table,
    added,
    by_row,
    fixed,
    predictions,
    stepwise,
    taken_away,
    three_each,
    turning,
)
from takar.items.domain.item import Option

STEM = "Perhatikan matriks gambar berikut.\n\nGambar manakah yang tepat untuk mengisi kotak bertanda tanya?"


@dataclass(frozen=True, slots=True)
class Plan:
    """One rule per attribute, and in how many eighths of a turn the figures are turned (0: not at all)."""

    shape: Maker
    number: Maker
    turn: Maker
    shade: Maker
    eighths: int = 0

    @property
    def directed(self) -> bool:
        return self.eighths > 0


PLANS: dict[int, tuple[Plan, ...]] = {
    1: (
        Plan(three_each, fixed, fixed, fixed),
        Plan(by_row, stepwise, fixed, fixed),
        Plan(fixed, by_row, fixed, three_each),
        Plan(fixed, fixed, turning, fixed, 2),
        Plan(by_row, fixed, fixed, stepwise),
        Plan(fixed, stepwise, fixed, by_row),
    ),
    2: (
        Plan(three_each, stepwise, fixed, fixed),
        Plan(three_each, fixed, fixed, three_each),
        Plan(fixed, fixed, turning, three_each, 2),
        Plan(three_each, by_row, fixed, stepwise),
        Plan(fixed, three_each, fixed, three_each),
        Plan(by_row, fixed, turning, stepwise, 2),
    ),
    3: (
        Plan(three_each, stepwise, fixed, three_each),
        Plan(by_row, added, fixed, three_each),
        Plan(three_each, fixed, turning, stepwise, 2),
        Plan(three_each, three_each, fixed, three_each),
        Plan(fixed, stepwise, turning, three_each, 2),
        Plan(three_each, taken_away, fixed, by_row),
    ),
    4: (
        Plan(three_each, added, fixed, three_each),
        Plan(three_each, taken_away, fixed, three_each),
        Plan(three_each, three_each, turning, three_each, 2),
        Plan(three_each, fixed, turning, three_each, 1),
        Plan(fixed, added, turning, three_each, 1),
        Plan(three_each, taken_away, turning, stepwise, 2),
    ),
}
_NUMBERS: dict[Maker, range] = {added: range(1, 7), taken_away: range(1, 7), stepwise: range(1, 6)}
_WORDS: dict[Maker, str] = {
    fixed: "sama di semua kotak",
    by_row: "sama dalam setiap baris",
    stepwise: "berubah selangkah demi selangkah dari kiri ke kanan",
    turning: "berputar dengan sudut yang sama dari kiri ke kanan",
    three_each: "tiga macam, masing-masing satu kali dalam setiap baris dan kolom",
    added: "kotak ketiga adalah jumlah kotak pertama dan kedua",
    taken_away: "kotak ketiga adalah kotak pertama dikurangi kotak kedua",
}


def matrix(level: int, place: int, chance: Chance) -> Draft | None:
    """One item, or None if the drawn matrix allows a second answer."""
    number = chance.below(len(PLANS[level]))
    plan = PLANS[level][number]
    tables = _tables(plan, chance)
    if tables is None or not _certain(tables, plan):
        return None
    rows = [[Cell(*(table[y][x] for table in tables)) for x in range(3)] for y in range(3)]
    answer = rows[2][2]
    wrong = _wrong(answer, rows, plan, chance)
    if wrong is None:
        return None
    cells = [*wrong[:place], answer, *wrong[place:]]
    return Draft(
        stem=STEM,
        options=_options(cells, plan),
        answer=LETTERS[place],
        rationale=_reason(answer, plan),
        pattern=f"{level}.{number}",
        figure=matrix_figure(rows, plan.directed),
    )


def _tables(plan: Plan, chance: Chance) -> list[Table] | None:
    shapes = range(DIRECTED) if plan.directed else range(1, len(SHAPES))
    few = range(1, 4) if plan.directed else range(1, 5)
    turns = range(0, len(DIRECTIONS), plan.eighths) if plan.directed else range(1)
    made = [
        plan.shape(shapes, chance),
        plan.number(_NUMBERS.get(plan.number, few), chance),
        plan.turn(turns, chance),
        plan.shade(range(len(SHADES)), chance),
    ]
    tables = [table for table in made if table is not None]
    return tables if len(tables) == len(made) else None


def _certain(tables: Sequence[Table], plan: Plan) -> bool:
    """Every attribute of the last cell follows, and all readings agree on it."""
    cycles = (0, 0, len(DIRECTIONS) if plan.directed else 0, 0)
    return all(
        predictions(table, cycle) == {table[2][2]} for table, cycle in zip(tables, cycles, strict=True)
    )


def _wrong(answer: Cell, rows: Sequence[Sequence[Cell]], plan: Plan, chance: Chance) -> list[Cell] | None:
    """Four others: three that break one rule, and one that breaks two.

    The two rules most at stake are broken alone and together, so that the answer is not the figure
    that shares most with the others.
    """
    changes = _changes(answer, rows, plan, chance)
    if len(changes) < 2:
        return None
    (name, first), (other, second), *rest = changes
    more = [
        (n, v)
        for n, v in [*rest, *_further(answer, rows, plan, chance)]
        if (n, v) not in ((name, first), (other, second))
    ]
    cells = [answer._replace(**{name: first}), answer._replace(**{other: second})]
    cells.append(answer._replace(**{name: first, other: second}))
    cells += [answer._replace(**{n: v}) for n, v in more[:1]]
    return chance.shuffled(cells) if len({answer, *cells}) == len(LETTERS) else None


def _at_stake(plan: Plan) -> list[str]:
    """Attributes from the most to the least involved rule."""
    rules = {"shape": plan.shape, "number": plan.number, "turn": plan.turn, "shade": plan.shade}
    rank: dict[Maker, int] = {fixed: 2, by_row: 1}
    names = [name for name in rules if name != "turn" or plan.directed]
    return sorted(names, key=lambda name: rank.get(rules[name], 0))


def _values(name: str, answer: Cell, rows: Sequence[Sequence[Cell]], plan: Plan) -> list[int]:
    """Other values of an attribute: those seen in the matrix, else its neighbours."""
    own = getattr(answer, name)
    seen = {getattr(cell, name) for row in rows for cell in row} - {own}
    if seen:
        return sorted(seen)
    nearby = {
        "shape": range(DIRECTED) if plan.directed else range(1, len(SHAPES)),
        "number": range(max(1, own - 1), min(6, own + 1) + 1),
        "turn": range(0, len(DIRECTIONS), plan.eighths or 1),
        "shade": range(len(SHADES)),
    }
    return [value for value in nearby[name] if value != own]


def _changes(
    answer: Cell, rows: Sequence[Sequence[Cell]], plan: Plan, chance: Chance
) -> list[tuple[str, int]]:
    """One change per attribute, the rules most at stake first."""
    return [(name, chance.pick(_values(name, answer, rows, plan))) for name in _at_stake(plan)]


def _further(
    answer: Cell, rows: Sequence[Sequence[Cell]], plan: Plan, chance: Chance
) -> list[tuple[str, int]]:
    return [(name, v) for name in _at_stake(plan) for v in chance.shuffled(_values(name, answer, rows, plan))]


def _options(cells: Sequence[Cell], plan: Plan) -> tuple[Option, ...]:
    return tuple(
        Option(letter, "", cell_figure(cell, plan.directed))
        for letter, cell in zip(LETTERS, cells, strict=True)
    )


def _reason(answer: Cell, plan: Plan) -> str:
    parts = [
        f"bentuk {_WORDS[plan.shape]}",
        f"banyaknya {_WORDS[plan.number]}",
        f"warna {_WORDS[plan.shade]}",
    ]
    if plan.directed:
        parts.append(f"arah {_WORDS[plan.turn]}")
    return f"Aturannya: {'; '.join(parts)}. Jadi, kotak terakhir berisi {in_words(answer, plan.directed)}."
