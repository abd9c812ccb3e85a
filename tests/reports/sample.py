"""One invented participant with a sealed outcome, as values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from takar.assessments.public import AssessmentView, LegalBasis, ParticipantView, SessionView, Visibility
from takar.scoring.public import OutcomeView

NOW = datetime(2026, 1, 5, 3, 42, 7, 123456, tzinfo=UTC)
NAMES = {
    "M.01": "Integritas",
    "M.02": "Kerja Sama",
    "M.03": "Komunikasi",
    "M.04": "Orientasi pada Hasil",
    "M.05": "Pelayanan Publik",
    "M.06": "Pengembangan Diri dan Orang Lain",
    "M.07": "Mengelola Perubahan",
    "M.08": "Pengambilan Keputusan",
    "SK.01": "Perekat Bangsa",
}
RATINGS = ("3.40", "3.10", "2.60", "3.00", "3.80", "2.20", "3.30", "3.55", "4.10")


def assessment(purpose: Any = "pemetaan", when: Any = "at_submission") -> AssessmentView:
    return AssessmentView(
        id="a1",
        event="0" * 18,
        title="Pemetaan Kompetensi 2026",
        purpose=purpose,
        status="open",
        organiser="BKPSDM Kota Contoh",
        location="Kota Contoh",
        zone="WIB",
        legal_basis=LegalBasis("Surat", "800/12/2026", date(2026, 1, 2), "pemetaan kompetensi"),
        ruleset_code=str(purpose),
        ruleset_version="1",
        form="f1",
        visibility=Visibility(when=when),
        objection_days=3,
        commit_index=0,
        opened_at=NOW,
        closed_at=None,
        released_at=None,
    )


def session() -> SessionView:
    return SessionView(
        id="s1",
        assessment=assessment(),
        title="Sesi 1",
        room="Ruang CAT 1",
        opens=NOW,
        closes=datetime(2026, 1, 5, 7, 0, tzinfo=UTC),
        capacity=30,
        pin="123456",
        ticket_version=1,
        participants=1,
        closed_at=None,
    )


def participant(number: int = 1, job_class: str = "administrator") -> ParticipantView:
    return ParticipantView(
        sitting=f"t{number}",
        pseudonym="0" * 24,
        assessment="a1",
        session="s1",
        number=f"{number:03d}",
        seat=f"A-{number:02d}",
        nip=f"197001011995011{number:03d}",
        name="Dr. Sekar Mandalika, S.Sos., M.Si.",
        post="Kepala Bidang Pelayanan",
        unit="Dinas Kesehatan",
        golongan="IV/a Pembina",
        job_class=job_class,
        standard_code=job_class,
        standard_version="1",
        extra_minutes=0,
        extra_reason="",
    )


def competencies() -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "name_id": name,
            "name_en": name,
            "required": 3,
            "level": int(float(rating) + 0.5),
            "rating": rating,
            "gap": f"{float(rating) - 3:.2f}",
            "items": 10,
        }
        for (code, name), rating in zip(NAMES.items(), RATINGS, strict=True)
    ]


def outcome(status: str = "shown") -> OutcomeView:
    full: dict[str, Any] = {
        "competencies": competencies(),
        "potential": [
            {"code": "P.01", "name_id": "Kemampuan Intelektual", "score": "72.5", "band": "B"},
            {"code": "P.02", "name_id": "Kemampuan Interpersonal", "score": "38.0", "band": "K"},
        ],
        "total": "29.05",
        "standard_total": 27,
        "jpm": "107.59",
        "category": {"code": "O", "name_id": "Optimal", "name_en": "Optimal"},
    }
    return OutcomeView(
        sitting="t1",
        assessment="a1",
        status=status,
        full=full,
        receipt="c2sp.org/tlog-proof@v1\n",
        receipt_name="bukti-ABCD.tlog-proof",
        code="ABCD-EFGH-JKMN-PQRS",
        sealed_at=NOW,
    )
