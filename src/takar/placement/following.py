"""What was decided against what was recommended, and a year later the performance of those who moved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from takar.careers.public import histories
from takar.placement.books import Book
from takar.placement.domain.fairness import AttributeTable, Gate, compare

GOOD = ("sangat_baik", "baik")


@dataclass(frozen=True, slots=True)
class Followed:
    """`choices`: how often each was chosen among the people that the plan moves; `departed`: how many differ from it."""

    moved: int
    choices: dict[str, int]
    departed: int
    beyond: int


@dataclass(frozen=True, slots=True)
class YearAfter:
    """`year` of the predicates; `known` of `people` have one. `table`: groups under five hidden, under thirty not read."""

    year: int
    people: int
    known: int
    table: AttributeTable


def followed(book: Book) -> Followed:
    """`beyond`: decisions about people whom the plan leaves where they are."""
    moved = set(book.state.moved())
    about = [one for one in book.state.decisions.values() if one.nip in moved]
    counts = Counter(str(one.choice) for one in about)
    return Followed(
        len(moved), dict(counts), sum(1 for one in about if book.state.departs(one)),
        sum(1 for one in book.state.decisions.values() if one.nip not in moved),
    )  # fmt: skip


def year_after(book: Book, on: date) -> YearAfter | None:
    """None until the year after the plan is over, or while decisions are open."""
    year = book.row.on.year + 1
    if book.state.phase != "closed" or on.year <= year:
        return None
    decided = {nip: one for nip, one in book.state.decisions.items() if nip in set(book.state.moved())}
    known = {
        nip: next((one.code for one in history.predicates if one.year == year), "")
        for nip, history in histories(list(decided), on).items()
    }
    groups = {nip: "departed" if book.state.departs(one) else "followed" for nip, one in decided.items()}
    there = {nip for nip, code in known.items() if code}
    good = frozenset(nip for nip in there if known[nip] in GOOD)
    return YearAfter(year, len(decided), len(there), compare("decision", groups, there, [Gate("good", good)]))
