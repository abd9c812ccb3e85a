"""The phases of a programme: quota, money, days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.programmes.actions.set_phase import add_phase, change_phase, remove_phase
from takar.programmes.domain.drafts import PhaseDraft
from takar.programmes.domain.tallies import seats, tally
from takar.programmes.domain.values import ProgrammeView
from takar.programmes.pages.draft import DATE
from takar.programmes.pages.shared import actor, dress, found, frame, phase_of, tell, today_in
from takar.programmes.tallies import lines_of


class PhaseForm(forms.Form):
    """One phase."""

    title = forms.CharField(label=_("Nama tahap"), max_length=120)
    quota = forms.IntegerField(label=_("Kuota (orang)"), min_value=1, max_value=100_000)
    funding = forms.CharField(
        label=_("Sumber dana"), max_length=200, help_text=_("Contoh: APBD 2026, DPA BKPSDM.")
    )
    first_day = forms.DateField(label=_("Hari pertama"), widget=DATE)
    last_day = forms.DateField(label=_("Hari terakhir"), widget=DATE)
    reason = forms.CharField(
        label=_("Alasan perubahan"),
        required=False,
        max_length=300,
        help_text=_("Wajib bila sudah ada yang diundang di tahap ini."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def draft(self, number: int) -> PhaseDraft:
        data = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return PhaseDraft(number=number, **data)


@requires(Ability.READ_PLANS)
def phases(request: HttpRequest, programme: str) -> HttpResponseBase:
    """The list, and for who may the form of the next one."""
    view = found(programme)
    number = max((one.number for one in view.phases), default=0) + 1
    form = PhaseForm(initial={"title": gettext("Tahap %(n)s") % {"n": number}})
    return _page(request, view, form, None)


@require_POST
@requires(Ability.MANAGE_PLANS)
def add(request: HttpRequest, programme: str) -> HttpResponseBase:
    view = found(programme)
    form = PhaseForm(request.POST)
    number = max((one.number for one in view.phases), default=0) + 1
    if form.is_valid() and tell(
        request, add_phase(view.id, form.draft(number), actor(request)), gettext("Tahap ditambahkan.")
    ):
        return redirect("programmes:phases", view.id)
    return _page(request, view, form, None)


@requires(Ability.MANAGE_PLANS)
def change(request: HttpRequest, programme: str, number: int) -> HttpResponseBase:
    view = found(programme)
    phase = phase_of(view, number)
    values = {name: getattr(phase, name) for name in ("title", "quota", "funding", "first_day", "last_day")}
    form = PhaseForm(request.POST or None, initial=values)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = change_phase(view.id, form.draft(number), actor(request), reason=reason)
        if tell(request, done, gettext("Tahap diubah.")):
            return redirect("programmes:phases", view.id)
    return _page(request, view, form, number)


@require_POST
@requires(Ability.MANAGE_PLANS)
def remove(request: HttpRequest, programme: str, number: int) -> HttpResponseBase:
    tell(request, remove_phase(programme, number, actor(request)), gettext("Tahap dihapus."))
    return redirect("programmes:phases", programme)


def _page(request: HttpRequest, view: ProgrammeView, form: PhaseForm, changed: int | None) -> HttpResponse:
    lines = lines_of([view.id], today_in(view))[view.id]
    rows = []
    for phase in view.phases:
        here = tally(one for one in lines if one.phase == phase.number)
        rows.append(
            {"view": phase, "tally": here, "seats": seats(here, phase.quota), "room": phase.quota - here.live}
        )
    context = frame(request, view, "phases") | {"rows": rows, "form": form, "changed": changed}
    return render(request, "programmes/phases.html", context, status=400 if form.errors else 200)
