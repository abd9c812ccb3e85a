"""The final leaf of signed outcomes. Call it outside of a transaction; running it again repeats nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from takar.exercises.meeting.models import IntegrationResult
from takar.exercises.meeting.profiles import record_profile
from takar.exercises.meeting.queries import Integration, Total, integration_of, ruleset_of, total_of
from takar.exercises.models import Round
from takar.exercises.rounds.results import record_final
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.standards.public import Ruleset


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
        record_profile(found, clock)
    return done


def log_due_finals(clock: Clock = utc_now) -> int:
    """Carry every signed outcome into the log that is not there yet. Returns how many are new."""
    due = IntegrationResult.objects.filter(index=None).values_list(
        "meeting__subject__round", "meeting__subject__nip"
    )
    return sum(isinstance(log_final(owner, nip, clock), int) for owner, nip in list(due))


def _fields(owner: str, nip: str) -> dict[str, Json]:
    """By names that a verifier recomputes: those of a score leaf where the committed rules say how, else a plain list."""
    found = integration_of(owner, nip)
    assert found is not None
    committed = Round.objects.get(pk=owner).rules
    weights = {one["code"]: str(one["weight"]) for one in committed["components"]}
    signed: dict[str, Json] = {"integration": {"record": found.digest, "components": dict(weights)}}
    rules = ruleset_of(owner)
    total = total_of(found.values, rules) if rules else None
    known = total if isinstance(total, Total) else None
    if rules and "base" in committed:
        whose = {} if known else _without_standard(found)
        return signed | whose | _as_scored(found.values, rules, known)
    return signed | {"competencies": _listed(found.values)} | (_summed(known) if known else {})


def _without_standard(found: Integration) -> dict[str, Json]:
    """Whose result it is, measured against no standard as a whole: something that the standard asks for was not assessed."""
    return {"subject": {"name": found.name, "nip": found.nip, "number": found.number, "standard": ""}}


def _as_scored(values: Sequence[Mapping[str, Any]], rules: Ruleset, total: Total | None) -> dict[str, Json]:
    """One field per competency that was assessed and has a standard; without all of them there is no total."""
    told = [one for one in values if "NE" not in (one["value"], one["standard"])]
    fields: dict[str, Json] = {one["code"]: _competency(one, rules) for one in told}
    if total is None:
        unassessed: list[Json] = [one["code"] for one in values if one not in told]
        return fields | {"unassessed": unassessed}
    return fields | {
        "total": {"total": str(total.total), "standard_total": str(total.standard)},
        "jpm": str(total.jpm),
        "category": total.category,
    }


def _competency(one: Mapping[str, Any], rules: Ruleset) -> dict[str, Json]:
    rating = Decimal(one["value"])
    return {
        "name": one["name"],
        "required": int(Decimal(one["standard"])),
        "level": rules.level_for(rating),
        "rating": str(rules.rating(rating)),
    }


def _listed(values: Sequence[Mapping[str, Any]]) -> list[Json]:
    names = ("code", "name", "value", "standard")
    return [{name: one[name] for name in names} for one in values]


def _summed(total: Total) -> dict[str, Json]:
    return {
        "total": {"total": str(total.total), "standard": total.standard, "jpm": str(total.jpm)},
        "category": total.category,
    }
