"""External organisers: who was handed over, what came back, what is late."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, record_change, requires
from takar.certificates.actions.drop_person import drop_person
from takar.certificates.actions.hand_over import HandoverDraft, hand_over
from takar.certificates.domain.handing import Returns
from takar.certificates.domain.values import Organiser
from takar.certificates.models import Handover
from takar.certificates.overviews import listed
from takar.certificates.pages.due import MOST_HANDED
from takar.certificates.pages.filters import asked, day_of, language
from takar.certificates.pages.imports import receive
from takar.certificates.pages.register import organiser_names
from takar.certificates.rulebook import rule_book
from takar.certificates.workbooks.participants import participants_workbook
from takar.certificates.workbooks.sheets import excel_response
from takar.kernel.refusals import Refusal
from takar.people.public import people_by_nips

_BETWEEN = re.compile(r"[\n,;]+")


@dataclass(frozen=True, slots=True)
class Line:
    handover: Handover
    returns: Returns
    days_late: int


@requires(Ability.READ_CERTIFICATES)
def handovers(request: HttpRequest) -> HttpResponse:
    """All handovers, what is open and promised soonest first."""
    lines = [_line(row) for row in _counted()]
    lines.sort(key=lambda one: (one.returns.status == "complete", one.handover.promised_on))
    return render(request, "certificates/handovers.html", {"lines": lines, "today": localdate()})


@requires(Ability.MANAGE_CERTIFICATES)
def new(request: HttpRequest) -> HttpResponseBase:
    """GET shows the form; POST with `langkah=pilih` fills it from the due list; any other POST hands over."""
    if request.method != "POST":
        return _form(request, {}, "")
    if request.POST.get("langkah") == "pilih":
        return _form(request, {}, "\n".join(_chosen(request)))
    told = request.POST
    draft = _draft(request)
    nips = told.get("nips", "")
    done = draft if isinstance(draft, Refusal) else hand_over(
        draft, _BETWEEN.split(nips), actor=request.user.get_username()
    )  # fmt: skip
    if isinstance(done, Refusal):
        return _form(request, told, nips, done)
    messages.success(request, _("Penyerahan dicatat. Unduh daftar pesertanya dan kirimkan."))
    return redirect("certificates:handover", done.pk)


@requires(Ability.READ_CERTIFICATES)
def handover(request: HttpRequest, number: int) -> HttpResponse:
    row = get_object_or_404(_counted(), pk=number)
    people = row.people.select_related("result")
    context: dict[str, Any] = {
        "line": _line(row),
        "handover": row,
        "people": people,
        "imports": row.imports.all()[:20],
        "today": localdate(),
    }
    return render(request, "certificates/handover.html", context)


@requires(Ability.READ_CERTIFICATES)
def participants(request: HttpRequest, number: int) -> HttpResponse:
    """The list for the organiser, with empty columns for the results: it can be imported as it comes back."""
    row = get_object_or_404(Handover, pk=number)
    record_change(
        request.user.get_username(),
        "certificates.download",
        f"handover:{row.pk}",
        after={"people": row.people.count()},
    )
    return excel_response(participants_workbook(row, language()), f"peserta-penyerahan-{row.pk}.xlsx")


@require_POST
@requires(Ability.MANAGE_CERTIFICATES)
def take_back(request: HttpRequest, number: int) -> HttpResponseBase:
    return receive(request, get_object_or_404(Handover, pk=number))


@require_POST
@requires(Ability.MANAGE_CERTIFICATES)
def drop(request: HttpRequest, number: int) -> HttpResponse:
    refusal = drop_person(
        number,
        request.POST.get("nip", ""),
        actor=request.user.get_username(),
        reason=request.POST.get("alasan", ""),
    )
    if refusal is not None:
        messages.error(request, refusal.sentence(language()))
    else:
        messages.success(request, _("Hasil orang ini tidak ditunggu lagi."))
    return redirect("certificates:handover", number)


def _counted() -> Any:
    return Handover.objects.annotate(
        handed=Count("people"),
        back=Count("people", filter=Q(people__result__isnull=False)),
        dropped=Count("people", filter=Q(people__result__isnull=True) & ~Q(people__dropped_reason="")),
    )


def _line(row: Any) -> Line:
    returns = Returns(row.handed, row.back, row.dropped)
    return Line(row, returns, returns.days_late(row.promised_on, localdate()))


def _chosen(request: HttpRequest) -> list[str]:
    """The people ticked, or everybody of the due list that the address describes."""
    ticked = request.POST.getlist("nip")
    if ticked:
        return [nip for nip in ticked if len(nip) == 18][:MOST_HANDED]
    chosen = asked(request)
    rows = listed(chosen.wanted, rule_book(chosen.wanted.on))
    return list(rows.values_list("nip", flat=True)[:MOST_HANDED])


def _draft(request: HttpRequest) -> HandoverDraft | Refusal:
    told = request.POST
    handed, promised = day_of(told.get("diserahkan", "")), day_of(told.get("dijanjikan", ""))
    organiser = told.get("penyelenggara", "")
    if handed is None or promised is None or organiser not in set(Organiser):
        return Refusal(
            "HANDOVER_FORM_INCOMPLETE",
            "Pilih penyelenggara, lalu isi tanggal penyerahan dan tanggal hasil dijanjikan.",
            "Choose the organiser, then enter the day of the handover and the day on which results are promised.",
        )
    return HandoverDraft(
        organiser=Organiser(organiser),
        organiser_name=told.get("nama", ""),
        subject=told.get("perihal", ""),
        handed_on=handed,
        promised_on=promised,
        letter=told.get("surat", ""),
    )


def _form(request: HttpRequest, told: Any, nips: str, refusal: Refusal | None = None) -> HttpResponse:
    wanted = ["".join(nip.split()) for nip in _BETWEEN.split(nips) if nip.strip()]
    known = people_by_nips(wanted)
    context: dict[str, Any] = {
        "told": told,
        "nips": nips,
        "people": [known[nip] for nip in known],
        "unknown": [nip for nip in dict.fromkeys(wanted) if nip not in known],
        "refusal": refusal,
        "organisers": organiser_names()[1:],
        "today": localdate(),
        "most": MOST_HANDED,
    }
    return render(request, "certificates/new_handover.html", context, status=422 if refusal else 200)
