"""Changes by hand: first what they would break and cost, then, confirmed with a reason, the change itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from takar.accounts.public import Ability, requires
from takar.kernel.clock import long_date
from takar.kernel.refusals import Refusal
from takar.planning.actions.change_duty import change_duty, weigh_duty
from takar.planning.actions.move_batch import days_from, move_batch, weigh_batch
from takar.planning.actions.move_person import move_person, weigh_person
from takar.planning.actions.swap_people import possible_swaps, swap_people, weigh_swap
from takar.planning.domain.changes import Verdict
from takar.planning.models import Assessor, Batch, Place, Plan
from takar.planning.pages.shared import actor, found_batch, language, tell, today


@requires(Ability.MANAGE_PLANS)
def person(request: HttpRequest, batch: str) -> HttpResponseBase:
    row = found_batch(batch)
    asked = request.POST if request.method == "POST" else request.GET
    place = Place.objects.filter(pk=_number(asked.get("tempat")), freed_at=None).first()
    target = Batch.objects.filter(pk=asked.get("ke", ""), plan=row.plan_id).first()
    if place is None or target is None:
        return _incomplete(request, row, gettext("Pilih orang dan gelombang tujuannya."))
    if request.method == "POST":
        done = move_person(place.pk, target.pk, actor=actor(request), reason=_reason(request), today=today())
        return _after(request, row, done, gettext("Orang itu sudah pindah."))
    title = gettext("Pindahkan %(name)s dari gelombang %(from)s ke gelombang %(to)s") % {
        "name": place.name,
        "from": row.number,
        "to": target.number,
    }
    verdict = weigh_person(place.pk, target.pk, today=today())
    fields = {"tempat": place.pk, "ke": target.pk}
    return _shown(request, row, title, verdict, fields, _swaps(place, target, verdict))


@requires(Ability.MANAGE_PLANS)
def swap(request: HttpRequest, batch: str) -> HttpResponseBase:
    row = found_batch(batch)
    asked = request.POST if request.method == "POST" else request.GET
    one = Place.objects.filter(pk=_number(asked.get("tempat")), freed_at=None).first()
    other = Place.objects.filter(pk=_number(asked.get("dengan")), freed_at=None).first()
    if one is None or other is None:
        return _incomplete(request, row, gettext("Pilih dua orang yang bertukar tempat."))
    if request.method == "POST":
        done = swap_people(one.pk, other.pk, actor=actor(request), reason=_reason(request), today=today())
        return _after(request, row, done, gettext("Keduanya sudah bertukar tempat."))
    title = gettext("Tukar %(name)s (gelombang %(from)s) dengan %(other)s (gelombang %(to)s)") % {
        "name": one.name,
        "from": one.batch.number,
        "other": other.name,
        "to": other.batch.number,
    }
    fields = {"tempat": one.pk, "dengan": other.pk}
    return _shown(request, row, title, weigh_swap(one.pk, other.pk, today=today()), fields)


@requires(Ability.MANAGE_PLANS)
def days(request: HttpRequest, batch: str) -> HttpResponseBase:
    row = found_batch(batch)
    asked = request.POST if request.method == "POST" else request.GET
    first = _day(asked.get("mulai"))
    if first is None:
        return _incomplete(request, row, gettext("Pilih hari pertama yang baru."))
    if request.method == "POST":
        done = move_batch(row.pk, first, actor=actor(request), reason=_reason(request), today=today())
        return _after(request, row, done, gettext("Hari gelombang sudah dipindahkan."))
    told = days_from(row, first)
    title = gettext("Pindahkan gelombang %(number)s ke %(first)s sampai %(last)s") % {
        "number": row.number,
        "first": long_date(told[0], language()),
        "last": long_date(told[-1], language()),
    }
    return _shown(
        request, row, title, weigh_batch(row.pk, first, today=today()), {"mulai": first.isoformat()}
    )


@requires(Ability.MANAGE_PLANS)
def duty(request: HttpRequest, batch: str) -> HttpResponseBase:
    row = found_batch(batch)
    asked = request.POST if request.method == "POST" else request.GET
    leaves, comes = _number(asked.get("dari")), _number(asked.get("kepada"))
    role = asked.get("peran", "assessor")
    if not (leaves or comes) or role not in ("lead", "assessor", "standby"):
        return _incomplete(request, row, gettext("Pilih asesor yang diganti atau yang ditambahkan."))
    if request.method == "POST":
        done = change_duty(
            row.pk, leaves, comes, actor=actor(request), reason=_reason(request), today=today(), role=role
        )
        return _after(request, row, done, gettext("Penugasan sudah diubah."))
    verdict = weigh_duty(row.pk, leaves, comes, today=today(), role=role)
    fields = {"dari": leaves, "kepada": comes, "peran": role}
    return _shown(request, row, _duty_title(row, leaves, comes), verdict, fields)


def _shown(
    request: HttpRequest,
    row: Batch,
    title: str,
    verdict: Verdict | Refusal,
    fields: dict[str, Any],
    swaps: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    context = {
        "batch": row,
        "title": title,
        "fields": fields,
        "address": request.path,
        "swaps": swaps or [],
        "refused": verdict.sentence(language()) if isinstance(verdict, Refusal) else "",
        "verdict": None if isinstance(verdict, Refusal) else verdict,
        "needs_reason": row.plan.status == Plan.Status.ADOPTED,
    }
    template = "planning/_change.html" if request.headers.get("HX-Request") else "planning/change.html"
    return render(request, template, context)


def _swaps(place: Place, target: Batch, verdict: Verdict | Refusal) -> list[dict[str, Any]]:
    """When a seat is not to be had: people of that batch with whom changing places breaks nothing."""
    if isinstance(verdict, Refusal) or verdict.allowed:
        return []
    found = possible_swaps(place.pk, target.pk, today=today())
    places = {one.nip: one for one in target.places.filter(freed_at=None)}
    return [{"place": places[one.other], "points": one.points} for one in found if one.other in places]


def _incomplete(request: HttpRequest, row: Batch, sentence: str) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        return HttpResponse("")
    messages.error(request, sentence)
    return redirect("planning:batch", row.pk)


def _after(request: HttpRequest, row: Batch, done: object, sentence: str) -> HttpResponseBase:
    tell(request, done, sentence)
    return redirect("planning:batch", row.pk)


def _duty_title(row: Batch, leaves: int, comes: int) -> str:
    names = dict(Assessor.objects.filter(pk__in=[leaves, comes]).values_list("pk", "name"))
    facts = {"old": names.get(leaves, ""), "new": names.get(comes, ""), "number": row.number}
    if leaves and comes:
        return gettext("%(new)s menggantikan %(old)s di gelombang %(number)s") % facts
    if comes:
        return gettext("%(new)s ditambahkan ke gelombang %(number)s") % facts
    return gettext("%(old)s dilepas dari gelombang %(number)s") % facts


def _reason(request: HttpRequest) -> str:
    return " ".join(request.POST.get("alasan", "").split())[:300]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
