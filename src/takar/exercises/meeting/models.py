"""Tables of assessor meetings. What was said is encrypted under the person's key and only grows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Meeting(models.Model):
    """The meeting about one person. `seed` orders the evidence; `salt` goes into the digest of what is signed."""

    subject = models.OneToOneField("exercises.Subject", models.PROTECT, related_name="meeting")
    seed = models.CharField(max_length=32)
    salt = models.CharField(max_length=32)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("subject",)


class MeetingEvent(models.Model):
    """One step of a meeting, append-only; `chain` binds it to all before it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="events")
    ordinal = models.PositiveIntegerField()
    body = models.BinaryField()
    at = models.DateTimeField()
    chain = models.CharField(max_length=64)

    class Meta:
        ordering = ("meeting", "ordinal")
        constraints = [models.UniqueConstraint(fields=["meeting", "ordinal"], name="meeting_event_once")]


class MeetingSignature(models.Model):
    """A signature over the meeting's record (DSSE). A later change makes it void; it stays."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="signatures")
    ordinal = models.PositiveIntegerField()
    part = models.CharField(max_length=12)
    by = models.CharField(max_length=150)
    digest = models.CharField(max_length=64)
    envelope = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("meeting", "ordinal")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "ordinal"], name="meeting_signature_once"),
            models.CheckConstraint(
                condition=Q(part__in=["responsible", "lead"]), name="meeting_signature_part"
            ),
        ]


class IntegrationResult(models.Model):
    """The finished outcome of a meeting, as both signed it; `record` is encrypted like the steps. `index`: its final leaf."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="result")
    digest = models.CharField(max_length=64)
    record = models.BinaryField()
    at = models.DateTimeField()
    index = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ("meeting",)
