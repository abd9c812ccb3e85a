"""The final leaf of signed outcomes. Call it outside of a transaction; running it again repeats nothing."""

from __future__ import annotations

from takar.exercises.meeting.models import IntegrationResult
from takar.exercises.meeting.queries import integration_of, ruleset_of, total_of
from takar.exercises.models import Round
from takar.exercises.rounds.results import record_final
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def log_final(owner: str, nip: str, clock: Clock = utc_now) -> int | Refusal | None:
    """The index of the leaf; None while the meeting is not signed. Refuses FINAL_WITHOUT_INPUTS until ratings are in the log."""
    found = integration_of(owner, nip)
    if found is None or found.index is not None:
        return found.index if found else None
    done = record_final(owner, nip, _fields(owner, nip), clock=clock)
    if isinstance(done, int):
        IntegrationResult.objects.filter(meeting__subject__round=owner, meeting__subject__nip=nip).update(
            index=done
        )
    return done


def log_due_finals(clock: Clock = utc_now) -> int:
    """Carry every signed outcome into the log that is not there yet. Returns how many are new."""
    due = IntegrationResult.objects.filter(index=None).values_list(
        "meeting__subject__round", "meeting__subject__nip"
    )
    return sum(isinstance(log_final(owner, nip, clock), int) for owner, nip in list(due))


def _fields(owner: str, nip: str) -> dict[str, Json]:
    found = integration_of(owner, nip)
    assert found is not None
    weights = {one["code"]: str(one["weight"]) for one in Round.objects.get(pk=owner).rules["components"]}
    listed: list[Json] = [
        {"code": one["code"], "name": one["name"], "value": one["value"], "standard": one["standard"]}
        for one in found.values
    ]
    fields: dict[str, Json] = {
        "competencies": listed,
        "integration": {"record": found.digest, "components": dict(weights)},
    }
    rules = ruleset_of(owner)
    total = total_of(found.values, rules) if rules else None
    if total and not isinstance(total, Refusal):
        fields |= {
            "total": {"total": str(total.total), "standard": total.standard, "jpm": str(total.jpm)},
            "category": total.category,
        }
    return fields
