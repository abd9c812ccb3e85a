from __future__ import annotations

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(models.Model):
    """One piece of long work. `lease` names the worker that holds it until `lease_until`."""

    kind = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    actor = models.CharField(max_length=150, db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    error = models.JSONField(null=True)
    cancel_wanted = models.BooleanField(default=False)
    lease = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=("state", "lease_until"))]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="job_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.RUNNING) | Q(lease_until__isnull=False), name="job_running_is_leased"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.FAILED) | Q(error__isnull=False), name="job_failure_has_a_sentence"
            ),
        ]

    @property
    def over(self) -> bool:
        return self.state in (State.DONE, State.FAILED, State.CANCELLED)

    @property
    def percent(self) -> int | None:
        """0..100, or None while the total is unknown."""
        if not self.total:
            return None
        return 100 if self.state == State.DONE else min(100, self.done * 100 // self.total)
