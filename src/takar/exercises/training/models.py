"""Tables of training. A case in use is never edited; an attempt is handed in once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class CalibrationCase(models.Model):
    """One version of a case: what was seen and heard, anchors, and what experts gave with their reasons."""

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=160)
    # {"text": [paragraph…], "scale": {…}, "dimensions": [{"code", "name", "anchors": {"1": …}, "expert": "3", "why": …}]}
    body = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("code", "-version")
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="case_version_once")]


class CalibrationAttempt(models.Model):
    """What one rater gave, blind; distances to the experts are computed when read."""

    case = models.ForeignKey(CalibrationCase, models.PROTECT, related_name="attempts")
    rater = models.CharField(max_length=150, db_index=True)
    values = models.JSONField()
    at = models.DateTimeField()
    passed = models.BooleanField()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [models.CheckConstraint(condition=~Q(rater=""), name="attempt_has_rater")]
