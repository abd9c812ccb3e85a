"""The door of `scoring`.

The worker calls run_sealing_loop(stop); tests and the demo may call seal_ready() for one pass.
audit_scores(assessment, actor) compares everything behind every score and returns an Audit with findings.
release_results(assessment, actor, reason) shows held results.
join_meeting(sitting, Found) puts what an assessor meeting found beside a test of potential; outcomes then hold both.
"""

from takar.scoring.actions.certify_results import certify_results
from takar.scoring.actions.join_meeting import Found, join_meeting, show_meetings
from takar.scoring.actions.release_results import release_results
from takar.scoring.audit.run import audit_scores
from takar.scoring.models import Audit
from takar.scoring.queries import (
    OutcomeView,
    joined,
    outcome_of,
    outcomes_of,
    potential_of,
    sealed_sittings,
    sealed_unaudited,
)
from takar.scoring.sealing.loop import run_sealing_loop, seal_ready

__all__ = [
    "Audit",
    "Found",
    "OutcomeView",
    "audit_scores",
    "certify_results",
    "join_meeting",
    "joined",
    "outcome_of",
    "outcomes_of",
    "potential_of",
    "release_results",
    "run_sealing_loop",
    "seal_ready",
    "sealed_sittings",
    "sealed_unaudited",
    "show_meetings",
]
