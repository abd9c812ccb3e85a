"""Requests that wait for a second person."""

from __future__ import annotations

from itertools import islice
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.actions.decide_request import decide_request
from takar.accounts.approval_kinds import Words, approval_kind, may_decide, waiting_for
from takar.accounts.domain.roles import Ability, roles_with
from takar.accounts.models import Approval, User
from takar.accounts.pages.access import requires
from takar.accounts.pages.labels import ROLE_LABELS
from takar.kernel.refusals import Refusal

_DECIDED_SHOWN = 20


@requires(Ability.APPROVE_CHANGES)
def approvals(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    rows = [_line(row, user) for row in waiting_for(user)]
    context = {
        "waiting": [one for one in rows if one["decidable"]],
        "others": [one for one in rows if not one["decidable"]],
        "decided": [_line(row, user) for row in _decided(user)],
    }
    return render(request, "accounts/approvals.html", context)


@requires(Ability.APPROVE_CHANGES)
@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    approve = request.POST.get("answer") == "approve"
    done = decide_request(number, approve=approve, decided_by=cast(User, request.user))
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(get_language() or "id"))
    elif approve:
        messages.success(request, _("Permintaan %(who)s disetujui dan dijalankan.") % {"who": done.asked_by})
    else:
        messages.success(request, _("Permintaan %(who)s ditolak.") % {"who": done.asked_by})
    return redirect("accounts:approvals")


def _decided(user: User) -> list[Approval]:
    """Only what he had a hand in: what became of other requests may be none of his business."""
    mine = Approval.objects.filter(decided_at__isnull=False)
    rows = mine.filter(decided_by=user.username) | mine.filter(asked_by=user.username)
    known = (row for row in rows.order_by("-decided_at", "-id") if approval_kind(row.kind))
    return list(islice(known, _DECIDED_SHOWN))


def _line(row: Approval, user: User) -> dict[str, Any]:
    kind = approval_kind(row.kind)
    assert kind is not None
    return {
        "row": row,
        "label": _say(kind.label),
        "effect": _say(kind.effect),
        "subject": _say(kind.subject(row)),
        "decidable": may_decide(row, user),
        "who_may": [ROLE_LABELS[role] for role in roles_with(kind.ability)],
    }


def _say(words: Words) -> str:
    return words[1] if (get_language() or "id").startswith("en") else words[0]
