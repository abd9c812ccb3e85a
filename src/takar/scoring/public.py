"""The door of `scoring`.

The worker calls run_sealing_loop(stop); tests and the demo may call seal_ready() for one pass.
"""

from takar.scoring.queries import OutcomeView, outcome_of, outcomes_of
from takar.scoring.sealing.loop import run_sealing_loop, seal_ready

__all__ = ["OutcomeView", "outcome_of", "outcomes_of", "run_sealing_loop", "seal_ready"]
