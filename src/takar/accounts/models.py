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


class SigningKey(models.Model):
    """A person's own Ed25519 key [kunci tanda tangan]. The private half opens only with his passphrase."""

    user = models.ForeignKey(User, models.PROTECT, related_name="signing_keys")
    public = models.CharField(max_length=64, unique=True)
    salt = models.CharField(max_length=32)
    wrapped = models.CharField(max_length=160)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("user",), condition=models.Q(retired_at__isnull=True), name="one_signing_key_in_use"
            ),
        ]


class Approval(models.Model):
    """What one person asks and another must approve: anything that changes time or opens what was closed."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    body = models.JSONField(default=dict)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "subject"),
                condition=models.Q(decided_at__isnull=True),
                name="approval_asked_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(asked_by=models.F("decided_by")), name="approval_takes_two_people"
            ),
        ]
