"""The door of `scoring`.

The worker calls run_sealing_loop(stop); tests and the demo may call seal_ready() for one pass.
audit_scores(assessment, actor) compares everything behind every score and returns an Audit with findings.
release_results(assessment, actor, reason) shows held results.
"""

from takar.scoring.actions.certify_results import certify_results
from takar.scoring.actions.release_results import release_results
from takar.scoring.audit.run import audit_scores
from takar.scoring.models import Audit
from takar.scoring.queries import OutcomeView, outcome_of, outcomes_of, sealed_sittings, sealed_unaudited
from takar.scoring.sealing.loop import run_sealing_loop, seal_ready

__all__ = [
    "Audit",
    "OutcomeView",
    "audit_scores",
    "certify_results",
    "outcome_of",
    "outcomes_of",
    "release_results",
    "run_sealing_loop",
    "seal_ready",
    "sealed_sittings",
    "sealed_unaudited",
]
