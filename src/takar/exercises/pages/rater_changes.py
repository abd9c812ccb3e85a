"""Ask for another rater, or that one is withdrawn, after the round was opened."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, Approval, User, full_names, requires
from takar.assessments.public import AssessmentView, assessment_frame, participants_in
from takar.exercises.actions.change_raters import ask_new_rater, ask_withdrawal
from takar.exercises.appointing.reading import RaterLine, barred, raters
from takar.exercises.pages.appointing import found
from takar.exercises.pages.training import licence_state
from takar.exercises.queries import round_of, sheets_in
from takar.exercises.rounds.values import RoundView, SheetView
from takar.kernel.clock import day_in, utc_now
from takar.kernel.refusals import Refusal


@requires(Ability.MANAGE_ROUNDS)
def change_raters(request: HttpRequest, assessment: str) -> HttpResponse:
    """About one sheet (`lembar`): replace or withdraw its rater; without one: add a rater to a person's exercise."""
    view = found(assessment)
    opened = round_of(view.id)
    if opened is None or opened.index is None:
        return redirect("exercises:raters", view.id)
    refusal = None
    if request.method == "POST":
        asked = _ask(request, view)
        if not isinstance(asked, Refusal):
            messages.success(request, _("Permintaan Anda menunggu persetujuan orang kedua."))
            return redirect("exercises:raters", view.id)
        refusal = asked
    context = _context(request, view, opened, refusal)
    return render(request, "exercises/appointing/change.html", context, status=422 if refusal else 200)


def _ask(request: HttpRequest, view: AssessmentView) -> Approval | Refusal:
    sent, user = request.POST, cast(User, request.user)
    reason, step = sent.get("alasan", ""), sent.get("langkah", "")
    sheet = next((one for one in sheets_in(view.id) if one.id == sent.get("lembar")), None)
    if step in ("tarik", "tarik-semua"):
        return ask_withdrawal(
            view.id,
            sheet.id if sheet else "",
            about_person=step == "tarik-semua",
            reason=reason,
            asked_by=user,
        )
    pair = (sheet.nip, sheet.instrument) if sheet else (sent.get("nip", ""), sent.get("simulasi", ""))
    return ask_new_rater(
        view.id,
        sent.get("penilai", ""),
        [pair],
        instead_of=sheet.id if sheet else "",
        reason=reason,
        asked_by=user,
    )


def _context(
    request: HttpRequest, view: AssessmentView, opened: RoundView, refusal: Refusal | None
) -> dict[str, Any]:
    chosen = request.POST.get("lembar") or request.GET.get("lembar", "")
    sheets = [one for one in sheets_in(view.id) if not one.withdrawn]
    sheet = next((one for one in sheets if one.id == chosen), None)
    if chosen and sheet is None:
        raise Http404
    people = [one for one in participants_in(view.id) if one.nip in opened.pseudonyms]
    return assessment_frame(request, view, "raters") | {
        "round": opened,
        "sheet": sheet,
        "rater_name": full_names({sheet.rater})[sheet.rater] if sheet else "",
        "people": people,
        "instruments": opened.rules["instruments"],
        "lines": _lines(view, opened, sheet, sheets),
        "refusal": refusal and refusal.sentence(get_language() or "id"),
        "typed": request.POST,
    }


def _lines(
    view: AssessmentView, opened: RoundView, sheet: SheetView | None, sheets: list[SheetView]
) -> list[dict[str, Any]]:
    """Who could come: with licence, key, whether the log names him already, and a conflict with this person."""
    on = day_in(view.zone, utc_now())
    known = raters(on)
    conflicts = barred(view, known)
    here = {
        one.rater for one in sheets if sheet and (one.nip, one.instrument) == (sheet.nip, sheet.instrument)
    }
    return [
        {
            "line": one,
            "state": licence_state(one.licence, on),
            "licence": one.licence,
            "listed": one.username in opened.raters,
            "why": _why(conflicts, one, sheet),
        }
        for one in known
        if one.username not in here
    ]


def _why(conflicts: dict[tuple[str, str], tuple[str, str]], one: RaterLine, sheet: SheetView | None) -> str:
    words = conflicts.get((one.username, sheet.nip)) if sheet else None
    if words is None:
        return ""
    return words[1] if (get_language() or "id").startswith("en") else words[0]
