"""The page of keys: who may read what from outside, until when, and what was read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.office.api.keys import make_key, revoke_key
from takar.office.api.registry import READERS, SCOPES
from takar.office.models import ApiKey

_USUAL = timedelta(days=365)
_PAGE = 50


@requires(Ability.MANAGE_USERS)
def keys(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        return _make(request)
    return _page(request, {"expires_on": (localdate() + _USUAL).isoformat(), "per_minute": "60"})


@requires(Ability.MANAGE_USERS)
def key(request: HttpRequest, number: int) -> HttpResponse:
    one = get_object_or_404(ApiKey, pk=number)
    page = Paginator(one.uses.order_by("-at", "-id"), _PAGE).get_page(request.GET.get("page"))
    context = {"one": one, "state": _state(one), "page": page, "uses": list(page)}
    return render(request, "api/key.html", context)


@require_POST
@requires(Ability.MANAGE_USERS)
def revoke(request: HttpRequest, number: int) -> HttpResponseBase:
    one = get_object_or_404(ApiKey, pk=number)
    refusal = revoke_key(one, actor=request.user.get_username(), reason=request.POST.get("alasan", ""))
    if refusal:
        messages.error(request, refusal.sentence(get_language() or "id"))
    else:
        messages.success(request, _("Kunci dicabut; sejak sekarang tidak dapat dipakai."))
    return redirect("api:key", number)


def _make(request: HttpRequest) -> HttpResponseBase:
    typed = {name: request.POST.get(name, "") for name in ("name", "reason", "expires_on", "per_minute")}
    scopes = request.POST.getlist("scope")
    made = make_key(
        typed["name"],
        scopes,
        _day(typed["expires_on"]),
        actor=request.user.get_username(),
        reason=typed["reason"],
        per_minute=int(typed["per_minute"]) if typed["per_minute"].isdecimal() else 0,
    )
    if isinstance(made, Refusal):
        return _page(request, typed, scopes, made)
    one, secret = made
    # In the answer itself and nowhere else: not in the session, not in an address.
    return render(request, "api/made.html", {"one": one, "secret": secret})


def _page(
    request: HttpRequest,
    typed: dict[str, str],
    scopes: list[str] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    rows = ApiKey.objects.annotate(requests=Count("uses"), read=Sum("uses__rows"), last=Max("uses__at"))
    context: dict[str, Any] = {
        "keys": [(one, _state(one)) for one in rows],
        "scopes": [(scope, _lists(scope), scope in (scopes or ())) for scope in SCOPES],
        "typed": typed,
        "fault": refusal.sentence(get_language() or "id") if refusal else "",
    }
    return render(request, "api/keys.html", context, status=422 if refusal else 200)


def _lists(scope: str) -> str:
    english = (get_language() or "id").startswith("en")
    return ", ".join(one.en if english else one.id for one in READERS.values() if one.scope == scope)


def _state(one: ApiKey) -> str:
    if one.revoked_at is not None:
        return "revoked"
    return "expired" if one.expires_on < localdate() else "valid"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
