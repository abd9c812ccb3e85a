"""Long work of `exercises`: the figures of rater quality."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from takar.exercises.quality.season import compute
from takar.jobs.public import Progress, handler
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal


@handler("exercises.quality")
def compute_quality(payload: dict[str, Any], progress: Progress) -> dict[str, Json] | Refusal:
    found = compute(str(payload["owner"]))
    if isinstance(found, Refusal):
        return found
    progress(1, 1)
    return {"next": reverse("exercises:my_quality"), "label": gettext("Buka mutu saya"), "ratings": found}
