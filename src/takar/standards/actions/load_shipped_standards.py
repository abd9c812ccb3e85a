"""Publish what the release ships."""

from __future__ import annotations

from django.db import transaction

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.standards.actions.publish_standard import publish_standard
from takar.standards.models import StandardVersion
from takar.standards.shipped import shipped_files, shipped_standard


def load_shipped_standards(*, by: str = "sistem", clock: Clock = utc_now) -> int:
    """Publish every shipped file; returns how many versions were new. Running it again adds nothing.

    Raises ValueError when a shipped version is in the database with other content: the release or the
    database was tampered with.
    """
    before = StandardVersion.objects.count()
    with transaction.atomic():
        for path in shipped_files():
            done = publish_standard(
                shipped_standard(path), by=by, source=path.name, reason="Standar bawaan rilis", clock=clock
            )
            if isinstance(done, Refusal):
                raise ValueError(f"{path.name}: {done.en}")
    return StandardVersion.objects.count() - before
