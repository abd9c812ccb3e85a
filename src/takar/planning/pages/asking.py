"""Asking for a plan: the form with what the rules suggest, and the arithmetic before anything is promised."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.planning.actions.ask_plan import ask_plan
from takar.planning.actions.set_tools import ensure_tools, tools_drafted
from takar.planning.assembling import called, problem_of
from takar.planning.calendar import calendar, joint_leave_known
from takar.planning.day_assembling import halls_available
from takar.planning.domain.asking import Ask, first_ask, relieved
from takar.planning.domain.capacity import capacity
from takar.planning.jobs import start_solving
from takar.planning.models import Assessor, Lodging, Plan
from takar.planning.pages.plans import found_phase
from takar.planning.pages.shared import actor, dress, language, manages, posted
from takar.planning.rules import conduct_of
from takar.programmes.public import PhaseView, ProgrammeView

# Above, the timetables are made afterwards with a button: each takes seconds.
TIMETABLES_UP_TO = 300
_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AskForm(forms.Form):
    """What may be chosen; everything else comes from the rules of conduct."""

    first_day = forms.DateField(label=_("Hari pertama"), widget=_DATE)
    last_day = forms.DateField(label=_("Hari terakhir"), widget=_DATE)
    halls = forms.IntegerField(
        label=_("Gelombang bersamaan"), min_value=1, max_value=30,
        help_text=_("Berapa gelombang yang dapat berjalan pada hari yang sama, masing-masing dengan ruangnya sendiri."),
    )  # fmt: skip
    batch_size = forms.IntegerField(label=_("Kursi per gelombang"), min_value=1, max_value=500)
    reserve = forms.IntegerField(
        label=_("Kursi cadangan"), min_value=0, max_value=50,
        help_text=_("Disisakan di setiap gelombang untuk orang yang harus mengulang."),
    )  # fmt: skip
    batch_days = forms.IntegerField(label=_("Hari per gelombang"), min_value=1, max_value=10)
    assessors = forms.IntegerField(
        label=_("Asesor per gelombang"),
        min_value=0,
        max_value=60,
        help_text=_("0 bila tidak ada yang menilai."),
    )
    standby = forms.IntegerField(label=_("Asesor siaga"), min_value=0, max_value=20)
    raters = forms.IntegerField(label=_("Penilai per peserta"), min_value=1, max_value=5)
    group_least = forms.IntegerField(label=_("Kelompok paling sedikit"), min_value=1, max_value=20)
    group_most = forms.IntegerField(label=_("Kelompok paling banyak"), min_value=1, max_value=30)
    away_percent = forms.IntegerField(
        label=_("Bagian kantor yang boleh pergi (%)"), min_value=1, max_value=100,
        help_text=_("Paling banyak sekian persen orang satu kantor pada hari yang sama, dan paling sedikit satu orang."),
    )  # fmt: skip
    duty_weeks = forms.IntegerField(label=_("Minggu tugas asesor"), min_value=1, max_value=52)
    duty_window = forms.IntegerField(label=_("dalam setiap … minggu"), min_value=1, max_value=52)
    early_weeks = forms.IntegerField(
        label=_("Paling awal (minggu sebelum habis)"), min_value=0, max_value=104
    )
    spare_batches = forms.IntegerField(
        label=_("Gelombang tambahan"), min_value=0, max_value=20,
        help_text=_("Di atas jumlah paling sedikit yang memuat semua orang, untuk setiap jenjang."),
    )  # fmt: skip
    beds = forms.IntegerField(
        label=_("Tempat tidur"), min_value=0, help_text=_("0 bila peserta tidak menginap."), required=True
    )
    seconds = forms.IntegerField(
        label=_("Waktu hitung (detik)"), min_value=1, max_value=600,
        help_text=_("Makin lama makin dekat ke yang terbaik; berhenti lebih awal bila sudah terbukti cukup baik."),
    )  # fmt: skip
    over_weekends = forms.BooleanField(
        label=_("Satu gelombang boleh melewati akhir pekan atau libur"), required=False
    )
    only_confirmed = forms.BooleanField(label=_("Hanya yang sudah menyatakan hadir"), required=False)
    timetables = forms.BooleanField(label=_("Susun juga jadwal harian setiap gelombang"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first_day") and data.get("last_day") and data["last_day"] < data["first_day"]:
            self.add_error("last_day", gettext("Hari terakhir tidak boleh sebelum hari pertama."))
        if "reserve" in data and "batch_size" in data and data["reserve"] >= data["batch_size"]:
            self.add_error("reserve", gettext("Kursi cadangan harus kurang dari kursi per gelombang."))
        return data

    def ask(self) -> Ask:
        return Ask(**self.cleaned_data)


@requires(Ability.MANAGE_PLANS)
def ask(request: HttpRequest, programme: str, phase: int) -> HttpResponseBase:
    owner, one = found_phase(programme, phase)
    ensure_tools(programme, owner.method, actor(request))
    suggested = suggestion(request, owner, one)
    if isinstance(suggested, Refusal):
        messages.error(request, suggested.sentence(language()))
        return redirect("planning:phase", programme, phase)
    form = AskForm(posted(request), initial=_initial(suggested))
    if request.method == "POST" and form.is_valid():
        if "hitung" in request.POST:
            return _page(request, owner, one, form, form.ask())
        done = ask_plan(programme, phase, form.ask(), actor(request))
        if not isinstance(done, Refusal):
            return redirect("jobs:job", start_solving(done, actor=actor(request)).pk)
        messages.error(request, done.sentence(language()))
    return _page(request, owner, one, form, suggested if request.method == "GET" else None)


@requires(Ability.READ_PLANS)
def capacity_page(request: HttpRequest, programme: str, phase: int) -> HttpResponseBase:
    """The arithmetic of what the rules suggest, for everyone who may read plans."""
    owner, one = found_phase(programme, phase)
    suggested = suggestion(request, owner, one)
    if isinstance(suggested, Refusal):
        messages.error(request, suggested.sentence(language()))
        return redirect("planning:phase", programme, phase)
    context = _frame(request, owner, one) | _arithmetic(owner, one, suggested) | {"asked": suggested}
    return render(request, "planning/capacity.html", context)


def suggestion(request: HttpRequest, owner: ProgrammeView, one: PhaseView) -> Ask | Refusal:
    """From an earlier plan (`dari`) with one rule changed (`aturan`, `menjadi`), or from the rules of conduct."""
    source = Plan.objects.filter(pk=_number(request.GET.get("dari"))).first()
    if source is not None:
        known = Ask.from_json(source.asked)
        return relieved(known, request.GET.get("aturan", ""), _number(request.GET.get("menjadi")))
    conduct = conduct_of(owner.id)
    if isinstance(conduct, Refusal):
        return conduct
    rated = any(tool.kind in ("simulation", "interview") for tool in tools_drafted(owner.id))
    found = first_ask(conduct, one.first_day, one.last_day, halls_available(conduct.batch_size), rated)
    days = max((tool.day for tool in tools_drafted(owner.id)), default=conduct.batch_days)
    people = len(called(owner.id, one.number, found))
    return replace(found, batch_days=days, timetables=people <= TIMETABLES_UP_TO)


def _page(
    request: HttpRequest, owner: ProgrammeView, one: PhaseView, form: AskForm, shown: Ask | None
) -> HttpResponse:
    context = _frame(request, owner, one) | {"form": form, "changed": request.GET.get("aturan", "")}
    if shown:
        context |= _arithmetic(owner, one, shown)
    return render(request, "planning/ask.html", context, status=400 if form.errors else 200)


def _frame(request: HttpRequest, owner: ProgrammeView, one: PhaseView) -> dict[str, Any]:
    return {
        "programme": owner,
        "phase": one,
        "manages": manages(request),
        "assessors_active": Assessor.objects.filter(active=True).count(),
        "beds_active": sum(Lodging.objects.filter(active=True).values_list("beds", flat=True)),
        "halls_active": halls_available(1),
    }


def _arithmetic(owner: ProgrammeView, one: PhaseView, asked: Ask) -> dict[str, Any]:
    problem = problem_of(
        Plan(programme=owner.id, phase=one.number), asked, called(owner.id, one.number, asked)
    )
    days = calendar(asked.first_day, asked.last_day, language())
    facts = {
        "holidays": [day for day in days.special.values() if day.kind != "working_day"],
        "estimated": days.estimated,
        "working": len(days.working_days()),
        "leave_unknown": [
            year
            for year in range(asked.first_day.year, asked.last_day.year + 1)
            if not joint_leave_known(year)
        ],
    }
    if isinstance(problem, Refusal):
        return facts | {"refused": problem.sentence(language())}
    return facts | {"capacity": capacity(problem)}


def _initial(known: Ask) -> dict[str, Any]:
    return {name: getattr(known, name) for name in AskForm.base_fields}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
