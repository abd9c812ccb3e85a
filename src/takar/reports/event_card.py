"""Kartu acara: what was committed to the log before the sitting, and the fingerprint of the log's key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from takar.assessments.public import AssessmentView, SessionView
from takar.kernel.clock import clock_time, day_in, long_moment, weekday_date
from takar.reports.render import render_pdf
from takar.reports.wording import footer

_INTRO = (
    "Kartu ini ditempel di depan ruang ujian dan dibagikan sebelum ujian dimulai. Isinya membuktikan bahwa naskah, kunci, "
    "dan aturan penilaian sudah ditetapkan dan dicatat sebelum peserta pertama menjawab. Fotolah kartu ini."
)
_FINGERPRINT = (
    "Setiap tanda terima ditandatangani dengan kunci ini. Saat memeriksa tanda terima, cocokkan sidik jari yang muncul "
    "dengan yang tercetak di atas. Bila berbeda, tanda terima itu bukan dari catatan ini."
)
_STEPS = [
    "Setelah ujian, unduh berkas tanda terima (bukti-….tlog-proof) dari layar hasil.",
    "Di ponsel atau komputer apa pun, tanpa internet: buka verifier.html dari halaman /bukti/ penyelenggara, pilih berkas itu, "
    "lalu ketik sidik jari di atas. Dengan Python 3: python3 verifier.py bukti-….tlog-proof --key SIDIK-JARI.",
    "Program itu menjawab SAH, atau menyebut dengan tepat bagian yang tidak cocok.",
    "Program itu sendiri dapat diperiksa: SHA-256 berkasnya harus sama dengan yang tercetak di bawah ini.",
]


def event_card(
    assessment: AssessmentView,
    sessions: Sequence[SessionView],
    commit: dict[str, Any],
    fingerprint: str,
    verifiers: Mapping[str, str],
    agency: str,
    made_at: datetime,
) -> bytes:
    """PDF of one page; `commit` is the opened event.commit leaf, `verifiers` the SHA-256 of each verifier by file name.

    With these digests a participant can tell our verifier from a forged one that always says SAH (attack T23).
    """
    return render_pdf(
        "event_card",
        {
            "title": f"Kartu acara {assessment.title}",
            "agency": agency,
            "organiser": assessment.organiser,
            "footer": footer(assessment),
            "assessment": assessment.title,
            "intro": _INTRO,
            "facts": _facts(assessment, sessions),
            "commitments": [
                ["Nomor catatan", str(assessment.commit_index)],
                ["Dicatat pada", _recorded(assessment)],
                ["Naskah soal", commit["form_root"]],
                ["Kunci jawaban", commit["key_root"]],
                ["Aturan penilaian", commit["cut_digest"]],
                ["Daftar peserta", commit["roster_root"]],
                ["Kebijakan pencatatan", commit["policy"]],
            ],
            "fingerprint": fingerprint,
            "fingerprint_note": _FINGERPRINT,
            "steps": _STEPS,
            "verifiers": [[name, digest] for name, digest in verifiers.items()],
        },
        made_at,
    )


def _facts(assessment: AssessmentView, sessions: Sequence[SessionView]) -> list[list[str]]:
    purpose = {"seleksi": "Seleksi pengisian jabatan", "pemetaan": "Pemetaan kompetensi dan potensi"}
    return [
        ["Tujuan", purpose[assessment.purpose]],
        ["Dasar", assessment.legal_basis.sentence],
        ["Aturan", f"{assessment.ruleset_code} versi {assessment.ruleset_version}"],
        *([session.title, _window(session, assessment.zone)] for session in sessions),
    ]


def _window(session: SessionView, zone: str) -> str:
    day = weekday_date(day_in(zone, session.opens))
    opens, closes = clock_time(session.opens, zone).removesuffix(f" {zone}"), clock_time(session.closes, zone)
    return f"{day}, pukul {opens} sampai {closes}, {session.room}"


def _recorded(assessment: AssessmentView) -> str:
    return long_moment(assessment.opened_at, assessment.zone) if assessment.opened_at else "-"
