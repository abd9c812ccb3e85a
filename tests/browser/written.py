"""The shipped exercises as sections of a form, for the tests that write."""

from __future__ import annotations

from typing import Any

from takar.exercises.library.on_screen import entries_from
from takar.exercises.library.reading import ExerciseView
from takar.exercises.library.shipped import shipped
from takar.kernel.clock import utc_now
from tests.browser.room import section

IN_BASKET, CASE, QUESTIONNAIRE = "surat-masuk-dinas", "kasus-puskesmas-keliling", "kuesioner-kompetensi"
LETTER = "SIM-SURAT-MASUK-DINAS-01/{}"
ESSAY = "SIM-KASUS-PUSKESMAS-KELILING-01"


def items(code: str) -> list[dict[str, Any]]:
    """Contents of the items that the bank would have."""
    draft = next(one for one in shipped() if one.code == code)
    view = ExerciseView(draft, 1, True, "", "penulis", utc_now())
    return [entry.item.content() for entry in entries_from(view)]


def form(minutes: tuple[int, int] = (85, 90)) -> dict[str, Any]:
    """An in-basket of eight letters, then a case."""
    return {
        "form": "naskah-simulasi",
        "title": "Naskah simulasi",
        "sections": [
            section("A", "Surat masuk", minutes[0], items(IN_BASKET)),
            section("B", "Analisis kasus", minutes[1], items(CASE)),
        ],
    }
