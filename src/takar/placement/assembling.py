"""A scenario's terms and the registers of that day become a case: who and what is in it, what is missing, every fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from takar.kernel.refusals import Refusal
from takar.people.public import Career, Person, careers_of, people_by_nips
from takar.placement.case import Case, Chair, Hole, Someone
from takar.placement.domain.classes import down
from takar.placement.domain.posterior import Prior, estimate_prior
from takar.placement.domain.scenario import refusals as no
from takar.placement.domain.scenario.terms import Terms
from takar.placement.domain.shares import exact_columns
from takar.placement.domain.tables import FitTable, fit_table
from takar.placement.domain.values import Flags, Floats, Measured
from takar.placement.matching.registers import READ_WHOLE, facts_of, measured_people, serving
from takar.positions.public import Position, fact_table, positions_by_codes, positions_of
from takar.standards.public import PlacementRules, StandardNotFound, placement_rules


def rules_of(terms: Terms) -> PlacementRules | Refusal:
    try:
        return placement_rules(*terms.ruleset)
    except StandardNotFound:
        return no.RULES_UNKNOWN


def assemble(terms: Terms, rules: PlacementRules) -> Case | Refusal:
    """A fixed number of queries per 900 people. Refuses SCENARIO_NO_POSTS when no position of the scope exists any more."""
    on = date.fromisoformat(terms.on)
    posts = positions_by_codes(terms.posts)
    if not posts:
        return no.NO_POSTS
    people, missing = _people(terms, posts)
    careers = careers_of([one.nip for one in people])
    # Tenure is a switch of the scenario, so it does not exclude here.
    loose = replace(rules, tenure_least_years=0)
    measured, prior = _measured([one.nip for one in people], careers, on, rules)
    holds = {one.nip: one.current for one in people if one.current}
    facts = fact_table(facts_of(measured.people, on, holds))
    table = fit_table(measured, list(posts.values()), facts, on, loose, prior)
    table = replace(table, eligible=table.eligible & ~_lower(measured, posts, holds))
    seated = [replace(one, hole=_hole(at, one, table, measured)) for at, one in enumerate(people)]
    chairs = [_chair(one, table, at) for at, one in enumerate(posts.values())]
    unknown = [Hole("post", code, code, "unknown_post") for code in terms.posts if code not in posts]
    years = _years(people, posts, careers, on)
    return Case(
        on, tuple(seated), tuple(chairs), (*_holes(seated, chairs), *missing, *unknown, *_untimed(people, years)),
        years, table, measured.levels, _observed(table, measured.levels),
    )  # fmt: skip


def _lower(measured: Measured, posts: Mapping[str, Position], holds: Mapping[str, str]) -> Flags:
    """(people, posts): who would step down a class there; never the own post."""
    found = down(measured.groups, [one.job_class for one in posts.values()])
    places = {code: at for at, code in enumerate(posts)}
    for at, nip in enumerate(measured.people):
        if holds.get(nip) in places:
            found[at, places[holds[nip]]] = False
    return found


def _people(terms: Terms, posts: Mapping[str, Position]) -> tuple[list[Someone], list[Hole]]:
    """Who holds one of the posts, then the pool; and those whom nobody knows."""
    holders = {one.holder: code for code, one in posts.items() if one.holder}
    outside = [nip for nip in terms.pool if nip not in holders]
    known = people_by_nips([*holders, *outside])
    elsewhere = positions_of(outside)
    found = [_someone(nip, known.get(nip), posts[code], code) for nip, code in holders.items()]
    found += [_someone(nip, known[nip], elsewhere.get(nip), "") for nip in outside if nip in known]
    return found, [Hole("person", nip, nip, "unknown_person") for nip in outside if nip not in known]


def _someone(nip: str, person: Person | None, seat: Position | None, current: str) -> Someone:
    title = seat.title if seat else (person.post if person else "")
    unit = seat.unit if seat else (person.unit if person else "")
    name = person.full_name if person else nip
    return Someone(nip, name, unit, title, current, "incumbent" if current else "pool")


def _measured(
    nips: list[str], careers: Mapping[str, Career], on: date, rules: PlacementRules
) -> tuple[Measured, Prior]:
    """The people's profiles, and the prior of everybody in their classes (themselves alone where that would be too many)."""
    classes = {nip: one.job_class for nip, one in careers.items()}
    asked = {classes.get(nip, "") for nip in nips}
    peers = {
        nip: one.job_class for nip, one in serving().items() if one.job_class in asked and nip not in careers
    }
    wider = [*nips, *(peers if len(peers) <= READ_WHOLE else ())]
    all_of = measured_people(wider, classes | peers, on, rules)
    n = len(nips)
    own = Measured(all_of.people[:n], all_of.codes, all_of.levels[:n], all_of.errors[:n], all_of.groups[:n])
    return own, estimate_prior(all_of)


def _hole(at: int, one: Someone, table: FitTable, measured: Measured) -> str:
    if np.isnan(measured.levels[at]).all():
        return "no_profile"
    here = table.terms.has_standard
    return "not_enough" if here.any() and np.isnan(table.fit[at][here]).all() else ""


def _chair(one: Position, table: FitTable, at: int) -> Chair:
    hole = "" if one.standard and table.terms.has_standard[at] else "no_standard"
    return Chair(
        one.code,
        one.title,
        one.unit,
        one.job_class,
        one.eselon,
        one.holder,
        one.must_fill,
        one.standard_code,
        hole,
        one.agency,
    )


def _holes(people: Iterable[Someone], chairs: Iterable[Chair]) -> list[Hole]:
    return [
        *(Hole("person", one.nip, one.name, one.hole) for one in people if one.hole),
        *(Hole("post", one.code, one.title, one.hole) for one in chairs if one.hole),
    ]


def _untimed(people: Iterable[Someone], years: Floats) -> list[Hole]:
    return [
        Hole("person", one.nip, one.name, "no_tenure")
        for one, told in zip(people, years, strict=True)
        if one.current and np.isnan(told)
    ]


def _years(
    people: Iterable[Someone], posts: Mapping[str, Position], careers: Mapping[str, Career], on: date
) -> Floats:
    """Years in the present post; NaN where no day is on record."""
    found = []
    for one in people:
        seat, career = posts.get(one.current), careers.get(one.nip)
        since = (seat.held_since if seat else None) or (career.post_since if career else None)
        found.append((on - since).days / 365.25 if since else np.nan)
    return np.array(found, dtype=np.float64)


def _observed(table: FitTable, levels: Floats) -> Floats:
    """Fits as if what was measured were true: for the naive promise beside the honest one."""
    told = np.where(np.isnan(levels), table.mean, levels)
    fits = exact_columns(told, table.terms.grid) @ table.terms.columns
    return np.asarray(np.where(np.isnan(table.fit), np.nan, 100 * table.weight * fits + table.added))
