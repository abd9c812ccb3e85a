from __future__ import annotations

from django.db import models
from django.db.models.functions import Length, Lower
from django.db.models.lookups import Exact

from takar.people.domain.golongan import ALL_GOLONGAN
from takar.people.domain.job_classes import FunctionalLevel, JobClass


class Agency(models.Model):
    """Instansi: a ministry, an agency, a province, a regency or a city."""

    name = models.CharField(max_length=200, unique=True)


class Unit(models.Model):
    """A node of the organisation's tree [unit organisasi, OPD]; `path` joins the names from the root by /."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    name = models.CharField(max_length=250)
    path = models.CharField(max_length=600)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "path"], name="people_unit_path_once")]


class Post(models.Model):
    """Jabatan: a title with its class, functional level and eselon."""

    title = models.CharField(max_length=300)
    job_class = models.CharField(max_length=13, blank=True)
    level = models.CharField(max_length=12, blank=True)
    eselon = models.CharField(max_length=5, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["title", "job_class", "level", "eselon"], name="people_post_once"
            ),
            models.CheckConstraint(
                condition=models.Q(job_class__in=["", *JobClass]), name="people_post_class_known"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=["", *FunctionalLevel]), name="people_post_level_known"
            ),
        ]


class CivilServant(models.Model):
    """What an assessment needs to know of a civil servant [ASN], and nothing else."""

    nip = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=150)
    front_title = models.CharField(max_length=60, blank=True)
    back_title = models.CharField(max_length=100, blank=True)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1)
    kind = models.CharField(max_length=4)
    golongan = models.CharField(max_length=5, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="people")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="people")
    # Repeated from the post, so that one index answers "all pengawas by name" among 449,000.
    job_class = models.CharField(max_length=13, blank=True)
    eselon = models.CharField(max_length=5, blank=True)
    education = models.CharField(max_length=4, blank=True)
    legal_status = models.CharField(max_length=60, blank=True)
    post_since = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Exact(Length("nip"), 18), name="people_nip_has_18_digits"),
            models.CheckConstraint(condition=~models.Q(name=""), name="people_name_present"),
            models.CheckConstraint(condition=models.Q(sex__in=["L", "P"]), name="people_sex_known"),
            models.CheckConstraint(condition=models.Q(kind__in=["PNS", "PPPK"]), name="people_kind_known"),
            models.CheckConstraint(
                condition=models.Q(golongan__in=["", *ALL_GOLONGAN]), name="people_golongan_known"
            ),
            models.CheckConstraint(
                condition=models.Q(job_class__in=["", *JobClass]), name="people_class_known"
            ),
        ]
        indexes = [
            models.Index(Lower("name"), "nip", name="people_by_name"),
            models.Index("job_class", Lower("name"), "nip", name="people_by_class"),
            models.Index("eselon", Lower("name"), "nip", name="people_by_eselon"),
            models.Index("golongan", Lower("name"), "nip", name="people_by_golongan"),
        ]


class ImportState(models.TextChoices):
    UPLOADED = "uploaded"
    PREVIEWED = "previewed"
    REFUSED = "refused"
    APPLYING = "applying"
    APPLIED = "applied"
    DISCARDED = "discarded"


class Import(models.Model):
    """One uploaded file and what became of it."""

    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED)
    file_name = models.CharField(max_length=200)
    stored_name = models.CharField(max_length=40, blank=True)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    agency = models.CharField(max_length=200, blank=True)
    uploaded_by = models.CharField(max_length=150)
    uploaded_at = models.DateTimeField(db_index=True)
    job = models.BigIntegerField(null=True)
    sheet = models.CharField(max_length=100, blank=True)
    # header row, columns read, columns left out, other sheets: what the preview tells about the file
    reading = models.JSONField(default=dict)
    # why the file is refused as a whole, or what happened since the preview
    refusal = models.JSONField(null=True)
    added = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    warned = models.IntegerField(default=0)
    # number of the last row that is in the database; a confirmation that was interrupted goes on from here
    applied_through = models.IntegerField(default=0)
    applied_by = models.CharField(max_length=150, blank=True)
    applied_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-uploaded_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="applying"), name="people_one_import_applies"
            ),
        ]


class Verdict(models.TextChoices):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class ImportedRow(models.Model):
    """One row of an imported file: what it would change, and after confirmation what it did change."""

    source = models.ForeignKey(Import, models.CASCADE, related_name="rows", db_index=False)
    number = models.IntegerField()
    nip = models.CharField(max_length=18, blank=True)
    name = models.CharField(max_length=150, blank=True)
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    warned = models.BooleanField(default=False)
    # {field: [old, new]} when added or changed; the cells as read when refused
    changes = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    before = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="people_row_once"),
        ]
        indexes = [
            models.Index(fields=["source", "verdict", "number"], name="people_rows_by_verdict"),
            models.Index(
                fields=["nip"],
                condition=models.Q(verdict__in=["added", "changed"]),
                name="people_trail_by_nip",
            ),
        ]


class TableImport(models.Model):
    """One uploaded list of facts and what became of it. `kind` names context and list ("careers.predicates")."""

    kind = models.CharField(max_length=40, db_index=True)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED)
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
    changed = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    warned = models.IntegerField(default=0)
    applied_by = models.CharField(max_length=150, blank=True)
    applied_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-uploaded_at", "-id")


class TableRow(models.Model):
    """One row of such a list: what it would change, and after confirmation what it did change."""

    source = models.ForeignKey(TableImport, models.CASCADE, related_name="rows", db_index=False)
    number = models.IntegerField()
    # what makes it the same record as one that is known
    key = models.CharField(max_length=800, blank=True)
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    warned = models.BooleanField(default=False)
    # the record as it would be, as text; the cells as read when refused
    values = models.JSONField(default=dict)
    # {field: [old, new]} when changed
    changes = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)
    # 16 hexadecimal digits of the record that it was compared with; "" for none
    before = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="people_table_row_once")]
        indexes = [
            models.Index(fields=["source", "verdict", "number"], name="people_table_rows_by_verdict"),
            models.Index(
                fields=["key"],
                condition=models.Q(verdict__in=["added", "changed"]),
                name="people_table_trail_by_key",
            ),
        ]
