"""What shows each competency that the standard asks for: items of the form, or people in simulations and interviews."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from takar.kernel.refusals import Refusal
from takar.ledger.public import COMPETENCIES, Judged

Names = Mapping[str, Mapping[str, str]]
"""Code of a scale -> {"id": …, "en": …}"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`needed`: codes of the standards; `items`: scales that the form has items for; `seen`: what people are to show.

    `written`: the form is nothing but free writing.
    """

    needed: frozenset[str]
    items: frozenset[str]
    seen: frozenset[str] = frozenset()
    written: bool = False
    names: Names = field(default_factory=dict)

    @property
    def judged(self) -> Judged:
        """Who judges instead of a machine: all of it, the competencies beside a test of potential alone, or nobody."""
        return judged_form(self.items, self.written)


def judged_form(items: Collection[str], written: bool) -> Judged:
    """What a form leaves to people. One without any scale and without writing leaves them nothing."""
    if written:
        return True
    return COMPETENCIES if items and not competencies_of(items) else False


def competencies_of(scales: Iterable[str]) -> tuple[str, ...]:
    """In their order, without the aspects of potential."""
    return tuple(sorted(code for code in scales if not code.startswith("P.")))


def coverage_faults(found: Coverage) -> list[Refusal]:
    """Empty when everything the standard asks for is shown, all of it by items or all of it by people."""
    absent = found.needed - found.items
    if found.written or not absent:
        return []
    unshown = absent - found.seen
    if found.judged == COMPETENCIES:
        return [_shown_by_nothing(unshown, found.names)] if unshown else []
    if unshown or not competencies_of(found.items):
        return [_no_items(unshown or absent, found.names)]
    return [_half(absent, found)]


def _shown_by_nothing(codes: Collection[str], names: Names) -> Refusal:
    own, english = _said(codes, names)
    return Refusal(
        "FORM_INCOMPLETE",
        f"Belum ada yang memperlihatkan {own}: naskah hanya mengukur potensi, dan tidak ada simulasi atau wawancara yang "
        "dipilih untuk itu. Pilih simulasinya di halaman Simulasi dan asesor, atau pilih naskah yang mengukurnya.",
        f"Nothing shows {english} yet: the form measures potential only, and no exercise or interview is chosen for it. "
        "Choose exercises on the page Exercises and assessors, or choose a form that measures it.",
        {"scales": [*sorted(codes)]},
    )


def _no_items(codes: Collection[str], names: Names) -> Refusal:
    own, english = _said(codes, names)
    return Refusal(
        "FORM_INCOMPLETE",
        f"Naskah tidak memuat butir untuk {own}; pilih naskah yang mengukur semua kompetensi standar.",
        f"The form has no items for {english}; choose a form that measures every standard competency.",
        {"scales": [*sorted(codes)]},
    )


def _half(absent: Collection[str], found: Coverage) -> Refusal:
    by_items = competencies_of(found.items)
    (own, english), (test, in_test) = _said(absent, found.names), _said(by_items, found.names)
    return Refusal(
        "FORM_HALF_JUDGED",
        f"Naskah memuat butir untuk {test}, sedangkan {own} hanya terlihat dalam simulasi. Nilai mesin dan nilai asesor tidak "
        "dijumlahkan menjadi satu JPM: pilih naskah yang mengukur semua kompetensi, atau naskah tanpa butir kompetensi supaya "
        "semuanya ditetapkan rapat asesor.",
        f"The form has items for {in_test}, while {english} is shown in exercises only. Machine scores and assessors' values are "
        "not added up to one JPM: choose a form that measures every competency, or one without competency items, so that the "
        "assessor meeting finds all of them.",
        {"scales": [*sorted(absent)], "items": [*by_items]},
    )


def _said(codes: Collection[str], names: Names) -> tuple[str, str]:
    """Integritas (M.01), Kerja Sama (M.02); in both languages."""
    kept = sorted(codes)
    own, english = (
        ", ".join(f"{names[code][language]} ({code})" if code in names else code for code in kept)
        for language in ("id", "en")
    )
    return own, english
