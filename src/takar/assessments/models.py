from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from takar.kernel.clock import ZONES


class Assessment(models.Model):
    """One assessment, from draft to closed. `event` is its random name in the log."""

    class Purpose(models.TextChoices):
        PEMETAAN = "pemetaan", "Pemetaan"
        SELEKSI = "seleksi", "Seleksi"

    class Status(models.TextChoices):
        DRAFT = "draft", "Rancangan"
        OPEN = "open", "Dibuka"
        CLOSED = "closed", "Ditutup"

    class When(models.TextChoices):
        AT_SUBMISSION = "at_submission", "Segera setelah jawaban dikirim"
        HELD = "held", "Ditahan sampai diumumkan"

    id = models.CharField(primary_key=True, max_length=24)
    event = models.CharField(max_length=18, unique=True)
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=10, choices=Purpose)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    organiser = models.CharField(max_length=200)
    location = models.CharField(max_length=200)
    zone = models.CharField(max_length=4, choices=[(zone, zone) for zone in ZONES], default="WIB")
    legal_kind = models.CharField(max_length=60)
    legal_number = models.CharField(max_length=120)
    legal_date = models.DateField()
    legal_about = models.CharField(max_length=300)
    ruleset_code = models.CharField(max_length=60)
    ruleset_version = models.CharField(max_length=40)
    form = models.CharField(max_length=80, blank=True)
    visible_when = models.CharField(max_length=14, choices=When, default=When.AT_SUBMISSION)
    show_levels = models.BooleanField(default=True)
    show_jpm = models.BooleanField(default=True)
    show_category = models.BooleanField(default=True)
    show_potential = models.BooleanField(default=True)
    held_until = models.DateField(null=True, blank=True)
    objection_days = models.PositiveSmallIntegerField(default=7)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft") | Q(opened_at__isnull=False), name="assessment_open_has_moment"
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_at__isnull=False),
                name="assessment_closed_has_moment",
            ),
        ]


class Opening(models.Model):
    """What was frozen when the assessment was opened; scores are computed from this and nothing later.

    `rules` is the document whose digest stands in the log; `names` gives the names of all scales as they
    were printed that day; `roster` the salted entries under `roster_root`, in order.
    """

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="opening")
    rules = models.JSONField()
    names = models.JSONField()
    roster = models.JSONField()
    roster_root = models.CharField(max_length=64)
    form_root = models.CharField(max_length=64)
    key_root = models.CharField(max_length=64)
    ruleset_digest = models.CharField(max_length=64)
    at = models.DateTimeField()


class LogEntry(models.Model):
    """A leaf about a whole assessment: written here before it is appended, so that a crash repeats nothing.

    `leaf` is the exact text of the leaf, `scan_from` the size of the log when it was prepared, `index` where
    it landed. `kind` is event.commit, event.close, or sitting.open and sitting.close with the session's id.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="log_entries")
    kind = models.CharField(max_length=40)
    leaf = models.TextField()
    scan_from = models.PositiveBigIntegerField()
    index = models.PositiveBigIntegerField(null=True, unique=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("assessment", "kind"), name="log_entry_once_per_kind"),
        ]


class Session(models.Model):
    """One session in one room. The PIN is shown to administrators and proctors only."""

    id = models.CharField(primary_key=True, max_length=24)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(max_length=80)
    room = models.CharField(max_length=80)
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField()
    pin = models.CharField(max_length=8)
    pin_salt = models.CharField(max_length=44)
    nip_salt = models.CharField(max_length=44)
    ticket_version = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("opens", "title", "id")
        constraints = [
            models.UniqueConstraint(fields=("assessment", "title"), name="session_title_once"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="session_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="session_has_a_seat"),
        ]


class Participant(models.Model):
    """A participant, snapshotted from the personnel data when added."""

    sitting = models.CharField(max_length=24, unique=True)
    pseudonym = models.CharField(max_length=24, unique=True)
    salt = models.CharField(max_length=32)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="participants")
    session = models.ForeignKey(Session, null=True, on_delete=models.SET_NULL, related_name="participants")
    number = models.CharField(max_length=8)
    seat = models.CharField(max_length=8, blank=True)
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=800, blank=True)
    golongan = models.CharField(max_length=60, blank=True)
    job_class = models.CharField(max_length=40)
    standard_code = models.CharField(max_length=60)
    standard_version = models.CharField(max_length=40)
    extra_minutes = models.PositiveSmallIntegerField(default=0)
    extra_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("assessment", "number")
        constraints = [
            models.UniqueConstraint(fields=("assessment", "nip"), name="participant_once"),
            models.UniqueConstraint(fields=("assessment", "number"), name="participant_number_once"),
            models.UniqueConstraint(
                fields=("session", "seat"), condition=~Q(seat=""), name="participant_seat_once"
            ),
            models.CheckConstraint(
                condition=Q(extra_minutes=0) | ~Q(extra_reason=""), name="participant_extra_has_reason"
            ),
        ]
