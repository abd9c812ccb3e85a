"""Tables of talent: maps that are drawn once and never changed, and what people decide from them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class MapState(models.TextChoices):
    WAITING = "waiting"
    MADE = "made"
    FAILED = "failed"


class TalentMap(models.Model):
    """A map of a day by one ruleset [peta talenta]; once made, the database itself refuses every change."""

    title = models.CharField(max_length=200)
    on = models.DateField()
    ruleset_code = models.CharField(max_length=60)
    ruleset_version = models.CharField(max_length=60)
    ruleset_digest = models.CharField(max_length=64)
    # Who is on it: {"unit": part of a path, "classes": job classes}
    scope = models.JSONField(default=dict)
    # The registers that its maker declared complete.
    registers = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=MapState.choices, default=MapState.WAITING)
    made_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    job = models.BigIntegerField(null=True)
    # SHA-256 over every fact that went in, in the order of NIPs.
    inputs_digest = models.CharField(max_length=64, blank=True)
    people = models.PositiveIntegerField(default=0)
    assessed = models.PositiveIntegerField(default=0)
    # by box 1…9: how many by score, and how many truly, in expectation
    counts = models.JSONField(default=list)
    expected = models.JSONField(default=list)
    # by job class ("" everybody): mean, cov, people
    priors = models.JSONField(default=dict)

    class Meta:
        ordering = ("-on", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(MapState)), name="talent_map_state_known"),
            models.CheckConstraint(
                condition=~Q(state="made") | Q(made_at__isnull=False), name="talent_map_made_when"
            ),
            models.CheckConstraint(
                condition=Q(assessed__lte=models.F("people")), name="talent_map_assessed_are_people"
            ),
        ]

    @property
    def unassessed(self) -> int:
        return self.people - self.assessed


class MapPerson(models.Model):
    """One person on a map as he was that day. `box` null: not assessed, a place of its own."""

    map = models.ForeignKey(TalentMap, models.PROTECT, related_name="rows", db_index=False)
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=300)
    post = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=600, blank=True)
    # First part of the unit's path: what filters and counts use.
    office = models.CharField(max_length=250, blank=True)
    job_class = models.CharField(max_length=13, blank=True)
    level = models.CharField(max_length=12, blank=True)
    retires_on = models.DateField(null=True)
    performance = models.FloatField(null=True)
    potential = models.FloatField(null=True)
    performance_se = models.FloatField(null=True)
    potential_se = models.FloatField(null=True)
    box = models.PositiveSmallIntegerField(null=True)
    # chances of box 1…9; mean, sd and correlation of the true place
    chances = models.JSONField(default=list)
    believed = models.JSONField(default=list)
    # {component: [points or null, error, [notes], why missing]}
    components = models.JSONField(default=dict)
    # [[component, why]] of required components that are missing
    missing = models.JSONField(default=list)

    class Meta:
        ordering = ("name", "nip")
        constraints = [
            models.UniqueConstraint(fields=["map", "nip"], name="talent_person_once_on_a_map"),
            models.CheckConstraint(condition=Exact(Length("nip"), 18), name="talent_nip_has_18_digits"),
            models.CheckConstraint(
                condition=Q(box__isnull=True) | Q(box__gte=1, box__lte=9), name="talent_box_1_to_9"
            ),
            # Nobody is in a box without both scores, and nobody with both is left out of the boxes.
            models.CheckConstraint(
                condition=Q(box__isnull=True, performance__isnull=True, potential__isnull=True)
                | Q(box__isnull=False, performance__isnull=False, potential__isnull=False),
                name="talent_box_needs_both_scores",
            ),
        ]
        indexes = [
            models.Index(fields=["map", "box", "name", "nip"], name="talent_people_by_box"),
            models.Index(fields=["nip", "map"], name="talent_maps_of_a_person"),
        ]

    @property
    def sure(self) -> float:
        """The chance that the box is the true one; 0 without a box."""
        return float(self.chances[self.box - 1]) if self.box else 0.0


class Progress(models.TextChoices):
    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


class FollowUp(models.Model):
    """What is done for a person after a map [tindak lanjut]; its state moves, the trail keeps every step."""

    nip = models.CharField(max_length=18, db_index=True)
    map = models.ForeignKey(TalentMap, models.PROTECT, related_name="follow_ups")
    what = models.CharField(max_length=500)
    responsible = models.CharField(max_length=200)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=Progress.choices, default=Progress.PLANNED)
    note = models.CharField(max_length=500, blank=True)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(Progress)), name="talent_follow_up_state"),
            models.CheckConstraint(condition=~Q(what=""), name="talent_follow_up_says_what"),
        ]


class Development(models.Model):
    """One line of a person's development plan [rencana pengembangan individu]."""

    nip = models.CharField(max_length=18, db_index=True)
    competency = models.CharField(max_length=40)
    level = models.DecimalField(max_digits=5, decimal_places=3)
    wanted = models.DecimalField(max_digits=5, decimal_places=3)
    kind = models.CharField(max_length=60)
    what = models.CharField(max_length=300)
    responsible = models.CharField(max_length=200)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=Progress.choices, default=Progress.PLANNED)
    note = models.CharField(max_length=500, blank=True)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(Progress)), name="talent_development_state"),
            models.CheckConstraint(
                condition=Q(wanted__gt=models.F("level")), name="talent_development_closes_a_gap"
            ),
        ]


class PoolDecision(models.Model):
    """A person put into the pool or taken out of it against the rule, with a reason. Only ever inserted; the newest counts."""

    nip = models.CharField(max_length=18, db_index=True)
    map = models.ForeignKey(TalentMap, models.PROTECT, related_name="pool_decisions")
    inside = models.BooleanField()
    reason = models.CharField(max_length=500)
    decided_by = models.CharField(max_length=150)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("-decided_at", "-id")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="talent_pool_has_a_reason")]
