"""Finished audits of rounds: what was found, when, by whom, on which state of the log."""

from __future__ import annotations

from django.db import models


class RoundAudit(models.Model):
    """One audit. `found`: how many findings; never changed afterwards."""

    round = models.ForeignKey("exercises.Round", models.PROTECT, related_name="audits")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    ended_at = models.DateTimeField()
    checked = models.PositiveIntegerField()
    # encrypted: a finding says what somebody gave somebody
    findings = models.BinaryField()
    found = models.PositiveIntegerField()
    log_size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("-at", "-pk")
