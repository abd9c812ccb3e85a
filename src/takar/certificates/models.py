"""Tables of certificates. Nothing here depends on the day: who is due is computed on read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from takar.certificates.domain.rules import ALL
from takar.certificates.domain.values import Organiser
from takar.people.public import FunctionalLevel, JobClass

# What makes two lines of paper the same certificate.
IDENTITY = ("nip", "organiser", "job_class", "level", "assessed_on")


class Certificate(models.Model):
    """A result of an accredited organiser [sertifikat, hasil penilaian]. Withdrawn with a reason, never changed."""

    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)
    organiser = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Organiser])
    organiser_name = models.CharField(max_length=200)
    accreditation = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=120, blank=True)
    # The level of job it is valid for; level only for functional posts.
    job_class = models.CharField(max_length=13)
    level = models.CharField(max_length=12, blank=True)
    target_job = models.CharField(max_length=300, blank=True)
    assessed_on = models.DateField()
    # What the paper says, if it says anything; the adopted rule may end it earlier.
    stated_until = models.DateField(null=True)
    jpm = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    category = models.CharField(max_length=40, blank=True)
    # Where it comes from: a file with its row, an assessment, or nothing when typed in by hand.
    source_file = models.CharField(max_length=200, blank=True)
    source_row = models.PositiveIntegerField(null=True)
    assessment = models.CharField(max_length=40, blank=True)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=IDENTITY, condition=Q(withdrawn_at__isnull=True), name="certificate_once"
            ),
            models.CheckConstraint(condition=Exact(Length("nip"), 18), name="certificate_nip_has_18_digits"),
            models.CheckConstraint(
                condition=Q(organiser__in=list(Organiser)), name="certificate_organiser_known"
            ),
            models.CheckConstraint(condition=~Q(organiser_name=""), name="certificate_organiser_named"),
            models.CheckConstraint(condition=Q(job_class__in=list(JobClass)), name="certificate_class_known"),
            models.CheckConstraint(
                condition=Q(level="") | Q(level__in=list(FunctionalLevel), job_class=JobClass.FUNGSIONAL),
                name="certificate_level_known",
            ),
            models.CheckConstraint(
                condition=Q(stated_until__isnull=True) | Q(stated_until__gte=models.F("assessed_on")),
                name="certificate_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="certificate_withdrawn_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["nip", "-assessed_on", "-id"],
                condition=Q(withdrawn_at__isnull=True),
                name="certificates_newest_of",
            ),
            models.Index(fields=["-assessed_on", "-id"], name="certificates_by_day"),
        ]


class AdoptedRule(models.Model):
    """The agency's decision which edition holds for which class from which day. Only ever inserted."""

    # A job class, or "semua" for those without a rule of their own.
    scope = models.CharField(max_length=13)
    conduct_code = models.CharField(max_length=60)
    conduct_version = models.CharField(max_length=60)
    from_day = models.DateField()
    legal_basis = models.CharField(max_length=500)
    reason = models.CharField(max_length=500)
    with_pppk = models.BooleanField(default=False)
    higher_counts = models.BooleanField(default=False)
    adopted_by = models.CharField(max_length=150)
    adopted_at = models.DateTimeField()

    class Meta:
        ordering = ("-from_day", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=[ALL, *JobClass]), name="adopted_rule_scope_known"),
            models.CheckConstraint(
                condition=~Q(legal_basis="") & ~Q(reason=""), name="adopted_rule_has_its_grounds"
            ),
        ]


class Handover(models.Model):
    """People handed to an external organiser [serah terima peserta]; its status is computed from them."""

    organiser = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Organiser])
    organiser_name = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    letter = models.CharField(max_length=200, blank=True)
    handed_on = models.DateField()
    promised_on = models.DateField()
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("promised_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(organiser__in=[Organiser.LAN, Organiser.BKN, Organiser.OTHER]),
                name="handover_is_external",
            ),
            models.CheckConstraint(
                condition=Q(promised_on__gte=models.F("handed_on")), name="handover_promised_later"
            ),
        ]


class HandedPerson(models.Model):
    """One person of a handover, as the personnel data described him that day."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="people")
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=600, blank=True)
    golongan = models.CharField(max_length=60, blank=True)
    job_class = models.CharField(max_length=13, blank=True)
    level = models.CharField(max_length=12, blank=True)
    eselon = models.CharField(max_length=5, blank=True)
    result = models.ForeignKey(Certificate, models.PROTECT, null=True, related_name="+")
    # Why no result is expected any more: ill, moved, not sent.
    dropped_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name", "nip")
        constraints = [models.UniqueConstraint(fields=["handover", "nip"], name="handed_once")]
        indexes = [models.Index(fields=["nip"], name="handed_by_nip")]


class ImportState(models.TextChoices):
    UPLOADED = "uploaded"
    PREVIEWED = "previewed"
    REFUSED = "refused"
    APPLIED = "applied"
    DISCARDED = "discarded"


class CertificateImport(models.Model):
    """One uploaded file of results and what became of it; of a handover, or of the register in general."""

    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    handover = models.ForeignKey(Handover, models.PROTECT, null=True, related_name="imports")
    file_name = models.CharField(max_length=200)
    stored_name = models.CharField(max_length=40, blank=True)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.CharField(max_length=150)
    uploaded_at = models.DateTimeField(db_index=True)
    job = models.BigIntegerField(null=True)
    # sheet, header row, columns read: {field: [column, heading]}, headings left out, other sheets
    reading = models.JSONField(default=dict)
    refusal = models.JSONField(null=True)
    added = models.IntegerField(default=0)
    same = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    warned = models.IntegerField(default=0)
    applied_by = models.CharField(max_length=150, blank=True)
    applied_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-uploaded_at", "-id")


class Verdict(models.TextChoices):
    ADDED = "added"
    SAME = "same"
    REFUSED = "refused"


class ImportedRow(models.Model):
    """One row of an imported file: what it would record, or what is wrong with it."""

    source = models.ForeignKey(CertificateImport, models.CASCADE, related_name="rows", db_index=False)
    number = models.IntegerField()
    nip = models.CharField(max_length=18, blank=True)
    name = models.CharField(max_length=200, blank=True)
    verdict = models.CharField(max_length=7, choices=Verdict)
    warned = models.BooleanField(default=False)
    # the certificate's fields as text; the cells as read when refused
    values = models.JSONField(default=dict)
    findings = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="certificate_row_once")]
        indexes = [
            models.Index(fields=["source", "verdict", "number"], name="certificate_rows_by_verdict"),
        ]
