"""One table: versions that are only ever added."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from takar.standards.domain.kinds import Kind


class StandardVersion(models.Model):
    """A frozen version. The database itself refuses UPDATE and DELETE (triggers in migration 0002)."""

    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    code = models.CharField(max_length=60)
    version = models.CharField(max_length=60)
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    in_force_from = models.DateField()
    source = models.CharField(max_length=300)
    loaded_by = models.CharField(max_length=150)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ("kind", "code", F("in_force_from").desc())
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "version"], name="standard_version_once"),
            # On any day exactly one version of a code is in force.
            models.UniqueConstraint(fields=["kind", "code", "in_force_from"], name="standard_day_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="standard_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}/{self.version}"
