"""What the solver answered, with what it was asked; or that there is no answer."""

from __future__ import annotations

from django.db import transaction

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.placement.actions.keep import Kept, keep
from takar.placement.domain.scenario.events import Solved, Stopped
from takar.placement.frozen import Answer
from takar.placement.models import ScenarioResult


def finish_solve(scenario: str, answer: Answer, *, actor: str, clock: Clock = utc_now) -> Kept | Refusal:
    """Once; a second answer to the same question is refused SCENARIO_NOT_BUSY."""
    with transaction.atomic():
        done = keep(
            scenario, lambda book: Solved(answer.digest, answer.points), actor=actor, action="scenario.solved",
            after={"digest": answer.digest, "inputs": answer.inputs_digest, "solver": answer.solver}, clock=clock,
        )  # fmt: skip
        if isinstance(done, Refusal):
            return done
        ScenarioResult.objects.create(
            scenario_id=scenario, inputs=answer.inputs, arrays=answer.arrays, inputs_digest=answer.inputs_digest,
            rules_digest=answer.rules_digest, body=answer.body, digest=answer.digest, solver=answer.solver,
            seconds=answer.seconds, at=clock(),
        )  # fmt: skip
    return done


def stop_solve(scenario: str, code: str, *, actor: str, clock: Clock = utc_now) -> Kept | Refusal:
    """No result: the scenario is a draft again."""
    return keep(
        scenario, lambda book: Stopped(code), actor=actor, action="scenario.stopped", after={"code": code}, clock=clock
    )  # fmt: skip
