"""One plan: its board of weeks and halls, how good it is, what it leaves unmet, and what to do with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import ceil
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.jobs.public import Job
from takar.planning.actions.ask_plan import adopt_plan, discard_plan
from takar.planning.calendar import calendar, week_of
from takar.planning.domain.asking import RELIEF_FIELDS, Ask
from takar.planning.domain.problem import Wishes
from takar.planning.jobs import start_timetables
from takar.planning.models import Batch, Place, Plan
from takar.planning.pages.plans import found_phase
from takar.planning.pages.shared import CLASSES, actor, found_plan, language, manages, tell, today

UNMET_SHOWN = 40


@requires(Ability.READ_PLANS)
def plan(request: HttpRequest, plan: int) -> HttpResponse:
    row = found_plan(plan)
    owner, phase = found_phase(row.programme, row.phase)
    batches = batch_rows(row)
    outcome = row.outcome
    context = {
        "plan": row,
        "ask": Ask.from_json(row.asked),
        "programme": owner,
        "phase": phase,
        "manages": manages(request),
        "batches": batches,
        "people": sum(one.here for one in batches),
        "seats": sum(one.capacity for one in batches),
        "board": board(batches),
        "classes": [code for code in CLASSES if code in {one.job_class for one in batches}],
        "proofs": _proofs(outcome),
        "network": outcome.get("network"),
        "unmet": _unmet(row, outcome),
        "unmet_total": len(outcome.get("unmet", [])),
        "impossible": outcome.get("impossible"),
        "reliefs": _reliefs(outcome),
        "refused": outcome.get("refused"),
        "without_timetable": _gathered(outcome.get("without_timetable", [])),
        "job": Job.objects.filter(pk=row.job or 0).first(),
        "open_rearrangement": row.rearrangements.filter(status__in=("solving", "proposed")).first(),
        "changeable": row.status in (Plan.Status.PROPOSED, Plan.Status.ADOPTED),
    }
    return render(request, "planning/plan.html", context)


@require_POST
@requires(Ability.MANAGE_PLANS)
def adopt(request: HttpRequest, plan: int) -> HttpResponseBase:
    reason = request.POST.get("alasan", "").strip()
    done = adopt_plan(plan, actor(request), today=today(), reason=reason)
    tell(request, done, gettext("Rencana ini sekarang dipakai. Perubahan berikutnya memerlukan alasan."))
    return redirect("planning:plan", plan)


@require_POST
@requires(Ability.MANAGE_PLANS)
def discard(request: HttpRequest, plan: int) -> HttpResponseBase:
    row = found_plan(plan)
    done = discard_plan(plan, actor(request), reason=request.POST.get("alasan", "").strip())
    tell(request, done, gettext("Usulan dibuang; catatannya tetap ada."))
    return redirect("planning:phase", row.programme, row.phase)


@require_POST
@requires(Ability.MANAGE_PLANS)
def timetables(request: HttpRequest, plan: int) -> HttpResponseBase:
    row = found_plan(plan)
    if row.batches.exclude(assessment="").exists():
        messages.error(
            request,
            gettext(
                "Sebagian gelombang sudah menjadi kegiatan. Susun jadwalnya satu per satu dari halaman gelombang."
            ),
        )
        return redirect("planning:plan", plan)
    return redirect("jobs:job", start_timetables(row, actor=actor(request)).pk)


def batch_rows(row: Plan) -> list[Any]:
    """Batches of a plan with their days and how many are in them, by number."""
    counted = row.batches.annotate(here=Count("places", filter=Q(places__freed_at=None), distinct=True))
    return list(counted.exclude(status=Batch.Status.CANCELLED).prefetch_related("days").order_by("number"))


def board(batches: Iterable[Any]) -> dict[str, Any]:
    """Weeks as rows and halls as columns; weeks without a batch are there too, so that gaps are seen."""
    rows = list(batches)
    if not rows:
        return {"halls": (), "weeks": ()}
    halls = range(1, max(one.hall for one in rows) + 1)
    starts = {one.pk: week_of(one.days.all()[0].day) for one in rows}
    first, last = min(starts.values()), max(one.days.all()[len(one.days.all()) - 1].day for one in rows)
    special = calendar(first, last, language())
    weeks = [_week(days, rows, starts, halls, special) for days in special.weeks()]
    return {"halls": list(halls), "weeks": weeks}


def _week(
    days: tuple[date, ...], rows: list[Any], starts: dict[str, date], halls: range, special: Any
) -> dict[str, Any]:
    mine = [one for one in rows if starts[one.pk] == days[0]]
    return {
        "monday": days[0],
        "friday": days[4],
        "holidays": [one for day in days if (one := special.special.get(day)) and one.kind != "working_day"],
        "cells": [{"hall": hall, "batches": [one for one in mine if one.hall == hall]} for hall in halls],
    }


def _proofs(outcome: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    names = (
        ("dates", gettext("Tanggal dan gelombang")),
        ("roster", gettext("Penugasan asesor")),
        ("pairs", gettext("Pasangan penilai")),
    )
    return [
        (label, outcome[key] | {"waits": _waits(key, outcome[key])})
        for key, label in names
        if outcome.get(key)
    ]


def _waits(key: str, proof: dict[str, str]) -> int:
    """What the dates may be away from the best, as people who wait one week longer; 0 where that says nothing."""
    apart = float(proof["value"]) - float(proof["bound"])
    return ceil(apart / Wishes().lapsed_week) if key == "dates" else 0


def _unmet(row: Plan, outcome: dict[str, Any]) -> list[dict[str, Any]]:
    listed = sorted(outcome.get("unmet", []), key=lambda one: -int(one["weeks"]))[:UNMET_SHOWN]
    nips = [one["person"] for one in listed]
    names = dict(Place.objects.filter(batch__plan=row, nip__in=nips).values_list("nip", "name"))
    return [{**one, "name": names.get(one["person"], one["person"])} for one in listed]


def _gathered(failed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Batches without a timetable under their common reason."""
    found: dict[str, dict[str, Any]] = {}
    for one in failed:
        found.setdefault(one["id"], {**one, "numbers": []})["numbers"].append(one["number"])
    return list(found.values())


def _reliefs(outcome: dict[str, Any]) -> list[dict[str, Any]]:
    """Each as a button that fills the form; what the form cannot change is told without a button."""
    found = outcome.get("impossible") or {}
    return [{**one, "field": RELIEF_FIELDS.get(one["rule"], "")} for one in found.get("reliefs", [])]
