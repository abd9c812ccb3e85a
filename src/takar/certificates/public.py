"""The door of `certificates`."""

from takar.certificates.actions.adopt_rule import RuleDraft, adopt_rule
from takar.certificates.actions.apply_results import apply_results
from takar.certificates.actions.preview_results import preview_results
from takar.certificates.actions.register_results import OwnResult, Registered, register_results
from takar.certificates.actions.upload_results import upload_results
from takar.certificates.domain.forecast import Forecast, Quarter
from takar.certificates.domain.rules import Rule
from takar.certificates.domain.standing import Standing
from takar.certificates.domain.values import Organiser, Sentence, State
from takar.certificates.overviews import forecast, state_counts
from takar.certificates.results import ResultHeld, results_held
from takar.certificates.standings import count_due, due_people, standing_of, standings_of

__all__ = [
    "Forecast",
    "Organiser",
    "OwnResult",
    "Quarter",
    "Registered",
    "ResultHeld",
    "Rule",
    "RuleDraft",
    "Sentence",
    "Standing",
    "State",
    "adopt_rule",
    "apply_results",
    "count_due",
    "due_people",
    "forecast",
    "preview_results",
    "register_results",
    "results_held",
    "standing_of",
    "standings_of",
    "state_counts",
    "upload_results",
]
