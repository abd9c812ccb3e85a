"""The invented batch again, as rows of an adopted plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from takar.planning.models import Activity, Assessor, Batch, BatchDay, Duty, Pairing, Place, Plan, Room
from takar.programmes.models import Letter, Nominee, Phase, Programme
from takar.standards.public import load_shipped_standards

AT = datetime(2026, 1, 2, 3, 0, tzinfo=UTC)
DAYS = (date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7))
LATER = (date(2026, 2, 9), date(2026, 2, 10), date(2026, 2, 11))


@dataclass(frozen=True)
class PaperWorld:
    programme: str
    batch: str
    later: str
    nips: tuple[str, ...]
    places: tuple[int, ...]
    activities: tuple[int, ...]
    assessors: tuple[int, ...]


def nip(number: int) -> str:
    return f"19850101201001{number // 900 % 2 + 1}{number % 900:03d}"


def paper_world(people: int = 4, *, days: tuple[date, ...] = DAYS, invited: bool = True) -> PaperWorld:
    """One programme with two batches; `people` in the first, all invited by one letter."""
    load_shipped_standards()
    programme = Programme.objects.create(
        id="p1", title="Pemetaan Contoh 2026", purpose="pemetaan", method="sedang", organiser="BKPSDM Kota Contoh",
        location="Kota Contoh", legal_kind="Surat", legal_number="800/12/2026", legal_date=date(2026, 1, 2),
        legal_about="pemetaan kompetensi", ruleset_code="pemetaan", ruleset_version="2019.1",
        conduct_code="penyelenggaraan", conduct_version="2019.1", created_at=AT,
    )  # fmt: skip
    phase = Phase.objects.create(
        programme=programme, number=1, title="Tahap 1", quota=100, funding="APBD 2026", first_day=date(2026, 1, 1),
        last_day=date(2026, 6, 30),
    )  # fmt: skip
    plan = Plan.objects.create(programme="p1", phase=1, number=1, status="adopted", made_by="uji", made_at=AT)
    first, later = _batch(plan, "b1", 1, days, people), _batch(plan, "b2", 2, LATER, 0)
    places = [_place(first, n) for n in range(1, people + 1)]
    if invited:
        _invite(programme, phase, places)
    return PaperWorld(
        "p1", first.id, later.id, tuple(one.nip for one in places), tuple(one.pk for one in places),
        _activities(first), _duties(first, places),
    )  # fmt: skip


def _batch(plan: Plan, id: str, number: int, days: tuple[date, ...], people: int) -> Batch:
    batch = Batch.objects.create(
        id=id, plan=plan, programme="p1", phase=1, number=number, job_class="administrator",
        capacity=max(25, people), reserve=1, funding="APBD 2026",
    )  # fmt: skip
    BatchDay.objects.bulk_create(
        BatchDay(batch=batch, ordinal=n, day=day) for n, day in enumerate(days, start=1)
    )
    return batch


def _place(batch: Batch, number: int) -> Place:
    return Place.objects.create(
        batch=batch, nip=nip(number), name=f"Peserta {number:03d}", unit=f"Dinas Contoh {number % 3 + 1} / Bidang Umum",
        post="Kepala Bidang Umum", number=f"{number:03d}", group=(number - 1) % 2 + 1,
    )  # fmt: skip


def _invite(programme: Programme, phase: Phase, places: list[Place]) -> None:
    letter = Letter.objects.create(
        programme=programme, number="800.1/045/2026", day=date(2026, 1, 2), signer_name="Pejabat Contoh, S.E.",
        signer_nip="196801011990011001", signer_post="Kepala BKPSDM", place="Kota Contoh", made_by="uji", made_at=AT,
    )  # fmt: skip
    for one in places:
        Nominee.objects.create(
            programme=programme, phase=phase, nip=one.nip, name=one.name, post=one.post, unit=one.unit,
            job_class="administrator", cause="never", status="invited", nominated_at=AT, invited_at=AT, letter=letter,
        )  # fmt: skip


def _activities(batch: Batch) -> tuple[int, ...]:
    cat = Room.objects.create(name="Ruang CAT 1", location="Gedung A", seats=30, kinds=["cat"])
    talk = Room.objects.create(name="Ruang Simulasi 1", location="Gedung A", seats=8, kinds=["simulation"])
    talks = {
        "batch": batch,
        "day": 2,
        "tool": "lgd",
        "title": "Diskusi kelompok",
        "kind": "simulation",
        "room": talk,
    }
    rows = [
        Activity(
            batch=batch,
            day=1,
            tool="cat",
            title="Tes kompetensi CACT",
            kind="cat",
            room=cat,
            **_at("7.30-11.30"),
        ),
        Activity(**talks, **_at("7.30-9.30"), group=1),
        Activity(**talks, **_at("9.45-11.45"), group=2),
    ]
    for row in rows:
        row.save()
    return tuple(row.pk for row in rows)


def _at(hours: str) -> dict[str, time]:
    starts, ends = (time(*map(int, clock.split("."))) for clock in hours.split("-"))
    return {"starts": starts, "ends": ends}


def _duties(batch: Batch, places: list[Place]) -> tuple[int, ...]:
    lead = Assessor.objects.create(name="Asesor Ketua Contoh", nip="197001011995011001")
    rater = Assessor.objects.create(name="Asesor Contoh", nip="197101011996011002")
    Duty.objects.create(batch=batch, assessor=lead, role="lead")
    Duty.objects.create(batch=batch, assessor=rater, role="assessor")
    for place in places:
        Pairing.objects.create(place=place, assessor=rater)
    return lead.pk, rater.pk


def free_and_rebook(world: PaperWorld, which: int = 0) -> tuple[int, int]:
    """The place that somebody lost, and his new one in the later batch."""
    old = Place.objects.get(pk=world.places[which])
    old.freed_at, old.freed_reason = AT, "Tidak hadir pada hari ke-1: sakit"
    old.save()
    new = Place.objects.create(
        batch_id=world.later,
        nip=old.nip,
        name=old.name,
        unit=old.unit,
        post=old.post,
        number="001",
        group=1,
        repeats=old,
    )
    return old.pk, new.pk
