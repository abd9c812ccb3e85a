"""Accounts and their roles, for the system administrator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.actions.change_user import change_user, reset_password
from takar.accounts.actions.create_user import create_user
from takar.accounts.domain.roles import ABILITIES, Ability, Role
from takar.accounts.domain.separation import SEPARATIONS
from takar.accounts.models import User
from takar.accounts.pages.access import requires
from takar.accounts.pages.labels import ABILITY_LABELS, ROLE_LABELS
from takar.accounts.queries import users as all_users
from takar.kernel.refusals import Refusal


@requires(Ability.MANAGE_USERS)
def users(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/users.html", {"people": all_users(), "rules": _rules()})


@requires(Ability.MANAGE_USERS)
def new_user(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "accounts/user.html", {"choices": _choices(()), "values": {}})
    wanted = _wanted(request)
    username = request.POST.get("username", "").strip()
    made = create_user(
        username,
        wanted["roles"],
        full_name=wanted["full_name"],
        reason=wanted["reason"],
        actor=request.user.get_username(),
    )
    if isinstance(made, Refusal):
        context = {"choices": _choices(wanted["roles"]), "values": {**wanted, "username": username}}
        return render(request, "accounts/user.html", {**context, "refusal": _say(made)}, status=422)
    return render(request, "accounts/first_password.html", {"person": made.user, "password": made.password})


@requires(Ability.MANAGE_USERS)
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    person = get_object_or_404(User, pk=user_id)
    if request.method != "POST":
        values = {"full_name": person.first_name, "active": person.is_active}
        return _user_page(request, person, values, person.roles)
    wanted = _wanted(request)
    refusal = change_user(person, actor=request.user.get_username(), **wanted)
    if refusal:
        return _user_page(request, person, wanted, wanted["roles"], refusal)
    messages.success(request, _("Perubahan akun %(name)s sudah disimpan.") % {"name": person.username})
    return redirect("accounts:users")


@requires(Ability.MANAGE_USERS)
@require_POST
def reset(request: HttpRequest, user_id: int) -> HttpResponse:
    person = get_object_or_404(User, pk=user_id)
    actor = request.user.get_username()
    made = reset_password(person, actor=actor, reason=request.POST.get("reason", ""))
    if isinstance(made, Refusal):
        messages.error(request, _say(made))
        return redirect("accounts:user", user_id)
    return render(request, "accounts/first_password.html", {"person": person, "password": made})


def _user_page(
    request: HttpRequest,
    person: User,
    values: dict[str, Any],
    roles: list[str],
    refusal: Refusal | None = None,
) -> HttpResponse:
    own = person.pk == request.user.pk
    context = {"person": person, "values": values, "choices": _choices(roles), "own": own}
    status = 422 if refusal else 200
    return render(
        request, "accounts/user.html", {**context, "refusal": refusal and _say(refusal)}, status=status
    )


def _wanted(request: HttpRequest) -> dict[str, Any]:
    return {
        "roles": request.POST.getlist("roles"),
        "active": request.POST.get("active") == "on",
        "full_name": request.POST.get("full_name", "").strip(),
        "reason": request.POST.get("reason", ""),
    }


def _choices(chosen: Any) -> list[dict[str, Any]]:
    return [
        {
            "role": role.value,
            "label": ROLE_LABELS[role],
            "chosen": role in chosen,
            "abilities": [ABILITY_LABELS[ability] for ability in Ability if ability in ABILITIES[role]],
        }
        for role in Role
    ]


def _rules() -> list[dict[str, Any]]:
    english = (get_language() or "id").startswith("en")
    return [
        {
            "role": ROLE_LABELS[rule.role],
            "others": [ROLE_LABELS[role] for role in Role if role in rule.others],
            "why": rule.en if english else rule.id,
        }
        for rule in SEPARATIONS
    ]


def _say(refusal: Refusal) -> str:
    return refusal.sentence(get_language() or "id")
