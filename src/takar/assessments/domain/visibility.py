"""The one sentence that tells a participant, before he sits, what he will see and when."""

from __future__ import annotations

from dataclasses import replace

from takar.assessments.domain.values import Visibility
from takar.kernel.clock import long_date
from takar.ledger.public import COMPETENCIES, Judged

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


_MEETING = {
    "id": "Kompetensi tidak dinilai mesin: asesor mengamati Anda dalam simulasi dan wawancara, lalu rapat asesor menetapkannya.",
    "en": "Competencies are not scored by a machine: assessors watch you in exercises and interviews, then their meeting finds "
    "them.",
}


def promise(policy: Visibility, judged: Judged = False) -> dict[str, str]:
    """What is told where a machine scores all, where people judge all, and where they judge the competencies."""
    if judged is True:
        return dict(JUDGED)
    return _with_meeting(policy) if judged == COMPETENCIES else visibility_sentence(policy)


def _with_meeting(policy: Visibility) -> dict[str, str]:
    test = replace(policy, levels=False, jpm=False, category=False)
    first, later = visibility_sentence(test), _afterwards(policy)
    return {
        language: f"{first[language]} {_MEETING[language]} {later[language]}" for language in ("id", "en")
    }


def _afterwards(policy: Visibility) -> dict[str, str]:
    """Where he sees what the meeting found, and when."""
    listed = [_PARTS[part] for part in ("levels", "jpm", "category") if getattr(policy, part)]
    if not listed:
        return {
            "id": "Hasilnya disampaikan penyelenggara setelah rapat itu.",
            "en": "The organiser tells you the outcome after that meeting.",
        }
    own, english = (_joined([one[language] for one in listed], language) for language in (0, 1))
    held_id, held_en = ("diumumkan dan ", "announced and ") if policy.when == "held" else ("", "")
    return {
        "id": f"Setelah hasil rapat {held_id}ditandatangani serta tercatat, {own} tampil di alamat ujian ini bila Anda masuk "
        "lagi, beserta tanda terimanya.",
        "en": f"Once the outcome is {held_en}signed and on record, {english} appear at this exam's address when you sign in "
        "again, with their receipt.",
    }


def _joined(parts: list[str], language: int) -> str:
    joint = (" dan ", " and ")[language]
    return (
        parts[0]
        if len(parts) == 1
        else f"{', '.join(parts[:-1])}{',' if len(parts) > 2 else ''}{joint}{parts[-1]}"
    )


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
