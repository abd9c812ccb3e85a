"""Lists that came back from units: taking them in, and what became of each cell."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.readiness.actions.upload_delivery import upload_delivery
from takar.readiness.jobs import start_deliveries
from takar.readiness.models import Check, CheckState, Delivery, HoledPerson, Remark, RemarkKind
from takar.readiness.pages.words import language, remark_label, say
from takar.readiness.queries import requirement_of

PAGE = 50
_MOST_FILES = 300
_KINDS = (
    RemarkKind.WRONG,
    RemarkKind.NOT_ASKED,
    RemarkKind.UNMATCHED,
    RemarkKind.CLOSED,
    RemarkKind.OPEN,
)


@requires(Ability.MANAGE_PEOPLE)
def deliveries(request: HttpRequest, number: int) -> HttpResponseBase:
    found = get_object_or_404(Check, pk=number, state=CheckState.READY)
    if request.method == "POST":
        return _upload(request, found)
    page = Paginator(Delivery.objects.filter(check_of=found), PAGE).get_page(request.GET.get("page"))
    context = {"check": found, "page": page, "rows": [(each, _counts(each), _notice(each)) for each in page]}
    return render(request, "readiness/deliveries.html", context)


def _upload(request: HttpRequest, found: Check) -> HttpResponseBase:
    files = request.FILES.getlist("berkas")[:_MOST_FILES]
    if not files:
        messages.error(request, _("Pilih berkas yang dikembalikan unit lebih dahulu."))
        return redirect("readiness:deliveries", found.pk)
    actor, who = request.user.get_username(), request.POST.get("dari", "")
    kept: list[Delivery] = []
    for file in files:
        delivery = upload_delivery(found, file.name or "", file.chunks(), delivered_by=who, actor=actor)
        if isinstance(delivery, Refusal):
            messages.error(request, f"{file.name}: {delivery.sentence(language())}")
        else:
            kept.append(delivery)
    if not kept:
        return redirect("readiness:deliveries", found.pk)
    return redirect("jobs:job", start_deliveries(found, kept, actor=actor).pk)


@requires(Ability.MANAGE_PEOPLE)
def delivery(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Delivery.objects.select_related("check_of"), pk=number)
    shown = _shown(found, request.GET.get("tampil", ""))
    remarks = Remark.objects.filter(delivery=found, kind=shown).order_by("sheet", "row", "column", "id")
    paginator = Paginator(remarks, PAGE)
    page = paginator.get_page(request.GET.get("page"))
    people = _people(found.check_of, [each.place for each in page if each.place is not None])
    needed = requirement_of(found.check_of)
    context = {
        "delivery": found,
        "check": found.check_of,
        "notice": _notice(found),
        "tabs": [
            (kind.value, remark_label(kind), found.counts.get(kind.value, 0), kind == shown)
            for kind in _KINDS
        ],
        "shown": shown,
        "page": page,
        "rows": [say(each, needed, people) for each in page],
        "several_sheets": remarks.values("sheet").distinct().count() > 1,
    }
    return render(request, "readiness/delivery.html", context)


def _shown(found: Delivery, asked: str) -> str:
    if asked in RemarkKind.values:
        return asked
    return next((kind.value for kind in _KINDS if found.counts.get(kind.value)), RemarkKind.CLOSED.value)


def _people(found: Check, places: list[int]) -> dict[int, tuple[str, str]]:
    some = HoledPerson.objects.filter(check_of=found, place__in=places)
    return {place: (nip, name) for place, nip, name in some.values_list("place", "nip", "name")}


def _counts(found: Delivery) -> list[Any]:
    return [found.counts.get(kind.value, 0) for kind in (RemarkKind.CLOSED, RemarkKind.OPEN)] + [
        sum(
            found.counts.get(kind.value, 0)
            for kind in (RemarkKind.WRONG, RemarkKind.NOT_ASKED, RemarkKind.UNMATCHED)
        )
    ]


def _notice(found: Delivery) -> str:
    return str(found.refusal[language()]) if found.refusal else ""
