"""The rules of conduct of a programme."""

from __future__ import annotations

from takar.kernel.refusals import Refusal
from takar.programmes.public import programme
from takar.standards.public import Conduct, StandardNotFound, conduct


def conduct_of(programme_id: str) -> Conduct | Refusal:
    """The version that the programme names. Refuses PROGRAMME_UNKNOWN, CONDUCT_UNKNOWN."""
    view = programme(programme_id)
    if view is None:
        return Refusal(
            "PROGRAMME_UNKNOWN",
            "Program ini tidak ditemukan. Buka daftar program, lalu pilih lagi.",
            "There is no such programme. Open the list of programmes and choose again.",
        )
    try:
        return conduct(*view.conduct)
    except StandardNotFound:
        return Refusal(
            "CONDUCT_UNKNOWN",
            "Ketentuan penyelenggaraan yang disebut program ini belum dimuat. Muat standar, lalu ulangi.",
            "The rules of conduct that this programme names are not loaded. Load the standards, then repeat.",
        )
