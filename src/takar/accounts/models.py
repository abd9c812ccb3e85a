from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from takar.accounts.domain.roles import Ability, abilities_of


class User(AbstractUser):
    """A member of staff. Participants are never users: they enter with a ticket."""

    roles = models.JSONField(default=list)
    must_change_password = models.BooleanField(default=False)

    @property
    def abilities(self) -> frozenset[Ability]:
        return abilities_of(self.roles)

    def may(self, ability: Ability) -> bool:
        return self.is_active and ability in self.abilities


class SignInFailure(models.Model):
    """A failed attempt to sign in: what the throttle counts. Cleared after a success."""

    account = models.CharField(max_length=150)
    address = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("account", "address", "at"))]


class Change(models.Model):
    """One line of the trail: who did what to which thing, when and why. Only ever inserted."""

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=150, db_index=True)
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=200, db_index=True)
    reason = models.TextField(blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ("-at", "-id")
