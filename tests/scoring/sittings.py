"""Writes whole sittings into the exam journal the way the gateway does, without its clock and network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from takar.assessments import public as assessments
from takar.delivery.domain.events import (
    Acknowledged,
    Answered,
    Body,
    Entered,
    Event,
    Opened,
    SectionEntered,
    SessionStarted,
    Started,
    Submitted,
)
from takar.delivery.public import Journal, SittingState, open_journal, read_sitting, record_all
from takar.kernel.clock import milliseconds
from tests.assessments.world import ACTOR, NOW, World, clock_at, ready_world

START_MS = milliseconds(NOW) + 3_600_000


def journal() -> Journal:
    return open_journal(settings.TAKAR.exam_db)


def opened_world(count: int = 3, **kwargs: Any) -> World:
    return opened_from(ready_world(count, **kwargs))


def opened_from(world: World) -> World:
    done = assessments.open_assessment(world.assessment.id, ACTOR, clock=clock_at())
    assert isinstance(done, assessments.AssessmentView), done
    write(f"session:{world.sessions[0]}", [SessionStarted("pengawas", 1)])
    return world


def write(stream: str, bodies: list[Body], device: str = "") -> SittingState:
    store = journal()
    state = read_sitting(store, stream)
    events = [
        Event(START_MS + n, body, device, state.clicks + n + 1)
        if isinstance(body, Answered)
        else Event(START_MS + n, body)
        for n, body in enumerate(bodies)
    ]
    rows, state = record_all(state, events)
    store.append(rows)
    return state


def form_of(world: World) -> str:
    frozen = assessments.opening(world.assessment.id)
    assert frozen is not None
    return frozen.form_root


def item_ids(world: World) -> list[str]:
    package = json.loads(journal().package(form_of(world)) or "{}")
    return [item["id"] for section in package["content"]["sections"] for item in section["items"]]


def sit(world: World, sitting: str, option: str | Mapping[str, str] = "C", submit: bool = True) -> None:
    """One sitting: every item gets `option`, or what the mapping says."""
    items = item_ids(world)
    chosen = dict.fromkeys(items, option) if isinstance(option, str) else dict(option)
    clicks: list[Body] = [Answered(1, item, answer, START_MS) for item, answer in chosen.items()]
    before: list[Body] = [
        Opened(sitting.ljust(64, "0"), world.sessions[0], form_of(world)),
        Entered("d1", 1),
        Started("KATA2026"),
        SectionEntered(0, "start"),
    ]
    after: list[Body] = [Submitted("participant", device="d1")] if submit else []
    write(sitting, before + clicks + after, "d1")


def acknowledge(sitting: str) -> None:
    write(sitting, [Acknowledged("d1")])


def sittings_of(world: World) -> list[str]:
    return [one.sitting for one in assessments.participants_in(world.assessment.id)]
