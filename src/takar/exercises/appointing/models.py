"""What is prepared before a round is opened. Free to change until then; the round keeps its own copy."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ChosenExercise(models.Model):
    """An exercise of the library that an assessment uses. `tool`: the plan's tool whose times and rooms it has."""

    assessment = models.CharField(max_length=24)
    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    # share in the overall figure of a competency, beside the others that show it
    weight = models.PositiveSmallIntegerField(default=1)
    tool = models.CharField(max_length=30, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("assessment", "position")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="exercise_chosen_once"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="chosen_exercise_counts"),
        ]


class PreparedSheet(models.Model):
    """Who is to rate whom in what, before the round is open."""

    assessment = models.CharField(max_length=24)
    nip = models.CharField(max_length=18)
    instrument = models.CharField(max_length=40)
    rater = models.CharField(max_length=150)

    class Meta:
        ordering = ("assessment", "nip", "instrument", "rater")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "nip", "instrument", "rater"], name="sheet_prepared_once"
            )
        ]


class AssessorAccount(models.Model):
    """Which account an assessor of the plan rates with."""

    assessor = models.PositiveBigIntegerField(unique=True)
    username = models.CharField(max_length=150, unique=True)
