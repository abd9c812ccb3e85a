"""Long work of scoring: the audit of an assessment."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from takar.jobs.public import Progress, handler
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.scoring.audit.run import audit_scores

AUDIT = "scoring.audit"


@handler(AUDIT)
def audit(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal:
    done = audit_scores(str(payload["assessment"]), str(payload["actor"]), progress=progress)
    if isinstance(done, Refusal):
        return done
    return {
        "audit": done.pk,
        "findings": len(done.findings),
        "next": reverse("scoring:audited", args=[done.pk]),
        "label": gettext("Lihat hasil audit"),
    }
