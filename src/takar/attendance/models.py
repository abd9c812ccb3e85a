"""One table that only grows: what was noted on the days, by whom, when."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One event of a batch's days, as `attendance.domain` reads it. Append-only (triggers in a migration).

    `nip` is empty for what concerns all (an incident, a signature). `moment` is when it happened, `noted_at` when it was
    entered. `body` holds what the kind needs (activity, document, reason, the entry it corrects).
    """

    batch = models.CharField(max_length=24)
    ordinal = models.PositiveIntegerField()
    day = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    nip = models.CharField(max_length=18, blank=True)
    moment = models.DateTimeField()
    body = models.JSONField(default=dict)
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()
    # a click that is sent twice is noted once
    request = models.CharField(max_length=36, unique=True)

    class Meta:
        ordering = ("batch", "ordinal")
        constraints = [models.UniqueConstraint(fields=["batch", "ordinal"], name="entry_ordinal_once")]
        indexes = [models.Index(fields=["nip"], name="entries_by_nip")]
