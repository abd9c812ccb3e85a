"""Turn an adopted batch into an assessment with sessions, so that it can be run."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any, TypeVar, cast

from django.db import transaction

from takar.accounts.public import record_change
from takar.assessments.public import (
    Added,
    AssessmentDraft,
    AssessmentView,
    LegalBasis,
    SessionDraft,
    add_participants,
    add_session,
    assessment,
    assign_sessions,
    create_assessment,
)
from takar.kernel.canonical import Json
from takar.kernel.clock import ZONES, Clock, utc_now
from takar.kernel.ids import RandomBytes
from takar.kernel.refusals import Refusal
from takar.planning.domain.values import ActivityView
from takar.planning.models import Batch, Place, Plan
from takar.planning.queries import activities_of
from takar.planning.refusals import UNKNOWN_BATCH
from takar.programmes.public import ProgrammeView, programme, visibility_of

_NO_SESSION = Refusal(
    "NO_SESSION",
    "Jadwal gelombang ini masih kosong, atau kegiatan CAT-nya belum mempunyai ruang. Susun jadwal hariannya dahulu.",
    "The timetable of this batch is still empty, or its computer test has no room. Make its timetable first.",
)


_Made = TypeVar("_Made")


class _Refused(Exception):
    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal


def make_assessment(
    batch: str, actor: str, *, clock: Clock = utc_now, random_bytes: RandomBytes = secrets.token_bytes
) -> AssessmentView | Refusal:
    """The assessment of a batch: its computer tests as sessions, its people seated. Once made, it is returned again.

    Days of simulations and interviews only give one without sessions: nothing is on screen until somebody adds a session.
    Refuses BATCH_UNKNOWN, NO_SESSION, PEOPLE_REFUSED (names who cannot be a participant) and what assessments refuse.
    """
    try:
        with transaction.atomic():
            return _made(batch, actor, clock, random_bytes)
    except _Refused as refused:
        return refused.refusal


def _made(batch: str, actor: str, clock: Clock, random_bytes: RandomBytes) -> AssessmentView | Refusal:
    row = Batch.objects.select_for_update().filter(pk=batch, plan__status=Plan.Status.ADOPTED).first()
    owner = programme(row.programme) if row else None
    if row is None or owner is None:
        return UNKNOWN_BATCH
    known = assessment(row.assessment) if row.assessment else None
    if known:
        return known
    planned = activities_of(batch)
    tests = [one for one in planned if one.kind == "cat" and one.room and not one.nip]
    if not tests and (not planned or any(one.kind == "cat" for one in planned)):
        return _NO_SESSION
    made = _ok(create_assessment(_draft(owner, row, tests), actor, clock=clock, random_bytes=random_bytes))
    _fill(made, row, owner, tests, actor, clock, random_bytes)
    row.assessment = made.id
    row.save(update_fields=["assessment"])
    after: dict[str, Json] = {"assessment": made.id, "sessions": len(tests)}
    record_change(actor, "batch.assessment", f"batch:{batch}", after=after, clock=clock)
    return made


def _fill(
    made: AssessmentView,
    row: Batch,
    owner: ProgrammeView,
    tests: list[ActivityView],
    actor: str,
    clock: Clock,
    random_bytes: RandomBytes,
) -> None:
    days = dict(row.days.values_list("ordinal", "day"))
    titles = _titles(tests)
    for one in tests:
        draft = _session(one, days[one.day], owner.zone, titles[one.id], row.capacity)
        _ok(add_session(made.id, draft, actor, clock=clock, random_bytes=random_bytes))
    places = list(row.places.filter(freed_at=None).order_by("number", "id"))
    added = _ok(
        add_participants(
            made.id,
            [one.nip for one in places],
            actor,
            job_class=owner.target_class,
            clock=clock,
            random_bytes=random_bytes,
        )
    )
    _all_in(added, places)
    if tests:
        wishes = {one.nip: title for one in places if (title := _title_of(one, tests, titles))}
        _ok(assign_sessions(made.id, actor, wishes=wishes, clock=clock))


def _draft(owner: ProgrammeView, row: Batch, tests: list[ActivityView]) -> AssessmentDraft:
    return AssessmentDraft(
        title=f"{owner.title}, gelombang {row.number}"[:200],
        purpose=cast(Any, owner.purpose),
        organiser=owner.organiser,
        location=owner.location,
        legal_basis=LegalBasis(owner.legal_kind, owner.legal_number, owner.legal_date, owner.legal_about),
        ruleset_code=owner.ruleset[0],
        ruleset_version=owner.ruleset[1],
        form=owner.form if tests else "",
        zone=owner.zone,
        visibility=visibility_of(owner),
        objection_days=owner.objection_days,
    )


def _titles(tests: list[ActivityView]) -> dict[int, str]:
    """Names of the sessions, each once: "Sesi 1", "Sesi 2" in the order of the clock."""
    return {one.id: f"Sesi {at}" for at, one in enumerate(tests, 1)}


def _session(one: ActivityView, day: date, zone: str, title: str, capacity: int) -> SessionDraft:
    opens, closes = (datetime.combine(day, at, ZONES[zone]) for at in (one.starts, one.ends))
    return SessionDraft(title, one.room, opens, closes, one.seats or capacity)


def _title_of(place: Place, tests: list[ActivityView], titles: dict[int, str]) -> str:
    return next((titles[one.id] for one in tests if one.group in (0, place.group)), "")


def _all_in(added: Added, places: list[Place]) -> None:
    if not added.refused:
        return
    names = {one.nip: one.name for one in places}
    who = "; ".join(names.get(nip, nip) for nip, _why in added.refused[:5])
    raise _Refused(
        Refusal(
            "PEOPLE_REFUSED",
            f"{len(added.refused)} orang belum dapat menjadi peserta ({who}): data pegawainya tidak ada, tidak aktif, "
            "atau standar jabatannya belum ditetapkan. Lengkapi datanya, lalu ulangi.",
            f"{len(added.refused)} people cannot be participants yet ({who}): no or inactive personnel data, or no standard "
            "for their job. Complete the data, then repeat.",
            {"nips": [nip for nip, _why in added.refused]},
        )
    )


def _ok(done: _Made | Refusal) -> _Made:
    if isinstance(done, Refusal):
        raise _Refused(done)
    return done
