"""What is missing before an assessment may be opened, each with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from takar.assessments.domain.coverage import Coverage, coverage_faults
from takar.assessments.domain.values import Visibility
from takar.assessments.domain.visibility import shown_parts
from takar.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class PlannedSession:
    title: str
    opens: datetime
    closes: datetime
    capacity: int
    participants: int
    longest_extra: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the readiness check looks at. `form_minutes` is None while no sealed form is chosen."""

    purpose: str
    ruleset_purpose: str | None
    form_minutes: int | None
    visibility: Visibility
    sessions: Sequence[PlannedSession]
    participants: int
    without_session: int
    without_standard: Sequence[str]
    coverage: Coverage


def missing(plan: Plan, now: datetime) -> list[Refusal]:
    """Empty when the assessment can be opened now."""
    found: list[Refusal] = []
    for check in _CHECKS:
        found.extend(check(plan, now))
    return found


def _rules(plan: Plan, now: datetime) -> list[Refusal]:
    if plan.ruleset_purpose is None:
        return [
            Refusal(
                "RULESET_UNKNOWN",
                "Aturan penilaian tidak ditemukan; pilih satu aturan dari halaman Standar.",
                "The ruleset was not found; choose one from the Standards page.",
            )
        ]
    if plan.ruleset_purpose != plan.purpose:
        return [
            Refusal(
                "RULESET_PURPOSE",
                f"Aturan yang dipilih berlaku untuk {plan.ruleset_purpose}, sedangkan tujuan kegiatan ini "
                f"{plan.purpose}; pilih aturan untuk {plan.purpose}.",
                f"The chosen ruleset is for {plan.ruleset_purpose}, this assessment for {plan.purpose}; "
                f"choose a ruleset for {plan.purpose}.",
            )
        ]
    return []


def _form(plan: Plan, now: datetime) -> list[Refusal]:
    if plan.form_minutes is None:
        return [
            Refusal(
                "FORM_MISSING",
                "Naskah soal belum dipilih; segel sebuah naskah di halaman Naskah, lalu pilih di sini.",
                "No form is chosen; seal a form on the Forms page, then choose it here.",
            )
        ]
    return coverage_faults(plan.coverage)


def _participants(plan: Plan, now: datetime) -> list[Refusal]:
    found = []
    if plan.participants == 0:
        found.append(
            Refusal(
                "PARTICIPANTS_MISSING",
                "Belum ada peserta; tambahkan di halaman Peserta.",
                "There are no participants yet; add them on the Participants page.",
            )
        )
    if plan.without_standard:
        who = ", ".join(plan.without_standard[:5])
        found.append(
            Refusal(
                "STANDARD_MISSING",
                f"{len(plan.without_standard)} peserta belum memiliki standar jabatan ({who}); "
                "lengkapi kelas jabatannya di data pegawai, lalu tambahkan lagi.",
                f"{len(plan.without_standard)} participants have no job standard ({who}); "
                "complete their job class in the personnel data and add them again.",
            )
        )
    return found


def _sessions(plan: Plan, now: datetime) -> list[Refusal]:
    if not plan.sessions:
        return [
            Refusal(
                "SESSIONS_MISSING",
                "Belum ada sesi; tambahkan hari, jam, dan ruang di halaman Sesi.",
                "There are no sessions yet; add day, time and room on the Sessions page.",
            )
        ]
    found = [fault for session in plan.sessions for fault in _one_session(plan, session, now)]
    if plan.without_session:
        found.append(
            Refusal(
                "SEATS_MISSING",
                f"{plan.without_session} peserta belum mendapat sesi dan kursi; tekan “Bagikan kursi” di "
                "halaman Sesi, atau tambah sesi bila kursinya kurang.",
                f"{plan.without_session} participants have no session and seat; press “Assign seats” on the "
                "Sessions page, or add a session if seats are short.",
            )
        )
    return found


def _one_session(plan: Plan, session: PlannedSession, now: datetime) -> list[Refusal]:
    found = []
    if session.closes <= now:
        found.append(
            Refusal(
                "SESSION_PAST",
                f"{session.title} sudah lewat; ubah hari atau jamnya.",
                f"{session.title} is already over; change its day or time.",
            )
        )
    length = int((session.closes - session.opens).total_seconds() // 60)
    needed = (plan.form_minutes or 0) + session.longest_extra
    if needed > length:
        found.append(
            Refusal(
                "SESSION_TOO_SHORT",
                f"{session.title} hanya {length} menit, sedangkan naskah memerlukan {needed} menit; "
                "pilih jam tutup yang lebih akhir.",
                f"{session.title} lasts {length} minutes but the form needs {needed}; close it later.",
            )
        )
    if session.participants > session.capacity:
        found.append(
            Refusal(
                "ROOM_FULL",
                f"{session.title} berisi {session.participants} peserta untuk {session.capacity} kursi; "
                "pindahkan sebagian ke sesi lain.",
                f"{session.title} has {session.participants} participants for {session.capacity} seats; "
                "move some to another session.",
            )
        )
    return found


def _visibility(plan: Plan, now: datetime) -> list[Refusal]:
    policy, scales = plan.visibility, plan.coverage.items
    if plan.coverage.judged is True:
        return []
    if not shown_parts(policy):
        return [
            Refusal(
                "NOTHING_SHOWN",
                "Tidak ada bagian hasil yang boleh dilihat peserta; "
                "pilih sedikitnya satu, atau pilih “hasil ditahan”.",
                "No part of the result may be seen; choose at least one, or choose “results held”.",
            )
        ]
    if policy.potential and scales and not any(scale.startswith("P.") for scale in scales):
        return [
            Refusal(
                "POTENTIAL_NOT_MEASURED",
                "Peserta dijanjikan melihat aspek potensi, sedangkan naskah ini tidak mengukurnya; hapus centang "
                "aspek potensi lewat tombol Ubah, atau pilih naskah lain.",
                "Participants are promised potential aspects, which this form does not measure; untick them with the "
                "button Change, or choose another form.",
            )
        ]
    return []


_CHECKS: tuple[Callable[[Plan, datetime], list[Refusal]], ...] = (
    _rules,
    _form,
    _participants,
    _sessions,
    _visibility,
)
