"""The lock on the desk's API: answers in JSON, never with a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from takar.accounts.public import Ability, User, roles_with
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal

Answer = dict[str, Json] | Refusal
SIGNED_OUT = Refusal(
    "SIGNED_OUT",
    "Sesi Anda berakhir. Masuk lagi; semua catatan di perangkat ini tetap ada dan akan dikirim.",
    "Your session has ended. Sign in again; everything on this device is kept and will be sent.",
)
UNREADABLE = Refusal(
    "REQUEST_UNREADABLE",
    "Kiriman perangkat ini tidak terbaca oleh server. Muat ulang halaman; catatan yang tersimpan tidak hilang.",
    "The server could not read what this device sent. Reload the page; what was saved is not lost.",
)
_STATUS = {"SIGNED_OUT": 401, "MAY_NOT_RATE": 403, "SHEET_NOT_YOURS": 404, "REQUEST_UNREADABLE": 400}


def api(ability: Ability) -> Callable[[Callable[..., Answer]], Callable[..., JsonResponse]]:
    """Views that return their answer or a Refusal; signed out is 401 and a refusal like any other."""

    def lock(view: Callable[..., Answer]) -> Callable[..., JsonResponse]:
        @never_cache
        @wraps(view)
        def locked(request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
            user = request.user
            if not isinstance(user, User):
                return answered(SIGNED_OUT)
            return answered(view(request, *args, **kwargs) if user.may(ability) else _may_not(ability))

        locked.ability = ability  # type: ignore[attr-defined]
        return locked

    return lock


def answered(answer: Answer) -> JsonResponse:
    if isinstance(answer, Refusal):
        return JsonResponse(answer.as_json(), status=_STATUS.get(answer.code, 422))
    return JsonResponse(answer)


def sent(request: HttpRequest) -> dict[str, Any] | Refusal:
    """The JSON object in the request."""
    try:
        body = json.loads(request.body)
    except ValueError:
        return UNREADABLE
    return body if isinstance(body, dict) else UNREADABLE


def _may_not(ability: Ability) -> Refusal:
    roles = ", ".join(role.value for role in roles_with(ability))
    return Refusal(
        "MAY_NOT_RATE",
        f"Akun Anda tidak bertugas menilai. Yang boleh: {roles}. Mintalah pengelola mengatur peran Anda.",
        f"Your account does not rate. Who may: {roles}. Ask the administrator to set your role.",
    )
