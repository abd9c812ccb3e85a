"""What kinds, families and states of items are called on screen."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from takar.items.domain.scales import SCALES, Family, ItemType, Status, scale_name

TYPE_LABELS: dict[str, Any] = {
    ItemType.SINGLE_CHOICE: _("Pilihan ganda"),
    ItemType.SJT: _("Situasional (SJT)"),
    ItemType.LIKERT: _("Skala sikap"),
    ItemType.ESSAY: _("Tulisan (simulasi)"),
    ItemType.INBOX: _("Surat masuk (simulasi)"),
}
FAMILY_LABELS: dict[str, Any] = {
    Family.SERIES: _("Deret bilangan"),
    Family.ARITHMETIC: _("Hitungan"),
    Family.SYLLOGISM: _("Penarikan simpulan"),
    Family.MATRIX: _("Matriks gambar"),
}
STATUS_LABELS: dict[str, Any] = {
    Status.DRAFT: _("Menunggu telaah"),
    Status.REVIEWED: _("Siap pakai"),
    Status.RETIRED: _("Ditarik"),
}
STATUS_COLOURS: dict[str, str] = {
    Status.DRAFT: "yellow",
    Status.REVIEWED: "green",
    Status.RETIRED: "secondary",
}


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def scale_label(code: str) -> str:
    """P.04 Berpikir Kritis dan Strategis; a dash for what is written freely."""
    if not code:
        return "–"
    return f"{code} {scale_name(code, language())}"


def scale_choices() -> list[tuple[str, str]]:
    return [(scale.code, scale_label(scale.code)) for scale in SCALES]
