"""What comes before an assessment in Kota Contoh: data, certificates, a programme, a plan, and days that were held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings

from takar.attendance.public import (
    Absent,
    check_in,
    confirm_out,
    mark_absent,
    propose_place,
    sign_sheet,
    take_place,
)
from takar.certificates.public import (
    RuleDraft,
    adopt_rule,
    apply_results,
    due_people,
    preview_results,
    upload_results,
)
from takar.demo.certificates_file import write_results
from takar.demo.scenario import ADMIN, ORGANISER, PROCTOR, granted
from takar.demo.stages import Stages
from takar.kernel.clock import ZONES, Clock, utc_now
from takar.kernel.numbers import grouped
from takar.people.public import JobClass, PeopleFilter, nips_of, people_by_nips
from takar.planning.public import (
    Ask,
    AssessorDraft,
    BatchView,
    RoomDraft,
    activities_of,
    adopt_plan,
    announce_batch,
    ask_plan,
    batches_of,
    places_of,
    save_assessor,
    save_room,
    solve_plan,
)
from takar.programmes.public import (
    Answer,
    LetterDraft,
    PhaseDraft,
    ProgrammeDraft,
    add_phase,
    create_programme,
    invite,
    nominate,
    nominees_of,
    record_answers,
    replace,
)
from takar.readiness.public import latest_check, run_check, upload_check
from takar.standards.public import conducts_in_force, rulesets_in_force

_CALLED = {JobClass.JPT_PRATAMA: 6, JobClass.ADMINISTRATOR: 44, JobClass.PENGAWAS: 50}
_ROOMS = (
    RoomDraft("Ruang CAT 1", "Gedung Penilaian", 30, ("cat", "paper"), ("komputer",)),
    RoomDraft("Ruang CAT 2", "Gedung Penilaian", 30, ("cat", "paper"), ("komputer",)),
    *(
        RoomDraft(f"Ruang Simulasi {number}", "Gedung Penilaian", 10, ("simulation", "interview"))
        for number in range(1, 7)
    ),
    *(
        RoomDraft(f"Ruang Wawancara {number}", "Gedung Penilaian", 4, ("interview",))
        for number in range(1, 8)
    ),
)
_ASSESSORS = 20
_GRADES = ("Asesor SDM Ahli Muda", "Asesor SDM Ahli Madya")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was made: the programme's id and its batches."""

    programme: str
    batches: tuple[BatchView, ...]


def look_at_data(stages: Stages, roster: Path) -> None:
    """Readiness of the export, certificates of earlier years, and which rule counts."""
    today = utc_now().date()
    with stages.run("Memeriksa kesiapan data") as (stage, bar):
        check = granted(upload_check(roster.name, [roster.read_bytes()], actor=ADMIN, as_of=today))
        fault = run_check(check, bar.at)
        granted(fault)
        found = latest_check()
        assert found is not None
        stage.result = f"{grouped(found.open_people)} dari {grouped(found.people)} orang belum lengkap"
    with stages.run("Mencatat sertifikat terdahulu") as (stage, bar):
        path = settings.TAKAR.data / "hasil-penilaian-terdahulu.xlsx"
        known = [nip for job in JobClass for nip in nips_of(PeopleFilter(job_class=job))]
        count = write_results(path, list(people_by_nips(known).values()), today)
        source = granted(upload_results(path.name, [path.read_bytes()], actor=ADMIN))
        granted(preview_results(source, today, bar.at))
        granted(apply_results(source, actor=ADMIN, reason="Peragaan"))
        edition = next(one for one in conducts_in_force(today) if one.code == "penyelenggaraan")
        granted(
            adopt_rule(
                RuleDraft("semua", edition.label, date(2020, 1, 1), "Peraturan BKN 26/2019", "Peragaan"),
                actor=ADMIN,
            )
        )
        stage.result = f"{grouped(count)} hasil; {grouped(len(due_people(PeopleFilter(), today, today)))} orang wajib dinilai"


def plan_programme(stages: Stages) -> Prepared:
    """A programme of two phases; the first one is called, answered, planned, and partly held."""
    today = utc_now().date()
    began = _at(today - timedelta(days=28), time(9))
    with stages.run("Memanggil dan mengundang calon peserta") as (stage, _):
        programme = _programme(today, began)
        called = _call(programme, today, began)
        stage.result = f"{called} dikonfirmasi, surat undangan tercatat"
    with stages.run("Menyusun rencana gelombang") as (stage, bar):
        _resources(began)
        plan = granted(ask_plan(programme, 1, _ask(today), ADMIN, clock=began))
        granted(solve_plan(plan, bar.at, clock=began))
        granted(
            adopt_plan(
                plan.pk,
                ADMIN,
                today=today - timedelta(days=28),
                reason="Disetujui kepala BKPSDM",
                clock=began,
            )
        )
        batches = batches_of(programme)
        for batch in batches:
            granted(announce_batch(batch.id, ADMIN, clock=began))
        stage.result = f"{len(batches)} gelombang, {sum(one.places for one in batches)} orang"
    return Prepared(programme, batches)


def hold_days(stages: Stages, prepared: Prepared) -> None:
    """The days before today: everybody comes but one, whose place is made up for in a later batch."""
    today = utc_now().date()
    with stages.run("Presensi hari yang sudah berlalu") as (stage, _):
        arrivals, repaired = 0, 0
        for batch in prepared.batches:
            for day in (one for one in batch.days if one.day < today):
                missing = places_of(batch.id)[0].nip if (batch.number, day.ordinal) == (1, 2) else ""
                arrivals += _hold(batch, day.ordinal, day.day, missing)
                if missing:
                    _repair(batch, missing, day.day)
                    repaired += 1
        stage.result = f"{grouped(arrivals)} kedatangan, {repaired} tempat diganti"


def _programme(today: date, clock: Clock) -> str:
    conduct = next(one for one in conducts_in_force(today) if one.code == "penyelenggaraan")
    ruleset = rulesets_in_force("pemetaan", today)[0]
    view = granted(
        create_programme(
            ProgrammeDraft(
                title=f"Pemetaan Kompetensi Pejabat {today.year}",
                purpose="pemetaan",
                method="sedang",
                organiser=ORGANISER,
                location="Kota Contoh",
                legal_kind="Keputusan Wali Kota",
                legal_number="800/417/BKPSDM",
                legal_date=today - timedelta(days=60),
                legal_about="Penilaian Kompetensi Pejabat",
                ruleset=(ruleset.code, ruleset.version),
                conduct=(conduct.code, conduct.version),
            ),
            ADMIN,
            clock=clock,
        )
    )
    for number, (title, quota, first) in enumerate((("Tahap 1", 100, -14), ("Tahap 2", 200, 60)), start=1):
        first_day = today + timedelta(days=first)
        draft = PhaseDraft(
            number, title, quota, "APBD Kota Contoh", first_day, first_day + timedelta(days=75)
        )
        granted(add_phase(view.id, draft, ADMIN, clock=clock))
    return view.id


def _call(programme: str, today: date, clock: Clock) -> int:
    nips = [
        one.nip
        for job, most in _CALLED.items()
        for one in due_people(PeopleFilter(job_class=job), today, today)[:most]
    ]
    granted(nominate(programme, 1, nips, ADMIN, clock=clock))
    letter = LetterDraft(
        "005/221/BKPSDM",
        today - timedelta(days=27),
        "Kepala BKPSDM Kota Contoh",
        "Kepala BKPSDM",
        "Kota Contoh",
    )
    granted(invite(programme, nips, letter, ADMIN, clock=clock))
    declined, *coming = nips[::-1]
    granted(record_answers(programme, [Answer(nip, True) for nip in coming], ADMIN, clock=clock))
    granted(record_answers(programme, [Answer(declined, False, "Sedang tugas belajar")], ADMIN, clock=clock))
    spare = due_people(PeopleFilter(job_class=JobClass.PENGAWAS), today, today)[len(nips) :]
    granted(
        replace(
            programme, declined, spare[0].nip, ADMIN, reason="Menggantikan yang tugas belajar", clock=clock
        )
    )
    letter_again = LetterDraft(
        "005/230/BKPSDM", letter.day, letter.signer_name, letter.signer_post, letter.place
    )
    granted(invite(programme, [spare[0].nip], letter_again, ADMIN, clock=clock))
    granted(record_answers(programme, [Answer(spare[0].nip, True)], ADMIN, clock=clock))
    return len(nominees_of(programme, status=["confirmed"]))


def _resources(clock: Clock) -> None:
    for room in _ROOMS:
        granted(save_room(room, ADMIN, clock=clock))
    # Assessors come from people who are not called: supervisors of the personnel agency and outside ones.
    for number in range(1, _ASSESSORS + 1):
        draft = AssessorDraft(
            name=f"Asesor {number:02d}", agency="Pusat Penilaian Provinsi Contoh", grade=_GRADES[number % 2]
        )
        granted(save_assessor(draft, ADMIN, clock=clock))


def _ask(today: date) -> Ask:
    return Ask(
        first_day=today - timedelta(days=14),
        last_day=today + timedelta(days=60),
        halls=2,
        batch_size=25,
        reserve=1,
        batch_days=3,
        assessors=7,
        only_confirmed=True,
    )


def _hold(batch: BatchView, ordinal: int, day: date, missing: str) -> int:
    """One day of a batch, from the first check-in to the signature; how many arrivals were noted."""
    activities = activities_of(batch.id, ordinal)
    arrivals = 0
    for place in places_of(batch.id):
        own = [one for one in activities if one.is_for(place)]
        if place.nip == missing or not own:
            continue
        # Most come a quarter of an hour early, every ninth a little late.
        early = -20 if int(place.number or "1") % 9 == 0 else 15
        moment = _moment(day, own[0].starts) - timedelta(minutes=early)
        for one in own:
            at = max(moment, _moment(day, one.starts) - timedelta(minutes=5)) if one is not own[0] else moment
            request = f"{batch.id}:{one.id}:{place.id}"[:36]
            granted(
                check_in(
                    batch.id,
                    place.nip,
                    moment=at,
                    request=request,
                    actor=PROCTOR,
                    activity=one.id,
                    clock=lambda at=at: at,  # type: ignore[misc]
                )
            )
            arrivals += 1
    evening = _moment(day, max(one.ends for one in activities))
    if missing:
        granted(
            mark_absent(
                batch.id,
                missing,
                ordinal,
                Absent("Orang tua meninggal dunia"),
                moment=evening,
                request=f"{batch.id}:absen:{ordinal}",
                actor=PROCTOR,
                clock=lambda: evening,
            )
        )
    granted(
        sign_sheet(
            batch.id,
            ordinal,
            name="Pengawas ruang",
            request=f"{batch.id}:ttd:{ordinal}",
            actor=PROCTOR,
            clock=lambda: evening + timedelta(minutes=10),
        )
    )
    return arrivals


def _repair(batch: BatchView, nip: str, day: date) -> None:
    after = _moment(day, time(16))
    clock: Clock = lambda: after  # noqa: E731
    reason = "Tidak hadir satu hari; seluruh rangkaian diulang"
    granted(confirm_out(batch.id, nip, reason=reason, request=f"{batch.id}:gugur", actor=ADMIN, clock=clock))
    proposal = granted(propose_place(batch.id, nip, day))
    granted(take_place(proposal, reason=reason, request=f"{batch.id}:ganti", actor=ADMIN, clock=clock))


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZONES["WIB"])


def _at(day: date, at: time) -> Clock:
    moment = _moment(day, at)
    return lambda: moment
