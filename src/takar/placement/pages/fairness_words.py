"""Sentences of the fairness page. They describe a difference and ask; they accuse nobody."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from takar.kernel.numbers import grouped
from takar.placement.domain.fairness import GateTable, Line, Verdict

ATTRIBUTES = {
    "sex": gettext_lazy("Jenis kelamin"),
    "age": gettext_lazy("Kelompok umur"),
    "unit": gettext_lazy("Unit kerja"),
    "route": gettext_lazy("Jalur masuk"),
    "disability": gettext_lazy("Disabilitas"),
}
GATES = {
    "called": gettext_lazy("Dipanggil"),
    "attended": gettext_lazy("Hadir"),
    "category": gettext_lazy("Di atas kategori terendah"),
    "assessed": gettext_lazy("Sudah dinilai"),
    "box": gettext_lazy("Di kotak yang mengisi kelompok talenta"),
    "pooled": gettext_lazy("Dalam kelompok talenta"),
    "admitted": gettext_lazy("Lolos administrasi"),
    "listed": gettext_lazy("Diusulkan"),
    "appointed": gettext_lazy("Ditetapkan"),
    "recommended": gettext_lazy("Direkomendasikan berpindah"),
    "placed": gettext_lazy("Diputuskan berpindah"),
}
KINDS = {
    "programme": pgettext_lazy("penempatan", "Program"),
    "talent": gettext_lazy("Peta talenta"),
    "selection": gettext_lazy("Seleksi"),
    "scenario": pgettext_lazy("penempatan", "Rencana penempatan"),
}
GROUPS = {
    "male": gettext_lazy("Laki-laki"),
    "female": gettext_lazy("Perempuan"),
    "0-34": gettext_lazy("Di bawah 35 tahun"),
    "35-44": gettext_lazy("35–44 tahun"),
    "45-54": gettext_lazy("45–54 tahun"),
    "55-200": gettext_lazy("55 tahun ke atas"),
    "never": gettext_lazy("Belum pernah dinilai"),
    "lapsed": gettext_lazy("Masa berlaku berakhir"),
    "expiring": gettext_lazy("Masa berlaku segera berakhir"),
    "asked": gettext_lazy("Diminta unit"),
    "replacement": gettext_lazy("Pengganti"),
    "inside": gettext_lazy("Dari dalam instansi"),
    "outside": gettext_lazy("Dari luar instansi"),
    "incumbent": gettext_lazy("Pejabat saat ini"),
    "pool": gettext_lazy("Kelompok talenta"),
    "-": gettext_lazy("Tanpa unit"),
}
VERDICTS = {
    Verdict.REFERENCE: gettext_lazy("pembanding"),
    Verdict.HIDDEN: gettext_lazy("disembunyikan"),
    Verdict.TOO_FEW: gettext_lazy("terlalu sedikit untuk dibaca"),
    Verdict.NO_SIGN: gettext_lazy("tidak ada tanda perbedaan"),
    Verdict.UNSURE: gettext_lazy("mungkin kebetulan"),
    Verdict.SMALL: gettext_lazy("perbedaan kecil"),
    Verdict.LOOK: gettext_lazy("perlu dilihat"),
}


def group_name(code: str) -> str:
    return str(GROUPS.get(code, code))


def percent(share: float, language: str = "id") -> str:
    """0.634 -> 63,4%"""
    return grouped(f"{100 * share:.1f}", language) + "%"


def decimal(value: float, language: str = "id", digits: int = 2) -> str:
    """With a true minus sign."""
    return grouped(f"{value:.{digits}f}", language).replace("-", "−")


def probability(p: float, language: str = "id") -> str:
    return f"< {decimal(0.001, language, 3)}" if p < 0.001 else decimal(p, language, 3)


def sentence(line: Line, table: GateTable, language: str) -> str:
    """One plain sentence for a group at a gate."""
    name, other = group_name(line.group), group_name(table.reference)
    if line.rate is None:
        return _("Disembunyikan agar hasil orang per orang tidak dapat dihitung.")
    told: dict[str, Any] = {
        "name": name,
        "other": other,
        "passed": line.passed,
        "came": line.came,
        "rate": percent(line.rate.value, language),
    }
    text = _SENTENCES[line.verdict]
    if line.ratio and line.difference:
        told |= {
            "ratio": decimal(line.ratio.value, language),
            "points": decimal(abs(100 * line.difference.value), language, 1),
        }
    return str(text) % told


_SENTENCES = {
    Verdict.REFERENCE: gettext_lazy(
        "%(passed)s dari %(came)s lolos (%(rate)s), tertinggi di gerbang ini; kelompok lain dibandingkan dengannya."
    ),
    Verdict.TOO_FEW: gettext_lazy(
        "%(passed)s dari %(came)s lolos (%(rate)s). Kurang dari 30 orang pada salah satu kelompok: angkanya boleh dilihat, "
        "tetapi belum dapat ditafsirkan."
    ),
    Verdict.NO_SIGN: gettext_lazy(
        "%(passed)s dari %(came)s lolos (%(rate)s), %(ratio)s kali tingkat %(other)s: tidak ada tanda perbedaan yang berarti."
    ),
    Verdict.UNSURE: gettext_lazy(
        "%(passed)s dari %(came)s lolos (%(rate)s), %(ratio)s kali tingkat %(other)s. Perbedaan sebesar ini masih dapat muncul "
        "karena kebetulan saja; amati lagi bila datanya bertambah."
    ),
    Verdict.SMALL: gettext_lazy(
        "%(passed)s dari %(came)s lolos (%(rate)s), %(points)s poin di bawah %(other)s. Perbedaannya kecil, tetapi bukan "
        "kebetulan semata."
    ),
    Verdict.LOOK: gettext_lazy(
        "%(passed)s dari %(came)s lolos (%(rate)s), %(ratio)s kali tingkat %(other)s, di bawah empat per lima dan sulit "
        "dijelaskan oleh kebetulan. Angka ini tidak menyatakan sebabnya: periksa syarat, alat, dan undangan di gerbang ini."
    ),
}
