"""All phases with the state of their plan, and one phase with its proposals side by side."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from takar.accounts.public import Ability, requires
from takar.planning.actions.set_tools import tools_drafted
from takar.planning.domain.asking import Ask
from takar.planning.domain.matrix import unseen
from takar.planning.models import Assessor, Plan, Room
from takar.planning.pages.shared import manages, resources
from takar.programmes.public import PhaseView, ProgrammeView, nominee_counts, programme, programmes

_CALLED = ("nominated", "invited", "confirmed")


@requires(Ability.READ_PLANS)
def plans(request: HttpRequest) -> HttpResponse:
    counts = _plan_counts()
    rows = [_row(owner, phase, counts) for owner in programmes() for phase in owner.phases]
    context = resources("plans", request) | {
        "rows": rows,
        "rooms": Room.objects.filter(active=True).count(),
        "assessors": Assessor.objects.filter(active=True).count(),
    }
    return render(request, "planning/plans.html", context)


@requires(Ability.READ_PLANS)
def phase(request: HttpRequest, programme: str, phase: int) -> HttpResponse:
    owner, one = found_phase(programme, phase)
    listed = [
        _proposal(row) for row in _with_counts().filter(programme=programme, phase=phase).order_by("-number")
    ]
    kept = [row for row in listed if row["plan"].status != Plan.Status.DISCARDED]
    drafts = tools_drafted(programme)
    context = {
        "programme": owner,
        "phase": one,
        "manages": manages(request),
        "proposals": kept,
        "discarded": [row for row in listed if row not in kept],
        "called": _called(owner, phase),
        "tools": drafts,
        "unseen": unseen(drafts) if drafts else (),
        "adopted": next((row["plan"] for row in kept if row["plan"].status == Plan.Status.ADOPTED), None),
    }
    return render(request, "planning/phase.html", context)


def found_phase(programme_id: str, number: int) -> tuple[ProgrammeView, PhaseView]:
    """The phase, or the page 404."""
    owner = programme(programme_id)
    one = next((each for each in owner.phases if each.number == number), None) if owner else None
    if owner is None or one is None:
        raise Http404
    return owner, one


def _called(owner: ProgrammeView, phase: int) -> int:
    counts = nominee_counts(owner.id)
    return sum(counts[(phase, status)] for status in _CALLED)


def _row(owner: ProgrammeView, one: PhaseView, counts: dict[tuple[str, int], list[Plan]]) -> dict[str, Any]:
    mine = counts.get((owner.id, one.number), [])
    adopted = next((plan for plan in mine if plan.status == Plan.Status.ADOPTED), None)
    return {
        "programme": owner,
        "phase": one,
        "called": _called(owner, one.number),
        "adopted": adopted,
        "proposed": sum(plan.status == Plan.Status.PROPOSED for plan in mine),
        "solving": any(plan.status == Plan.Status.SOLVING for plan in mine),
        "impossible": bool(mine) and mine[0].status == Plan.Status.IMPOSSIBLE,
    }


def _plan_counts() -> dict[tuple[str, int], list[Plan]]:
    found: dict[tuple[str, int], list[Plan]] = {}
    for plan in _with_counts().exclude(status=Plan.Status.DISCARDED).order_by("-number"):
        found.setdefault((plan.programme, plan.phase), []).append(plan)
    return found


def _with_counts() -> Any:
    here = Q(batches__places__freed_at=None, batches__places__isnull=False)
    return Plan.objects.annotate(
        batch_count=Count("batches", distinct=True),
        people=Count("batches__places", filter=here, distinct=True),
    )


def _proposal(row: Any) -> dict[str, Any]:
    days = list(row.batches.values_list("days__day", flat=True)) if row.batch_count else []
    known = [day for day in days if day]
    return {
        "plan": row,
        "ask": Ask.from_json(row.asked),
        "first": min(known) if known else None,
        "last": max(known) if known else None,
    }
