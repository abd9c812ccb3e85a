"""Work out a plan that was asked for: dates, people, assessors, pairs, and the days by the clock."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable
from dataclasses import replace
from time import perf_counter

from django.db import transaction

from takar.accounts.public import record_change
from takar.jobs.public import Cancelled, Progress
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes, new_id
from takar.kernel.refusals import Refusal
from takar.planning.actions.make_timetable import make_timetables
from takar.planning.actions.write_batches import write_new
from takar.planning.assembling import called, problem_of
from takar.planning.domain import problem as p
from takar.planning.domain.asking import Ask
from takar.planning.domain.solution import Impossible, Season, Stopped
from takar.planning.models import Plan
from takar.planning.solving import plan_season
from takar.programmes.public import programme

_STAGES = {
    "dates": "tanggal dan gelombang / dates and batches",
    "roster": "penugasan asesor / assessors",
    "pairs": "kelompok dan pasangan penilai / groups and pairs",
}


def solve_plan(
    plan: Plan, progress: Progress, *, clock: Clock = utc_now, random_bytes: RandomBytes = secrets.token_bytes
) -> Refusal | None:
    """The proposal, or why there is none: both are kept with the plan. Running it again does nothing.

    Refuses NOBODY_CALLED, PLAN_NO_DAYS, PLAN_STOPPED; what is impossible is an outcome, no refusal.
    """
    if plan.status != Plan.Status.SOLVING:
        return None
    ask = Ask.from_json(plan.asked)
    people = called(plan.programme, plan.phase, ask)
    problem = problem_of(plan, ask, people)
    if isinstance(problem, Refusal):
        return _give_up(plan, problem)
    watch = Watch(progress)
    found = plan_season(problem, watch.limits(ask.seconds))
    watch.check()
    if isinstance(found, Stopped):
        return _give_up(plan, found.as_refusal())
    if isinstance(found, Impossible):
        _close(plan, Plan.Status.IMPOSSIBLE, {"impossible": impossible_json(found)}, clock)
        return None
    ids = {one.id: new_id(random_bytes) for one in found.batches}
    with transaction.atomic():
        write_new(plan, found.batches, {one.nip: one for one in people}, ids, _funding(plan))
        _close(plan, Plan.Status.PROPOSED, season_json(found), clock)
    if ask.timetables:
        failed: list[Json] = list(make_timetables(plan, progress))
        Plan.objects.filter(pk=plan.pk).update(outcome=plan.outcome | {"without_timetable": failed})
    return None


class Watch:
    """Hands progress and the wish to stop between a job and a solver, which may call from threads of its own."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._thread = progress, threading.get_ident()
        self._cancelled: Cancelled | None = None
        self._told, self._share, self._stage = 0.0, 0.0, "dates"

    def limits(self, seconds: float) -> p.Limits:
        return p.Limits(seconds=seconds, stop=self.stop, progress=self.tell, clock=perf_counter)

    def tell(self, stage: str, share: float) -> None:
        self._stage, self._share = stage, share
        self.stop()

    def stop(self) -> bool:
        """True when somebody cancelled the job."""
        if (
            self._cancelled is None
            and threading.get_ident() == self._thread
            and perf_counter() - self._told > 0.4
        ):
            self._told = perf_counter()
            done = (
                list(_STAGES).index(self._stage) * 100 + round(self._share * 100)
                if self._stage in _STAGES
                else 0
            )
            try:
                self._progress(min(done, 299), 300, _STAGES.get(self._stage, self._stage))
            except Cancelled as cancelled:
                self._cancelled = cancelled
        return self._cancelled is not None

    def check(self) -> None:
        """Raises Cancelled when the job was."""
        if self._cancelled:
            raise self._cancelled


def impossible_json(found: Impossible) -> dict[str, Json]:
    return {
        "code": found.code,
        "missing": found.missing,
        "id": found.sentence("id"),
        "en": found.sentence("en"),
        "reliefs": [one.as_json() for one in found.reliefs],
    }


def season_json(found: Season) -> dict[str, Json]:
    """What is kept of a solution beside its batches: proofs, the network of raters, wishes that are not met."""
    proofs = (("dates", found.dates), ("roster", found.roster), ("pairs", found.pairs))
    network: Json = None
    if found.network:
        network = {
            "raters": found.network.raters,
            "components": found.network.components,
            "linked": str(round(found.network.linked, 4)),
            "least_links": found.network.least_links,
            "pairs": found.network.pairs,
        }
    unmet: list[Json] = [
        {"person": one.person, "kind": one.kind, "weeks": one.weeks, "id": one.id, "en": one.en}
        for one in found.unmet
    ]
    return {
        **{name: proof.as_json() for name, proof in proofs if proof},
        "network": network,
        "unmet": unmet,
        "moved": list(found.moved),
    }


def renumbered(batches: Iterable[p.Batch]) -> tuple[p.Batch, ...]:
    """Numbers from 1 in the order of first days."""
    ordered = sorted(batches, key=lambda one: (one.first_day, one.number, one.id))
    return tuple(replace(one, number=at) for at, one in enumerate(ordered, 1))


def _funding(plan: Plan) -> str:
    owner = programme(plan.programme)
    phases = owner.phases if owner else ()
    return next((one.funding for one in phases if one.number == plan.phase), "")


def _close(plan: Plan, status: Plan.Status, outcome: dict[str, Json], clock: Clock) -> None:
    with transaction.atomic():
        plan.status, plan.outcome = status, outcome
        plan.save(update_fields=["status", "outcome"])
        after: dict[str, Json] = {"status": str(status), "batches": plan.batches.count()}
        record_change(plan.made_by, "plan.solve", f"plan:{plan.pk}", after=after, clock=clock)


def _give_up(plan: Plan, refusal: Refusal) -> Refusal:
    plan.status, plan.outcome = Plan.Status.IMPOSSIBLE, {"refused": refusal.as_json()["error"]}
    plan.save(update_fields=["status", "outcome"])
    return refusal
