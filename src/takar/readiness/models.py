from __future__ import annotations

from django.db import models
from django.db.models import Q


class CheckState(models.TextChoices):
    UPLOADED = "uploaded"
    READY = "ready"
    REFUSED = "refused"
    EMPTIED = "emptied"


class Check(models.Model):
    """One list of people and what is missing in it [pemeriksaan kesiapan data].

    `figures` are those of the day (see domain.figures) without any person in them; they stay when the people go.
    """

    state = models.CharField(max_length=8, choices=CheckState.choices, default=CheckState.UPLOADED)
    file_name = models.CharField(max_length=200)
    stored_name = models.CharField(max_length=40, blank=True)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=200, blank=True)
    compare_units = models.BooleanField(default=False)
    as_of = models.DateField()
    uploaded_by = models.CharField(max_length=150)
    uploaded_at = models.DateTimeField(db_index=True)
    job = models.BigIntegerField(null=True)
    requirement = models.CharField(max_length=20)
    version = models.CharField(max_length=10)
    # header row, field -> [column, title], judged fields that the file lacks, what was passed over
    reading = models.JSONField(default=dict)
    refusal = models.JSONField(null=True)
    people = models.IntegerField(default=0)
    # people whose legal status says that they do not serve: not judged
    not_serving = models.IntegerField(default=0)
    figures = models.JSONField(default=dict)
    first_figures = models.JSONField(default=dict)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-uploaded_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CheckState.values), name="readiness_check_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | Q(refusal__isnull=False), name="readiness_refused_says_why"
            ),
        ]


class Unit(models.Model):
    """An office that gets its list back: the highest unit of a path. Number 0 gathers people without a unit."""

    check_of = models.ForeignKey(Check, models.CASCADE, related_name="units", db_index=False)
    number = models.IntegerField()
    agency = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=250, blank=True)
    people = models.IntegerField()

    class Meta:
        ordering = ("name", "number")
        constraints = [
            models.UniqueConstraint(fields=["check_of", "number"], name="readiness_unit_once"),
        ]


class Chunk(models.Model):
    """The cells of up to a few thousand people from `first` on, packed (see packing.py): columns needed, no others."""

    check_of = models.ForeignKey(Check, models.CASCADE, related_name="chunks", db_index=False)
    first = models.IntegerField()
    body = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_of", "first"], name="readiness_chunk_once"),
        ]


class HoledPerson(models.Model):
    """A person with holes. `place` counts people of the list from 0; `row` is the row in the file.

    `codes`: for each hole the field's bit as a letter and the fault's letter. `found` and `open` have the bits of the
    fields with a hole, when checked and now.
    """

    check_of = models.ForeignKey(Check, models.CASCADE, related_name="holed", db_index=False)
    place = models.IntegerField()
    row = models.IntegerField()
    unit = models.IntegerField()
    nip = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=150, blank=True)
    codes = models.CharField(max_length=128)
    found = models.BigIntegerField()
    open = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_of", "place"], name="readiness_person_once"),
            models.CheckConstraint(condition=Q(found__gt=0), name="readiness_person_has_holes"),
            models.CheckConstraint(
                condition=Q(open__gte=0, open__lte=models.F("found")), name="readiness_open_was_found"
            ),
        ]
        indexes = [
            models.Index(fields=["check_of", "unit", "place"], name="readiness_by_unit"),
            models.Index(fields=["check_of", "nip"], name="readiness_by_nip"),
        ]


class Delivery(models.Model):
    """A list that came back from a unit [kiriman balik]. `counts`: how many cells of each remark kind."""

    check_of = models.ForeignKey(Check, models.CASCADE, related_name="deliveries")
    file_name = models.CharField(max_length=200)
    stored_name = models.CharField(max_length=40, blank=True)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    delivered_by = models.CharField(max_length=150)
    uploaded_by = models.CharField(max_length=150)
    uploaded_at = models.DateTimeField()
    job = models.BigIntegerField(null=True)
    applied_at = models.DateTimeField(null=True)
    refusal = models.JSONField(null=True)
    units = models.JSONField(default=list)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ("-uploaded_at", "-id")


class How(models.TextChoices):
    """A new value, the word of the unit that the old one is right, or a cell emptied that should be empty."""

    VALUE = "value"
    CONFIRMED = "confirmed"
    EMPTIED = "emptied"


class Fill(models.Model):
    """A hole that was closed: with what, how, and by which delivery."""

    check_of = models.ForeignKey(Check, models.CASCADE, related_name="fills", db_index=False)
    place = models.IntegerField()
    field = models.CharField(max_length=20)
    value = models.CharField(max_length=600, blank=True)
    how = models.CharField(max_length=9, choices=How.choices, default=How.VALUE)
    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="fills")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_of", "place", "field"], name="readiness_hole_closed_once"),
            models.CheckConstraint(
                condition=Q(how__in=How.values) & (Q(how="value") ^ Q(value="")),
                name="readiness_fill_has_a_value",
            ),
        ]


class RemarkKind(models.TextChoices):
    CLOSED = "closed"
    OPEN = "open"
    WRONG = "wrong"
    NOT_ASKED = "not_asked"
    UNMATCHED = "unmatched"


class Remark(models.Model):
    """What became of one cell of a delivery. `sheet`, `row` and `column` are where it stands in the delivered file."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="remarks", db_index=False)
    kind = models.CharField(max_length=9, choices=RemarkKind.choices)
    sheet = models.CharField(max_length=100)
    row = models.IntegerField()
    column = models.CharField(max_length=3, blank=True)
    place = models.IntegerField(null=True)
    field = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=20)
    value = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [models.Index(fields=["delivery", "kind", "row"], name="readiness_remarks")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RemarkKind.values), name="readiness_remark_known"),
        ]
