"""One's own signing key: what it is, making one, its fingerprint, the keys before."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from takar.accounts.actions.make_own_signing_key import make_own_signing_key
from takar.accounts.actions.signing import LEAST
from takar.accounts.models import SigningKey, User
from takar.kernel.refusals import Refusal
from takar.ledger.public import key_id


@sensitive_post_parameters()
@sensitive_variables()
@never_cache
@login_required
def signing_key(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if request.method != "POST":
        return _page(request, user)
    sent = request.POST
    made = make_own_signing_key(
        user,
        sent.get("passphrase", ""),
        sent.get("again", ""),
        sent.get("password", ""),
        replace=sent.get("replace") == "on",
    )
    if isinstance(made, Refusal):
        return _page(request, user, made)
    messages.success(request, _("Kunci tanda tangan Anda sudah dibuat. Catat atau cetak sidik kuncinya."))
    return redirect("accounts:signing_key")


def _page(request: HttpRequest, user: User, refusal: Refusal | None = None) -> HttpResponse:
    keys = [_shown(row) for row in user.signing_keys.order_by("-made_at", "-id")]
    context = {
        "current": next((one for one in keys if not one["retired_at"]), None),
        "keys": keys,
        "least": LEAST,
        "refusal": refusal and refusal.sentence(get_language() or "id"),
        "code": refusal.code if refusal else "",
    }
    return render(request, "accounts/signing_key.html", context, status=422 if refusal else 200)


def _shown(row: SigningKey) -> dict[str, Any]:
    return {
        "fingerprint": fingerprint(bytes.fromhex(row.public)),
        "made_at": row.made_at,
        "retired_at": row.retired_at,
    }


def fingerprint(public: bytes) -> str:
    """The key's id in groups of four, to be read aloud: "3f9a 0c71 …"."""
    name = key_id(public)
    return " ".join(name[at : at + 4] for at in range(0, len(name), 4))
