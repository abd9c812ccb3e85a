"""One nominee: how he stands, what happened, what may happen next, and who may take his seat."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.people.public import PeopleFilter, find_person
from takar.programmes.actions.move import move
from takar.programmes.actions.record_answers import record_answers
from takar.programmes.actions.replace import replace
from takar.programmes.actions.withdraw import reinstate, withdraw
from takar.programmes.candidates import candidates_of, due_candidates
from takar.programmes.domain.decide import decide
from takar.programmes.domain.outcomes import Answer, Taken
from takar.programmes.domain.priority import Candidate, replacements
from takar.programmes.domain.roll import NEEDS_REASON, OUT, STEPS, Roll, Step
from takar.programmes.domain.values import ProgrammeView
from takar.programmes.models import Nominee
from takar.programmes.pages.shared import actor, found, frame, tell, tell_taken, today_in
from takar.programmes.rolls import roll_of
from takar.standards.public import retirement_rules

PROPOSALS = 10


@requires(Ability.READ_PLANS)
def nominee(request: HttpRequest, programme: str, nip: str) -> HttpResponse:
    view = found(programme)
    row = _row(view, nip)
    roll = roll_of(view.id)
    context = frame(request, view, "nominees") | {
        "one": row,
        "passages": list(row.passages.select_related("letter")),
        "line": _line(view, roll, nip),
        "steps": _steps(roll, row),
        "needs_reason": NEEDS_REASON,
        "phases_to": [
            one for one in view.phases if one.number != row.phase.number and row.status == "nominated"
        ],
        "limits": retirement_rules(row.phase.last_day),
        "candidate": candidates_of([nip], today_in(view), row.phase.last_day).get(nip),
        "known": find_person(nip),
    }
    if context["acts"] and row.status in OUT and not roll.replacement_of(nip):
        context |= _proposals(view, row, roll)
    return render(request, "programmes/nominee.html", context)


@require_POST
@requires(Ability.MANAGE_PLANS)
def step(request: HttpRequest, programme: str, nip: str) -> HttpResponseBase:
    view = found(programme)
    wanted, reason, who = (
        request.POST.get("langkah", ""),
        request.POST.get("alasan", "")[:300],
        actor(request),
    )
    done: Taken | Refusal
    if wanted in ("confirm", "decline"):
        done = record_answers(view.id, [Answer(nip, wanted == "confirm", reason)], who)
    elif wanted.startswith("move:") and wanted[5:].isdecimal():
        done = move(view.id, [nip], int(wanted[5:]), who)
    else:
        done = (reinstate if wanted == "reinstate" else withdraw)(view.id, [nip], reason, who)
    tell_taken(request, done, gettext("Perubahan tersimpan."))
    return redirect("programmes:nominee", view.id, nip)


@require_POST
@requires(Ability.MANAGE_PLANS)
def substitute(request: HttpRequest, programme: str, nip: str) -> HttpResponseBase:
    """Give the seat to the person who was chosen."""
    view = found(programme)
    new = "".join(request.POST.get("pengganti", "").split())
    done = replace(view.id, nip, new, actor(request), reason=request.POST.get("alasan", "")[:300])
    if tell(request, done, gettext("Pengganti diusulkan; undang dia dengan surat berikutnya.")):
        return redirect("programmes:nominee", view.id, new)
    return redirect("programmes:nominee", view.id, nip)


def _row(view: ProgrammeView, nip: str) -> Nominee:
    rows = Nominee.objects.select_related("phase", "letter", "replaces", "replaced_by")
    row = rows.filter(programme=view.id, nip=nip).first()
    if row is None:
        raise Http404
    return row


def _line(view: ProgrammeView, roll: Roll, nip: str) -> list[Nominee]:
    """Everyone who had this seat, from the first to the last; empty when nobody was replaced."""
    line = roll.line(nip)
    if len(line) < 2:
        return []
    rows = {row.nip: row for row in Nominee.objects.filter(programme=view.id, nip__in=line)}
    return [rows[one] for one in line]


def _steps(roll: Roll, row: Nominee) -> list[str]:
    """What can be done now; inviting needs a letter and has its own page."""
    steps = [name for status, name in STEPS if status == row.status and name != "invite"]
    return [name for name in steps if not isinstance(decide(roll, Step(row.nip, name, "-")), Refusal)]


def _proposals(view: ProgrammeView, row: Nominee, roll: Roll) -> dict[str, Any]:
    """From the due list: the same class, the same unit first, then by priority."""
    due = due_candidates(PeopleFilter(job_class=row.job_class), today_in(view), row.phase.last_day)
    free: list[Candidate] = [one for one in due if one.nip not in roll.called]
    return {
        "proposals": replacements(free, row.job_class, row.unit, PROPOSALS),
        "free": len(free),
        "seat_free": roll.room(row.phase.number) > 0 and not roll.holder(row.nip),
    }
