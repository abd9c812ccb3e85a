"""The page that shows exactly what will be committed, opens the assessment, and later closes it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.assessments.actions.close_assessment import close_assessment
from takar.assessments.actions.open_assessment import open_assessment
from takar.assessments.commitments import commitment_of
from takar.assessments.domain.values import AssessmentView
from takar.assessments.models import Assessment, LogEntry
from takar.assessments.pages.shared import actor, found, frame, tell
from takar.assessments.plans import faults_of
from takar.assessments.promises import promise_of
from takar.assessments.queries import COMMIT
from takar.assessments.queries import opening as frozen
from takar.assessments.wiring import evidence_log
from takar.forms.public import sealed_form
from takar.kernel.clock import utc_now
from takar.ledger.public import LedgerFault, rules_digest


@requires(Ability.READ_ASSESSMENTS)
def opening(request: HttpRequest, assessment: str) -> HttpResponseBase:
    view = found(assessment)
    if request.method == "POST":
        return _open(request, view)
    context = frame(request, view, "open") | {
        "commitments": _commitments(view),
        "missing": _missing(view),
        "entry": LogEntry.objects.filter(assessment=view.id, kind=COMMIT).first(),
        "log": _log(),
        "shown": promise_of(view),
        "form": sealed_form(view.form) if view.form else None,
    }
    return render(request, "assessments/open.html", context)


@requires(Ability.MANAGE_ASSESSMENTS)
def _open(request: HttpRequest, view: AssessmentView) -> HttpResponseBase:
    done = open_assessment(view.id, actor(request))
    tell(request, done, gettext("Kegiatan dibuka dan tercatat di log. Tiket sesi sudah dikirim."))
    return redirect("assessments:open", view.id)


@require_POST
@requires(Ability.MANAGE_ASSESSMENTS)
def close(request: HttpRequest, assessment: str) -> HttpResponse:
    done = close_assessment(assessment, actor(request), request.POST.get("alasan", ""))
    tell(request, done, gettext("Kegiatan ditutup; jumlah dan akar semua hasil tercatat di log."))
    return redirect("assessments:open", assessment)


def _missing(view: AssessmentView) -> list[Any]:
    if view.status != "draft":
        return []
    return list(faults_of(Assessment.objects.get(pk=view.id), utc_now()))


def _commitments(view: AssessmentView) -> list[dict[str, str]]:
    """Each thing under a digest: what it is, and the digest; from the frozen opening, or as it would be now."""
    known = frozen(view.id)
    if known is not None:
        pairs = (
            known.form_root,
            known.key_root,
            rules_digest(known.rules),
            known.ruleset_digest,
            known.roster_root,
        )
    elif _missing(view):
        return []
    else:
        draft = commitment_of(Assessment.objects.get(pk=view.id))
        pairs = (
            draft.form_root, draft.key_root, draft.rules_digest, draft.ruleset_digest, draft.roster_root,
        )  # fmt: skip
    return [{"name": name, "digest": digest} for name, digest in zip(_NAMES, pairs, strict=True)]


_NAMES = ("form", "keys", "rules", "ruleset", "roster")


def _log() -> dict[str, Any]:
    try:
        log = evidence_log()
        head = log.checkpoint()
    except LedgerFault as fault:
        return {"fault": fault.refusal}
    return {
        "origin": head.origin,
        "size": head.size,
        "unnamed": settings.TAKAR.log_is_unnamed and not head.size,
        "root": head.root.hex(),
        "fingerprint": log.key.fingerprint,
    }
