"""Reads across contexts: who came how far. Only through their doors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings

from takar.assessments.public import assessment, participants_in
from takar.attendance.public import Presence, Status, presence_of
from takar.delivery.public import StorageUnavailable, open_journal
from takar.office.dashboards.people import Line, Steps
from takar.planning.public import BatchView, batches_of, places_of
from takar.programmes.public import NomineeView, ProgrammeView, nominees_of
from takar.scoring.public import sealed_sittings

_HERE = (Status.PRESENT, Status.LATE, Status.LEFT_EARLY)
_LIVE = ("nominated", "invited", "confirmed")


@dataclass(frozen=True, slots=True)
class BatchLines:
    """A batch with everyone who has or had a place in it."""

    view: BatchView
    lines: tuple[Line, ...]


def lines_of_programme(view: ProgrammeView, today: date) -> tuple[tuple[Line, ...], tuple[BatchLines, ...]]:
    """Everyone who was ever called with all his steps, and the batches with theirs."""
    sat = sat_down()
    batches = tuple(batch_lines(one, today, sat) for one in batches_of(view.id))
    steps: dict[str, Steps] = {}
    places: dict[str, BatchView] = {}
    for batch in batches:
        for line in batch.lines:
            steps[line.nip] = steps.get(line.nip, Steps()).joined(line.steps)
            if line.steps.planned:
                places[line.nip] = batch.view
    nominees = {one.nip: one for one in nominees_of(view.id)}
    lines = [_line(one, steps.get(one.nip, Steps()), places.get(one.nip)) for one in nominees.values()]
    # Who is planned without a nomination would otherwise be nobody's number.
    strangers = {line.nip: line for batch in batches for line in batch.lines if line.nip not in nominees}
    lines += [replace(line, steps=steps[nip]) for nip, line in strangers.items()]
    return tuple(lines), batches


def batch_lines(view: BatchView, today: date, sat: frozenset[str]) -> BatchLines:
    """The people of a batch by number. Before its first day nobody can have come."""
    announced = view.status in ("announced", "done")
    begun = view.first_day <= today
    presences = {one.person.nip: one for one in presence_of(view.id)} if begun else {}
    results = _results(view.assessment, sat)
    lines = []
    for place in places_of(view.id, freed=True):
        if place.freed and place.nip not in presences:
            continue
        steps = Steps(planned=not place.freed, announced=announced and not place.freed)
        presence = presences.get(place.nip)
        steps = steps.joined(_days(presence)) if presence else steps
        steps = steps.joined(results.get(place.nip, Steps()))
        lines.append(
            Line(place.nip, place.name, place.unit, view.phase, "", view.id, int(place.number or 0), steps)
        )
    return BatchLines(view, _once(lines))


def sat_down() -> frozenset[str]:
    """Sittings that somebody has entered; nobody when the exam store is away."""
    try:
        journal = open_journal(settings.TAKAR.exam_db)
        try:
            return frozenset(head.sitting for head in journal.heads())
        finally:
            journal.close()
    except StorageUnavailable:
        return frozenset()


def _once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """A person whose place was freed and given again counts once."""
    known: dict[str, Line] = {}
    for line in lines:
        old = known.get(line.nip)
        known[line.nip] = replace(line, steps=old.steps.joined(line.steps)) if old else line
    return tuple(known.values())


def _days(one: Presence) -> Steps:
    statuses = {day.status for day in one.days}
    out = one.out.status if one.out else ""
    return Steps(
        present=any(status in statuses for status in _HERE),
        absent=Status.ABSENT in statuses,
        excused=Status.EXCUSED in statuses,
        awaiting=out == "proposed",
        out=out == "confirmed",
        rebooked=one.rebooked is not None,
    )


def _results(assessment_id: str, sat: frozenset[str]) -> dict[str, Steps]:
    """By NIP, from the assessment that the batch became. At once visible, or held until it is released."""
    found = assessment(assessment_id) if assessment_id else None
    if found is None:
        return {}
    sealed = frozenset(sealed_sittings(found.id))
    shown = found.visibility.when == "at_submission" or found.released_at is not None
    return {
        one.nip: Steps(
            sat=one.sitting in sat,
            sealed=one.sitting in sealed,
            released=shown and one.sitting in sealed,
        )
        for one in participants_in(found.id)
    }


def _line(one: NomineeView, steps: Steps, batch: BatchView | None) -> Line:
    confirmed = one.status == "confirmed"
    own = Steps(
        nominated=one.status in _LIVE,
        confirmed=confirmed,
        waiting=confirmed and not steps.planned and not steps.out,
    )
    return Line(
        one.nip,
        one.name,
        one.unit,
        one.phase,
        one.status,
        batch.id if batch else "",
        batch.number if batch else 0,
        own.joined(steps),
    )
