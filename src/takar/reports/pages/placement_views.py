"""Download of a placement file's paper."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponseBase

from takar.accounts.public import Ability, User, requires
from takar.kernel.clock import utc_now
from takar.reports.pages.sending import send
from takar.reports.placement.decrees import decrees as make_decrees


@requires(Ability.READ_PLACEMENT)
def decrees(request: HttpRequest, scenario: str) -> HttpResponseBase:
    return send(request, f"scenario:{scenario}", make_decrees(scenario, cast(User, request.user), utc_now()))
