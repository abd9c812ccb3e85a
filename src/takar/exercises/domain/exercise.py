"""An exercise as it is written, and what is missing before raters can use it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from takar.kernel.canonical import Json, digest
from takar.kernel.refusals import Refusal

KINDS = (
    "in_basket", "case_analysis", "presentation", "group_discussion", "role_play", "fact_finding", "paper", "interview",
    "questionnaire",
)  # fmt: skip
LONGEST_MINUTES = 480
_LETTER = ("id", "from", "subject", "day", "text")


@dataclass(frozen=True, slots=True)
class ExerciseDraft:
    """`preparation`, `minutes`: before and of the exercise. `materials`: {"title", "text"} or an in-basket's letters."""

    code: str
    kind: str
    title: str
    preparation: int
    minutes: int
    for_participant: str
    for_assessor: str
    materials: tuple[Mapping[str, str], ...]
    competencies: tuple[str, ...]
    on_screen: bool = False

    def as_data(self) -> dict[str, Json]:
        """For the tables, for the digest that a round commits to."""
        data: dict[str, Any] = asdict(self)
        return data | {
            "materials": [dict(one) for one in self.materials],
            "competencies": list(self.competencies),
        }


def exercise_digest(draft: ExerciseDraft) -> str:
    """SHA-256 over everything that participants and assessors are given."""
    return digest(draft.as_data())


def draft_fault(draft: ExerciseDraft, known: frozenset[str]) -> Refusal | None:
    """Why raters could not use it yet. `known`: codes of the competencies in force."""
    missing = [name for name, value in _texts(draft) if not value.strip()]
    if missing:
        return _incomplete(missing)
    if draft.kind not in KINDS:
        return _incomplete(["kind"])
    if not 1 <= draft.minutes <= LONGEST_MINUTES or not 0 <= draft.preparation <= LONGEST_MINUTES:
        return _incomplete(["minutes"])
    strange = [code for code in draft.competencies if code not in known]
    if strange or not draft.competencies or len(set(draft.competencies)) != len(draft.competencies):
        return _incomplete(["competencies", *strange])
    return _incomplete(["materials"]) if not _readable(draft) else None


def _texts(draft: ExerciseDraft) -> tuple[tuple[str, str], ...]:
    return (
        ("code", draft.code),
        ("title", draft.title),
        ("for_participant", draft.for_participant),
        ("for_assessor", draft.for_assessor),
    )


def _readable(draft: ExerciseDraft) -> bool:
    fields = _LETTER if draft.kind == "in_basket" else ("title", "text")
    complete = all(one.get(name, "").strip() for one in draft.materials for name in fields if name != "day")
    ids = [one.get("id", "") for one in draft.materials]
    if draft.kind == "in_basket":
        return complete and bool(ids) and len(set(ids)) == len(ids)
    return complete


_NAMES = {
    "code": ("kode", "code"),
    "kind": ("jenis", "kind"),
    "title": ("judul", "title"),
    "minutes": ("waktu (1–480 menit)", "minutes (1–480)"),
    "for_participant": ("petunjuk peserta", "instructions for participants"),
    "for_assessor": ("petunjuk asesor", "instructions for assessors"),
    "competencies": ("kompetensi yang dilihat", "competencies it shows"),
    "materials": ("bahan (judul dan isi; surat dengan nomor berbeda)", "materials (title and text; letters numbered)"),
}  # fmt: skip


def _incomplete(parts: list[str]) -> Refusal:
    own = ", ".join(_NAMES.get(part, (part, part))[0] for part in parts)
    english = ", ".join(_NAMES.get(part, (part, part))[1] for part in parts)
    return Refusal(
        "EXERCISE_INCOMPLETE",
        f"Simulasi belum lengkap. Periksa: {own}.",
        f"The exercise is incomplete. Check: {english}.",
        {"parts": list(parts)},
    )
