from __future__ import annotations

from django.db import transaction

from takar.accounts.actions.record_change import record_change
from takar.accounts.models import User


def change_own_password(user: User, password: str) -> None:
    """Set a password that the caller has checked against the rules."""
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        record_change(user.username, "change_own_password", f"user:{user.username}")
