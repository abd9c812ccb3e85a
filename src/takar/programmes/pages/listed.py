"""Nominating by a list that somebody sent: pasted NIPs or a file, looked at row by row before anything is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.programmes.actions.nominate import fault_of, nominate
from takar.programmes.candidates import candidates_of
from takar.programmes.domain.outcomes import Nominations
from takar.programmes.domain.priority import Candidate, cut
from takar.programmes.domain.values import PhaseView, ProgrammeView
from takar.programmes.pages.carried import carried, carry, refused_file, rows_sent
from takar.programmes.pages.nominating import report
from takar.programmes.pages.shared import actor, found, frame, phase_of, tell, today_in
from takar.programmes.reading import ListedRow, Sentence
from takar.programmes.rolls import roll_of


@require_POST
@requires(Ability.MANAGE_PLANS)
def preview(request: HttpRequest, programme: str) -> HttpResponseBase:
    """What each row would do; with `unduh` the refused rows as Excel."""
    view = found(programme)
    phase = phase_of(view, _number(request))
    rows = carried(request) if "baris" in request.POST else rows_sent(request)
    if isinstance(rows, Refusal) or not rows:
        if isinstance(rows, Refusal):
            tell(request, rows, "")
        return redirect(
            f"{reverse('programmes:nominating', args=[view.id])}?{urlencode({'tahap': phase.number})}"
        )
    seen = _seen(view, phase, rows)
    if request.POST.get("unduh"):
        return refused_file(seen["refused"], "usulan")
    context = frame(request, view, "nominate") | {"phase": phase, "signed": carry(rows)} | seen
    return render(request, "programmes/listed.html", context)


@require_POST
@requires(Ability.MANAGE_PLANS)
def confirm(request: HttpRequest, programme: str) -> HttpResponseBase:
    view = found(programme)
    phase = phase_of(view, _number(request))
    rows = carried(request)
    done: Nominations | Refusal = (
        rows
        if isinstance(rows, Refusal)
        else nominate(view.id, phase.number, [row.nip for row in rows if row.nip], actor(request))
    )
    report(request, done)
    return redirect(f"{reverse('programmes:nominees', args=[view.id])}?{urlencode({'tahap': phase.number})}")


def _number(request: HttpRequest) -> int:
    number = request.POST.get("tahap", "")
    return int(number) if number.isdecimal() else 0


def _seen(view: ProgrammeView, phase: PhaseView, rows: tuple[ListedRow, ...]) -> dict[str, Any]:
    known = candidates_of([row.nip for row in rows if row.nip], today_in(view), phase.last_day)
    roll = roll_of(view.id)
    faults: list[tuple[ListedRow, Sentence]] = []
    good: list[tuple[ListedRow, Candidate]] = []
    for row in rows:
        fault = row.fault or fault_of(row.nip, known, roll)
        if fault:
            faults.append((row, fault))
        else:
            good.append((row, known[row.nip]))
    fit = cut((one for _, one in good), roll.room(phase.number))
    out = {one.nip for one in fit.left_out}
    return {
        "good": [(row, one, one.nip in out) for row, one in good],
        "refused": faults,
        "fits": len(fit.taken),
        "left_out": len(fit.left_out),
        "valid": sum(one.state == "valid" for one in fit.taken),
        "near": sum(one.near for one in fit.taken),
        "room": roll.room(phase.number),
    }
