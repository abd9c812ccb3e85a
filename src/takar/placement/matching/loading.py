"""The engine of this process: filled from the registers when first asked, and again when they have changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from threading import Lock

from takar.accounts.public import recent_changes
from takar.kernel.refusals import Refusal
from takar.placement.matching.engine import Engine
from takar.placement.matching.refusals import NO_RULES
from takar.placement.matching.registers import (
    READ_WHOLE,
    facts_bare,
    facts_whole,
    leaves_of,
    measured_people,
    measured_region,
    serving,
)
from takar.positions.public import Position, positions
from takar.standards.public import PlacementRules, placement_rules_in_force

# Changes of these kinds change who fits where.
MATTERS = (
    "people.", "careers.", "position.", "table.", "publish_standard", "scoring.", "exercises.", "plenary.",
)  # fmt: skip
_LOOK_BACK = 500


@dataclass(frozen=True, slots=True)
class Loaded:
    """What questions are asked of. `whole`: histories are in the columns; else they are read for those shown only."""

    engine: Engine
    posts: dict[str, Position]
    rules: PlacementRules
    on: date
    seen: int
    whole: bool


_lock = Lock()
_kept: dict[str, Loaded] = {}


def loaded(on: date) -> Loaded | Refusal:
    """The engine of a day. Seconds when something changed, nothing otherwise. Refuses PLACEMENT_NO_RULES."""
    rules = rules_of(on)
    if rules is None:
        return NO_RULES
    with _lock:
        kept = _kept.get("now")
        if kept is None or kept.on != on or kept.rules.digest != rules.digest or _changed(kept.seen):
            kept = load(on, rules)
            kept.engine.warm()
            _kept["now"] = kept
        return kept


def forget() -> None:
    """Start anew at the next question (tests, a restored database)."""
    with _lock:
        _kept.clear()


def rules_of(on: date) -> PlacementRules | None:
    """The newest rules in force; an agency's own before the shipped ones."""
    found = sorted(placement_rules_in_force(on), key=lambda one: (one.code == "penempatan", one.code))
    return found[0] if found else None


def load(on: date, rules: PlacementRules) -> Loaded:
    """Read everything. Up to 20,000 people with their whole history; beyond that the columns of the big registers."""
    seen = _newest()
    asked = positions()
    holds = {one.holder: one.code for one in asked if one.holder}
    people = serving()
    leaves = leaves_of(people, asked, on)
    classes = {nip: one.job_class for nip, one in people.items()}
    whole = len(people) <= READ_WHOLE
    read = measured_people if whole else measured_region
    measured = read(list(people), classes, on, rules)
    facts = facts_whole(people, on, holds, leaves) if whole else facts_bare(people, holds, leaves)
    engine = Engine(measured, facts, asked, on, rules)
    return Loaded(engine, {one.code: one for one in asked}, rules, on, seen, whole)


def _newest() -> int:
    newest = recent_changes(1)
    return int(newest[0].pk) if newest else 0


def _changed(seen: int) -> bool:
    since = [one for one in recent_changes(_LOOK_BACK) if int(one.pk) > seen]
    return len(since) == _LOOK_BACK or any(one.action.startswith(MATTERS) for one in since)
