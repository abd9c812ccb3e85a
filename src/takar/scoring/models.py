from __future__ import annotations

from django.db import models
from django.db.models import Q


class Sealing(models.Model):
    """What is written to the log about one submitted sitting, recorded before each append.

    A leaf is prepared here (exact text, with `scan_from` = size of the log at that moment), appended, and
    its index noted. After a crash the log is searched from `scan_from` for the same bytes, so that every
    sitting has exactly one seal and one score. `record` is the participant's whole record, encrypted under
    his own key; `blob` opens only through the vault.
    """

    sitting = models.CharField(max_length=24, unique=True)
    assessment = models.CharField(max_length=24, db_index=True)
    pseudonym = models.CharField(max_length=24, unique=True)
    scan_from = models.PositiveBigIntegerField()
    seal_leaf = models.TextField()
    seal_index = models.PositiveBigIntegerField(null=True, unique=True)
    score_leaf = models.TextField(blank=True)
    score_index = models.PositiveBigIntegerField(null=True, unique=True)
    blob = models.BinaryField()
    prepared_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(score_index__isnull=True) | Q(seal_index__isnull=False), name="seal_before_score"
            ),
        ]


class Outcome(models.Model):
    """The frozen result of one sitting: every number, whatever the participant is shown of it."""

    sitting = models.CharField(max_length=24, unique=True)
    assessment = models.CharField(max_length=24, db_index=True)
    body = models.JSONField()
    jpm = models.DecimalField(max_digits=6, decimal_places=2)
    category = models.CharField(max_length=4)
    status = models.CharField(max_length=5, choices=[("shown", "shown"), ("held", "held")])
    receipt = models.TextField()
    receipt_name = models.CharField(max_length=80)
    code = models.CharField(max_length=16, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ("assessment", "sitting")
