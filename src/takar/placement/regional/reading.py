"""The registers of a region as columns, split into problems that share nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from takar.people.public import PeopleFilter, inactive_statuses, matching_people
from takar.placement.domain.posterior import Prior, estimate_prior
from takar.placement.domain.regions import ALL, VACANT_FREE, RegionScope
from takar.placement.domain.values import Measured, Whole
from takar.placement.matching.engine import Engine
from takar.placement.matching.registers import (
    READ_WHOLE,
    facts_bare,
    facts_whole,
    leaves_of,
    measured_people,
    measured_region,
    serving,
)
from takar.positions.public import FactTable, Position, positions
from takar.standards.public import PlacementRules

Tell = Callable[[str, float], None]
"""Hears what is being done and how much of the reading is; raises what stops it."""


@dataclass(frozen=True, slots=True)
class Registers:
    """Everybody who serves and every position, read once. `agency[row]`: of each person, "" when not on record."""

    measured: Measured
    facts: FactTable
    prior: Prior
    posts: tuple[Position, ...]
    agency: tuple[str, ...]
    on: date
    rules: PlacementRules


@dataclass(frozen=True, slots=True)
class Group:
    """One independent problem: these posts may take these people (rows of the registers). `name`: the agency, "" for all."""

    name: str
    posts: tuple[Position, ...]
    people: Whole


def read_registers(on: date, rules: PlacementRules, tell: Tell) -> Registers:
    """Seconds for thousands of people, about a minute for hundreds of thousands."""
    tell("positions", 0.0)
    posts = positions()
    holds = {one.holder: one.code for one in posts if one.holder}
    tell("people", 0.15)
    people, agency = serving(), agencies_of_people()
    classes = {nip: one.job_class for nip, one in people.items()}
    whole = len(people) <= READ_WHOLE
    tell("profiles", 0.4)
    measured = (measured_people if whole else measured_region)(list(people), classes, on, rules)
    tell("careers", 0.5)
    leaves = leaves_of(people, posts, on)
    tell("careers", 0.6)
    facts = facts_whole(people, on, holds, leaves) if whole else facts_bare(people, holds, leaves)
    return Registers(
        measured, facts, estimate_prior(measured), posts, tuple(agency.get(nip, "") for nip in people), on, rules
    )  # fmt: skip


def agencies_of_people() -> dict[str, str]:
    """Agency by NIP of everybody who serves; one query."""
    rows = matching_people(PeopleFilter()).exclude(legal_status__in=inactive_statuses()).order_by()
    return dict(rows.filter(unit__isnull=False).values_list("nip", "unit__agency__name"))


def in_scope(
    posts: tuple[Position, ...], scope: RegionScope, serving: Mapping[str, int]
) -> tuple[Position, ...]:
    """Posts that are asked about. A post whose holder does not serve any more is vacant."""
    return tuple(
        one
        for one in posts
        if (not scope.classes or one.job_class in scope.classes)
        and (not scope.agencies or one.agency in scope.agencies)
        and (scope.scope == ALL or one.holder not in serving)
    )


def groups(registers: Registers, scope: RegionScope) -> Iterator[Group]:
    """Posts are filled within their agency, as the law has it, unless the region is placed together."""
    rows = {nip: at for at, nip in enumerate(registers.measured.people)}
    posts = in_scope(registers.posts, scope, rows)
    free = _candidates(registers, scope, rows)
    if scope.together:
        if posts:
            yield Group("", posts, np.flatnonzero(free))
        return
    agency, only = np.array(registers.agency, dtype=object), _only(registers.agency)
    by_name: dict[str, list[Position]] = defaultdict(list)
    for one in posts:
        by_name[one.agency or only].append(one)
    for name in sorted(by_name):
        yield Group(name, tuple(by_name[name]), np.flatnonzero(free & (agency == name)))


def _only(agencies: Iterable[str]) -> str:
    """The agency that a post without one belongs to: the only one there is, else none."""
    names = set(agencies) - {""}
    return names.pop() if len(names) == 1 else ""


def _candidates(registers: Registers, scope: RegionScope, rows: Mapping[str, int]) -> np.ndarray:
    """Who may be placed. While posts outside the scope keep their holders, these stay where they are."""
    free = np.ones(len(rows), dtype=bool)
    if scope.scope == VACANT_FREE:
        seated = [rows[one.holder] for one in registers.posts if one.holder in rows]
        free[seated] = False
    return free


def engine_of(registers: Registers, group: Group) -> Engine:
    """The engine of a group, with what everybody together tells of the classes."""
    rows, all_of = group.people, registers.measured
    if len(rows) == len(all_of.people):
        return Engine(all_of, registers.facts, group.posts, registers.on, registers.rules, registers.prior)
    part = Measured(
        tuple(all_of.people[at] for at in rows),
        all_of.codes,
        all_of.levels[rows],
        all_of.errors[rows],
        tuple(all_of.groups[at] for at in rows),
    )
    return Engine(
        part, registers.facts.take(rows), group.posts, registers.on, registers.rules, registers.prior
    )
