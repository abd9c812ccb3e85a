"""Reads of talent: maps, the pool, successors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from takar.positions.public import Position, fact_table, facts_from
from takar.standards.public import TalentRules
from takar.talent.domain.eligible import Checked, check
from takar.talent.domain.placing import draw
from takar.talent.domain.succession import Successor, in_order, successor
from takar.talent.domain.values import NotAssessed, Placed
from takar.talent.gathering import Known, known
from takar.talent.models import MapPerson, MapState, PoolDecision, TalentMap
from takar.talent.reading import place_of, priors_of, rules_of


@dataclass(frozen=True, slots=True)
class PoolMember:
    """Somebody of the talent pool. `by_rule`: his box feeds it; else `reason` is that of a person's decision.

    `chance` to be truly in a box of the pool; `sure`: at least what the rules ask for.
    """

    row: MapPerson
    place: Placed
    chance: float
    sure: bool
    by_rule: bool
    reason: str = ""


def latest_map(on: date) -> TalentMap | None:
    """The newest finished map of `on` or before."""
    return (
        TalentMap.objects.filter(state=MapState.MADE, on__lte=on).order_by("-on", "-made_at", "-id").first()
    )


def finished(number: int) -> TalentMap | None:
    return TalentMap.objects.filter(pk=number, state=MapState.MADE).first()


def place(nips: Iterable[str], on: date, ruleset: TalentRules) -> dict[str, Placed | NotAssessed]:
    """Where these people stand on a day, computed now from what is on record; unknown NIPs are absent.

    Registers and priors are those of the newest map by the same rules; without one no register counts as kept and the priors
    come from these people, or nothing is shrunk when they are few.
    """
    found = list(known(nips, on).values())
    drawn = TalentMap.objects.filter(
        state=MapState.MADE, on__lte=on, ruleset_digest=ruleset.digest
    ).order_by("-on", "-id").first()  # fmt: skip
    priors = priors_of(drawn) if drawn else None
    made = draw(
        [(one.facts, one.job_class) for one in found], ruleset, on, drawn.registers if drawn else (), priors
    )
    return {one.nip: one for one in made.people}


def pool_of(drawn: TalentMap) -> tuple[PoolMember, ...]:
    """The pool of a map: boxes of the pool by the rule, with what people decided since; the surest first."""
    rules = rules_of(drawn)
    decided: dict[str, PoolDecision] = {}
    for one in PoolDecision.objects.filter(map=drawn).order_by("-decided_at", "-id"):
        decided.setdefault(one.nip, one)
    added = [nip for nip, one in decided.items() if one.inside]
    rows = list(MapPerson.objects.filter(map=drawn, box__in=rules.pool_boxes))
    rows += list(
        MapPerson.objects.filter(map=drawn, nip__in=added, box__isnull=False).exclude(
            box__in=rules.pool_boxes
        )
    )
    out = {nip for nip, one in decided.items() if not one.inside}
    members = [_member(row, rules, decided.get(row.nip)) for row in rows if row.nip not in out]
    return tuple(sorted(members, key=lambda one: (-one.chance, one.row.name)))


def _member(row: MapPerson, rules: TalentRules, decision: PoolDecision | None) -> PoolMember:
    place = place_of(row)
    assert isinstance(place, Placed)
    chance = sum(place.chances[number - 1] for number in rules.pool_boxes)
    by_rule = row.box in rules.pool_boxes
    reason = decision.reason if decision and not by_rule else ""
    return PoolMember(row, place, chance, chance * 100 >= rules.pool_chance, by_rule, reason)


def pool(on: date) -> tuple[PoolMember, ...]:
    """The pool of the newest map of `on` or before; empty without a map."""
    drawn = latest_map(on)
    return pool_of(drawn) if drawn else ()


def succession_of(drawn: TalentMap, position: Position, on: date) -> tuple[Successor, ...]:
    """The pool's members against a post: ready now, in 1–2 years, later. The holder himself is left out."""
    rules, members = rules_of(drawn), pool_of(drawn)
    told = known([one.row.nip for one in members if one.row.nip != position.holder], on)
    asked = [one for one in members if one.row.nip in told]
    checked = _checked(position, [told[one.row.nip] for one in asked], on)
    found = [
        successor(
            member.row.nip,
            member.place.box,
            member.place.chances,
            told[member.row.nip].levels,
            position.standard,
            outcome,
            rules,
        )
        for member, outcome in zip(asked, checked, strict=True)
    ]
    return in_order(found)


def _checked(position: Position, people: Sequence[Known], on: date) -> tuple[Checked, ...]:
    """The Mutlak requirements, each judged once for everybody."""
    facts = [facts_from(one.person.nip, one.career, one.facts.history, one.facts.profile) for one in people]
    return check(position, position.requirements, fact_table(facts), on)


def succession(position: Position, on: date) -> tuple[Successor, ...]:
    """By the newest map of `on` or before; empty without a map."""
    drawn = latest_map(on)
    return succession_of(drawn, position, on) if drawn else ()


def history_of(nip: str) -> list[MapPerson]:
    """The person's rows on every map, the newest first."""
    return list(
        MapPerson.objects.filter(nip=nip, map__state=MapState.MADE)
        .select_related("map")
        .order_by("-map__on", "-map_id")
    )
