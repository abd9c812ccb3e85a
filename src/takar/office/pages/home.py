"""The first page after signing in: what is to do today."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from takar.accounts.public import User
from takar.kernel.clock import utc_now
from takar.office.today import today_of


@login_required
def home(request: HttpRequest) -> HttpResponse:
    now = utc_now()
    return render(request, "office/home.html", {"today": today_of(cast(User, request.user), now), "now": now})
