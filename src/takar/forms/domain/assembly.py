"""From a blueprint and a stock of items to a form. The same stock and seed give the same form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from takar.forms.domain.blueprint import Blueprint, Order, Pick, Section
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class StockItem:
    """An item that may be picked: what it measures, and its content and key as `items` made them."""

    id: str
    version: int
    type: str
    scale: str
    family: str
    difficulty: int
    content: Mapping[str, Json]
    key: Mapping[str, Json]

    @property
    def exercise(self) -> Mapping[str, Json]:
        """Where an item in free writing comes from; empty for a choice."""
        found = self.content.get("exercise")
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class FilledSection:
    section: Section
    items: tuple[StockItem, ...]


@dataclass(frozen=True, slots=True)
class Assembly:
    """A blueprint with an item in every place."""

    blueprint: Blueprint
    seed: str
    sections: tuple[FilledSection, ...]

    @property
    def items(self) -> tuple[StockItem, ...]:
        """In form order."""
        return tuple(item for section in self.sections for item in section.items)


def assemble(blueprint: Blueprint, stock: Sequence[StockItem], seed: str) -> Assembly | Refusal:
    """Fill `blueprint` from `stock`, no item twice, difficulties spread evenly within each pick.

    Refuses FORM_SHORT, naming for every pick that cannot be filled how many are needed and how many there are.
    """
    left = {item.id: item for item in stock}
    sections: list[FilledSection] = []
    short: list[Json] = []
    for section in blueprint.sections:
        chosen: list[tuple[StockItem, ...]] = []
        if section.simulation:
            chosen.append(_simulation(section, stock))
            if not chosen[0]:
                short.append(_missing(section))
        for pick in section.picks:
            candidates = [item for item in left.values() if _suits(item, pick)]
            taken = _spread(candidates, pick.count, seed)
            if len(taken) < pick.count:
                short.append(
                    {
                        "section": section.code,
                        "pick": pick.label,
                        "needed": pick.count,
                        "available": len(taken),
                    }
                )
            for item in taken:
                del left[item.id]
            chosen.append(taken)
        sections.append(FilledSection(section, _ordered(chosen, section.order, seed)))
    return _short(short) if short else Assembly(blueprint, seed, tuple(sections))


def _simulation(section: Section, stock: Sequence[StockItem]) -> tuple[StockItem, ...]:
    """Every item of the exercise, in order; none unless all of one version are there."""
    found = sorted((i for i in stock if i.exercise.get("code") == section.simulation), key=lambda i: i.id)
    whole = {(i.exercise.get("version"), i.exercise.get("parts")) for i in found}
    return tuple(found) if len(whole) == 1 and len(found) == found[0].exercise.get("parts") else ()


def _missing(section: Section) -> Json:
    return {"section": section.code, "pick": section.simulation, "needed": 1, "available": 0}


def _suits(item: StockItem, pick: Pick) -> bool:
    return item.scale == pick.scale and item.type == pick.type and pick.family in ("", item.family)


def _lot(seed: str, item: StockItem) -> bytes:
    """A draw of lots that anyone can repeat: SHA-256 of seed and code."""
    return hashlib.sha256(f"{seed}\n{item.id}".encode()).digest()


def _spread(candidates: Iterable[StockItem], count: int, seed: str) -> tuple[StockItem, ...]:
    """`count` of the candidates, taken in turn from each family and difficulty."""
    piles: dict[tuple[int, str], list[StockItem]] = {}
    for item in sorted(candidates, key=lambda i: _lot(seed, i)):
        piles.setdefault((item.difficulty, item.family), []).append(item)
    rounds = [(place, number, item) for number, pile in piles.items() for place, item in enumerate(pile)]
    rounds.sort(key=lambda entry: entry[:2])
    taken = [item for _, _, item in rounds[:count]]
    return tuple(sorted(taken, key=lambda i: (i.difficulty, i.id)))


def _ordered(chosen: Sequence[tuple[StockItem, ...]], order: Order, seed: str) -> tuple[StockItem, ...]:
    together = [item for pick in chosen for item in pick]
    if order is Order.MIXED:
        return tuple(sorted(together, key=lambda i: _lot(f"{seed}:order", i)))
    if order is Order.GRADED:
        return tuple(sorted(together, key=lambda i: (i.difficulty, _lot(f"{seed}:order", i))))
    return tuple(together)


def _short(short: list[Json]) -> Refusal:
    rows = [row for row in short if isinstance(row, dict)]
    rows.sort(key=lambda row: str(row["section"]))
    id_parts, en_parts = [], []
    for code, group in groupby(rows, key=lambda row: row["section"]):
        lines = list(group)
        id_parts += [f"{code}: {r['pick']} butuh {r['needed']}, tersedia {r['available']}" for r in lines]
        en_parts += [f"{code}: {r['pick']} needs {r['needed']}, available {r['available']}" for r in lines]
    return Refusal(
        "FORM_SHORT",
        f"Bank soal belum cukup. {'; '.join(id_parts)}. Tambahkan atau telaah butir, atau kurangi jumlahnya.",
        f"The bank is short. {'; '.join(en_parts)}. Add or review items, or lower the numbers.",
        {"short": short},
    )
