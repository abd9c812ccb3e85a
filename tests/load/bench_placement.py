"""Matching at the size of a region: live answers, a ranking page, the merged table. Medians; how sure statements are."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np

import tests.load.office  # noqa: F401
from takar.placement.domain.ranking import rank_people
from takar.placement.domain.tables import fit_table
from takar.placement.matching.engine import Engine
from takar.placement.matching.profiles import best_of_every_standard, distinct_profiles
from tests.placement.matching.people import PlainRules
from tests.placement.matching.region import TODAY, facts, measured, posts
from tests.placement.matching.test_calibrated import WORLDS, tally

PEOPLE, POSTS = 449_000, 60_000
CASES = 2500
_T = TypeVar("_T")


def run() -> list[str]:
    """Lines to print."""
    draws = np.random.default_rng(1)
    took, (told, known, asked) = _timed(lambda: _region(draws))
    built, engine = _timed(lambda: Engine(told, known, asked, TODAY, PlainRules()))
    warmed, _ = _timed(engine.warm)
    lines = [
        f"matching: {PEOPLE:,} people, {POSTS:,} posts (invented in {took:.0f} s), {len(engine.standards):,} distinct "
        f"standards, {len(engine.catalogue.mutlak):,} sets of requirements",
        f"  loaded from arrays in {built:.1f} s, every share computed in {warmed:.1f} s",
    ]
    return [*lines, *_live(engine, draws), _merged(engine), _page(draws), _honest()]


def _region(draws: np.random.Generator):  # type: ignore[no-untyped-def]
    told = measured(PEOPLE, draws, step=1)
    return told, facts(told, draws), posts(POSTS, draws)


def _live(engine: Engine, draws: np.random.Generator) -> list[str]:
    some = draws.choice(POSTS, 15, replace=False).tolist()
    first = [_timed(lambda post=post: engine.top_people(post, 50))[0] for post in some]  # type: ignore[misc]
    again = [_timed(lambda post=post: engine.top_people(post, 50))[0] for post in some]  # type: ignore[misc]
    people = draws.choice(PEOPLE, 200, replace=False).tolist()
    each = [_timed(lambda person=person: engine.top_posts(person, 50))[0] for person in people]  # type: ignore[misc]
    return [
        f"  who fits this post, top 50 of {PEOPLE:,}: {_ms(again)} ms; {_ms(first)} ms when its requirements were never "
        f"asked before (bound 50)",
        f"  which post fits this person, top 50 of {POSTS:,}: {_ms(each)} ms (bound 5)",
    ]


def _merged(engine: Engine) -> str:
    """Every distinct profile against every distinct standard; the best of each standard is kept."""
    merged = distinct_profiles(engine)
    took, best = _timed(lambda: best_of_every_standard(engine, merged))
    return (
        f"  merged: {len(merged):,} distinct profiles x {len(best):,} distinct standards: {took:.2f} s (bound 1), "
        f"{len(merged) * len(best) / took / 1e9:.1f} billion fits a second"
    )


def _honest() -> str:
    """What is stated against what is true, over invented cases of four kinds whose true levels are known."""
    took, found = _timed(lambda: [tally(world, CASES, 1000 + at) for at, world in enumerate(WORLDS)])
    covered = np.concatenate([one.covered for one in found]).mean()
    held, holds = (np.concatenate([getattr(one, name) for one in found]).mean() for name in ("held", "holds"))
    stated, best = (np.concatenate([getattr(one, name) for one in found]) for name in ("stated", "best"))
    bands = [(stated >= low) & (stated < low + 0.1) for low in np.arange(0, 1, 0.1)]
    off = max(abs(stated[band].mean() - best[band].mean()) for band in bands if band.sum() > 1000)
    return (
        f"  honest, {CASES * len(WORLDS):,} cases in {took:.0f} s: 90 % intervals cover {covered:.1%}; lists said to hold "
        f"the best with {held:.1%} hold it in {holds:.1%}; chances to be best off by {100 * off:.1f} points "
        f"in the worst tenth (bound 2)"
    )


def _page(draws: np.random.Generator) -> str:
    told = measured(3000, draws)
    told = replace(told, groups=("jpt_pratama",) * 3000)
    table = fit_table(told, posts(1, draws), facts(told, draws), TODAY, PlainRules())
    times = [_timed(lambda: rank_people(table, 0, 90, 90, 1, draws=500))[0] for _ in range(5)]
    return f"  ranking page of 3,000 with intervals and chances, 500 draws: {statistics.median(times):.2f} s (bound 1)"


def _ms(times: list[float]) -> str:
    return f"{statistics.median(times) * 1000:.1f} (slowest {max(times) * 1000:.1f})"


def _timed(work: Callable[[], _T]) -> tuple[float, _T]:
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


if __name__ == "__main__":
    print(*run(), sep="\n")
