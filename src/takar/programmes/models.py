"""Tables of programmes: what is to be assessed, in which phases, and who is called."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from takar.kernel.clock import ZONES


class Programme(models.Model):
    """One programme of assessment [program]. The rules it names are versions, never "the newest"."""

    class Purpose(models.TextChoices):
        PEMETAAN = "pemetaan"
        SELEKSI = "seleksi"

    class Method(models.TextChoices):
        CACT = "cact"
        SEDERHANA = "sederhana"
        SEDANG = "sedang"
        KOMPLEKS = "kompleks"

    class Status(models.TextChoices):
        PREPARING = "preparing"
        RUNNING = "running"
        DONE = "done"

    id = models.CharField(primary_key=True, max_length=24)
    title = models.CharField(max_length=200, unique=True)
    purpose = models.CharField(max_length=10, choices=Purpose)
    method = models.CharField(max_length=10, choices=Method)
    status = models.CharField(max_length=10, choices=Status, default=Status.PREPARING)
    organiser = models.CharField(max_length=200)
    location = models.CharField(max_length=200)
    zone = models.CharField(max_length=4, choices=[(zone, zone) for zone in ZONES], default="WIB")
    legal_kind = models.CharField(max_length=60)
    legal_number = models.CharField(max_length=120)
    legal_date = models.DateField()
    legal_about = models.CharField(max_length=300)
    ruleset_code = models.CharField(max_length=60)
    ruleset_version = models.CharField(max_length=40)
    conduct_code = models.CharField(max_length=60)
    conduct_version = models.CharField(max_length=40)
    form = models.CharField(max_length=80, blank=True)
    # When and what the participants will be shown: the fields of assessments.Visibility.
    visibility = models.JSONField(default=dict)
    objection_days = models.PositiveSmallIntegerField(default=7)
    # In a selection everyone is measured against this class instead of his own.
    target_class = models.CharField(max_length=13, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-created_at", "id")


class Phase(models.Model):
    """A stage of a programme [tahap]: its own quota, money and time (stage 1: 550, stage 2: 377)."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    quota = models.PositiveIntegerField()
    funding = models.CharField(max_length=200)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ("programme", "number")
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="phase_number_once"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="phase_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(quota__gte=1), name="phase_has_a_place"),
        ]


class Letter(models.Model):
    """A letter of invitation that was signed [surat undangan]."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="letters")
    number = models.CharField(max_length=120)
    day = models.DateField()
    signer_name = models.CharField(max_length=200)
    signer_nip = models.CharField(max_length=18, blank=True)
    signer_post = models.CharField(max_length=200)
    place = models.CharField(max_length=120)
    answer_by = models.DateField(null=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("programme", "day", "id")
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="letter_number_once"),
            models.CheckConstraint(
                condition=Q(answer_by__isnull=True) | Q(answer_by__gte=F("day")),
                name="letter_answered_after_it_is_sent",
            ),
        ]


class Nominee(models.Model):
    """A person called to a programme [calon peserta], as the personnel data described him that day."""

    class Status(models.TextChoices):
        NOMINATED = "nominated"
        INVITED = "invited"
        CONFIRMED = "confirmed"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="nominees")
    # Repeated from the phase, so that the database itself keeps a person once per programme.
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="nominees")
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)
    agency = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=600, blank=True)
    golongan = models.CharField(max_length=60, blank=True)
    job_class = models.CharField(max_length=13)
    eselon = models.CharField(max_length=5, blank=True)
    # Why he is called: never | lapsed | expiring | asked; and until when his result counts.
    cause = models.CharField(max_length=10)
    due_on = models.DateField(null=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.NOMINATED)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    reason = models.CharField(max_length=300, blank=True)
    nominated_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="nominees")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("programme", "name", "nip")
        constraints = [
            models.UniqueConstraint(fields=["programme", "nip"], name="nominee_once_per_programme"),
            models.CheckConstraint(
                condition=~Q(status__in=["declined", "withdrawn"]) | ~Q(reason=""),
                name="nominee_out_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["programme", "status"], name="nominees_by_status")]


class Passage(models.Model):
    """What happened to one who was called, step by step; rows are only ever added."""

    nominee = models.ForeignKey(Nominee, models.CASCADE, related_name="passages")
    step = models.CharField(max_length=10)
    reason = models.CharField(max_length=300, blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    # the number of the phase, before a move
    phase = models.PositiveSmallIntegerField()
    actor = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("nominee", "id")
