"""Requirements as data: how their values are read, what makes two the same, and how they are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from takar.people.public import (
    JOB_CLASS_NAMES,
    BadCell,
    JobClass,
    classify,
    education_level,
    golongan_label,
    parse_golongan,
)
from takar.people.public import table_fields as read
from takar.positions.domain.values import Requirement, RequirementKind, Weight

KIND_WORDS: dict[RequirementKind, tuple[str, str, tuple[str, ...], str]] = {
    RequirementKind.GOLONGAN_LEAST: (
        "Pangkat/golongan paling rendah",
        "Rank at least",
        ("golongan", "pangkat", "pangkat golongan", "golongan minimal"),
        "III/d",
    ),
    RequirementKind.EDUCATION_LEAST: (
        "Pendidikan paling rendah",
        "Education at least",
        ("pendidikan", "jenjang pendidikan", "pendidikan minimal"),
        "S1",
    ),
    RequirementKind.FIELDS_OF_STUDY: (
        "Bidang ilmu",
        "Field of study",
        ("jurusan", "program studi"),
        "Hukum; Administrasi Publik",
    ),
    RequirementKind.FAMILY_YEARS_LEAST: (
        "Pengalaman dalam rumpun",
        "Years in a job family",
        ("pengalaman", "pengalaman rumpun", "pengalaman bidang"),
        "Keuangan; 5",
    ),
    RequirementKind.CLASS_YEARS_LEAST: (
        "Pengalaman dalam kelas jabatan",
        "Years in a job class",
        ("pengalaman jabatan", "masa jabatan"),
        "Administrator; 2",
    ),
    RequirementKind.SERVED_CLASS: (
        "Pernah memangku kelas jabatan",
        "Has held a class",
        ("pernah menjabat", "pernah memangku"),
        "Administrator; Fungsional",
    ),
    RequirementKind.TRAINING: (
        "Pelatihan",
        "Training",
        ("diklat", "pelatihan manajerial", "pelatihan teknis", "pelatihan fungsional"),
        "Pelatihan Kepemimpinan Administrator",
    ),
    RequirementKind.AGE_MOST: ("Usia paling tinggi", "Age at most", ("usia", "umur", "usia maksimal"), "56"),
    RequirementKind.PREDICATE_LEAST: (
        "Predikat kinerja paling rendah",
        "Predicate at least",
        ("predikat", "kinerja", "predikat kinerja"),
        "Baik; 2",
    ),
    RequirementKind.NO_DISCIPLINE: (
        "Tanpa hukuman disiplin",
        "No discipline",
        ("disiplin", "bebas hukuman disiplin"),
        "sedang; 2",
    ),
    RequirementKind.JPM_LEAST: ("JPM paling rendah", "JPM at least", ("jpm", "jpm minimal"), "80"),
    RequirementKind.LEVEL_LEAST: (
        "Level kompetensi paling rendah",
        "Level at least",
        ("level", "level kompetensi"),
        "M.01; 4",
    ),
    RequirementKind.LICENCE: (
        "Sertifikat atau lisensi",
        "Licence",
        ("sertifikat", "lisensi", "sertifikasi"),
        "Sertifikat Pengadaan Barang/Jasa",
    ),
    RequirementKind.OTHER: (
        "Lainnya (diperiksa orang)",
        "Other (checked by a person)",
        ("lainnya", "lain lain"),
        "",
    ),
}
"""Kind -> (name, English, other words for it, an example of its value)."""
WEIGHT_WORDS = {
    Weight.MUTLAK: ("Mutlak", "Mandatory"),
    Weight.PENTING: ("Penting", "Important"),
    Weight.PERLU: ("Perlu", "Desirable"),
}
_PREDICATES: dict[str, tuple[str, ...]] = {
    "sangat_baik": ("Sangat Baik",),
    "baik": ("Baik",),
    "butuh_perbaikan": ("Butuh Perbaikan", "Cukup"),
    "kurang": ("Kurang",),
    "sangat_kurang": ("Sangat Kurang",),
}
_DISCIPLINE: dict[str, tuple[str, ...]] = {"ringan": ("Ringan",), "sedang": ("Sedang",), "berat": ("Berat",)}
# Kinds of which a position has one; a second one would contradict it.
_SINGLE = frozenset(
    {
        RequirementKind.GOLONGAN_LEAST,
        RequirementKind.EDUCATION_LEAST,
        RequirementKind.FIELDS_OF_STUDY,
        RequirementKind.SERVED_CLASS,
        RequirementKind.AGE_MOST,
        RequirementKind.PREDICATE_LEAST,
        RequirementKind.NO_DISCIPLINE,
        RequirementKind.JPM_LEAST,
    }
)
Values = tuple[str, ...]


def parse_values(kind: str, written: str) -> Values | None:
    """The values of a requirement from one cell, parts separated by ";". None when they do not suit the kind."""
    parts = [" ".join(part.split()) for part in written.split(";") if part.strip()]
    return _READ[RequirementKind(kind)](parts)


def written(requirement: Requirement) -> str:
    """As `parse_values` reads it again."""
    return "; ".join(requirement.values)


def key_of(kind: str, values: Values, text: str) -> str:
    """What tells two requirements of a position apart."""
    if kind in _SINGLE:
        return ""
    if kind in (
        RequirementKind.FAMILY_YEARS_LEAST,
        RequirementKind.CLASS_YEARS_LEAST,
        RequirementKind.LEVEL_LEAST,
    ):
        return values[0].casefold()[:300]
    return ("; ".join(values) or " ".join(text.split())).casefold()[:300]


def said(requirement: Requirement, language: str = "id") -> str:
    """One line: its text where the standard gives one, else what the values say."""
    english = language.startswith("en")
    name = KIND_WORDS[RequirementKind(requirement.kind)][1 if english else 0]
    if requirement.text:
        return requirement.text
    return f"{name}: {_values_said(requirement, english)}"


def _values_said(requirement: Requirement, english: bool) -> str:
    values, years = requirement.values, "years" if english else "tahun"
    match requirement.kind:
        case RequirementKind.GOLONGAN_LEAST:
            return golongan_label(values[0])
        case RequirementKind.FAMILY_YEARS_LEAST:
            return f"{values[0]}, {values[1]} {years}"
        case RequirementKind.CLASS_YEARS_LEAST:
            return f"{_class_name(values[0], english)}, {values[1]} {years}"
        case RequirementKind.SERVED_CLASS:
            return (" or " if english else " atau ").join(_class_name(one, english) for one in values)
        case RequirementKind.AGE_MOST:
            return f"{values[0]} {years}"
        case RequirementKind.PREDICATE_LEAST:
            return f"{_PREDICATES[values[0]][0]}, {values[1]} {years}"
        case RequirementKind.NO_DISCIPLINE:
            since = "from" if english else "mulai tingkat"
            return f"{since} {values[0]}, {values[1]} {years}"
        case RequirementKind.JPM_LEAST:
            return f"{values[0].replace('.', '.' if english else ',')} %"
        case RequirementKind.LEVEL_LEAST:
            return f"{values[0]} level {values[1].replace('.', '.' if english else ',')}"
        case _:
            return "; ".join(values)


def _class_name(code: str, english: bool) -> str:
    return JOB_CLASS_NAMES[JobClass(code)]["en" if english else "id"]


def _golongan(parts: list[str]) -> Values | None:
    found = parse_golongan(parts[0], "PNS") or parse_golongan(parts[0], "PPPK") if len(parts) == 1 else None
    return (found,) if found else None


def _education(parts: list[str]) -> Values | None:
    found = education_level(parts[0]) if len(parts) == 1 else ""
    return (found,) if found else None


def _some(parts: list[str]) -> Values | None:
    return tuple(parts) or None


def _classes(parts: list[str]) -> Values | None:
    found = [_class(part) for part in parts]
    return tuple(one for one in found if one) if found and all(found) else None


def _class(part: str) -> str:
    if part.casefold().replace(" ", "_") in set(JobClass):
        return part.casefold().replace(" ", "_")
    found = classify(part, "", "").job_class
    return found.value if found else ""


def _with_years(first: Callable[[str], str], default: str = "") -> Callable[[list[str]], Values | None]:
    def parse(parts: list[str]) -> Values | None:
        name = first(parts[0]) if parts else ""
        years = parts[1].casefold().replace("tahun", "").strip() if len(parts) > 1 else default
        return (
            (name, years) if name and years.isdecimal() and 0 < int(years) <= 60 and len(parts) < 3 else None
        )

    return parse


def _code(words: Mapping[str, tuple[str, ...]]) -> Callable[[str], str]:
    choose = read.choice(words)

    def parse(part: str) -> str:
        found = choose(part, False)
        return "" if isinstance(found, BadCell) else found

    return parse


def _number(lowest: int, highest: int) -> Callable[[list[str]], Values | None]:
    def parse(parts: list[str]) -> Values | None:
        value = read.parse_number(parts[0].casefold().replace("tahun", "")) if len(parts) == 1 else None
        if value is None or not lowest <= value <= highest:
            return None
        return (str(value.quantize(Decimal(1)) if value == value.to_integral_value() else value),)

    return parse


def _level(parts: list[str]) -> Values | None:
    value = read.parse_number(parts[1]) if len(parts) == 2 else None
    if value is None or not 1 <= value <= 5:
        return None
    return parts[0].upper(), str(value.quantize(Decimal(1)) if value == value.to_integral_value() else value)


_READ: dict[RequirementKind, Callable[[list[str]], Values | None]] = {
    RequirementKind.GOLONGAN_LEAST: _golongan,
    RequirementKind.EDUCATION_LEAST: _education,
    RequirementKind.FIELDS_OF_STUDY: _some,
    RequirementKind.FAMILY_YEARS_LEAST: _with_years(str),
    RequirementKind.CLASS_YEARS_LEAST: _with_years(_class),
    RequirementKind.SERVED_CLASS: _classes,
    RequirementKind.TRAINING: _some,
    RequirementKind.AGE_MOST: _number(18, 70),
    RequirementKind.PREDICATE_LEAST: _with_years(_code(_PREDICATES), "1"),
    RequirementKind.NO_DISCIPLINE: _with_years(_code(_DISCIPLINE), "2"),
    RequirementKind.JPM_LEAST: _number(1, 150),
    RequirementKind.LEVEL_LEAST: _level,
    RequirementKind.LICENCE: _some,
    RequirementKind.OTHER: lambda parts: tuple(parts),
}
