from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from takar.accounts.actions.record_change import record_change
from takar.accounts.domain.separation import refuse_combination
from takar.accounts.models import User
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal

REASON_NEEDED = Refusal(
    "REASON_NEEDED",
    "Tuliskan alasan perubahan ini, misalnya nomor surat tugas. Alasan tersimpan dalam jejak perubahan.",
    "Write the reason for this change, such as the number of the letter of assignment. It is kept in the trail.",
)


@dataclass(frozen=True, slots=True)
class NewUser:
    """A fresh account and its first password, which is shown once and must be changed."""

    user: User
    password: str


def first_password() -> str:
    """Four groups that can be read aloud: about 78 random bits."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))


def create_user(
    username: str,
    roles: Sequence[str],
    *,
    actor: str,
    reason: str,
    full_name: str = "",
    password: str | None = None,
    new_password: Callable[[], str] = first_password,
) -> NewUser | Refusal:
    """Open an account. Without `password` the first one is made and must be changed at the first sign-in."""
    refusal = _refuse(username, roles, reason)
    if refusal:
        return refusal
    chosen = password or new_password()
    with transaction.atomic():
        user = User(username=username, first_name=full_name[:150], roles=sorted(set(roles)))
        user.must_change_password = password is None
        user.set_password(chosen)
        user.save()
        after: dict[str, Json] = {"roles": list(user.roles), "full_name": user.first_name}
        record_change(actor, "create_user", f"user:{username}", reason=reason.strip(), after=after)
    return NewUser(user, chosen)


def _refuse(username: str, roles: Sequence[str], reason: str) -> Refusal | None:
    if not reason.strip():
        return REASON_NEEDED
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError:
        return Refusal(
            "USERNAME_INVALID",
            "Nama pengguna hanya boleh berisi huruf, angka, dan tanda @ . + - _ tanpa spasi.",
            "A user name may hold only letters, digits and @ . + - _ without spaces.",
        )
    if User.objects.filter(username__iexact=username).exists():
        return Refusal(
            "USERNAME_TAKEN",
            f"Nama pengguna “{username}” sudah dipakai. Pilih nama lain, misalnya dengan menambah angka.",
            f"The user name “{username}” is taken. Choose another one, for example by adding a number.",
        )
    return refuse_combination(roles)
