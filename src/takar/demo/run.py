"""`takar demo`: the main job of Takar from a roster in Excel to receipts that anyone can check."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from rich.console import Console

from takar.accounts.public import Role, create_user
from takar.assessments.public import AssessmentView, ParticipantView, participants_of, sessions_of
from takar.delivery.public import open_journal, start_session
from takar.demo import before
from takar.demo.checking import failures, save_receipts
from takar.demo.crowd import reckon, sit_all
from takar.demo.placement import place_leaders
from takar.demo.roster import write_roster
from takar.demo.scenario import (
    PROCTOR,
    SITTERS,
    Trial,
    granted,
    import_roster,
    open_mapping,
    open_trial,
    sealed,
)
from takar.demo.selecting import hold_selections
from takar.demo.stages import Stages
from takar.demo.talent_data import record_careers
from takar.demo.talent_map import draw_talent_map
from takar.forms.public import SealedForm, keys_of
from takar.kernel.clock import milliseconds, utc_now
from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal
from takar.ledger.public import log_key, policy_text
from takar.reports.public import write_reports
from takar.scoring.public import OutcomeView, certify_results, outcomes_of, sealed_sittings

PASSWORD = "Peragaan-Takar-2026"  # noqa: S105  printed on the screen of a demonstration
ACCOUNTS = (
    ("admin", Role.ASSESSMENT_ADMIN, "Admin penilaian"),
    ("penulis", Role.ITEM_AUTHOR, "Penulis soal"),
    ("pengawas", Role.PROCTOR, "Pengawas ruang"),
    ("teknisi", Role.TECHNICAL_HELPER, "Tenaga pendukung teknis"),
    ("asesor", Role.ASSESSOR, "Asesor"),
    ("ketua", Role.LEAD_ASSESSOR, "Ketua tim asesor"),
    ("pansel", Role.PANELIST, "Anggota panitia seleksi"),
    ("sekretaris", Role.PANEL_SECRETARY, "Sekretaris panitia seleksi"),
    ("ppk", Role.APPOINTER, "Pejabat pembina kepegawaian"),
    ("talenta", Role.TALENT_TEAM, "Tim manajemen talenta"),
    ("pimpinan", Role.READER, "Pembaca (pimpinan)"),
    ("auditor", Role.AUDITOR, "Auditor"),
    ("sistem", Role.SYSTEM_ADMIN, "Admin sistem"),
)
_SEALING_PATIENCE_S = 120


@dataclass(frozen=True, slots=True)
class Shown:
    """What the demonstration leaves for the reader of its summary."""

    trial: Trial
    reports: Path
    receipts: Sequence[Path]
    policy: Path
    fingerprint: str
    sound: bool


PEOPLE = sum(SITTERS.values())


def prepare(stages: Stages) -> tuple[AssessmentView, SealedForm, Trial]:
    """From an empty office to two opened assessments."""
    _make_accounts()
    roster = settings.TAKAR.data / "daftar-asn-kota-contoh.xlsx"
    with stages.run("Menulis daftar ASN (.xlsx)") as (stage, _):
        stage.result = f"{grouped(write_roster(roster))} orang, {roster.name}"
    with stages.run("Mengimpor daftar ASN") as (stage, bar):
        counts = import_roster(roster, bar.at, utc_now().date())
        stage.result = f"{grouped(counts['added'])} ditambah, {counts['refused']} ditolak"
    before.look_at_data(stages, roster)
    record_careers(stages)
    before.hold_days(stages, before.plan_programme(stages))
    hold_selections(stages, PASSWORD)
    with stages.run("Menyusun dan menyegel naskah") as (stage, _):
        form = sealed("pemetaan-240", "Pemetaan Kompetensi dan Potensi", "kota-contoh-2026")
        short = sealed("latihan-24", "Ujian Singkat", "kota-contoh-coba")
        stage.result = f"{form.items} soal, {form.minutes} menit; naskah singkat {short.items} soal"
    with stages.run("Membuka kegiatan, mencatat aturan") as (stage, _):
        now = utc_now()
        assessment, trial = open_mapping(form, now), open_trial(short, now)
        stage.result = f"4 sesi, catatan nomor {assessment.commit_index}"
    return assessment, form, trial


def sit(stages: Stages, assessment: AssessmentView, trial: Trial, form: SealedForm, gateway: str) -> None:
    """The proctor starts the sessions; a hundred people sit, some of them on bad lines."""
    journal = open_journal(settings.TAKAR.exam_db)
    for session in sessions_of(trial.assessment.id):
        start_session(journal, session.id, PROCTOR, milliseconds(utc_now()))
    people: list[tuple[ParticipantView, str]] = []
    for session in sessions_of(assessment.id):
        start_session(journal, session.id, PROCTOR, milliseconds(utc_now()))
        people += [(person, session.pin) for person in participants_of(session.id)]
    keys = keys_of(form.form_id)
    with stages.run(f"{len(people)} peserta mengerjakan ujian", total=len(people) * form.items) as (
        stage,
        bar,
    ):
        accounts = asyncio.run(sit_all(gateway, people, keys, 2026, bar.step))
        counted = reckon(journal, accounts)
        bar.at(counted.acknowledged, counted.acknowledged)
        stage.result = (
            f"{grouped(counted.acknowledged)} jawaban diakui, {grouped(counted.recovered)} ditemukan kembali; "
            f"{counted.dropped} sambungan putus, {counted.moved} pindah komputer"
        )
    journal.close()
    if counted.acknowledged != counted.recovered:
        raise AssertionError(
            f"{counted.acknowledged - counted.recovered} acknowledged answers are not in the journal"
        )


def settle(stages: Stages, assessment: AssessmentView, trial: Trial) -> Shown:
    """Wait for sealing, verify every receipt, write every report."""
    people = PEOPLE
    with stages.run("Menyegel dan menilai", total=people) as (stage, bar):
        outcomes = _sealed(assessment, people, bar.at)
        stage.result = f"{len(outcomes)} dari {people} tersegel"
    key = log_key(settings.TAKAR.keys, settings.TAKAR.origin)
    policy = settings.TAKAR.data / "kebijakan.policy"
    policy.write_text(policy_text(key.vkey))
    receipts = save_receipts(outcomes, settings.TAKAR.data / "tanda-terima")
    with stages.run("Memeriksa tanda terima", total=len(receipts)) as (stage, bar):
        failed = failures(receipts, policy, bar.step)
        stage.result = f"{len(receipts) - len(failed)} SAH, {len(failed)} gagal"
    reports = settings.TAKAR.data / "laporan"
    with stages.run("Menulis laporan", total=people) as (stage, bar):
        written = write_reports(assessment.id, reports, actor="admin", made_at=utc_now(), progress=bar.at)
        stage.result = f"{written.files} berkas"
    with stages.run("Mencatat hasil ke register sertifikat") as (stage, _):
        registered = granted(certify_results(assessment.id, "admin", "Peragaan"))
        stage.result = f"{registered.added} hasil; pemiliknya tidak dipanggil lagi selama hasil itu berlaku"
    draw_talent_map(stages)
    place_leaders(stages)
    sound = not failed and not written.refused and len(outcomes) == people
    return Shown(trial, reports, receipts, policy, key.fingerprint, sound)


def tell(console: Console, stages: Stages, shown: Shown, gateway: str, office: str) -> None:
    """Addresses, accounts, the ticket and how to check a receipt."""
    console.print(stages.table())
    console.print(
        f"\n[bold]Ujian[/]    {gateway}   nomor peserta {shown.trial.number}, PIN {shown.trial.pin}"
    )
    console.print(f"[bold]Kantor[/]   {office}   kata sandi semua akun: {PASSWORD}")
    for name, _, title in ACCOUNTS:
        console.print(f"         {name:<10} {title}")
    console.print(f"[bold]Laporan[/]  {shown.reports}", soft_wrap=True, highlight=False)
    if shown.receipts:
        console.print("\n[bold]Periksa satu tanda terima[/]")
        console.print(
            f"  .venv/bin/takar verify {shown.receipts[0]} --key {shown.fingerprint.replace(' ', '-')}",
            soft_wrap=True,
            highlight=False,
        )


def _make_accounts() -> None:
    for name, role, title in ACCOUNTS:
        made = create_user(
            name, [role], actor="takar demo", reason="Peragaan", full_name=title, password=PASSWORD
        )
        if isinstance(made, Refusal):
            raise AssertionError(made.en)


def _sealed(
    assessment: AssessmentView, people: int, report: Callable[[int, int | None], None]
) -> Sequence[OutcomeView]:
    until = time.monotonic() + _SEALING_PATIENCE_S
    while True:
        sealed = len(sealed_sittings(assessment.id))
        report(sealed, people)
        if sealed >= people or time.monotonic() > until:
            return outcomes_of(assessment.id)
        time.sleep(0.3)
