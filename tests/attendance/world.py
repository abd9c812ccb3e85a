"""A programme, an adopted plan and its first batch in the database; a second batch with free seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from takar.kernel.clock import ZONES
from takar.planning.models import Activity, Batch, BatchDay, Place, Plan, Room, Tool
from takar.programmes.models import Phase, Programme
from takar.standards.public import COMPETENCY_CODES, load_shipped_standards

DAYS = (date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4))
LATER = (date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 6))
PROGRAMME = "p" * 24
BATCH, NEXT = "b1" * 12, "b2" * 12
NIPS = tuple(f"19850101201001{n:04d}" for n in range(1, 101))
MADE = datetime(2026, 1, 5, tzinfo=UTC)


def at(day: int, clock: str) -> datetime:
    return datetime.combine(DAYS[day - 1], time.fromisoformat(clock.replace(".", ":")), ZONES["WIB"])


@dataclass(frozen=True)
class World:
    batch: Batch
    later: Batch
    places: tuple[Place, ...]

    @property
    def activities(self) -> list[int]:
        return list(Activity.objects.filter(batch=self.batch).values_list("id", flat=True))


def world(people: int = 5, *, days: tuple[date, ...] = DAYS) -> World:
    """`people` in the first batch of three days: tests, a discussion, interviews; the second batch is empty."""
    load_shipped_standards()
    programme = _programme()
    room = Room.objects.create(
        name="Ruang CAT 1", location="Balai Kota", seats=40, kinds=["cat", "simulation"]
    )
    _matrix()
    asked = {
        "first_day": "2026-03-02", "last_day": "2026-06-30", "halls": 2, "batch_size": 100, "reserve": 1, "batch_days": 3,
        "assessors": 0, "away_percent": 100,
    }  # fmt: skip
    plan = Plan.objects.create(
        programme=programme.id, phase=1, number=1, status="adopted", made_by="uji", made_at=MADE,
        adopted_by="uji", adopted_at=MADE, asked=asked,
    )  # fmt: skip
    first = _batch(plan, BATCH, 1, days, room)
    later = _batch(plan, NEXT, 2, LATER, room)
    rows = [
        Place(
            batch=first, nip=NIPS[n], name=f"Peserta Contoh {n + 1}", unit=f"Dinas {n % 5 + 1}", post="Kepala Bidang",
            number=f"{n + 1:03d}", group=n % 5 + 1,
        )
        for n in range(people)
    ]  # fmt: skip
    Place.objects.bulk_create(rows)
    return World(first, later, tuple(Place.objects.filter(batch=first)))


def _programme() -> Programme:
    made = Programme.objects.create(
        id=PROGRAMME, title="Penilaian Contoh 2026", purpose="pemetaan", method="sedang", status="running",
        organiser="BKPSDM Kota Contoh", location="Balai Kota", zone="WIB", legal_kind="Keputusan Wali Kota",
        legal_number="1/2026", legal_date=date(2026, 1, 2), legal_about="Penilaian kompetensi",
        ruleset_code="pemetaan", ruleset_version="2019.1", conduct_code="penyelenggaraan", conduct_version="2019.1",
        created_at=MADE,
    )  # fmt: skip
    Phase.objects.create(
        programme=made,
        number=1,
        title="Tahap 1",
        quota=100,
        funding="DPA",
        first_day=DAYS[0],
        last_day=LATER[-1],
    )
    return made


def _matrix() -> None:
    codes = list(COMPETENCY_CODES)
    for order, (code, kind, day, shown) in enumerate(
        (
            ("cat", "cat", 1, codes[:4]),
            ("diskusi", "simulation", 2, codes[3:7]),
            ("wawancara", "interview", 3, codes[6:]),
        )
    ):
        Tool.objects.create(
            programme=PROGRAMME, code=code, title=code.capitalize(), kind=kind, minutes=120, day=day, order=order,
            together="all", competencies=shown,
        )  # fmt: skip


def _batch(plan: Plan, id: str, number: int, days: tuple[date, ...], room: Room) -> Batch:
    made = Batch.objects.create(
        id=id, plan=plan, programme=plan.programme, phase=1, number=number, job_class="administrator",
        capacity=100, reserve=1, status="announced",
    )  # fmt: skip
    for ordinal, (day, tool) in enumerate(zip(days, ("cat", "diskusi", "wawancara"), strict=False), 1):
        BatchDay.objects.create(batch=made, ordinal=ordinal, day=day)
        Activity.objects.create(
            batch=made, day=ordinal, tool=tool, title=tool.capitalize(), kind="cat", room=room,
            starts=time(8, 0), ends=time(12, 0),
        )  # fmt: skip
    return made
