"""The individual report by the official layout (Peraturan BKN 26/2019 practice), filled from one frozen outcome."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from takar.assessments.public import AssessmentView, ParticipantView
from takar.kernel.canonical import Json
from takar.kernel.clock import day_in, long_date
from takar.kernel.numbers import grouped
from takar.reports.render import render_pdf
from takar.reports.wording import (
    BANDS,
    advice,
    development_area,
    footer,
    place_and_date,
    placement_advice,
    potential_note,
    spaced_nip,
    strength,
)
from takar.scoring.public import OutcomeView
from takar.standards.public import Dictionary, Ruleset

_PURPOSE = {"seleksi": "Seleksi Pengisian Jabatan", "pemetaan": "Pemetaan Kompetensi"}
_CLASS = {
    "jpt_utama": "Jabatan Pimpinan Tinggi Utama",
    "jpt_madya": "Jabatan Pimpinan Tinggi Madya",
    "jpt_pratama": "Jabatan Pimpinan Tinggi Pratama",
    "administrator": "Jabatan Administrator",
    "pengawas": "Jabatan Pengawas",
    "pelaksana": "Jabatan Pelaksana",
    "fungsional": "Jabatan Fungsional",
}


def individual_report(
    outcome: OutcomeView,
    assessment: AssessmentView,
    participant: ParticipantView,
    dictionary: Dictionary,
    ruleset: Ruleset,
    agency: str,
    qr_svg: str | None,
    made_at: datetime,
) -> bytes:
    """PDF/A-3b with the receipt attached as a file."""
    full = outcome.full
    data: dict[str, Any] = {
        "title": f"Laporan individual {participant.name}",
        "agency": agency,
        "organiser": assessment.organiser,
        "footer": footer(assessment, outcome.code),
        "purpose_title": f"{_PURPOSE[assessment.purpose]} · {_CLASS[participant.job_class]}",
        "identity": _identity(assessment, participant, outcome),
        "summary": _summary(full),
        "category": _category(full, ruleset),
        "placement": placement_advice(full, participant) if assessment.purpose == "pemetaan" else None,
        "place_date": place_and_date(assessment, made_at),
        "receipt": outcome.receipt,
        "receipt_name": outcome.receipt_name,
        "qr": qr_svg,
        "qr_caption": _qr_caption(outcome),
        **potential_rows(full),
        **_competencies(full, dictionary),
    }
    return render_pdf("individual", data, made_at)


def _identity(assessment: AssessmentView, person: ParticipantView, outcome: OutcomeView) -> Json:
    sealed = long_date(day_in(assessment.zone, outcome.sealed_at))
    return [
        ["Nomor peserta", person.number],
        ["Nama", person.name],
        ["NIP", spaced_nip(person.nip)],
        ["Pangkat/golongan", person.golongan or "-"],
        ["Jabatan", person.post],
        ["Unit kerja", person.unit],
        ["Kegiatan", assessment.title],
        ["Dasar", assessment.legal_basis.sentence],
        ["Tanggal penilaian", sealed],
    ]


def potential_rows(full: Mapping[str, Any]) -> dict[str, Any]:
    """Part II of both individual reports: aspects with their bands; empty where none was measured."""
    aspects = full.get("potential", [])
    rows = [{"name": a["name_id"], "score": grouped(a["score"]), "band": a["band"]} for a in aspects]
    return {
        "potential": rows,
        "bands": [{"code": code} for code in BANDS],
        "potential_standard": "C",
        "bands_note": "; ".join(f"{code}: {name}" for code, name in BANDS.items())
        + ". Kolom berbayang: batas cukup. X: hasil.",
        "potential_notes": potential_note(aspects),
    }


def _competencies(full: dict[str, Any], dictionary: Dictionary) -> dict[str, Any]:
    rows = full["competencies"]
    ordered = sorted(rows, key=lambda row: Decimal(row["gap"]), reverse=True)
    above = [row for row in ordered if Decimal(row["gap"]) >= 0]
    below = [row for row in reversed(ordered) if Decimal(row["gap"]) < 0]
    return {
        "competencies": [_competency(row) for row in rows],
        "strengths": [strength(row, dictionary) for row in above[:4]]
        or ["Belum ada kompetensi yang mencapai level yang dipersyaratkan jabatan ini."],
        "development_areas": [development_area(row, dictionary) for row in below]
        or ["Semua kompetensi mencapai level yang dipersyaratkan jabatan ini."],
        "development": advice(below or list(reversed(above[-2:])), dictionary),
    }


def _competency(row: dict[str, Any]) -> dict[str, Any]:
    gap = Decimal(row["gap"])
    return {
        "name": row["name_id"],
        "required": row["required"],
        "level": row["level"],
        "rating": row["rating"],
        "rating_text": grouped(row["rating"]),
        "gap_text": ("+" if gap > 0 else "") + grouped(row["gap"]).replace("-", "−"),
        "below": gap < 0,
    }


def _summary(full: dict[str, Any]) -> str:
    return (
        f"Jumlah rating yang dicapai {grouped(full['total'])} dan jumlah standar jabatan "
        f"{full['standard_total']}. Job Person Match (JPM) = {grouped(full['total'])} : "
        f"{full['standard_total']} × 100 = {grouped(full['jpm'])} persen."
    )


def _category(full: dict[str, Any], ruleset: Ruleset) -> Json:
    code = full["category"]["code"]
    sentence = next((c.sentence_id for c in ruleset.categories if c.code == code), "")
    return {"code": code, "name": full["category"]["name_id"], "sentence": sentence}


def _qr_caption(outcome: OutcomeView) -> str:
    return (
        f"Kode tanda terima {outcome.code}. Berkas tanda terima terlampir di dalam PDF ini "
        f"({outcome.receipt_name}). Siapa pun dapat memeriksanya tanpa server: takar verify, dengan sidik jari kunci "
        "yang tercetak pada kartu acara."
    )
