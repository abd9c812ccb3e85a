"""What was noted on the days, by whom, when; and what the log holds of each signed day."""

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


class Closing(models.Model):
    """A signature under a whole day, and the leaf about it. Kept before the leaf is appended, so that a crash repeats nothing.

    `signature`: ordinal of the signing entry; `digests`: of every entry of the day up to it, in order, so that a changed
    one can be named; `root`: over them. `leaf` is empty, and `index` null, until the batch's assessment is in the log.
    """

    batch = models.CharField(max_length=24)
    day = models.PositiveSmallIntegerField()
    signature = models.PositiveIntegerField()
    digests = models.JSONField()
    root = models.CharField(max_length=64)
    counts = models.JSONField()
    leaf = models.TextField(blank=True)
    scan_from = models.PositiveBigIntegerField(default=0)
    index = models.PositiveBigIntegerField(null=True, unique=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("batch", "signature")
        constraints = [models.UniqueConstraint(fields=["batch", "signature"], name="closing_once")]


class Document(models.Model):
    """A file that proves why somebody was absent. It lies outside of what is served; only its name and digest are here."""

    name = models.CharField(primary_key=True, max_length=40)
    original = models.CharField(max_length=200)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    batch = models.CharField(max_length=24)
    nip = models.CharField(max_length=18)
    kept_by = models.CharField(max_length=150)
    kept_at = models.DateTimeField()
