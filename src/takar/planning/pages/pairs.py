"""Heads and deputies who are never away together, and people who cannot come on some days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.people.public import people_by_nips
from takar.planning.actions.save_assessor import add_absence, remove_absence, remove_deputy, set_deputy
from takar.planning.models import Absence, Deputy
from takar.planning.pages.assessors import AbsenceForm
from takar.planning.pages.shared import actor, dress, manages, posted, resources, tell, today


class PairForm(forms.Form):
    head = forms.CharField(label=_("NIP kepala"), max_length=24)
    deputy = forms.CharField(label=_("NIP wakil atau sekretaris"), max_length=24)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


class PersonAbsenceForm(AbsenceForm):
    nip = forms.CharField(label=_("NIP"), max_length=24)
    field_order = ("nip", "first_day", "last_day", "reason")


@requires(Ability.READ_PLANS)
def pairs(request: HttpRequest) -> HttpResponseBase:
    form = PairForm(posted(request))
    if request.method == "POST" and manages(request):
        if "hapus" in request.POST:
            remove_deputy(_number(request.POST["hapus"]), actor(request))
            tell(request, None, gettext("Pasangan dihapus."))
            return redirect("planning:pairs")
        if form.is_valid():
            done = set_deputy(form.cleaned_data["head"], form.cleaned_data["deputy"], actor(request))
            if tell(request, done, gettext("Keduanya tidak akan dijadwalkan pada hari yang sama.")):
                return redirect("planning:pairs")
    return _page(request, form, PersonAbsenceForm())


@require_POST
@requires(Ability.MANAGE_PLANS)
def absent(request: HttpRequest) -> HttpResponseBase:
    if "hapus" in request.POST:
        row = Absence.objects.filter(pk=_number(request.POST["hapus"])).exclude(nip="").first()
        if row:
            remove_absence(row.pk, actor(request))
            tell(request, None, gettext("Ketidakhadiran dihapus."))
        return redirect("planning:pairs")
    form = PersonAbsenceForm(request.POST)
    if not form.is_valid():
        return _page(request, PairForm(), form)
    data = form.cleaned_data
    nip = "".join(data["nip"].split())
    done = add_absence(data["first_day"], data["last_day"], data["reason"], actor(request), nip=nip)
    tell(request, done, gettext("Ketidakhadiran dicatat; rencana yang sudah ada perlu diperiksa."))
    return redirect("planning:pairs")


def _page(request: HttpRequest, form: PairForm, absence: PersonAbsenceForm) -> HttpResponse:
    listed = list(Deputy.objects.order_by("id"))
    away = list(Absence.objects.exclude(nip="").filter(last_day__gte=today()))
    nips = {nip for one in listed for nip in (one.head, one.deputy)} | {one.nip for one in away}
    people = people_by_nips(nips)
    context = resources("pairs", request) | {
        "pairs": [
            {"row": one, "head": people.get(one.head), "deputy": people.get(one.deputy)} for one in listed
        ],
        "absences": [{"row": one, "person": people.get(one.nip)} for one in away],
        "form": form,
        "absence_form": absence,
    }
    faulty = form.errors or absence.errors
    return render(request, "planning/pairs.html", context, status=400 if faulty else 200)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
