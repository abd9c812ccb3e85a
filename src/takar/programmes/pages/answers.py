"""Answers that come back in a file: read, shown row by row, then recorded."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.programmes.actions.record_answers import record_answers
from takar.programmes.domain.decide import decide
from takar.programmes.domain.outcomes import Answer
from takar.programmes.domain.roll import Roll, Step, evolve
from takar.programmes.models import Nominee
from takar.programmes.pages.carried import carried, carry, refused_file, rows_sent
from takar.programmes.pages.shared import actor, found, frame, tell, tell_taken
from takar.programmes.reading import ListedRow, Sentence
from takar.programmes.rolls import roll_of


@requires(Ability.MANAGE_PLANS)
def answers(request: HttpRequest, programme: str) -> HttpResponseBase:
    """The form; after an upload the preview; with `unduh` the refused rows as Excel."""
    view = found(programme)
    context = frame(request, view, "nominees")
    if request.method == "POST":
        rows = carried(request) if "baris" in request.POST else rows_sent(request)
        if isinstance(rows, Refusal):
            tell(request, rows, "")
            return redirect("programmes:answers", view.id)
        seen = foresee(roll_of(view.id), rows)
        if request.POST.get("unduh"):
            return refused_file(seen["refused"], "jawaban")
        names = dict(Nominee.objects.filter(programme=view.id).values_list("nip", "name"))
        context |= seen | {"signed": carry(rows), "names": names, "read": len(rows)}
    return render(request, "programmes/answers.html", context)


@require_POST
@requires(Ability.MANAGE_PLANS)
def confirm(request: HttpRequest, programme: str) -> HttpResponseBase:
    view = found(programme)
    rows = carried(request)
    if isinstance(rows, Refusal):
        tell(request, rows, "")
        return redirect("programmes:answers", view.id)
    roll = roll_of(view.id)
    told = [_answer(row) for row, _ in foresee(roll, rows)["good"]]
    source = request.POST.get("sumber", "")[:300]
    done = record_answers(view.id, told, actor(request), source=source)
    tell_taken(request, done, gettext("%(n)s jawaban dicatat."))
    return redirect("programmes:nominees", view.id)


def foresee(roll: Roll, rows: tuple[ListedRow, ...]) -> dict[str, Any]:
    """What each row would change, what is refused, and which rows say nothing new."""
    good: list[tuple[ListedRow, str]] = []
    refused: list[tuple[ListedRow, Sentence]] = []
    silent: list[ListedRow] = []
    for row in rows:
        if row.fault:
            refused.append((row, row.fault))
            continue
        one = roll.called.get(row.nip)
        if not row.answer or (one and one.status == _STATUS[row.answer]):
            silent.append(row)
            continue
        event = decide(roll, _step(row))
        if isinstance(event, Refusal):
            refused.append((row, event))
        else:
            roll = evolve(roll, event)
            good.append((row, _STATUS[row.answer]))
    return {
        "good": good,
        "refused": refused,
        "silent": silent,
        "confirmed": sum(status == "confirmed" for _, status in good),
        "declined": sum(status == "declined" for _, status in good),
    }


_STATUS = {"coming": "confirmed", "not_coming": "declined"}


def _step(row: ListedRow) -> Step:
    return Step(row.nip, "confirm" if row.answer == "coming" else "decline", row.reason)


def _answer(row: ListedRow) -> Answer:
    return Answer(row.nip, row.answer == "coming", row.reason)
