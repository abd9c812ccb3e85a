"""Long work of `exercises`: opening a round, its audit, the figures of rater quality."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from takar.exercises.appointing.opening import open_judging
from takar.exercises.audit.keeping import make_audit
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


@handler("exercises.open")
def open_for_raters(payload: dict[str, Any], progress: Progress) -> dict[str, Json] | Refusal:
    """Commit the round of an assessment and make its sheets; a job that died goes on where it stopped."""
    key = str(payload["assessment"])
    done = open_judging(key, str(payload["actor"]), progress=lambda made, total: progress(made, total))
    if isinstance(done, Refusal):
        return done
    return {
        "next": reverse("exercises:raters", args=[key]),
        "label": gettext("Lihat penilai dan lembarnya"),
        "sheets": done,
    }


@handler("exercises.audit")
def audit(payload: dict[str, Any], progress: Progress) -> dict[str, Json] | Refusal:
    """Audit all sheets of a round; refused to whoever rates in it."""
    done = make_audit(str(payload["owner"]), str(payload["actor"]), lambda made, total: progress(made, total))
    if isinstance(done, Refusal):
        return done
    return {
        "next": reverse("exercises:audited", args=[done.number]),
        "label": gettext("Lihat hasil audit"),
        "findings": done.found,
    }
