"""Draw a map: read the facts, place everybody, freeze it. Drawing it again changes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from django.db import transaction

from takar.jobs.public import Progress
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.people.public import insert_rows, nips_of
from takar.standards.public import TalentRules, talent_rules
from takar.talent.actions.ask_map import Wanted, filters, note_map
from takar.talent.domain.placing import Drawn, draw
from takar.talent.domain.values import NotAssessed, Placed
from takar.talent.gathering import Known, gathered
from takar.talent.models import MapPerson, MapState, TalentMap
from takar.talent.refusals import NOBODY

_COLUMNS = (
    "map", "nip", "name", "post", "unit", "office", "job_class", "level", "retires_on", "performance", "potential",
    "performance_se", "potential_se", "box", "chances", "believed", "components", "missing",
)  # fmt: skip


def draw_map(wanted: TalentMap, progress: Progress, *, clock: Clock = utc_now) -> Refusal | None:
    """Fill `wanted`. Everything is written in one transaction, so a map is whole or not there. Refuses TALENT_NOBODY."""
    if wanted.state == MapState.MADE:
        return None
    rules = talent_rules(wanted.ruleset_code, wanted.ruleset_version)
    people = _read(wanted, progress)
    if not people:
        TalentMap.objects.filter(pk=wanted.pk).update(state=MapState.FAILED)
        return NOBODY
    drawn = draw([(one.facts, one.job_class) for one in people], rules, wanted.on, wanted.registers)
    progress(len(people), len(people), "Menyimpan")
    with transaction.atomic():
        insert_rows(MapPerson, _COLUMNS, _rows(wanted, people, drawn))
        _freeze(wanted, rules, people, drawn, clock)
    return None


def ask_map_now(wanted: Wanted, *, actor: str, clock: Clock = utc_now) -> TalentMap | Refusal:
    """Ask for a map and draw it at once: for small ones, where nobody wants to wait for a job. Refuses as both do."""
    made = note_map(wanted, actor=actor, clock=clock)
    if isinstance(made, Refusal):
        return made
    refusal = draw_map(made, lambda *_told, **_named: None, clock=clock)
    return refusal or TalentMap.objects.get(pk=made.pk)


def _read(wanted: TalentMap, progress: Progress) -> list[Known]:
    """Only those who serve now."""
    asked = filters(wanted.scope["unit"], wanted.scope["classes"])
    nips, found = [nip for one in asked for nip in nips_of(one)], list[Known]()
    for lot in gathered(nips, wanted.on):
        found += [one for one in lot if one.person.active]
        progress(len(found), len(nips), "Membaca riwayat")
    return found


def _freeze(wanted: TalentMap, rules: TalentRules, people: list[Known], drawn: Drawn, clock: Clock) -> None:
    wanted.inputs_digest = inputs_digest(wanted, rules, people)
    wanted.people, wanted.assessed = len(people), len(drawn.placed)
    wanted.counts = list(drawn.counts)
    wanted.expected = [round(one, 3) for one in drawn.expected]
    wanted.priors = {
        name: {"mean": list(one.mean), "cov": [list(row) for row in one.cov], "people": one.people}
        for name, one in drawn.priors.items()
    }
    wanted.state, wanted.made_at = MapState.MADE, clock()
    wanted.save()


def inputs_digest(wanted: TalentMap, rules: TalentRules, people: list[Known]) -> str:
    """SHA-256 over rules, day, registers and every person's facts in the order of NIPs."""
    found = hashlib.sha256(
        f"takar talent map 1\n{rules.digest}\n{wanted.on.isoformat()}\n{','.join(wanted.registers)}\n".encode()
    )
    for one in sorted(people, key=lambda known: known.person.nip):
        found.update(f"{one.facts!r}\n{one.job_class}\n".encode())
    return found.hexdigest()


def _rows(wanted: TalentMap, people: list[Known], drawn: Drawn) -> Iterator[tuple[object, ...]]:
    for one, place in zip(people, drawn.people, strict=True):
        person = one.person
        yield (
            wanted.pk, person.nip, person.full_name[:300], person.post, person.unit, one.office[:250], one.job_class,
            str(person.level or ""), one.retires_on, *_place(place),
        )  # fmt: skip


def _place(place: Placed | NotAssessed) -> tuple[object, ...]:
    components = json.dumps(
        {
            code: [
                None if cell.points is None else round(cell.points, 4),
                round(cell.error, 4),
                list(cell.note),
                cell.missing,
            ]
            for code, cell in place.components
        }
    )
    if isinstance(place, NotAssessed):
        missing = json.dumps([list(one) for one in place.missing])
        return (None, None, None, None, None, "[]", "[]", components, missing)
    believed = [*place.mean, *place.sd, place.correlation]
    return (
        place.performance, place.potential, round(place.performance_se, 4), round(place.potential_se, 4), place.box,
        json.dumps([round(one, 5) for one in place.chances]), json.dumps([round(one, 4) for one in believed]),
        components, "[]",
    )  # fmt: skip
