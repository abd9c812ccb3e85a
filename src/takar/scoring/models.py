from __future__ import annotations

from django.db import models
from django.db.models import Q


class LoggedLeaf(models.Model):
    """A leaf this context writes, noted with its index before the log has it.

    The index holds because it is noted under the log's lock. `logged` turns true once the append returned;
    a row that a crash left behind is compared with the log and confirmed or dropped. `key` says what the leaf
    is about (seal:<sitting>, sitting.open:<session>, …), so nothing is written twice.
    """

    key = models.CharField(max_length=80, unique=True)
    assessment = models.CharField(max_length=24, db_index=True)
    index = models.PositiveBigIntegerField(unique=True)
    leaf = models.TextField()
    logged = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=("at",), condition=Q(logged=False), name="scoring_leaf_unlogged"),
        ]


class SealedRecord(models.Model):
    """Everything that stands behind the seal and score of one sitting, encrypted under its person's key.

    `blob` opens only through the vault: the response record, the disclosures of both leaves, the outcome.
    """

    sitting = models.CharField(max_length=24, unique=True)
    assessment = models.CharField(max_length=24, db_index=True)
    pseudonym = models.CharField(max_length=24, unique=True)
    blob = models.BinaryField()
    seal_index = models.PositiveBigIntegerField()
    score_index = models.PositiveBigIntegerField()
    published_at = models.DateTimeField(null=True, db_index=True)


class Outcome(models.Model):
    """The frozen result of one sitting: every number, whatever the participant is shown of it."""

    class Status(models.TextChoices):
        SHOWN = "shown"
        HELD = "held"

    sitting = models.CharField(max_length=24, unique=True)
    assessment = models.CharField(max_length=24, db_index=True)
    body = models.JSONField()
    status = models.CharField(max_length=5, choices=Status)
    receipt = models.TextField()
    receipt_name = models.CharField(max_length=80)
    code = models.CharField(max_length=16, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ("assessment", "sitting")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=["shown", "held"]), name="outcome_status_known"),
        ]


class MeetingResult(models.Model):
    """What the assessor meeting found about one sitting whose competencies people judge. Written once, never changed.

    `index`: of its leaf `final` in the round's event; `receipt` opens what the participant may see of it.
    """

    sitting = models.CharField(max_length=24, unique=True)
    assessment = models.CharField(max_length=24, db_index=True)
    index = models.PositiveBigIntegerField(unique=True)
    body = models.JSONField()
    receipt = models.TextField()
    receipt_name = models.CharField(max_length=80)
    code = models.CharField(max_length=16)
    signed_at = models.DateTimeField()
    at = models.DateTimeField()
    # on the participant's screen
    shown_at = models.DateTimeField(null=True)


class Beat(models.Model):
    """The chain heads that were batched into one beat leaf: [[sitting, ordinal, chain], …]."""

    session = models.CharField(max_length=24, db_index=True)
    index = models.PositiveBigIntegerField(unique=True)
    heads = models.JSONField()
    at = models.DateTimeField()


class Trouble(models.Model):
    """A submitted sitting that could not be sealed, and why. Gone once it could."""

    sitting = models.CharField(max_length=80, unique=True)
    code = models.CharField(max_length=60)
    detail = models.TextField()
    at = models.DateTimeField()


class Position(models.Model):
    """How far the worker has read the exam journal; everything up to `journal` is done for good."""

    name = models.CharField(primary_key=True, max_length=20)
    journal = models.PositiveBigIntegerField(default=0)


class Audit(models.Model):
    """The result of one audit: what was compared and every difference found."""

    assessment = models.CharField(max_length=24, db_index=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    checked = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    log_size = models.PositiveBigIntegerField(default=0)
    log_root = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-at", "-id")
