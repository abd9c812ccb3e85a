"""Blueprints that come with the system."""

from __future__ import annotations

from dataclasses import replace

from takar.forms.domain.blueprint import Blueprint, Order, Pick, Section

_REASONING = (
    "Bagian ini terdiri atas deret bilangan, soal hitungan, penarikan kesimpulan, dan matriks gambar. Setiap soal "
    "memiliki tepat satu jawaban yang benar. Jawaban salah tidak mengurangi nilai.\n\n"
    "Dalam soal kesimpulan, anggaplah semua pernyataan benar walaupun berbeda dari kenyataan. Kata “sebagian” berarti "
    "sekurang-kurangnya satu, dan tidak menutup kemungkinan semuanya. Anda boleh memakai kertas coretan."
)
_SITUATIONS = (
    "Setiap soal menggambarkan keadaan di tempat kerja. Bayangkan Anda mengalaminya, lalu pilihlah satu tindakan yang "
    "paling mungkin Anda lakukan. Semua pilihan memiliki nilai; ada yang lebih tepat daripada yang lain."
)
_SELF = (
    "Bagian ini berisi pernyataan tentang diri Anda. Pilihlah jawaban yang paling sesuai dengan keadaan Anda "
    "sehari-hari, bukan yang menurut Anda seharusnya. Kerjakan dengan spontan; tidak perlu berpikir terlalu lama."
)
_COMPETENCIES = ("M.01", "M.02", "M.03", "M.04", "M.05", "M.06", "M.07", "M.08", "SK.01")
_POTENTIAL = ("P.01", "P.02", "P.03", "P.04", "P.05", "P.06", "P.07", "P.08")


def _reasoning(series: int, arithmetic: int, syllogisms: int, matrices: int) -> tuple[Pick, ...]:
    return (
        Pick("P.01", "single_choice", series, "series"),
        Pick("P.01", "single_choice", arithmetic, "arithmetic"),
        Pick("P.04", "single_choice", syllogisms, "syllogism"),
        Pick("P.05", "single_choice", matrices, "matrix"),
    )


def _sections(
    minutes: tuple[int, int, int], reasoning: tuple[Pick, ...], sjt: int, likert: int
) -> tuple[Section, ...]:
    situations = tuple(Pick(scale, "sjt", sjt) for scale in _COMPETENCIES)
    self_picture = tuple(Pick(scale, "likert", likert) for scale in _POTENTIAL)
    return (
        Section("A", "Penalaran", _REASONING, minutes[0], reasoning, Order.AS_PICKED),
        Section("B", "Situasi Kerja", _SITUATIONS, minutes[1], situations, Order.MIXED),
        Section("C", "Preferensi Diri", _SELF, minutes[2], self_picture, Order.MIXED),
    )


MAPPING = Blueprint(
    "pemetaan-240",
    "Pemetaan kompetensi dan potensi, 240 butir",
    _sections((75, 90, 25), _reasoning(22, 20, 22, 22), 10, 8),
)
TRIAL = Blueprint(
    "latihan-24",
    "Latihan singkat, 24 butir",
    _sections((10, 10, 5), _reasoning(2, 1, 2, 2), 1, 1),
)
# The computer part of an assessment centre whose competencies assessors judge in simulations and interviews.
POTENTIAL = Blueprint(
    "potensi-150",
    "Tes potensi untuk assessment center, 150 butir",
    (MAPPING.sections[0], replace(MAPPING.sections[2], code="B")),
)
SHIPPED: tuple[Blueprint, ...] = (MAPPING, TRIAL, POTENTIAL)
