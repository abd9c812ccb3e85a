"""Which posts and people a scenario is about, from the positions and the talent pool on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from takar.kernel.refusals import Refusal
from takar.people.public import people_by_nips
from takar.placement.domain.scenario import refusals as no
from takar.placement.domain.scenario.terms import Meeting, Terms
from takar.positions.public import Position, PositionFilter, positions, positions_by_codes
from takar.talent.public import pool


@dataclass(frozen=True, slots=True)
class Scope:
    """`unknown`: codes that no position has (any more). `missing`: people of the pool who are not on record.

    `idle`: pairs that may not meet of whom one is not in scope, so that they change nothing.
    """

    posts: tuple[Position, ...]
    unknown: tuple[str, ...]
    incumbents: int
    names: dict[str, str]
    missing: tuple[str, ...]
    agencies: tuple[str, ...]
    idle: tuple[Meeting, ...]


def posts_in_scope(job_class: str, unit: str, listed: str) -> tuple[str, ...] | Refusal:
    """Codes by class and unit, or those of a list separated by spaces or lines. Refuses SCENARIO_NO_POSTS."""
    codes = listed.replace(",", " ").replace(";", " ").split()
    if codes:
        found = tuple(positions_by_codes(codes))
    elif job_class or unit:
        found = tuple(one.code for one in positions(PositionFilter(job_class=job_class, unit=unit)))
    else:
        found = ()
    return found or no.NO_POSTS


def pool_for(posts: Sequence[str], on: date) -> tuple[str, ...]:
    """The talent pool of that day, without those who hold one of the posts."""
    holders = {one.holder for one in positions_by_codes(posts).values()}
    return tuple(sorted(one.row.nip for one in pool(on) if one.row.nip not in holders))


def scope_view(terms: Terms) -> Scope:
    """Four queries, however many posts."""
    known = positions_by_codes(terms.posts)
    people = people_by_nips(
        [
            *(one.holder for one in known.values() if one.holder),
            *terms.pool,
            *(nip for nip, _ in (*terms.locked, *terms.forbidden)),
            *(nip for one in terms.apart for nip in (one.first, one.second)),
        ]
    )
    inside = {one.holder for one in known.values() if one.holder} | set(terms.pool)
    return Scope(
        tuple(known.values()),
        tuple(code for code in terms.posts if code not in known),
        sum(1 for one in known.values() if one.holder),
        {nip: one.full_name for nip, one in people.items()},
        tuple(nip for nip in terms.pool if nip not in people),
        tuple(sorted({one.agency for one in known.values()})),
        tuple(one for one in terms.apart if not {one.first, one.second} <= inside),
    )
