"""The list of maps, and asking for a new one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, requires
from takar.careers.public import FactKind, nips_with
from takar.kernel.refusals import Refusal
from takar.people.public import JOB_CLASS_NAMES, JobClass
from takar.standards.public import talent_rules_in_force
from takar.talent.actions.ask_map import Wanted, ask_map
from takar.talent.domain.points import REGISTERS
from takar.talent.models import TalentMap
from takar.talent.queries import latest_map
from takar.talent.words import REGISTER_NAMES, language

PAGE = 30


@requires(Ability.READ_TALENT)
def latest(request: HttpRequest) -> HttpResponseBase:
    """The newest finished map, or the list where there is none."""
    found = latest_map(localdate())
    return redirect("talent:map_of", found.pk) if found else maps(request)


@requires(Ability.READ_TALENT)
def maps(request: HttpRequest) -> HttpResponse:
    page = Paginator(TalentMap.objects.all(), PAGE).get_page(request.GET.get("page"))
    return render(request, "talent/maps.html", {"page": page})


@requires(Ability.MANAGE_TALENT)
def new_map(request: HttpRequest) -> HttpResponse:
    """Form and order; the map is drawn by a job."""
    if request.method != "POST":
        return _form(request)
    on = _day(request.POST.get("tanggal", ""))
    wanted = Wanted(
        title=request.POST.get("judul", ""),
        on=on,
        ruleset=request.POST.get("ketentuan", ""),
        unit=request.POST.get("unit", "").strip()[:200],
        classes=tuple(one for one in request.POST.getlist("kelas") if one in set(JobClass)),
        registers=tuple(request.POST.getlist("register")),
    )
    made = ask_map(wanted, actor=request.user.get_username())
    if isinstance(made, Refusal):
        return _form(request, made, wanted)
    messages.success(request, _("Peta sedang dibuat."))
    return redirect("jobs:job", made.job)


def _form(request: HttpRequest, refusal: Refusal | None = None, wanted: Wanted | None = None) -> HttpResponse:
    today = localdate()
    on = wanted.on if wanted else today
    names = JOB_CLASS_NAMES.items()
    context: dict[str, Any] = {
        "refusal": refusal,
        "wanted": wanted or Wanted("", today, "", registers=_kept()),
        "on": on,
        "rules": talent_rules_in_force(on),
        "classes": [(one.value, told[language()]) for one, told in names],
        "registers": [(one, REGISTER_NAMES[one]) for one in REGISTERS],
    }
    return render(request, "talent/new_map.html", context, status=422 if refusal else 200)


def _kept() -> tuple[str, ...]:
    """Proposed as complete: registers with at least one entry of anybody."""
    kinds = {"awards": FactKind.AWARDS, "team_tasks": FactKind.TEAM_TASKS, "development": FactKind.TRAININGS,
             "discipline": FactKind.DISCIPLINE}  # fmt: skip
    return tuple(one for one in REGISTERS if nips_with(kinds[one]))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return localdate()
