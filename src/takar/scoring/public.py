"""The door of `scoring`."""

from takar.scoring.queries import OutcomeView, outcome_of, outcomes_of

__all__ = ["OutcomeView", "outcome_of", "outcomes_of"]
