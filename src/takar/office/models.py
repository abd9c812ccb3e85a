"""Tables of the office: keys of the read API and their use. Everything else belongs to its context."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ApiKey(models.Model):
    """A bearer token of another system. Shown once; only its SHA-256 is kept, because it is random and long."""

    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    # the first characters, so that people can tell keys apart
    start = models.CharField(max_length=12)
    scopes = models.JSONField()
    per_minute = models.PositiveSmallIntegerField(default=60)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    # the last day on which it works
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=150, blank=True)
    revoked_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(reason=""), name="api_key_named_with_reason"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_reason="") & ~Q(revoked_by=""),
                name="api_key_revoked_by_somebody",
            ),
        ]


class ApiUse(models.Model):
    """One request with a key: what was read and how much. Only ever inserted."""

    key = models.ForeignKey(ApiKey, models.PROTECT, related_name="uses", db_index=False)
    at = models.DateTimeField()
    reader = models.CharField(max_length=60)
    query = models.CharField(max_length=300, blank=True)
    status = models.PositiveSmallIntegerField()
    rows = models.PositiveIntegerField(default=0)
    address = models.CharField(max_length=45, blank=True)

    class Meta:
        indexes = [models.Index(fields=["key", "-at"], name="api_uses_of_key")]
