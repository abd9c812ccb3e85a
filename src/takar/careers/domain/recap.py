"""The recap of earlier assessments as a list: nine competencies, JPM, potential [rekap hasil penilaian]."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from takar.careers.domain.columns import NAME, NIP
from takar.people.public import TableEntry, TableField, TableKind
from takar.people.public import table_fields as read

COMPETENCIES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "M.01": ("Integritas", "Integrity", ("m01", "m 01")),
    "M.02": ("Kerja Sama", "Collaboration", ("cooperation", "kerjasama", "m02", "m 02")),
    "M.03": ("Komunikasi", "Communication", ("m03", "m 03")),
    "M.04": (
        "Orientasi pada Hasil",
        "Results Orientation",
        ("results", "orientasi hasil", "oph", "m04", "m 04"),
    ),
    "M.05": ("Pelayanan Publik", "Public Service", ("m05", "m 05")),
    "M.06": (
        "Pengembangan Diri dan Orang Lain",
        "Developing Self and Others",
        (
            "development of self and others",
            "pengembangan diri orang lain",
            "pengembangan diri",
            "pdol",
            "m06",
            "m 06",
        ),
    ),
    "M.07": ("Mengelola Perubahan", "Managing Change", ("m07", "m 07")),
    "M.08": ("Pengambilan Keputusan", "Decision Making", ("decisions", "m08", "m 08")),
    "SK.01": ("Perekat Bangsa", "National Cohesion", ("unity", "sosial kultural", "sk01", "sk 01")),
}
"""Code -> (name, English, other headings), in the order of the dictionary."""
ASPECTS = tuple(f"P.{number:02d}" for number in range(1, 9))


def field_of(code: str) -> str:
    """ "M.01" -> "m01", the name of its column."""
    return code.replace(".", "").lower()


def _level(code: str) -> TableField:
    name, english, headings = COMPETENCIES[code]
    return TableField(
        field_of(code),
        name,
        english,
        read.number("0", "5", 3),
        headings,
        hint="Level atau nilai 0 sampai 5; kosong bila tidak dinilai, bukan nol",
        example="3,4",
    )


def _error(code: str) -> TableField:
    name, english, headings = COMPETENCIES[code]
    return TableField(
        f"e_{field_of(code)}",
        f"SEM {name}",
        f"SEM {english}",
        read.number("0", "5", 3),
        tuple(f"sem {one}" for one in headings),
        hint="Galat baku dalam level, bila diketahui",
        example="0,3",
    )


def check(entry: TableEntry, today: date) -> None:
    """At least one level; days in order; and how many levels are missing."""
    levels = [code for code in COMPETENCIES if field_of(code) in entry.values]
    assessed, until = entry.values.get("assessed_on", ""), entry.values.get("valid_until", "")
    if not levels:
        entry.find("PROFILE_EMPTY", "m01")
    elif len(levels) < len(COMPETENCIES):
        entry.find("PROFILE_INCOMPLETE", "m01", str(len(levels)))
    if assessed > today.isoformat():
        entry.find("DATE_AHEAD", "assessed_on", assessed)
    if assessed and until and until < assessed:
        entry.find("ENDS_BEFORE", "valid_until", until, assessed)


def keyed_by(values: Mapping[str, str]) -> str:
    """A person's result of a day and an organiser."""
    organiser = " ".join(values.get("organiser", "").casefold().split())
    return f"{values.get('nip', '')}|import:{values.get('assessed_on', '')}:{organiser}"[:400]


RECAP = TableKind(
    "careers.profiles",
    "Rekap kompetensi",
    "Competency recap",
    "Hasil penilaian kompetensi terdahulu: sembilan kompetensi, JPM, dan potensi; satu baris per orang.",
    "Earlier assessments: nine competencies, JPM and potential; one row per person.",
    (
        NIP,
        NAME,
        TableField(
            "assessed_on",
            "Tanggal Penilaian",
            "Assessed on",
            read.day,
            (
                "tgl penilaian",
                "tanggal asesmen",
                "tanggal assessment",
                "tanggal uji kompetensi",
                "tanggal pelaksanaan",
                "tanggal",
                "tanggal pengambilan data",
                "tanggal assesment",
            ),
            True,
            "Hari terakhir penilaian",
            "14-05-2025",
        ),
        *(_level(code) for code in COMPETENCIES),
        TableField(
            "jpm",
            "JPM",
            "JPM",
            read.number("0", "500", 2),
            ("jpm persen", "job person match", "nilai jpm"),
            hint="Persen",
            example="88,9",
        ),
        TableField(
            "potential",
            "Potensi",
            "Potential",
            read.number("0", "100", 3),
            ("nilai potensi", "skor potensi", "total potensi", "potensi total"),
            hint="0 sampai 100",
            example="74,5",
        ),
        TableField(
            "potential_error",
            "SEM Potensi",
            "SEM of potential",
            read.number("0", "100", 3),
            (),
            hint="Galat baku, bila diketahui",
        ),
        TableField(
            "organiser",
            "Penyelenggara",
            "Organiser",
            read.text(150),
            ("lembaga penyelenggara", "assessment center", "lembaga penilai", "sumber"),
            hint="LAN, BKN, atau nama lembaga",
            example="BKN",
        ),
        TableField(
            "valid_until",
            "Berlaku Sampai",
            "Valid until",
            read.day,
            ("masa berlaku", "berlaku sampai dengan"),
            hint="Bila tertulis pada laporannya",
        ),
        *(_error(code) for code in COMPETENCIES),
    ),
    ("nip", "assessed_on", "m01"),
    keyed_by,
    check,
)
