"""Tables of the item bank. Versions and reviews are only ever inserted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from takar.items.domain.scales import SCALE_CODES, WRITTEN, ItemType, Status


class Item(models.Model):
    """One item under its code; what it says stands in its newest version."""

    id = models.CharField(primary_key=True, max_length=40)
    type = models.CharField(max_length=20, db_index=True)
    scale = models.CharField(max_length=8, db_index=True)
    family = models.CharField(max_length=20, blank=True)
    difficulty = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=10, db_index=True)
    version = models.PositiveIntegerField()
    origin = models.CharField(max_length=120)  # who or what brought it: a seed, a file, a person

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[str(s) for s in Status]), name="items_item_status_known"
            ),
            models.CheckConstraint(
                condition=Q(type__in=[str(t) for t in ItemType]), name="items_item_type_known"
            ),
            # What is written freely shows several competencies; which ones, the exercise says.
            models.CheckConstraint(
                condition=Q(scale__in=sorted(SCALE_CODES)) | Q(scale="", type__in=[str(t) for t in WRITTEN]),
                name="items_item_scale_known",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="items_item_version_positive"),
        ]


class ItemVersion(models.Model):
    """Frozen content and key of an item. A change makes a new row."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    key = models.JSONField()
    rationale = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    author = models.CharField(max_length=150)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("item_id", "-number")
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="items_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="items_version_number_positive"),
        ]


class Review(models.Model):
    """A second person read this version. The reviewer is never its author."""

    version = models.OneToOneField(ItemVersion, on_delete=models.PROTECT, related_name="review")
    author = models.CharField(max_length=150)
    reviewer = models.CharField(max_length=150)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(author=F("reviewer")), name="items_review_by_another"),
        ]


class Upload(models.Model):
    """A file waiting between preview and confirmation; removed afterwards."""

    code = models.CharField(primary_key=True, max_length=24)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    actor = models.CharField(max_length=150)
    at = models.DateTimeField()
