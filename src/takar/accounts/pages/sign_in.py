"""Signing in and out, and one's own password."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from takar.accounts.actions.change_own_password import change_own_password
from takar.accounts.actions.sign_in import sign_in
from takar.accounts.models import User
from takar.kernel.refusals import Refusal


@sensitive_post_parameters("password")
@never_cache
def login(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "accounts/login.html", {"next": request.GET.get("next", "")})
    account, address = request.POST.get("username", ""), request.META.get("REMOTE_ADDR", "")
    zone = settings.TAKAR.zone
    result = sign_in(account, request.POST.get("password", ""), address, zone=zone)
    if isinstance(result, Refusal):
        sentence = result.sentence(get_language() or "id")
        context = {"refusal": sentence, "account": account, "next": request.POST.get("next", "")}
        return render(request, "accounts/login.html", context, status=401)
    auth.login(request, result)
    return redirect(_destination(request, result))


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    messages.success(request, _("Anda sudah keluar."))
    return redirect("accounts:login")


@sensitive_post_parameters()
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """A new password for oneself; the old one is asked for unless it was a first password."""
    user = cast(User, request.user)
    form = SetPasswordForm(user, request.POST or None)
    wrong = False
    if request.method == "POST":
        wrong = not user.must_change_password and not user.check_password(request.POST.get("old", ""))
        if form.is_valid() and not wrong:
            change_own_password(user, form.cleaned_data["new_password1"])
            auth.update_session_auth_hash(request, user)
            messages.success(request, _("Kata sandi Anda sudah diganti."))
            return redirect("office:home")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/password.html", {"form": form, "wrong": wrong}, status=status)


def _destination(request: HttpRequest, user: User) -> str:
    if user.must_change_password:
        return "accounts:password"
    wanted = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if allowed else settings.LOGIN_REDIRECT_URL
