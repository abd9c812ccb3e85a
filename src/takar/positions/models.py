"""Tables of positions. What changes by hand or by import leaves its trail; who retires when is computed on read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from takar.people.public import FunctionalLevel, JobClass
from takar.positions.domain.values import RequirementKind, Weight

# Columns of the own standard, in the order of the dictionary's codes.
LEVELS = ("m01", "m02", "m03", "m04", "m05", "m06", "m07", "m08", "sk01")


class PositionRecord(models.Model):
    """One chair. Levels are hundredths of a level; all null: the position has no standard of its own."""

    code = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    # path of the unit, joined by "/" as in people
    unit = models.CharField(max_length=600, blank=True, db_index=True)
    agency = models.CharField(max_length=200, blank=True)
    job_class = models.CharField(max_length=13, blank=True)
    level = models.CharField(max_length=12, blank=True)
    eselon = models.CharField(max_length=5, blank=True)
    family = models.CharField(max_length=120, blank=True)
    # a job standard of `standards` that holds while there is no own one; "" = that of the class
    standard_code = models.CharField(max_length=60, blank=True)
    m01, m02, m03, m04, m05, m06, m07, m08, sk01 = (models.SmallIntegerField(null=True) for _ in LEVELS)
    # {code: hundredths}
    technical = models.JSONField(default=dict)
    holder = models.CharField(max_length=18, blank=True)
    held_since = models.DateField(null=True)
    vacant_since = models.DateField(null=True)
    must_fill = models.BooleanField(default=False)
    critical = models.BooleanField(default=False)
    # abolished with its day; kept, because decisions point to it
    abolished_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(code="") & ~Q(title=""), name="position_has_code_and_title"),
            models.CheckConstraint(condition=Q(job_class__in=["", *JobClass]), name="position_class_known"),
            models.CheckConstraint(
                condition=Q(level="") | Q(level__in=list(FunctionalLevel), job_class=JobClass.FUNGSIONAL),
                name="position_level_known",
            ),
            models.CheckConstraint(
                condition=Q(holder="") | Q(Exact(Length("holder"), 18)), name="position_holder_has_18_digits"
            ),
            models.UniqueConstraint(
                fields=["holder"],
                condition=~Q(holder="") & Q(abolished_on__isnull=True),
                name="position_of_one",
            ),
            models.CheckConstraint(
                condition=Q(holder="") | Q(vacant_since__isnull=True), name="position_held_or_vacant"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (100, 500)}),
                    name=f"position_{name}_is_level",
                )
                for name in LEVELS
            ),
        ]
        indexes = [models.Index(fields=["job_class", "unit", "code"], name="positions_by_class")]


class RequirementRecord(models.Model):
    """One line of the requirements of a position."""

    position = models.ForeignKey(PositionRecord, models.CASCADE, related_name="requirements", db_index=False)
    kind = models.CharField(max_length=18, choices=[(one.value, one.value) for one in RequirementKind])
    weight = models.CharField(max_length=7, choices=[(one.value, one.value) for one in Weight])
    # one requirement per kind and subject: a second JPM would contradict the first
    key = models.CharField(max_length=300, blank=True)
    values = models.JSONField(default=list)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=["position", "kind", "key"], name="position_requirement_once"),
            models.CheckConstraint(
                condition=Q(kind__in=list(RequirementKind)), name="position_requirement_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(weight__in=list(Weight)), name="position_requirement_weight_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind=RequirementKind.OTHER) | ~Q(text=""),
                name="position_requirement_other_has_text",
            ),
        ]
