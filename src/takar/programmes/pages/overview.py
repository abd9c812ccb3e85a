"""All programmes, and one of them in numbers; each number opens the list behind it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from takar.accounts.public import Ability, requires
from takar.assessments.public import visibility_sentence
from takar.forms.public import sealed_form
from takar.kernel.clock import day_in, utc_now
from takar.people.public import JOB_CLASS_NAMES, JobClass
from takar.programmes.domain.tallies import Line, Tally, percent, seats, tallies_by, tally
from takar.programmes.domain.values import ProgrammeView
from takar.programmes.invitations import visibility_of
from takar.programmes.pages.shared import found, frame, language, manages, today_in
from takar.programmes.queries import letters_of
from takar.programmes.queries import programmes as all_programmes
from takar.programmes.tallies import lines_of
from takar.standards.public import StandardNotFound, conduct, ruleset

MOST_UNITS = 15


@requires(Ability.READ_PLANS)
def programmes(request: HttpRequest) -> HttpResponse:
    views = all_programmes()
    lines = lines_of([one.id for one in views], day_in(settings.TAKAR.zone, utc_now()))
    rows = [_row(one, tally(lines[one.id])) for one in views]
    return render(request, "programmes/programmes.html", {"rows": rows, "manages": manages(request)})


@requires(Ability.READ_PLANS)
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    view = found(programme)
    lines = lines_of([view.id], today_in(view))[view.id]
    whole = tally(lines)
    units = tallies_by(lines, lambda one: one.unit)
    context = frame(request, view, "overview") | {
        "tally": whole,
        "phases": _phases(view, lines),
        "funnel": _funnel(_quota(view), whole),
        "units": _with_bars(units[:MOST_UNITS]),
        "units_left": len(units) - MOST_UNITS,
        "classes": _with_bars(tallies_by(lines, lambda one: one.job_class)),
        "letters": letters_of(view.id),
        "quota": _quota(view),
        "room": _quota(view) - whole.live,
        **_terms(view),
    }
    return render(request, "programmes/programme.html", context)


def _quota(view: ProgrammeView) -> int:
    return sum(phase.quota for phase in view.phases)


def _row(view: ProgrammeView, found: Tally) -> dict[str, Any]:
    quota = _quota(view)
    return {"view": view, "tally": found, "quota": quota, "seats": seats(found, quota)}


def _phases(view: ProgrammeView, lines: list[Line]) -> list[dict[str, Any]]:
    rows = []
    for phase in view.phases:
        here = tally(one for one in lines if one.phase == phase.number)
        rows.append(
            {
                "view": phase,
                "tally": here,
                "room": phase.quota - here.live,
                "seats": seats(here, phase.quota),
            }
        )
    return rows


def _funnel(quota: int, found: Tally) -> list[dict[str, Any]]:
    """Quota, called, invited, confirmed: each with its width against the largest."""
    stages = (
        ("quota", quota),
        ("called", found.called),
        ("ever_invited", found.ever_invited),
        ("confirmed", found.confirmed),
    )
    largest = max(value for _, value in stages) or 1
    return [{"name": name, "value": value, "width": percent(value, largest)} for name, value in stages]


def _with_bars(rows: list[tuple[str, Tally]]) -> list[dict[str, Any]]:
    largest = max((found.called for _, found in rows), default=1)
    return [{"name": name, "tally": found, "seats": seats(found, largest)} for name, found in rows]


def _terms(view: ProgrammeView) -> dict[str, Any]:
    """What the programme rests on, in words."""
    form = sealed_form(view.form) if view.form else None
    names = {"ruleset": ruleset, "conduct": conduct}
    terms: dict[str, Any] = {"form": form, "shown": visibility_sentence(visibility_of(view))}
    for name, read in names.items():
        code, version = getattr(view, name)
        try:
            terms[name] = getattr(read(code, version), f"title_{language()}")
        except StandardNotFound:
            terms[name] = f"{code} {version}"
    if view.target_class:
        terms["target"] = JOB_CLASS_NAMES[JobClass(view.target_class)][language()]
    return terms
