"""A session with people on seats, made directly in the tables, and sittings made of real events."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from takar.assessments.models import Assessment, Participant, Session
from takar.delivery.domain.events import Answered, Entered, Event, Opened, Started
from takar.delivery.public import Journal, PresenceRow, SittingState, record_all

SESSION = "sesi1"
NOW = datetime(2026, 1, 5, 3, 42, 7, tzinfo=UTC)
NOW_MS = 1_767_584_527_000


def make_session(people: int = 3, now: datetime = NOW) -> Session:
    assessment = Assessment.objects.create(
        id="asesmen1",
        event="e" * 18,
        title="Pemetaan Kompetensi Kota Contoh",
        purpose="pemetaan",
        status="open",
        organiser="BKPSDM Kota Contoh",
        location="Kota Contoh",
        zone="WIB",
        legal_kind="Keputusan Wali Kota",
        legal_number="800/1",
        legal_date=date(2026, 1, 2),
        legal_about="pemetaan kompetensi",
        ruleset_code="pemetaan",
        ruleset_version="2019.1",
        created_at=now,
        opened_at=now,
    )
    session = Session.objects.create(
        id=SESSION,
        assessment=assessment,
        title="Sesi 1",
        room="Ruang CAT 1",
        opens=now - timedelta(hours=1),
        closes=now + timedelta(hours=3),
        capacity=40,
        pin="482913",
        pin_salt="",
        nip_salt="",
    )
    for n in range(1, people + 1):
        _person(assessment, session, n)
    return session


def _person(assessment: Assessment, session: Session, n: int) -> None:
    Participant.objects.create(
        sitting=f"sitting{n:03d}",
        pseudonym=f"p{n:023d}",
        salt="",
        assessment=assessment,
        session=session,
        number=f"{n:03d}",
        seat=f"{'ABCDEFGH'[(n - 1) // 10]}-{(n - 1) % 10 + 1:02d}",
        nip=f"{199001012015011000 + n}",
        name=f"Peserta Contoh {n}",
        job_class="pengawas",
        standard_code="pengawas",
        standard_version="2017.1",
    )


def sit(
    journal: Journal, sitting: str, answers: int = 0, *, started: bool = True, at_ms: int = NOW_MS
) -> None:
    """Enter, start and answer; the device was seen at `at_ms`."""
    events = [
        Event(at_ms, Opened("0" * 64, SESSION, "f" * 64)),
        Event(at_ms, Entered("komputer", 1)),
    ]
    if started:
        events.append(Event(at_ms, Started("nonce")))
    events += [Event(at_ms, Answered(1, f"S-{n}", "A", at_ms), "komputer", n + 1) for n in range(answers)]
    rows, _ = record_all(SittingState(sitting), events)
    journal.append(rows)
    sign = f'{{"address":"10.0.0.{int(sitting[-3:])}","answered":{answers},"section":0,"unsent":0}}'
    journal.put_presence([PresenceRow(sitting, at_ms, "komputer", sign)])
