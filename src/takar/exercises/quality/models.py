"""Tables of rater quality: figures kept by the digest of what they were computed from, and who has seen them."""

from __future__ import annotations

from django.db import models


class QualityFigures(models.Model):
    """Figures of one round. `inputs`: SHA-256 (hex) of all sealed values; `body` is encrypted under the round's key."""

    round = models.ForeignKey("exercises.Round", models.PROTECT, related_name="+")
    inputs = models.CharField(max_length=64)
    body = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at",)
        constraints = [models.UniqueConstraint(fields=["round", "inputs"], name="quality_once_per_inputs")]


class QualitySeen(models.Model):
    """A rater read his own figures."""

    round = models.ForeignKey("exercises.Round", models.PROTECT, related_name="+")
    rater = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "rater"], name="quality_seen_once")]


class Season(models.Model):
    """A round's season is closed: from here on the head of assessors may read the figures of all."""

    round = models.OneToOneField("exercises.Round", models.PROTECT, related_name="+")
    closed_by = models.CharField(max_length=150)
    closed_at = models.DateTimeField()
