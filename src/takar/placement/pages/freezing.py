"""A plan is frozen, and handed over to the appointing authority."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.placement.actions.freeze import freeze
from takar.placement.actions.hand_over import hand_over
from takar.placement.pages import shared


@require_POST
@requires(Ability.PLAN_PLACEMENT)
def freeze_it(request: HttpRequest, scenario: str) -> HttpResponse:
    point = shared.typed(request, "titik")
    reason = shared.typed(request, "alasan")
    return shared.acted(
        request, lambda actor: freeze(scenario, int(point) if point.isdigit() else -1, reason, actor=actor),
        _("Rencana dibekukan. Sekarang serahkan kepada PPK."), "placement:scenario", scenario,
    )  # fmt: skip


@require_POST
@requires(Ability.PLAN_PLACEMENT)
def deliver(request: HttpRequest, scenario: str) -> HttpResponse:
    to, letter = shared.typed(request, "kepada"), shared.typed(request, "surat")
    return shared.acted(
        request, lambda actor: hand_over(scenario, to, letter, actor=actor),
        _("Rencana diserahkan kepada PPK dan sidiknya tercatat dalam log."), "placement:scenario", scenario,
    )  # fmt: skip
