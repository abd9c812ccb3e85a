"""How long planning takes at the size it must hold, how far from the proven bound it ends, and how quick repairs are."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import time as clock_time
from typing import TypeVar

from takar.planning.domain.checking import violations
from takar.planning.domain.day_problem import DayProblem, Hours, Tool, Venue
from takar.planning.domain.problem import Batch, Limits, Problem, Span
from takar.planning.domain.solution import Impossible, Proof, Repair, Season, Timetable
from takar.planning.solving import plan_dates, plan_pairs, plan_roster, plan_timetable, repair, swaps
from tests.planning.solving.seasons import city_year, middle_phase, small_phase

_SEEDS = (1, 2, 3)
_LIMITS = Limits(seconds=60, clock=time.monotonic)
_T = TypeVar("_T")


def run() -> list[str]:
    """Lines to print: medians over three invented seasons."""
    lines = [f"planning: 2,901 people, 117 batches, 60 units, 40 assessors; medians of {len(_SEEDS)} seasons"]
    seasons = [_season(city_year(seed)) for seed in _SEEDS]
    for place, name in enumerate(("dates", "roster", "pairs")):
        took = statistics.median(times[place] for times, _, _ in seasons)
        proofs = [proofs[place] for _, proofs, _ in seasons]
        lines.append(f"  {name}: {took:.1f} s, {_gaps(proofs)}")
    nets = [season.network for _, _, season in seasons if season.network]
    lines.append(
        f"  rating network: {max(net.components for net in nets)} component, "
        f"{min(net.linked for net in nets):.1%} of pairs linked, everybody with {min(net.least_links for net in nets)} or more"
    )
    problem = replace(city_year(_SEEDS[0]), batches=seasons[0][2].batches)
    return lines + _live(problem) + _small() + _middle() + _interviews()


def _season(problem: Problem) -> tuple[list[float], list[Proof], Season]:
    times, proofs = [], []
    took, dates = _timed(lambda: plan_dates(problem, _LIMITS))
    assert isinstance(dates, Season)
    assert dates.dates
    times.append(took)
    proofs.append(dates.dates)
    took, roster = _timed(lambda: plan_roster(problem, dates.batches, _LIMITS))
    assert isinstance(roster, Season)
    assert roster.roster
    times.append(took)
    proofs.append(roster.roster)
    took, pairs = _timed(lambda: plan_pairs(problem, roster.batches, _LIMITS))
    assert isinstance(pairs, Season)
    assert pairs.pairs
    assert violations(problem, pairs.batches, complete=True) == ()
    return [*times, took], [*proofs, pairs.pairs], pairs


def _gaps(proofs: list[Proof]) -> str:
    whole = ", ".join(f"{proof.value:,.0f} (bound {proof.bound:,.0f})" for proof in proofs)
    return f"at most {max(proof.gap for proof in proofs):.2%} above the bound: {whole}"


def _live(problem: Problem) -> list[str]:
    checks = [_timed(lambda: violations(problem, problem.batches, complete=True))[0] for _ in range(9)]
    gone = [batch for batch in problem.batches if batch.number % 8 == 0][:10]
    mended = [_repaired(problem, batch) for batch in gone]
    alone = [repaired for _, repaired in mended if not repaired.moved]
    offered = [_timed(lambda one=batch: swaps(problem, one.people[0]))[0] for batch in gone]  # type: ignore[misc]
    return [
        f"  check of the whole plan: {statistics.median(checks) * 1000:.0f} ms",
        f"  repair of 3 absent: {statistics.median(took for took, _ in mended):.2f} s, slowest "
        f"{max(took for took, _ in mended):.2f} s; nobody else moved in {len(alone)} of {len(mended)}, "
        f"at most {max(len(repaired.moved) for _, repaired in mended)} moved",
        f"  swap suggestions: {statistics.median(offered) * 1000:.0f} ms",
        _changed(problem),
    ]


def _repaired(problem: Problem, batch: Batch) -> tuple[float, Repair]:
    took, found = _timed(lambda: repair(problem, batch.people[:3], batch.first_day, _LIMITS))
    assert isinstance(found, Repair)
    return took, found


def _changed(problem: Problem) -> str:
    """Ten people of as many batches can no longer come on their days; everything else should stay."""
    ill = {batch.people[0]: batch for batch in problem.batches[20:30]}
    people = tuple(
        replace(one, absences=(*one.absences, _span(ill[one.id]))) if one.id in ill else one
        for one in problem.people
    )
    changed = replace(problem, people=people)
    took, found = _timed(lambda: plan_dates(changed, _LIMITS))
    assert isinstance(found, Season)
    assert found.dates
    return f"  ten cannot come, the rest anew: {took:.1f} s, {len(found.moved)} moved, {found.dates.gap:.2%} above the bound"


def _span(batch: Batch) -> Span:
    return Span(batch.days[0], batch.days[-1])


def _small() -> list[str]:
    limits = replace(_LIMITS, seconds=1.0)
    found = [_timed(lambda one=seed: plan_dates(small_phase(one), limits)) for seed in range(1, 10)]  # type: ignore[misc]
    gaps = [season.dates.gap for _, season in found if isinstance(season, Season) and season.dates]
    return [
        f"  100 people in 4 batches, at most 1 s: {statistics.median(took for took, _ in found):.2f} s, slowest "
        f"{max(took for took, _ in found):.2f} s; proved the best in {sum(gap == 0 for gap in gaps)} of {len(found)}, "
        f"worst {max(gaps):.1%} above the bound"
    ]


def _middle() -> list[str]:
    """The two phases of a city, by halls; a point is a third of a person who waits one week longer."""
    lines = []
    for people, halls in ((550, 4), (550, 3), (550, 2), (377, 4), (377, 3), (377, 2)):
        problem = middle_phase(people, halls)
        took, found = _timed(lambda one=problem: plan_dates(one, replace(_LIMITS, seconds=10)))  # type: ignore[misc]
        assert isinstance(found, Season)
        assert found.dates
        lines.append(f"  {people} people, {halls} halls, at most 10 s: {took:.1f} s, {_gaps([found.dates])}")
    return lines


def _interviews() -> list[str]:
    took, no = _timed(lambda: plan_timetable(_three_rooms(40), replace(_LIMITS, seconds=3)))
    first, yes = _timed(lambda: plan_timetable(_three_rooms(35), replace(_LIMITS, seconds=3)))
    assert isinstance(no, Impossible)
    assert isinstance(yes, Timetable)
    return [
        f"  29 officials, 3 rooms, 40 minutes: {took:.2f} s: {no.sentence('en')}",
        f"  with 35 minutes: {first:.1f} s, {yes.proof.value / 29:.0f} minutes stay each, bound {yes.proof.bound / 29:.0f}",
    ]


def _three_rooms(length: int) -> DayProblem:
    noon, prayer = (clock_time(12), clock_time(13)), (clock_time(11, 30), clock_time(13))
    opens, closes = clock_time(7, 30), clock_time(15)
    return DayProblem(
        days=(Hours(opens, closes, (noon,)), Hours(opens, closes, (noon,)), Hours(opens, closes, (prayer,))),
        rooms=tuple(Venue(f"r{n}", 5) for n in range(3)),
        tools=tuple(Tool(code=f"t{n}", kind="interview", minutes=length, together="one") for n in range(3)),
        groups=(tuple(f"p{n:02d}" for n in range(29)),),
    )


def _timed(work: Callable[[], _T]) -> tuple[float, _T]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


if __name__ == "__main__":
    print(*run(), sep="\n")
