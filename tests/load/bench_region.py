"""A region placed at once: as the office does it, and its solver alone on merged profiles, beside OR-Tools."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

import tests.load.office  # noqa: F401
from takar.kernel.refusals import Refusal
from takar.placement.domain.posterior import estimate_prior
from takar.placement.domain.values import Measured
from takar.placement.matching.engine import Engine
from takar.placement.regional.opening import market_of
from takar.placement.regional.placing import explain, place
from takar.placement.solving.auction import auction
from takar.placement.solving.flow import flow
from takar.placement.solving.lists import Lists
from takar.placement.solving.region import Region, RegionPlan, looking, place_region
from tests.placement.matching.people import PlainRules
from tests.placement.matching.region import TODAY, facts, measured, posts

PEOPLE, POSTS, STANDARDS, AGENCIES = 449_000, 60_000, 2_400, 37
OPTIMUM = 59_226_219
"""Total of the 37 agencies in tenths of a point; a change that loses it is wrong."""
OPTIMUM_TOGETHER = 59_331_551
TOP, FLOW_POSTS = 50, 3_000
VACANT_WORTH = 680
_T = TypeVar("_T")
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class City:
    """What the generator drew, before anything is scored."""

    profiles: Array
    standards: Array
    weights: Array
    post_standard: Array
    agency: Array
    traits: Array
    post_agency: Array
    least_rank: Array


def city(people: int = PEOPLE, posts: int = POSTS, standards: int = STANDARDS) -> City:
    """Levels 1 to 5 of nine competencies; rank and age bound who may."""
    draw = np.random.default_rng(1)
    ability = draw.normal(0, 0.55, people)
    profiles = np.clip(np.rint(2.4 + ability[:, None] + draw.normal(0, 0.64, (people, 9))), 1, 5)
    base = draw.choice([2, 2, 3, 3, 4], standards)[:, None]
    asked = np.clip(np.rint(base + draw.normal(0, 0.45, (standards, 9))), 1, 5)
    weights = draw.dirichlet(np.ones(9) * 6, standards)
    post_standard = draw.integers(0, standards, posts)
    draw = np.random.default_rng(7)
    agency = np.sort(draw.integers(0, AGENCIES, people))
    rank = np.clip(np.rint(draw.normal(3, 1.2, people)), 1, 6)
    age = draw.integers(25, 60, people)
    post_agency = draw.integers(0, AGENCIES, posts)
    least = draw.choice([3, 4, 5], posts, p=[0.7, 0.25, 0.05])
    return City(profiles, asked, weights, post_standard, agency,
                np.stack([rank, age], 1).astype(np.int16), post_agency, least)  # fmt: skip


def score(made: City) -> tuple[Array, Array]:
    """`fit[standard, profile]` of distinct profiles, int16 tenths of a point, and the profile of each person."""
    sums = made.profiles.astype(np.int64) @ 6 ** np.arange(9)
    _, firsts, class_of = np.unique(sums, return_index=True, return_inverse=True)
    kinds, levels = made.profiles[firsts], np.arange(1, 6)
    reach = np.minimum(levels[None, None, :], made.standards[:, :, None]) / made.standards[:, :, None]
    columns = (1000 * made.weights[:, :, None] * reach).reshape(len(made.standards), -1).astype(np.float32)
    each = np.ascontiguousarray((kinds[:, :, None] == levels).reshape(len(kinds), -1).T.astype(np.float32))
    fit, block = np.empty((len(columns), len(kinds)), dtype=np.int16), np.empty((64, len(kinds)), np.float32)
    for start in range(0, len(columns), 64):
        some = columns[start : start + 64]
        part = np.matmul(some, each, out=block[: len(some)])
        fit[start : start + 64] = np.rint(part, out=part)
    return fit, class_of.reshape(-1).astype(np.int32)


def region(made: City, fit: Array, class_of: Array, *, agencies: bool = True) -> Region:
    """Posts of one agency take its people only, or anybody's."""
    where = made.post_agency if agencies else np.zeros_like(made.post_agency)
    wants = np.stack([made.post_standard, where, made.least_rank], 1)
    kinds, kind_of = np.unique(wants, axis=0, return_inverse=True)
    edges = (
        np.searchsorted(made.agency, np.arange(AGENCIES + 1)) if agencies else np.array([0, len(class_of)])
    )
    nothing = np.zeros(len(kinds), dtype=np.int64)
    return Region(
        fit, class_of, made.traits, kinds[:, 0], np.stack([kinds[:, 2], nothing], 1),
        np.stack([nothing + 99, nothing + 56], 1), np.stack([edges[kinds[:, 1]], edges[kinds[:, 1] + 1]], 1),
        kind_of.reshape(-1).astype(np.int64), np.zeros(len(kind_of), dtype=np.int64),
    )  # fmt: skip


def run() -> list[str]:
    """Lines to print."""
    _warm_up()
    made = city()
    scored, (fit, class_of) = _timed(lambda: score(made))
    lines = [
        f"region: {PEOPLE:,} people, {POSTS:,} posts, {AGENCIES} agencies; wall s (CPU s)",
        _office(together=False),
        _office(together=True),
        "  the solver alone:",
        f"  {fit.shape[1]:,} distinct profiles x {fit.shape[0]:,} standards scored in {scored}",
    ]
    lines.append(_whole("each agency by itself", region(made, fit, class_of), OPTIMUM))
    lines.append(_alone(region(made, fit, class_of)))
    lines.append(_whole("one market", region(made, fit, class_of, agencies=False), OPTIMUM_TOGETHER))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return [*lines, f"  most memory of this process: {peak:.2f} GB (bound 2)"]


def _office(together: bool) -> str:
    """From registers in memory to the reason of every post, careers and floors included: agency after agency, or all at once."""
    engines = _engines(together)
    told = [0, 0, 0]

    def work() -> None:
        for engine in engines:
            market = market_of(engine, VACANT_WORTH)
            if isinstance(market, Refusal):
                raise AssertionError(market.en)
            placed = place(market)
            seats = explain(market, placed, engine.terms.has_standard)
            told[0], told[1] = told[0] + placed.total, told[1] + placed.bound
            told[2] += sum(1 for seat in seats if seat.reason)

    took, _ = _timed(work)
    if told[0] != told[1]:
        raise AssertionError(f"not proved best: {told}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    name, bound = ("the whole region together", "") if together else ("agency by agency", " (bound 60)")
    return (
        f"  as the office does it, {name}, every fit with career and floors, optimum and reasons: {took}{bound}, "
        f"total {told[0]:,} tenths, proved best, {told[2]:,} open, {peak:.2f} GB (bound 2)"
    )


def _engines(together: bool) -> Iterator[Engine]:
    draws = np.random.default_rng(1)
    people = measured(PEOPLE, draws, step=1)
    known, asked, prior = facts(people, draws), posts(POSTS, draws), estimate_prior(people)
    if together:
        yield Engine(people, known, asked, TODAY, PlainRules(), prior)
        return
    agency, of_post = np.sort(draws.integers(0, AGENCIES, PEOPLE)), draws.integers(0, AGENCIES, POSTS)
    begins = np.searchsorted(agency, np.arange(AGENCIES + 1))
    for at in range(AGENCIES):
        rows = slice(begins[at], begins[at + 1])
        some = Measured(
            people.people[rows], people.codes, people.levels[rows], people.errors[rows], people.groups[rows]
        )
        theirs = [asked[post] for post in np.flatnonzero(of_post == at)]
        table = known.take(np.arange(begins[at], begins[at + 1]))
        yield Engine(some, table, theirs, TODAY, PlainRules(), prior)


def _whole(name: str, asked: Region, optimum: int) -> str:
    took, plan = _timed(lambda: place_region(asked))
    if plan.total != optimum or not plan.exact:
        raise AssertionError(f"{name}: {plan.total} of {plan.bound}, expected {optimum}")
    return f"  {name}: lists and exact optimum in {took} (bound 60), {_said(plan)}"


def _said(plan: RegionPlan) -> str:
    gap = (plan.bound - plan.total) / plan.bound
    return (
        f"total {plan.total:,} tenths, gap {gap:.0%}, {plan.vacancies} open, {plan.pairs:,} pairs, "
        f"at most {plan.rounds} looks"
    )


def _alone(asked: Region) -> str:
    """The auction on ready lists of the best, and OR-Tools on the first agencies of the same."""
    lists = top_lists(asked)
    took, outcome = _timed(lambda: auction(lists))
    some = _first(lists, FLOW_POSTS)
    ours, mine = _timed(lambda: auction(some))
    theirs, other = _timed(lambda: flow(some))
    if mine.total != some.total(other):
        raise AssertionError("auction and min-cost flow do not agree")
    return (
        f"  auction alone, lists of {TOP}: {took} (bound 5), exact {outcome.exact}, {outcome.improvements} exchanges; "
        f"on {FLOW_POSTS:,} posts {ours}, OR-Tools' flow {theirs}, same total"
    )


def top_lists(asked: Region) -> Lists:
    """Each post with the best of its kind."""
    from takar.placement.solving.looking import _lists  # the bench looks inside

    wanted = np.full(asked.kinds, TOP)
    free = np.zeros(asked.people_count, dtype=np.int64)
    field = looking(asked)
    return _lists(field, np.sort(field.look(free, wanted, np.full(asked.kinds, -1), None)))


def _first(lists: Lists, posts: int) -> Lists:
    some = lists.vacancy[:posts], lists.people_count, lists.list_of[:posts]
    return Lists(lists.starts, lists.people, lists.worth, *some).apart()


def _warm_up() -> None:
    """Compile before anything is timed."""
    small = city(3_700, 400, 40)
    place_region(region(small, *score(small)))


def _timed(work: Callable[[], _T]) -> tuple[str, _T]:
    began, spent = time.perf_counter(), time.process_time()
    found = work()
    return f"{time.perf_counter() - began:.1f} s ({time.process_time() - spent:.1f})", found


if __name__ == "__main__":
    print(*run(), sep="\n")
