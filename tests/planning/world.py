"""A small world for planning: people of some offices, a programme with a phase, rooms, assessors, a plan laid by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from takar.kernel.refusals import Refusal
from takar.people.models import Agency, CivilServant, Post, Unit
from takar.planning.actions.save_resource import RoomDraft, save_room
from takar.planning.actions.set_tools import ensure_tools
from takar.planning.actions.write_batches import write_new
from takar.planning.assembling import called
from takar.planning.domain import problem as p
from takar.planning.domain.asking import Ask
from takar.planning.models import Assessor, Batch, Place, Plan
from takar.programmes.models import Nominee, Phase, Programme
from takar.standards.public import load_shipped_standards

NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
TODAY = date(2026, 1, 5)
ACTOR = "admin.contoh"
OFFICES = ("Dinas Contoh Satu", "Dinas Contoh Dua", "Dinas Contoh Tiga", "Badan Contoh")
ASK = Ask(
    first_day=date(2026, 2, 2),
    last_day=date(2026, 2, 27),
    halls=2,
    batch_size=6,
    reserve=1,
    batch_days=3,
    assessors=0,
    away_percent=100,
    group_least=2,
    group_most=4,
    seconds=5,
)
FIRST = (date(2026, 2, 2), date(2026, 2, 3), date(2026, 2, 4))
SECOND = (date(2026, 2, 9), date(2026, 2, 10), date(2026, 2, 11))
THIRD = (date(2026, 2, 23), date(2026, 2, 24), date(2026, 2, 25))


def clock_at(moment: datetime = NOW) -> Callable[[], datetime]:
    return lambda: moment


def people(count: int, job_class: str = "pengawas", offices: tuple[str, ...] = OFFICES) -> tuple[str, ...]:
    """Invented civil servants, dealt out over the offices in turn."""
    agency, _ = Agency.objects.get_or_create(name="Pemerintah Kota Contoh")
    post, _ = Post.objects.get_or_create(title="Kepala Seksi Contoh", job_class=job_class, eselon="IV.a")
    units = [Unit.objects.get_or_create(agency=agency, name=one, path=one)[0] for one in offices]
    start = CivilServant.objects.count()
    rows = [
        CivilServant(
            nip=f"19850101{2010 + number // 900}01{1}{number % 900 + 1:03d}",
            name=f"Orang {number + 1:03d}",
            birth_date=date(1985, 1, 1),
            sex="L",
            kind="PNS",
            golongan="III/d",
            unit=units[number % len(units)],
            post=post,
            job_class=job_class,
            eselon="IV.a",
        )
        for number in range(start, start + count)
    ]
    CivilServant.objects.bulk_create(rows)
    return tuple(row.nip for row in rows)


def programme(method: str = "cact", **changes: Any) -> Programme:
    load_shipped_standards()
    values: dict[str, Any] = {
        "id": "program-uji",
        "title": "Pemetaan Pengawas 2026",
        "purpose": "pemetaan",
        "method": method,
        "organiser": "BKPSDM Kota Contoh",
        "location": "Kota Contoh",
        "legal_kind": "Surat",
        "legal_number": "800/14593",
        "legal_date": date(2025, 12, 1),
        "legal_about": "Pemetaan potensi dan kompetensi",
        "ruleset_code": "pemetaan",
        "ruleset_version": "2019.1",
        "conduct_code": "penyelenggaraan",
        "conduct_version": "2019.1",
        "visibility": {"when": "at_submission"},
        "created_at": NOW,
    }
    made = Programme.objects.create(**(values | changes))
    Phase.objects.create(
        programme=made,
        number=1,
        title="Tahap 1",
        quota=3000,
        funding="APBD",
        first_day=ASK.first_day,
        last_day=ASK.last_day,
    )
    ensure_tools(made.pk, method, ACTOR, clock=clock_at())
    return made


def nominees(owner: Programme, nips: tuple[str, ...], due_on: date | None = None) -> None:
    phase = owner.phases.get(number=1)
    known = {row.nip: row for row in CivilServant.objects.filter(nip__in=nips).select_related("unit", "post")}
    Nominee.objects.bulk_create(
        Nominee(
            phase=phase,
            programme=owner,
            nip=nip,
            name=known[nip].name,
            unit=known[nip].unit.path if known[nip].unit else "",
            post="Kepala Seksi Contoh",
            job_class=known[nip].job_class,
            cause="expiring" if due_on else "never",
            due_on=due_on,
            status="confirmed",
            nominated_at=NOW,
        )
        for nip in nips
    )


def rooms(count: int = 2, seats: int = 30) -> None:
    for number in range(1, count + 1):
        draft = RoomDraft(f"Aula {number}", "Gedung Contoh", seats, ("cat", "paper"))
        assert not isinstance(save_room(draft, ACTOR, clock=clock_at()), Refusal)
    for number in range(1, 4 * count + 1):
        small = RoomDraft(f"Ruang Simulasi {number:02d}", "Gedung Contoh", 10, ("simulation", "interview"))
        assert not isinstance(save_room(small, ACTOR, clock=clock_at()), Refusal)


def assessors(count: int) -> tuple[int, ...]:
    rows = [Assessor.objects.create(name=f"Asesor {n + 1:02d}", agency="Lembaga Luar") for n in range(count)]
    return tuple(row.pk for row in rows)


def hand_plan(
    owner: Programme, *sizes: tuple[tuple[date, ...], int], ask: Ask = ASK, adopted: bool = True
) -> tuple[Plan, tuple[Batch, ...]]:
    """A plan without a solver: each pair is the days of a batch and how many people it gets, in the order of names."""
    plan = Plan.objects.create(
        programme=owner.pk,
        phase=1,
        number=Plan.objects.count() + 1,
        status="adopted" if adopted else "proposed",
        asked=ask.as_json(),
        made_by=ACTOR,
        made_at=NOW,
    )
    waiting = list(called(owner.pk, 1, ask))
    batches = []
    for number, (days, size) in enumerate(sizes, 1):
        mine, waiting = waiting[:size], waiting[size:]
        batches.append(
            p.Batch(
                id=f"b{plan.pk}-{number}",
                number=number,
                job_class="pengawas",
                days=days,
                capacity=ask.batch_size,
                reserve=ask.reserve,
                people=tuple(one.nip for one in mine),
            )
        )
    known = {one.nip: one for one in called(owner.pk, 1, ask)}
    write_new(plan, batches, known, {one.id: one.id for one in batches}, "APBD")
    return plan, tuple(Batch.objects.get(pk=one.id) for one in batches)


def small_world(
    *sizes: tuple[tuple[date, ...], int], ask: Ask = ASK, adopted: bool = True, count: int = 10
) -> tuple[Plan, tuple[Batch, ...]]:
    """Ten people, two rooms, and a plan with these batches (default: five and four people)."""
    owner = programme()
    nominees(owner, people(count))
    rooms()
    return hand_plan(owner, *(sizes or ((FIRST, 5), (SECOND, 4))), ask=ask, adopted=adopted)


def places(batch: Batch) -> list[Place]:
    return list(batch.places.filter(freed_at=None).order_by("number"))


def nips(batch: Batch) -> tuple[str, ...]:
    return tuple(one.nip for one in places(batch))


def with_ask(**changes: Any) -> Ask:
    return replace(ASK, **changes)
