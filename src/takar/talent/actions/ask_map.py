"""Ask for a talent map; a job draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takar.accounts.public import record_change
from takar.jobs.public import enqueue
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.people.public import PeopleFilter, matching_people
from takar.standards.public import talent_rules_in_force
from takar.talent.domain.points import REGISTERS
from takar.talent.models import TalentMap
from takar.talent.refusals import NO_RULES, NOBODY, TITLE_MISSING


@dataclass(frozen=True, slots=True)
class Wanted:
    """`ruleset` is a code of talent rules; `registers` those that are complete; `unit` is part of a unit's
    path and `classes` are job classes, both narrow who is on the map."""

    title: str
    on: date
    ruleset: str
    unit: str = ""
    classes: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()


def filters(unit: str, classes: Sequence[str]) -> list[PeopleFilter]:
    """One filter per class; without classes one for everybody."""
    return [PeopleFilter(unit=unit.strip(), job_class=one) for one in classes or ("",)]


def ask_map(wanted: Wanted, *, actor: str, clock: Clock = utc_now) -> TalentMap | Refusal:
    """A map that waits for its job. Refuses TALENT_TITLE_MISSING, TALENT_NO_RULES, TALENT_NOBODY."""
    made = note_map(wanted, actor=actor, clock=clock)
    if isinstance(made, Refusal):
        return made
    job = enqueue("talent.draw", {"map": made.pk}, actor=actor, title=f"Membuat {made.title}"[:200])
    TalentMap.objects.filter(pk=made.pk, state="waiting").update(job=job.pk)
    made.refresh_from_db()
    return made


def note_map(wanted: Wanted, *, actor: str, clock: Clock = utc_now) -> TalentMap | Refusal:
    """A map that waits; nothing draws it yet. Refuses as `ask_map` does."""
    rules = next((one for one in talent_rules_in_force(wanted.on) if one.code == wanted.ruleset), None)
    if not wanted.title.strip():
        return TITLE_MISSING
    if rules is None:
        return NO_RULES
    if not any(matching_people(one).exists() for one in filters(wanted.unit, wanted.classes)):
        return NOBODY
    with transaction.atomic():
        made = TalentMap.objects.create(
            title=wanted.title.strip()[:200],
            on=wanted.on,
            ruleset_code=rules.code,
            ruleset_version=rules.version,
            ruleset_digest=rules.digest,
            scope={"unit": wanted.unit.strip(), "classes": list(wanted.classes)},
            registers=[one for one in REGISTERS if one in wanted.registers],
            made_by=actor,
            asked_at=clock(),
        )
        record_change(
            actor,
            "talent.ask_map",
            f"talent_map:{made.pk}",
            after={"title": made.title, "on": wanted.on.isoformat(), "ruleset": rules.label},
            clock=clock,
        )
    return made
