"""Blank rating forms to print before the day."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from takar.accounts.public import Ability, requires
from takar.exercises.public import blank_forms
from takar.kernel.clock import utc_now
from takar.kernel.refusals import Refusal
from takar.reports.pages.sending import send
from takar.reports.rating_form import rating_forms as render_forms
from takar.reports.report import PDF, Report, slug

NO_FORMS = Refusal(
    "RATING_FORMS_NONE",
    "Belum ada lembar penilaian untuk dicetak. Buka putarannya dan tunjuk penilai, lalu unduh lagi.",
    "There are no rating sheets to print yet. Open the round and appoint raters, then download again.",
)


@requires(Ability.APPROVE_CHANGES)
def rating_forms(request: HttpRequest, owner: str) -> HttpResponseBase:
    """The forms of a round, or of one sheet (?lembar=); ?tulisan=1 adds what participants wrote on screen."""
    zone = settings.TAKAR.zone
    writing = request.GET.get("tulisan") == "1"
    forms = blank_forms(owner, zone, request.GET.get("lembar", ""), with_writing=writing)
    if not forms:
        return send(request, f"round:{owner}", NO_FORMS)
    name = f"formulir-penilaian-{slug(forms[0].round)}.pdf"
    return send(request, f"round:{owner}", Report(name, PDF, render_forms(forms, zone, utc_now())))
