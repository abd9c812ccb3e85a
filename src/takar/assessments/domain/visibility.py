"""The one sentence that tells a participant, before he sits, what he will see and when."""

from __future__ import annotations

from takar.assessments.domain.values import Visibility
from takar.kernel.clock import long_date

_PARTS = {
    "levels": ("level dan rating setiap kompetensi", "the level and rating of each competency"),
    "potential": ("aspek potensi", "the potential aspects"),
    "jpm": ("persentase Job Person Match (JPM)", "the Job Person Match (JPM) percentage"),
    "category": ("kategori", "the category"),
}


JUDGED = {
    "id": "Bagian ini ditulis, lalu dinilai asesor, tidak oleh mesin. Segera setelah Anda mengirim jawaban, layar menampilkan "
    "tanda terima tersegel tanpa nilai; hasilnya menyusul dari penyelenggara setelah rapat asesor.",
    "en": "This part is written and then judged by assessors, not by a machine. As soon as you submit your answers, the screen "
    "shows a sealed receipt without a score; the result follows from the organiser after the assessor meeting.",
}


def visibility_sentence(policy: Visibility) -> dict[str, str]:
    """{"id": …, "en": …}"""
    if policy.when == "held":
        return _held(policy)
    return {
        "id": f"Segera setelah Anda mengirim jawaban, layar menampilkan {_list(policy, 0)}.",
        "en": f"As soon as you submit your answers, the screen shows {_list(policy, 1)}.",
    }


def shown_parts(policy: Visibility) -> tuple[str, ...]:
    """Of levels, potential, jpm, category: what the participant may see at all."""
    return tuple(part for part in _PARTS if getattr(policy, part))


def _list(policy: Visibility, language: int) -> str:
    parts = [_PARTS[part][language] for part in shown_parts(policy)]
    receipt = ("tanda terima yang dapat Anda periksa sendiri", "a receipt that you can check yourself")[
        language
    ]
    joint = (" serta ", " and ")[language]
    return ", ".join(parts) + ("," if len(parts) > 1 else "") + joint + receipt if parts else receipt


def _held(policy: Visibility) -> dict[str, str]:
    day = policy.held_until
    until_id = f"tanggal {long_date(day)}" if day else "diumumkan oleh penyelenggara"
    until_en = long_date(day, "en") if day else "the organiser announces them"
    return {
        "id": f"Hasil ditahan sampai {until_id}; Anda tetap menerima tanda terima tersegel.",
        "en": f"Results are held until {until_en}; you still receive a sealed receipt.",
    }
