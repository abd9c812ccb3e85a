"""An outcome document as docs/interfaces.md section 7 has it, made by the scoring's own pure functions."""

from __future__ import annotations

from typing import Any

import segno

NAMES = {
    "M.01": ("Integritas", "Integrity"),
    "M.02": ("Kerja Sama", "Teamwork"),
    "M.03": ("Komunikasi", "Communication"),
    "M.04": ("Orientasi pada Hasil", "Results Orientation"),
    "M.05": ("Pelayanan Publik", "Public Service"),
    "M.06": ("Pengembangan Diri dan Orang Lain", "Developing Self and Others"),
    "M.07": ("Mengelola Perubahan", "Managing Change"),
    "M.08": ("Pengambilan Keputusan", "Decision Making"),
    "SK.01": ("Perekat Bangsa", "National Cohesion"),
}
POTENTIAL = {
    "P.01": ("Kemampuan Intelektual", "Intellectual Ability", "72.5", "B"),
    "P.02": ("Kemampuan Interpersonal", "Interpersonal Ability", "81.0", "BS"),
    "P.03": ("Kesadaran Diri", "Self-awareness", "58.3", "C"),
    "P.04": ("Berpikir Kritis dan Strategis", "Critical and Strategic Thinking", "64.0", "B"),
    "P.05": ("Pemecahan Masalah", "Problem Solving", "47.5", "C"),
    "P.06": ("Kecerdasan Emosional", "Emotional Intelligence", "77.5", "B"),
    "P.07": ("Belajar Cepat dan Mengembangkan Diri", "Learning Agility", "35.0", "K"),
    "P.08": ("Motivasi dan Komitmen", "Drive and Commitment", "90.0", "BS"),
}
RATINGS = ("3.40", "3.10", "2.80", "3.90", "3.60", "3.20", "2.60", "3.30", "4.20")


def _competency(code: str, rating: str) -> dict[str, Any]:
    gap = f"{float(rating) - 3:.2f}"
    name_id, name_en = NAMES[code]
    how = {
        "id": f"{name_id}: rating {rating.replace('.', ',')}; standar 3.",
        "en": f"{name_en}: rating {rating}; standard 3.",
    }
    return {
        "code": code,
        "name_id": name_id,
        "name_en": name_en,
        "required": 3,
        "level": int(float(rating) + 0.5),
        "rating": rating,
        "gap": gap,
        "items": 10,
        "how": how,
    }


def _numbers() -> dict[str, Any]:
    return {
        "competencies": [_competency(code, rating) for code, rating in zip(NAMES, RATINGS, strict=True)],
        "potential": [
            {"code": code, "name_id": a, "name_en": b, "score": score, "band": band}
            for code, (a, b, score, band) in POTENTIAL.items()
        ],
        "total": "30.10",
        "standard_total": 27,
        "jpm": "111.48",
        "category": {"code": "O", "name_id": "Optimal", "name_en": "Optimal"},
        "explanation": [
            {
                "id": "Rating tiap kompetensi adalah rata-rata bobot pilihan Anda pada butirnya (1 sampai 5), dibulatkan.",
                "en": "The rating of each competency is the mean weight of your choices (1 to 5).",
            },
            {
                "id": "Jumlah 30,10 dibagi jumlah standar 27 kali 100 = 111,48; inilah Job Person Match (JPM) dalam persen.",
                "en": "The sum 30.10 divided by 27 times 100 = 111.48; this is the JPM in per cent.",
            },
            {
                "id": "JPM 111,48 terletak pada 90 atau lebih, sehingga kategorinya Optimal (O).",
                "en": "A JPM of 111.48 lies at 90 or above, so the category is Optimal (O).",
            },
        ],
    }


def outcome(sitting: str, *, held: bool) -> dict[str, Any]:
    qr = segno.make("TAKAR:7K3M9PQX2WVT4HZC", error="m").svg_inline(scale=4)
    body = {
        "sitting": sitting,
        "status": "held" if held else "shown",
        "participant": {"name": "Peserta Contoh 1", "number": "001", "seat": "A-01"},
        "assessment": {"title": "Pemetaan Kompetensi Pejabat Administrator Kota Contoh"},
        "answered": 20,
        "items": 20,
        "code": "7K3M9PQX2WVT4HZC",
        "sealed_ms": 1_767_600_000_000,
        "verdict": "SAH",
        "receipt": "c2sp.org/tlog-proof@v1\nindex 3\n",
        "receipt_name": "bukti-7K3M.tlog-proof",
        "qr_svg": qr,
        "key_fingerprint": "1a2b 3c4d 5e6f 7081 92a3 b4c5 d6e7 f809",
    }
    return body if held else body | _numbers()
