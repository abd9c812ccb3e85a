"""Tables of paper forms."""

from __future__ import annotations

from django.db import models


class PaperEntry(models.Model):
    """One typing of a paper form, or the settling of two; append-only, encrypted under the person's key like the sheet itself."""

    class Kind(models.TextChoices):
        ENTERED = "entered"
        SETTLED = "settled"

    sheet = models.ForeignKey("exercises.Sheet", models.PROTECT, related_name="+")
    # A sheet that was opened again may come from paper once more.
    paper = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=8, choices=Kind)
    by = models.CharField(max_length=150)
    body = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("sheet", "paper", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "paper", "by"],
                condition=models.Q(kind="entered"),
                name="paper_typed_once_by_each",
            ),
            models.UniqueConstraint(
                fields=["sheet", "paper"], condition=models.Q(kind="settled"), name="paper_settled_once"
            ),
        ]
