from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from takar.accounts.actions.create_user import REASON_NEEDED, first_password
from takar.accounts.actions.record_change import record_change
from takar.accounts.domain.separation import refuse_combination
from takar.accounts.models import User
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal

OWN_ACCOUNT = Refusal(
    "OWN_ACCOUNT",
    "Anda tidak dapat mengubah peran, status, atau kata sandi akun Anda sendiri di sini. Mintalah pengelola "
    "sistem lain; kata sandi Anda dapat diganti di halaman Kata sandi.",
    "You cannot change the roles, status or password of your own account here. Ask another system "
    "administrator; you can change your password on the Password page.",
)


def change_user(
    user: User, *, roles: Sequence[str], active: bool, full_name: str, actor: str, reason: str
) -> Refusal | None:
    """Set what an account may do. Nobody changes his own."""
    refusal = _refuse(user, actor, reason) or refuse_combination(roles)
    if refusal:
        return refusal
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        before = _state(user)
        user.roles, user.is_active, user.first_name = sorted(set(roles)), active, full_name[:150]
        user.save()
        subject = f"user:{user.username}"
        record_change(actor, "change_user", subject, reason=reason.strip(), before=before, after=_state(user))
    return None


def reset_password(
    user: User, *, actor: str, reason: str, new_password: Callable[[], str] = first_password
) -> str | Refusal:
    """Give an account a new first password; returns it, to be shown once."""
    refusal = _refuse(user, actor, reason)
    if refusal:
        return refusal
    password = new_password()
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        record_change(actor, "reset_password", f"user:{user.username}", reason=reason.strip())
    return password


def _refuse(user: User, actor: str, reason: str) -> Refusal | None:
    if user.username == actor:
        return OWN_ACCOUNT
    return None if reason.strip() else REASON_NEEDED


def _state(user: User) -> dict[str, Json]:
    return {"roles": list(user.roles), "active": user.is_active, "full_name": user.first_name}
