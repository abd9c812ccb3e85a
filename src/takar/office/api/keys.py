"""Keys of the API: made once, shown once, revoked with a reason, every use on record."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.office.api.refusals import ALREADY_REVOKED, KEY_FAULTY, KEY_WRONG, REASON_MISSING, too_fast
from takar.office.api.registry import SCOPES
from takar.office.models import ApiKey, ApiUse

_START = "tkr_"
_LONGEST = timedelta(days=731)
_MOST_PER_MINUTE = 600


def make_key(
    name: str,
    scopes: Sequence[str],
    expires_on: date,
    *,
    actor: str,
    reason: str,
    per_minute: int = 60,
    clock: Clock = utc_now,
) -> tuple[ApiKey, str] | Refusal:
    """(key, the secret that is shown once). Refuses API_KEY_INCOMPLETE."""
    today, wanted = localdate(clock()), [scope for scope in SCOPES if scope in scopes]
    name, reason = " ".join(name.split())[:120], " ".join(reason.split())[:500]
    good = name and reason and wanted and len(wanted) == len(set(scopes))
    if not good or not today <= expires_on <= today + _LONGEST or not 0 < per_minute <= _MOST_PER_MINUTE:
        return KEY_FAULTY
    secret = _START + secrets.token_urlsafe(32)
    with transaction.atomic():
        key = ApiKey.objects.create(
            name=name,
            digest=_digest(secret),
            start=secret[:10],
            scopes=wanted,
            per_minute=per_minute,
            made_by=actor,
            made_at=clock(),
            reason=reason,
            expires_on=expires_on,
        )
        after: dict[str, Json] = {"name": name, "scopes": [*wanted], "expires_on": expires_on.isoformat()}
        record_change(actor, "api.token.make", f"api-key:{key.pk}", reason=reason, after=after, clock=clock)
    return key, secret


def revoke_key(key: ApiKey, *, actor: str, reason: str, clock: Clock = utc_now) -> Refusal | None:
    """It stops working at once. Refuses API_REASON_MISSING and API_KEY_ALREADY_REVOKED."""
    reason = " ".join(reason.split())[:500]
    if not reason:
        return REASON_MISSING
    with transaction.atomic():
        open_ones = ApiKey.objects.filter(pk=key.pk, revoked_at__isnull=True)
        if not open_ones.update(revoked_at=clock(), revoked_by=actor, revoked_reason=reason):
            return ALREADY_REVOKED
        record_change(actor, "api.token.revoke", f"api-key:{key.pk}", reason=reason, clock=clock)
    return None


def key_of(secret: str, clock: Clock = utc_now) -> ApiKey | Refusal:
    """The key with this secret. Refuses API_KEY_WRONG; why, it does not tell a stranger."""
    key = ApiKey.objects.filter(digest=_digest(secret)).first()
    if key is None or key.revoked_at is not None or key.expires_on < localdate(clock()):
        return KEY_WRONG
    return key


def within_limit(key: ApiKey, clock: Clock = utc_now) -> Refusal | None:
    """Refuses API_TOO_MANY_REQUESTS. Refused requests count too."""
    lately = ApiUse.objects.filter(key=key, at__gt=clock() - timedelta(minutes=1)).count()
    return too_fast(key.per_minute) if lately >= key.per_minute else None


def note_use(
    key: ApiKey, reader: str, query: str, status: int, rows: int, address: str, clock: Clock = utc_now
) -> None:
    """Who read what, when, and how much; what was read is not kept."""
    ApiUse.objects.create(
        key=key,
        at=clock(),
        reader=reader[:60],
        query=query[:300],
        status=status,
        rows=rows,
        address=address[:45],
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
