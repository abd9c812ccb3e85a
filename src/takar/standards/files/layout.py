"""How a ruleset and a job standard look as an Excel workbook: sheets, columns and their labels."""

from __future__ import annotations

from dataclasses import dataclass

from takar.standards.domain.dictionary import COMPETENCY_CODES
from takar.standards.domain.kinds import Kind

HEAD = "Standar"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list in the data: `columns` are (label in the sheet, field in the data)."""

    title: str
    field: str
    columns: tuple[tuple[str, str], ...]


_HEAD_FIELDS = (
    ("Kode", "code"),
    ("Versi", "version"),
    ("Judul (Indonesia)", "title_id"),
    ("Judul (Inggris)", "title_en"),
    ("Berlaku mulai", "in_force_from"),
    ("Tanda verifikasi", "mark"),
    ("Catatan (Indonesia)", "note_id"),
    ("Catatan (Inggris)", "note_en"),
)
FIELDS: dict[Kind, tuple[tuple[str, str], ...]] = {
    Kind.RULESET: (
        *_HEAD_FIELDS,
        ("Tujuan", "purpose"),
        ("Dasar JPM", "base"),
        ("Rating terendah", "rating_min"),
        ("Rating tertinggi", "rating_max"),
        ("Desimal rating", "rating_decimals"),
        ("Desimal JPM", "jpm_decimals"),
        ("Pembulatan", "rounding"),
        ("Aturan level", "level_rule"),
        ("JPM dibatasi 100", "jpm_cap"),
        ("Masa berlaku (tahun)", "validity_years"),
    ),
    Kind.JOB_STANDARD: (*_HEAD_FIELDS, ("Kelas jabatan", "job_class")),
}
WHOLE = frozenset({"rating_decimals", "jpm_decimals", "validity_years", *COMPETENCY_CODES})
TEXT = frozenset({"code", "version"})

_SOURCES = Sheet(
    "Sumber",
    "sources",
    (
        ("Judul", "title"),
        ("Alamat", "address"),
        ("Tanda verifikasi", "mark"),
        ("Mendukung (Indonesia)", "supports_id"),
        ("Mendukung (Inggris)", "supports_en"),
    ),
)
SHEETS: dict[Kind, tuple[Sheet, ...]] = {
    Kind.RULESET: (
        Sheet(
            "Kategori",
            "categories",
            (
                ("Kode", "code"),
                ("Nama (Indonesia)", "name_id"),
                ("Nama (Inggris)", "name_en"),
                ("Batas bawah JPM", "min"),
                ("Kalimat (Indonesia)", "sentence_id"),
                ("Kalimat (Inggris)", "sentence_en"),
            ),
        ),
        Sheet(
            "Pita potensi",
            "potential_bands",
            (
                ("Kode", "code"),
                ("Nama (Indonesia)", "name_id"),
                ("Nama (Inggris)", "name_en"),
                ("Dari", "low"),
                ("Sampai", "high"),
            ),
        ),
        _SOURCES,
    ),
    Kind.JOB_STANDARD: (_SOURCES,),
}
LEVELS = "Level"
EXCEL_KINDS = tuple(FIELDS)
