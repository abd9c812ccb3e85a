"""From the due list to nominees: find, look, add; or by a list that somebody sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal
from takar.people.public import ALL_GOLONGAN, JOB_CLASS_NAMES, PeopleFilter, eselons_in_use, golongan_label
from takar.programmes.actions.nominate import nominate
from takar.programmes.candidates import MOST, due_candidates, other_candidates
from takar.programmes.domain.outcomes import Nominations
from takar.programmes.domain.priority import STATES, Candidate, by_unit, cut, rank
from takar.programmes.domain.retirement import NEAR_MONTHS
from takar.programmes.domain.tallies import percent
from takar.programmes.domain.values import PhaseView, ProgrammeView
from takar.programmes.models import Nominee
from takar.programmes.pages.shared import (
    actor,
    found,
    frame,
    language,
    phase_of,
    query_of,
    tell,
    today_in,
    warn_of_refused,
)
from takar.standards.public import retirement_rules

PAGE = 50
MOST_UNITS = 12
_NAMES = ("tahap", "kelas", "eselon", "unit", "golongan", "cari", "keadaan", "pensiun", "bulan")
_DUE_STATES = ("lapsed", "never", "expiring")


@dataclass(frozen=True, slots=True)
class Search:
    """`state`: "" for all who are due by the end of the phase, one state of the due, or "valid" for the others."""

    people: PeopleFilter
    state: str
    with_retiring: bool
    months: int

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Search:
        months = given.get("bulan", "")
        state = given.get("keadaan", "")
        return cls(
            PeopleFilter(
                text=given.get("cari", "").strip()[:100],
                unit=given.get("unit", "").strip()[:200],
                job_class=given.get("kelas", "") if given.get("kelas", "") in [*JOB_CLASS_NAMES] else "",
                eselon=given.get("eselon", "")[:5],
                golongan=given.get("golongan", "") if given.get("golongan", "") in ALL_GOLONGAN else "",
            ),
            state if state in (*_DUE_STATES, "valid") else "",
            given.get("pensiun", "") == "ikut",
            int(months) if months in ("6", "12", "24") else NEAR_MONTHS,
        )


@dataclass(frozen=True, slots=True)
class Matches:
    """Who matches and is not called yet, in the order of priority; `near` were left out for retiring soon."""

    people: tuple[Candidate, ...]
    already: int
    near: tuple[Candidate, ...]


@requires(Ability.MANAGE_PLANS)
def nominating(request: HttpRequest, programme: str) -> HttpResponseBase:
    view = found(programme)
    if not view.phases:
        return redirect("programmes:phases", view.id)
    phase = _phase(view, request.GET)
    search = Search.of(request.GET)
    matches = find(view, phase, search) if "tahap" in request.GET else None
    context = frame(request, view, "nominate") | _choices() | {
        "phase": phase,
        "search": search,
        "matches": matches,
        "query": query_of(request.GET, _NAMES),
        "limits": retirement_rules(phase.last_day),
        "most": MOST,
        "room": _room(phase),
    }  # fmt: skip
    if matches:
        context |= _seen(matches, _room(phase), request.GET.get("page"))
    return render(request, "programmes/nominating.html", context)


@require_POST
@requires(Ability.MANAGE_PLANS)
def add(request: HttpRequest, programme: str) -> HttpResponseBase:
    """Add those who were ticked, or with `semua` everyone who matches."""
    view = found(programme)
    phase = _phase(view, request.POST)
    if request.POST.get("semua"):
        nips = [one.nip for one in find(view, phase, Search.of(request.POST)).people]
    else:
        nips = request.POST.getlist("nip")
    done = nominate(view.id, phase.number, nips, actor(request))
    report(request, done)
    if isinstance(done, Nominations) and not done.left_out:
        return redirect(
            f"{reverse('programmes:nominees', args=[view.id])}?{urlencode({'tahap': phase.number})}"
        )
    query = urlencode(query_of(request.POST, _NAMES))
    return redirect(f"{reverse('programmes:nominating', args=[view.id])}?{query}")


def find(view: ProgrammeView, phase: PhaseView, search: Search) -> Matches:
    """Everyone who matches, without those who are in the programme already."""
    read = other_candidates if search.state == "valid" else due_candidates
    listed = [
        one
        for one in read(search.people, today_in(view), phase.last_day, search.months)
        if search.state in ("", "valid") or one.state == search.state
    ]
    called = set(Nominee.objects.filter(programme=view.id).values_list("nip", flat=True))
    free = sorted((one for one in listed if one.nip not in called), key=rank)
    kept = [one for one in free if search.with_retiring or not one.near]
    near = [one for one in free if not search.with_retiring and one.near]
    return Matches(tuple(kept), len(listed) - len(free), tuple(near))


def report(request: HttpRequest, done: Nominations | Refusal) -> None:
    """How many were nominated, who was left out, and what to watch."""
    if isinstance(done, Refusal):
        tell(request, done, "")
        return
    n = len(done.taken)
    if n:
        said = ngettext("%(n)s orang diusulkan.", "%(n)s orang diusulkan.", n)
        tell(request, done, said % {"n": grouped(n, language())})
    warn_of_refused(request, done.refused)
    if done.left_out:
        said = gettext(
            "%(n)s orang tertinggal karena kuota penuh, yang pertama: %(who)s. Mereka tetap tampil di daftar ini."
        )
        first = "; ".join(one.name for one in done.left_out[:5])
        messages.warning(request, said % {"n": grouped(len(done.left_out), language()), "who": first})


def _phase(view: ProgrammeView, given: Mapping[str, str]) -> PhaseView:
    """The phase that was chosen, or the first with room."""
    chosen = given.get("tahap", "")
    if chosen.isdecimal():
        return phase_of(view, int(chosen))
    return next((one for one in view.phases if _room(one) > 0), view.phases[-1])


def _room(phase: PhaseView) -> int:
    live = Nominee.objects.filter(
        programme=phase.programme,
        phase__number=phase.number,
        status__in=["nominated", "invited", "confirmed"],
    )
    return phase.quota - live.count()


def _seen(matches: Matches, room: int, page: str | None) -> dict[str, Any]:
    found = cut(matches.people, room)
    units = by_unit(matches.people)
    largest = max((n for _, n in units), default=1)
    last = found.taken[-1].nip if found.taken and found.left_out else ""
    states = {state: sum(one.state == state for one in matches.people) for state in STATES}
    return {
        "page": Paginator(matches.people, PAGE).get_page(page),
        "fits": len(found.taken),
        "left_out": len(found.left_out),
        "last_in": last,
        "states": [(state, n) for state, n in states.items() if n],
        "units": [(name, n, percent(n, largest)) for name, n in units[:MOST_UNITS]],
        "units_left": len(units) - MOST_UNITS,
        "near_in": sum(one.near for one in matches.people),
    }


def _choices() -> dict[str, Any]:
    return {
        "job_classes": [(str(code), names[language()]) for code, names in JOB_CLASS_NAMES.items()],
        "eselons": eselons_in_use(),
        "golongans": [(code, golongan_label(code)) for code in ALL_GOLONGAN],
        "due_states": _DUE_STATES,
    }
