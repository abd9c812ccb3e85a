"""Asking that one's locked sheet be opened again."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, User, requires
from takar.exercises.actions.reopen_sheet import ask_reopening
from takar.exercises.models import Sheet
from takar.exercises.storage import own_progress
from takar.kernel.refusals import Refusal


@requires(Ability.RATE)
def reopening(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if request.method != "POST":
        return _page(request, user)
    asked = ask_reopening(
        request.POST.get("sheet", ""), reason=request.POST.get("reason", "")[:500], asked_by=user
    )
    if isinstance(asked, Refusal):
        return _page(request, user, asked)
    messages.success(request, _("Permintaan Anda menunggu persetujuan orang kedua."))
    return redirect("exercises:reopening")


def _page(request: HttpRequest, user: User, refusal: Refusal | None = None) -> HttpResponse:
    own = list(Sheet.objects.filter(rater=user.username, withdrawn_at=None).select_related("round"))
    progress = own_progress(user.username, [one.pk for one in own])
    context = {
        "locked": [one for one in own if one.pk in progress and progress[one.pk].locked],
        "chosen": request.POST.get("sheet") or request.GET.get("lembar", ""),
        "reason": request.POST.get("reason", ""),
        "refusal": refusal and refusal.sentence(get_language() or "id"),
    }
    return render(request, "exercises/reopening.html", context, status=422 if refusal else 200)
