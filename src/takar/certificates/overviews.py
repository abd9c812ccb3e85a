"""Counts and lists for pages: by state, by unit, by quarter. The database decides how each person stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from takar.certificates.domain.buckets import quarter_ends
from takar.certificates.domain.forecast import Forecast, Quarter
from takar.certificates.domain.rules import RuleBook
from takar.certificates.domain.values import DUE, EXEMPT, State
from takar.certificates.population import People, with_bucket, with_state
from takar.certificates.rulebook import rule_book
from takar.people.public import NO_UNIT, PeopleFilter, UnitNode, unit_tree

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a list shows: people that match, on a day, with one of `states` (empty: any).

    `due_from` and `due_until`: only who first becomes due in this time.
    """

    people: PeopleFilter
    on: date
    states: tuple[State, ...] = ()
    due_from: date | None = None
    due_until: date | None = None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with everybody below it. `key` NO_UNIT for people without one; `opens` whether units lie below."""

    key: int
    name: str
    counts: Counter[State] = field(default_factory=Counter)
    opens: bool = False
    directly: bool = False

    @property
    def due(self) -> int:
        return sum(self.counts[state] for state in DUE)

    @property
    def exempt(self) -> int:
        return sum(self.counts[state] for state in EXEMPT)


def listed(wanted: Wanted, book: RuleBook) -> People:
    """The people of a list, by name."""
    if wanted.due_until is not None:
        first = wanted.due_from or wanted.on + _DAY
        ends = (max(first - _DAY, wanted.on), wanted.due_until)
        return with_bucket(wanted.people, book, wanted.on, ends).filter(bucket=1)
    found = with_state(wanted.people, book, wanted.on)
    return found.filter(state__in=wanted.states) if wanted.states else found


def state_counts(wanted: PeopleFilter, on: date) -> Counter[State]:
    """How many stand how on a day."""
    rows = with_state(wanted, rule_book(on), on).order_by().values_list("state").annotate(n=Count("pk"))
    return Counter({State(state): n for state, n in rows})


def unit_lines(wanted: PeopleFilter, on: date, below: int | None) -> list[UnitLine]:
    """The units right below `below` (None: the roots), each with its whole subtree, and who belongs to none of them."""
    counts: dict[int | None, Counter[State]] = defaultdict(Counter)
    for (unit, state), n in _tally(with_state(wanted, rule_book(on), on), "unit", "state").items():
        counts[unit][State(state)] = n
    return _lines(counts, unit_tree(), below)


def forecast(wanted: PeopleFilter, on: date, quarters: int) -> Forecast:
    """Who is due on `on`, and who becomes due in the quarter of `on` and those that follow, by job class."""
    last_days = quarter_ends(on, quarters)
    buckets = with_bucket(wanted, rule_book(on), on, (on, *(day for day in last_days if day > on)))
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for (job_class, bucket), n in _tally(buckets, "job_class", "bucket").items():
        counts[bucket][job_class] = n
    return Forecast(on, counts[0], tuple(_quarters(counts, on, [day for day in last_days if day > on])))


def _tally(people: People, *fields: str) -> Counter[tuple[Any, ...]]:
    """Counted here: SQLite takes twice as long to group 449,000 rows by two columns as to hand them over."""
    return Counter(people.order_by().values_list(*fields).iterator(chunk_size=5_000))


def _quarters(
    counts: Mapping[int, Mapping[str, int]], on: date, last_days: Iterable[date]
) -> Iterable[Quarter]:
    first = on + _DAY
    for bucket, last in enumerate(last_days, start=1):
        yield Quarter(first, last, counts.get(bucket, {}))
        first = last + _DAY


def _lines(
    counts: Mapping[int | None, Counter[State]], tree: Mapping[int, UnitNode], below: int | None
) -> list[UnitLine]:
    top_of = _tops(tree, below)
    opens = {node.parent for node in tree.values()}
    sums: dict[int, Counter[State]] = defaultdict(Counter)
    for unit, some in counts.items():
        if unit is not None and unit in top_of:
            sums[top_of[unit]] += some
    lines = [UnitLine(key, tree[key].name, some, key in opens) for key, some in sums.items()]
    lines.sort(key=lambda line: line.name.casefold())
    own = counts.get(below)
    if own:
        name = tree[below].name if below is not None else ""
        lines.append(UnitLine(NO_UNIT if below is None else below, name, own, directly=True))
    return lines


def _tops(tree: Mapping[int, UnitNode], below: int | None) -> dict[int, int]:
    """Every unit below -> the ancestor (or itself) that stands right below `below`."""
    found: dict[int, int] = {}
    for key in tree:
        climbed = key
        while tree[climbed].parent not in (below, None):
            climbed = tree[climbed].parent or climbed
        if tree[climbed].parent == below:
            found[key] = climbed
    return found
