"""Tables of scenarios. What happened, what was computed from what, and what was decided only grow (migration 0002)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from takar.placement.domain.regions import REASONS

KINDS = ("drafted", "asked", "solved", "stopped", "frozen", "handed_over", "decided", "closed")


class Scenario(models.Model):
    """A plan of placements [rencana penempatan]. Its state is the fold of its events."""

    id = models.CharField(primary_key=True, max_length=24)
    title = models.CharField(max_length=200, unique=True)
    on = models.DateField()
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")
    job = models.BigIntegerField(null=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at", "id")
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="scenario_titled")]


class ScenarioEvent(models.Model):
    """One event, append-only."""

    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="events")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    body = models.JSONField()
    actor = models.CharField(max_length=150)
    at_ms = models.BigIntegerField()

    class Meta:
        ordering = ("scenario", "ordinal")
        constraints = [
            models.UniqueConstraint(fields=["scenario", "ordinal"], name="scenario_event_once"),
            models.CheckConstraint(
                condition=Q(kind__in=KINDS) & Q(ordinal__gte=1) & ~Q(actor=""),
                name="scenario_event_known",
            ),
        ]


class ScenarioResult(models.Model):
    """What was computed, and from what. Written once, when the solver is done.

    `inputs`: people, posts and facts as they were then; `arrays`: fits and eligibility (see frozen.py); `inputs_digest`,
    `rules_digest` and `digest` (of the result) stand in the log once the scenario is handed over.
    """

    scenario = models.OneToOneField(Scenario, models.PROTECT, related_name="result")
    inputs = models.JSONField()
    arrays = models.BinaryField()
    inputs_digest = models.CharField(max_length=64)
    rules_digest = models.CharField(max_length=64)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    solver = models.CharField(max_length=120)
    seconds = models.FloatField()
    at = models.DateTimeField()


class ScenarioAddition(models.Model):
    """What somebody had computed for a point of the front after it was solved; adds to the result and never changes it.

    `key`: "retests" (blocks 1, 2, …; the result's own are block 0) or the NIP of somebody who might refuse (block 0). `body`:
    additions.py. Append-only.
    """

    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="additions")
    point = models.PositiveIntegerField()
    key = models.CharField(max_length=18)
    block = models.PositiveIntegerField()
    body = models.JSONField()
    solver = models.CharField(max_length=120)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("scenario", "point", "key", "block")
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "point", "key", "block"], name="scenario_addition_once"
            ),
            models.CheckConstraint(condition=~Q(key="") & ~Q(by=""), name="scenario_addition_told"),
        ]


class ScenarioLeaf(models.Model):
    """A leaf about a scenario. `key`: plan | decisions; `logged`: it is in the log, not only noted for it."""

    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="leaves")
    key = models.CharField(max_length=12)
    ev = models.CharField(max_length=18)
    salt = models.CharField(max_length=32)
    index = models.PositiveBigIntegerField()
    leaf = models.TextField()
    logged = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("index",)
        constraints = [
            models.UniqueConstraint(fields=["scenario", "key"], name="scenario_leaf_once"),
            models.CheckConstraint(condition=Q(key__in=("plan", "decisions")), name="scenario_leaf_known"),
        ]


class ScenarioReading(models.Model):
    """Who took which file of a scenario home; `code` stands in its watermark. Append-only."""

    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="readings")
    reader = models.CharField(max_length=150)
    what = models.CharField(max_length=80)
    code = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")


class RegionRun(models.Model):
    """A placement of a whole region that somebody asked for. Its state is that of its job, until there is a result."""

    id = models.CharField(primary_key=True, max_length=24)
    on = models.DateField()
    scope = models.JSONField()
    ruleset = models.CharField(max_length=120)
    job = models.BigIntegerField()
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at", "id")


class RegionResult(models.Model):
    """What was computed. Written once, together with its places; `body` as in regional/answering.py."""

    run = models.OneToOneField(RegionRun, models.PROTECT, related_name="result")
    body = models.JSONField()
    inputs_digest = models.CharField(max_length=64)
    rules_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    solver = models.CharField(max_length=120)
    seconds = models.FloatField()
    at = models.DateTimeField()


class RegionPlace(models.Model):
    """One post of a run. Worths in tenths of a point of fit; `price`: what the other posts lose without `nip`.

    `following`, `better`: {nip, fit, price, behind, at, title} or null, see regional/placing.py.
    """

    run = models.ForeignKey(RegionRun, models.PROTECT, related_name="places", db_index=False)
    ordinal = models.PositiveIntegerField()
    agency = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    unit = models.CharField(max_length=600, blank=True)
    job_class = models.CharField(max_length=13, blank=True)
    holder = models.CharField(max_length=18, blank=True)
    nip = models.CharField(max_length=18, blank=True)
    fit = models.SmallIntegerField(null=True)
    price = models.IntegerField()
    eligible = models.PositiveIntegerField()
    reason = models.CharField(max_length=12, blank=True)
    following = models.JSONField(null=True)
    better = models.JSONField(null=True)

    class Meta:
        ordering = ("run", "ordinal")
        constraints = [
            models.UniqueConstraint(fields=["run", "ordinal"], name="region_place_once"),
            models.UniqueConstraint(fields=["run", "code"], name="region_post_once"),
            models.UniqueConstraint(
                fields=["run", "nip"], condition=~Q(nip=""), name="region_person_in_one_post"
            ),
            models.CheckConstraint(
                condition=Q(nip="", fit__isnull=True, reason__in=REASONS)
                | (~Q(nip="") & Q(fit__gte=0, reason="")),
                name="region_filled_or_why_not",
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="region_price_not_negative"),
        ]
        indexes = [models.Index(fields=["run", "price"], name="region_contested")]
