"""Open the round of an assessment: what was prepared becomes rules in the log and sheets on the assessors' desks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from takar.assessments.public import AssessmentView, ParticipantView, assessment, standard_label
from takar.exercises.actions.appoint_raters import appoint
from takar.exercises.actions.freeze_exercise import freeze_exercise
from takar.exercises.actions.open_round import open_round
from takar.exercises.appointing import refusals as no
from takar.exercises.appointing.readiness import Prepared, prepared_round
from takar.exercises.appointing.reading import Chosen, slots
from takar.exercises.domain.appointing.seen import shares
from takar.exercises.library.instruments import instrument_from
from takar.exercises.queries import round_of
from takar.exercises.rounds.values import Appointment, Rated, RoundView
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.standards.public import Ruleset, StandardNotFound, job_standard_version, ruleset

# Sheets are made in parts, so that a job can say how far it is.
PART = 100
_OF_RULESET = (
    "base",
    "rating_decimals",
    "jpm_decimals",
    "jpm_cap",
    "rounding",
    "level_rule",
    "categories",
    "potential_bands",
)


def open_judging(
    key: str,
    actor: str,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    clock: Clock = utc_now,
) -> int | Refusal:
    """Commit the round and make the sheets; returns how many. Done again, it goes on where it stopped.

    Refuses ASSESSMENT_UNKNOWN, APPOINTING_INCOMPLETE, RATERS_WITHOUT_KEY, ROUND_TOO_LARGE. Call it outside of a transaction.
    """
    view = assessment(key)
    if view is None:
        return no.UNKNOWN
    ready = prepared_round(view, clock)
    if ready.lacks:
        return incomplete(ready)
    made = _round(ready, actor, clock)
    if isinstance(made, Refusal):
        return made
    times = slots(view, ready.exercises)
    wanted = [_appointment(nip, code, name, times) for nip, code, name in ready.wanted]
    for first in range(0, len(wanted), PART):
        done = appoint(key, wanted[first : first + PART], actor=actor, clock=clock)
        if isinstance(done, Refusal):
            return done
        progress(min(first + PART, len(wanted)), len(wanted))
    return len(wanted)


def _round(ready: Prepared, actor: str, clock: Clock) -> RoundView | Refusal:
    """What was committed before a crash stays; only what is not there yet is made."""
    view, known = ready.view, round_of(ready.view.id)
    if known:
        rules = {name: value for name, value in known.rules.items() if name != "terms"}
    else:
        fault = _freeze(ready.exercises, actor, clock)
        if fault:
            return fault
        rules = rules_of(ready, clock)
    return open_round(
        view.id,
        view.title,
        rules,
        sorted({name for _, _, name in ready.wanted}),
        [_rated(one, rules) for one in ready.people],
        actor=actor,
        organiser=view.organiser,
        purpose=view.purpose,
        appeal_days=view.objection_days,
        clock=clock,
    )


def rules_of(ready: Prepared, clock: Clock = utc_now) -> dict[str, Any]:
    """What is committed: the exercises with their forms, weights, the ruleset and the standards of everybody."""
    on = day_in(ready.view.zone, clock())
    standards = _standards(ready.people)
    common = next(iter(standards.values())) if len(standards) == 1 else {}
    chosen = {one.code: one for one in ready.exercises}
    weights = shares({code: one.weight for code, one in chosen.items()})
    rules: dict[str, Any] = {
        "code": ready.view.ruleset_code,
        "version": ready.view.ruleset_version,
        "components": [
            {"code": code, "name": one.view.draft.title, "weight": weights[code]}
            for code, one in chosen.items()
        ],
        "instruments": [instrument_from(one.view, required=common, on=on) for one in ready.exercises],
        "decimals": 2,
        "standards": standards,
        "integration": {
            "weights": {code: str(one.weight) for code, one in chosen.items()},
            "decimals": 2,
            "spread": "2",
        },
    }
    return rules | _ruleset(ready.view)


def incomplete(ready: Prepared) -> Refusal:
    own, english = "; ".join(one for one, _ in ready.lacks), "; ".join(other for _, other in ready.lacks)
    return Refusal(
        "APPOINTING_INCOMPLETE",
        f"Putaran belum dapat dibuka: {own}.",
        f"The round cannot be opened yet: {english}.",
    )


def _ruleset(view: AssessmentView) -> dict[str, Json]:
    """How totals are made, as every receipt opens it, so that anybody can recompute a result."""
    try:
        found: Ruleset = ruleset(view.ruleset_code, view.ruleset_version)
    except StandardNotFound:
        return {"rounding": "half_up", "categories": []}
    data = found.as_data()
    return {name: data[name] for name in _OF_RULESET} | {"ruleset_digest": found.digest}


def _standards(people: tuple[ParticipantView, ...]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for one in people:
        label = standard_label(one)
        if label in found or not one.standard_code:
            continue
        try:
            levels = dict(job_standard_version(one.standard_code, one.standard_version).levels)
        except StandardNotFound:
            continue
        if levels:
            found[label] = levels
    return found


def _rated(one: ParticipantView, rules: dict[str, Any]) -> Rated:
    label = standard_label(one) if one.standard_code else ""
    return Rated(one.nip, one.name, one.number, label if label in rules.get("standards", {}) else "")


def _freeze(exercises: tuple[Chosen, ...], actor: str, clock: Clock) -> Refusal | None:
    with transaction.atomic():
        for one in exercises:
            fault = freeze_exercise(one.code, one.view.version, actor=actor, clock=clock)
            if fault:
                transaction.set_rollback(True)
                return fault
    return None


def _appointment(nip: str, code: str, name: str, times: dict[tuple[str, str], Any]) -> Appointment:
    slot = times.get((nip, code))
    if slot is None:
        return Appointment(name, nip, code)
    return Appointment(name, nip, code, slot.room, slot.starts, slot.ends)
