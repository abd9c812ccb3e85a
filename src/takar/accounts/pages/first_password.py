"""Who holds a first password changes it before anything else."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from takar.accounts.models import User

_OPEN = ("accounts:password", "accounts:logout", "office:set_language")


def change_first_password(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    def guarded(request: HttpRequest) -> HttpResponseBase:
        user = request.user
        must = isinstance(user, User) and user.must_change_password
        if must and request.path not in {reverse(name) for name in _OPEN}:
            return redirect("accounts:password")
        return get_response(request)

    return guarded
