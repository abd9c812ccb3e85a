"""An exercise on paper: what the participant is given, or what its assessor needs beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from django.conf import settings

from takar.exercises.public import ExerciseView
from takar.kernel.clock import day_in
from takar.reports.render import render_pdf
from takar.reports.report import PDF, Report, slug
from takar.standards.public import StandardNotFound, dictionary

Reader = Literal["peserta", "asesor"]


def exercise_instructions(view: ExerciseView, reader: Reader) -> Report:
    """The same version gives the same bytes. What is written for the assessor is never in the participant's."""
    draft, asked = view.draft, reader == "asesor"
    data = {
        "title": f"{draft.title}: {'petunjuk asesor' if asked else 'petunjuk peserta'}",
        "name": draft.title,
        "kind": "PETUNJUK ASESOR" if asked else "PETUNJUK PESERTA",
        "facts": _facts(view),
        "for_assessor": _paragraphs(draft.for_assessor) if asked else [],
        "competencies": _competencies(view) if asked else [],
        "for_participant": _paragraphs(draft.for_participant),
        "materials": [_material(one) for one in draft.materials],
        "footer": f"{draft.title} · {draft.code} versi {view.version} · sidik jari {view.digest[:16]} · RAHASIA sampai dipakai",
    }
    name = f"{slug(draft.title)}-{reader}-v{view.version}.pdf"
    return Report(name, PDF, render_pdf("instructions", data, view.made_at))


def _facts(view: ExerciseView) -> list[list[str]]:
    draft = view.draft
    rows = [["Pelaksanaan", f"{draft.minutes} menit"]]
    if draft.preparation:
        rows.insert(0, ["Persiapan", f"{draft.preparation} menit"])
    return [*rows, ["Dikerjakan", "di layar ujian" if draft.on_screen else "tatap muka"]]


def _competencies(view: ExerciseView) -> list[str]:
    try:
        words = dictionary(day_in(settings.TAKAR.zone, view.made_at))
    except StandardNotFound:
        return list(view.draft.competencies)
    names = {one.code: one.name_id for one in words.competencies}
    return [f"{code} {names.get(code, '')}".strip() for code in view.draft.competencies]


def _material(one: Mapping[str, str]) -> dict[str, object]:
    if "id" in one:
        sender = " · ".join(part for part in (one["from"], one.get("day", "")) if part)
        return {
            "head": f"Surat {one['id']}: {one['subject']}",
            "from": sender,
            "text": _paragraphs(one["text"]),
        }
    return {"head": one["title"], "from": "", "text": _paragraphs(one["text"])}


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
