"""One batch: its people, those who rate, its days by the clock; locks, announcement and the assessment made of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, changes_of, requires
from takar.assessments.public import sessions_of
from takar.kernel.refusals import Refusal
from takar.planning.actions.announce_batch import announce_batch
from takar.planning.actions.make_assessment import make_assessment
from takar.planning.actions.make_timetable import make_timetable
from takar.planning.actions.set_lock import set_lock
from takar.planning.changing import held
from takar.planning.models import Assessor, Batch, Place, Plan
from takar.planning.pages.plan import batch_rows
from takar.planning.pages.plans import found_phase
from takar.planning.pages.shared import actor, found_batch, manages, tell, today
from takar.planning.queries import activities_of
from takar.programmes.public import nominees_of


@requires(Ability.READ_PLANS)
def batch(request: HttpRequest, batch: str) -> HttpResponse:
    row = found_batch(batch)
    owner, phase = found_phase(row.programme, row.phase)
    places = list(
        row.places.filter(freed_at=None)
        .prefetch_related("pairings__assessor")
        .order_by("group", "number", "id")
    )
    due = {one.nip: one for one in nominees_of(row.programme, phase=row.phase)}
    open_ = row.plan.status in (Plan.Status.PROPOSED, Plan.Status.ADOPTED)
    context = {
        "batch": row,
        "plan": row.plan,
        "programme": owner,
        "phase": phase,
        "days": list(row.days.all()),
        "places": [{"place": one, "due": due.get(one.nip)} for one in places],
        "freed": row.places.exclude(freed_at=None).order_by("freed_at"),
        "free": row.capacity - len(places),
        "timetable": _timetable(row, places),
        "duties": _duties(row, places),
        "others": _others(row),
        "candidates": Assessor.objects.filter(active=True).exclude(duties__batch=row),
        "manages": manages(request),
        "movable": manages(request) and open_ and not held([row.pk], today()),
        "changeable": manages(request) and open_ and row.status != Batch.Status.DONE,
        "adopted": row.plan.status == Plan.Status.ADOPTED,
        "changes": changes_of(f"batch:{row.pk}"),
    }
    return render(request, "planning/batch.html", context)


@require_POST
@requires(Ability.MANAGE_PLANS)
def lock(request: HttpRequest, batch: str) -> HttpResponseBase:
    found_batch(batch)
    part = request.POST.get("bagian", "batch")
    key = batch if part == "batch" else request.POST.get("kunci", "")
    on = request.POST.get("pasang") == "1"
    if part in ("batch", "place", "duty") and (part == "batch" or key.isdecimal()):
        sentence = gettext("Dikunci; susun ulang tidak akan mengubahnya.") if on else gettext("Kunci dibuka.")
        tell(request, set_lock(part, key, on, actor(request)), sentence)  # type: ignore[arg-type]
    return redirect("planning:batch", batch)


@require_POST
@requires(Ability.MANAGE_PLANS)
def timetable(request: HttpRequest, batch: str) -> HttpResponseBase:
    tell(request, make_timetable(batch, actor(request)), gettext("Jadwal harian tersusun."))
    return redirect("planning:batch", batch)


@require_POST
@requires(Ability.MANAGE_PLANS)
def announce(request: HttpRequest, batch: str) -> HttpResponseBase:
    tell(request, announce_batch(batch, actor(request)), gettext("Gelombang ditandai sudah diumumkan."))
    return redirect("planning:batch", batch)


@require_POST
@requires(Ability.MANAGE_PLANS)
def assessment(request: HttpRequest, batch: str) -> HttpResponseBase:
    done = make_assessment(batch, actor(request))
    if not tell(request, done, gettext("Kegiatan dibuat dari gelombang ini sebagai rancangan.")):
        return redirect("planning:batch", batch)
    assert not isinstance(done, Refusal)
    if not sessions_of(done.id):
        messages.info(
            request,
            gettext(
                "Jadwal gelombang ini tidak memuat CAT, jadi kegiatannya tanpa sesi: pilih simulasi dan penilainya di menu "
                "Simulasi dan asesor. Tambahkan sesi hanya bila ada simulasi yang dikerjakan di layar."
            ),
        )
    return redirect("assessments:assessment", done.id)


def _others(row: Batch) -> list[Any]:
    """The other batches of the plan, those of its own job class first."""
    rows = [one for one in batch_rows(row.plan) if one.pk != row.pk]
    return sorted(rows, key=lambda one: (one.job_class != row.job_class, one.number))


def _timetable(row: Batch, places: list[Place]) -> list[dict[str, Any]]:
    """Per day the activities, single turns gathered under their tool."""
    names = {one.nip: one.name for one in places}
    found: list[dict[str, Any]] = []
    for day in row.days.all():
        lines = activities_of(row.pk, day.ordinal)
        shared = [one for one in lines if not one.nip]
        single: dict[str, list[dict[str, Any]]] = {}
        for one in lines:
            if one.nip:
                single.setdefault(one.title, []).append({"line": one, "name": names.get(one.nip, one.nip)})
        found.append({"day": day, "shared": shared, "single": single, "any": bool(lines)})
    return found


def _duties(row: Batch, places: list[Place]) -> list[dict[str, Any]]:
    rated: dict[int, int] = {}
    for place in places:
        for pairing in place.pairings.all():
            rated[pairing.assessor_id] = rated.get(pairing.assessor_id, 0) + 1
    duties = row.duties.select_related("assessor").order_by("role", "assessor__name")
    order = {"lead": 0, "assessor": 1, "standby": 2}
    ordered = sorted(duties, key=lambda one: (order[one.role], one.assessor.name))
    return [{"duty": one, "rates": rated.get(one.assessor_id, 0)} for one in ordered]
