"""Planning in the background."""

from __future__ import annotations

from django.urls import reverse

from takar.jobs.public import Cancelled, Job, Progress, enqueue, handler
from takar.kernel.canonical import Json
from takar.kernel.clock import utc_now
from takar.kernel.refusals import Refusal
from takar.planning.actions.make_timetable import make_timetables
from takar.planning.actions.rearrange import solve_rearrangement
from takar.planning.actions.solve_plan import solve_plan
from takar.planning.models import Plan, Rearrangement


def start_solving(plan: Plan, *, actor: str) -> Job:
    return _start("planning.solve", plan, actor, f"Menyusun rencana {plan.number}", {"plan": plan.pk})


def start_timetables(plan: Plan, *, actor: str) -> Job:
    return _start(
        "planning.timetables", plan, actor, f"Jadwal harian rencana {plan.number}", {"plan": plan.pk}
    )


def start_rearranging(wanted: Rearrangement, *, actor: str) -> Job:
    payload: dict[str, Json] = {"rearrangement": wanted.pk, "plan": wanted.plan_id}
    return _start("planning.rearrange", wanted.plan, actor, "Menyusun ulang sisanya", payload)


@handler("planning.solve")
def solve(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal:
    """What is impossible is shown on the page of the plan, so it is no failure of the job. Stopped while the timetables
    are made, the proposal stays."""
    plan = _plan(payload)
    try:
        solve_plan(plan, progress)
    except Cancelled:
        Plan.objects.filter(pk=plan.pk, status=Plan.Status.SOLVING).update(status=Plan.Status.DISCARDED)
        raise
    return _next(plan)


@handler("planning.timetables")
def timetables(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal:
    plan = _plan(payload)
    failed: list[Json] = list(make_timetables(plan, progress))
    Plan.objects.filter(pk=plan.pk).update(outcome=plan.outcome | {"without_timetable": failed})
    return _next(plan)


@handler("planning.rearrange")
def rearrange(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal:
    wanted = Rearrangement.objects.select_related("plan").get(pk=int(str(payload["rearrangement"])))
    try:
        solve_rearrangement(wanted, progress, today=utc_now().date())
    except Cancelled:
        Rearrangement.objects.filter(pk=wanted.pk).update(status=Rearrangement.Status.DISCARDED)
        raise
    return {"next": reverse("planning:rearrangement", args=[wanted.pk])}


def _start(kind: str, plan: Plan, actor: str, title: str, payload: dict[str, Json]) -> Job:
    job = enqueue(kind, payload, actor=actor, title=title[:200])
    Plan.objects.filter(pk=plan.pk).update(job=job.pk)
    return job


def _plan(payload: dict[str, Json]) -> Plan:
    return Plan.objects.get(pk=int(str(payload["plan"])))


def _next(plan: Plan) -> dict[str, Json]:
    return {"next": reverse("planning:plan", args=[plan.pk])}
