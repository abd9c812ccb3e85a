"""The lock on every page: `@requires(Ability.X)`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from takar.accounts.domain.roles import Ability, roles_with

View = Callable[..., HttpResponseBase]


def requires(ability: Ability) -> Callable[[View], View]:
    """Let only users with `ability` in; tell others who may."""

    def lock(view: View) -> View:
        @wraps(view)
        def locked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not user.may(ability):
                return render(request, "office/refused.html", {"roles": roles_with(ability)}, status=403)
            return view(request, *args, **kwargs)

        locked.ability = ability  # type: ignore[attr-defined]
        return locked

    return lock
