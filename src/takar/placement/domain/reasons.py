"""What a requirement asks and what was found, as sentences in both languages, and which document would tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from takar.positions.public import Facts, Requires, education_rank, number_in, words_in

MET, UNMET, UNKNOWN = "met", "unmet", "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding. `weight`: mutlak, penting, perlu, bar or floor; `state`: met, unmet or unknown.

    `document_*`: what would tell, "" unless the state is unknown.
    """

    kind: str
    weight: str
    state: str
    id: str
    en: str
    document_id: str = ""
    document_en: str = ""

    def sentence(self, language: str = "id") -> str:
        return self.en if language.startswith("en") else self.id

    def document(self, language: str = "id") -> str:
        return self.document_en if language.startswith("en") else self.document_id


_CLASSES = {
    "jpt_utama": "JPT Utama", "jpt_madya": "JPT Madya", "jpt_pratama": "JPT Pratama", "administrator": "Administrator",
    "pengawas": "Pengawas", "pelaksana": "Pelaksana", "fungsional": "Fungsional",
}  # fmt: skip
_PREDICATES = {
    "sangat_baik": ("sangat baik", "very good"), "baik": ("baik", "good"), "kurang": ("kurang", "poor"),
    "butuh_perbaikan": ("butuh perbaikan", "needs improvement"), "sangat_kurang": ("sangat kurang", "very poor"),
}  # fmt: skip
_DOCUMENTS = {
    "golongan_least": ("SK kenaikan pangkat terakhir", "newest decree of rank"),
    "education_least": ("ijazah", "diploma"),
    "fields_of_study": ("ijazah", "diploma"),
    "family_years_least": ("SK jabatan", "decrees of posts held"),
    "class_years_least": ("SK jabatan", "decrees of posts held"),
    "served_class": ("SK jabatan", "decrees of posts held"),
    "training": ("sertifikat pelatihan", "training certificate"),
    "age_most": ("tanggal lahir", "date of birth"),
    "predicate_least": ("dokumen evaluasi kinerja", "performance appraisals"),
    "no_discipline": ("surat keterangan hukuman disiplin", "statement on disciplinary penalties"),
    "jpm_least": ("laporan penilaian kompetensi", "assessment report"),
    "level_least": ("laporan penilaian kompetensi", "assessment report"),
    "licence": ("lisensi atau sertifikat", "licence or certificate"),
    "other": ("dokumen yang disebut syarat ini", "document that this requirement names"),
}


def reason_of(requirement: Requires, state: int, facts: Facts, on: date, years: float | None) -> Reason:
    """The finding for one person. `years`: time served, for the kinds that count it."""
    asked_id, asked_en = asked(requirement)
    found_id, found_en = _found(requirement, facts, on, years)
    document = _DOCUMENTS.get(requirement.kind, _DOCUMENTS["other"])
    if state < 0:
        return Reason(
            requirement.kind,
            requirement.weight,
            UNKNOWN,
            f"{asked_id}: belum diketahui, periksa {document[0]}.",
            f"{asked_en}: not known, check the {document[1]}.",
            *document,
        )
    told_id, told_en = ("terpenuhi", "met") if state else ("tidak terpenuhi", "not met")
    return Reason(
        requirement.kind,
        requirement.weight,
        MET if state else UNMET,
        f"{asked_id}: {told_id}{f' (tercatat {found_id})' if found_id else ''}.",
        f"{asked_en}: {told_en}{f' (on record: {found_en})' if found_en else ''}.",
    )


def asked(requirement: Requires) -> tuple[str, str]:
    """What a requirement asks, in Indonesian and English; the Indonesian as it stands in the standard where it does."""
    write = _ASKED.get(requirement.kind)
    if write is None:
        text = requirement.text or "Syarat lain"
        return text, requirement.text or "Another requirement"
    id_, en = write(tuple(str(one) for one in requirement.values))
    return requirement.text.rstrip(". ") or id_, en


def _plain_number(value: float | None) -> str:
    return "?" if value is None else f"{value:g}"


def _comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


def _words(values: Sequence[str], joiner: str) -> str:
    return f" {joiner} ".join(_CLASSES.get(one, one) for one in words_in(values)) or "…"


def _named(kind: str, words: str) -> str:
    """ "Pelatihan Kepemimpinan" says itself what it is."""
    return words if words.casefold().startswith(kind.casefold()) else f"{kind} {words}"


def _years_of(values: Sequence[str], what_id: str, what_en: str) -> tuple[str, str]:
    years = number_in(values)
    named_id = f" {_words(values, 'atau')}" if words_in(values) else " yang sama"
    named_en = f" {_words(values, 'or')}" if words_in(values) else " of the same kind"
    return (
        f"Pengalaman {what_id}{named_id} paling sedikit {_comma(years or 0)} tahun",
        f"At least {_plain_number(years)} years in {what_en}{named_en}",
    )


def _predicate(values: Sequence[str]) -> tuple[str, str]:
    code = next(iter(words_in(values)), "")
    id_, en = _PREDICATES.get(code, (code, code))
    years = _plain_number(number_in(values) or 2)
    return (
        f"Predikat kinerja paling rendah {id_} dalam {years} tahun terakhir",
        f"Performance predicate at least {en} in the last {years} years",
    )


def _penalty(values: Sequence[str]) -> tuple[str, str]:
    level = next(iter(words_in(values)), "ringan")
    years = number_in(values) or 0
    light = {"ringan": "light", "sedang": "moderate", "berat": "heavy"}.get(level, level)
    if not years:
        return (
            f"Tidak sedang menjalani hukuman disiplin tingkat {level} atau lebih",
            f"No running penalty of {light} level or more",
        )
    return (
        f"Tidak pernah dijatuhi hukuman disiplin tingkat {level} atau lebih dalam {_plain_number(years)} tahun",
        f"No penalty of {light} level or more within {_plain_number(years)} years",
    )


_ASKED: dict[str, Callable[[Sequence[str]], tuple[str, str]]] = {
    "golongan_least": lambda v: (
        f"Golongan paling rendah {_words(v, 'atau')}",
        f"Golongan at least {_words(v, 'or')}",
    ),
    "education_least": lambda v: (
        f"Pendidikan paling rendah {_words(v, 'atau')}",
        f"Education at least {_words(v, 'or')}",
    ),
    "fields_of_study": lambda v: (f"Bidang ilmu {_words(v, 'atau')}", f"Field of study {_words(v, 'or')}"),
    "family_years_least": lambda v: _years_of(v, "di rumpun", "the family"),
    "class_years_least": lambda v: _years_of(v, "di kelas jabatan", "the class"),
    "served_class": lambda v: (f"Pernah menjabat {_words(v, 'atau')}", f"Has served as {_words(v, 'or')}"),
    "training": lambda v: (_named("Pelatihan", _words(v, "atau")), f"Training {_words(v, 'or')}"),
    "age_most": lambda v: (
        f"Usia paling tinggi {_plain_number(number_in(v))} tahun",
        f"At most {_plain_number(number_in(v))} years old",
    ),
    "predicate_least": _predicate,
    "no_discipline": _penalty,
    "jpm_least": lambda v: (
        f"JPM paling rendah {_comma(number_in(v) or 0)}",
        f"JPM at least {_plain_number(number_in(v))}",
    ),
    "level_least": lambda v: (
        f"{_words(v, 'dan')} paling rendah level {_comma(number_in(v) or 0)}",
        f"{_words(v, 'and')} at level {_plain_number(number_in(v))} at least",
    ),
    "licence": lambda v: (_named("Lisensi", _words(v, "atau")), f"Licence {_words(v, 'or')}"),
}


def _found(requirement: Requires, facts: Facts, on: date, years: float | None) -> tuple[str, str]:
    kind = requirement.kind
    if kind == "golongan_least":
        return (facts.golongan or "",) * 2
    if kind == "education_least":
        best = max(facts.education or (("", ""),), key=lambda one: education_rank(one[0]))[0]
        return best, best
    if kind == "fields_of_study":
        fields = ", ".join(one for _level, one in facts.education or () if one)
        return fields, fields
    if kind == "age_most" and facts.born:
        age = on.year - facts.born.year - ((on.month, on.day) < (facts.born.month, facts.born.day))
        return f"{age} tahun", f"{age} years"
    if years is not None:
        return f"{_comma(years)} tahun", f"{years:.1f} years"
    return _measured(requirement, facts)


def _measured(requirement: Requires, facts: Facts) -> tuple[str, str]:
    found = facts.jpm if requirement.kind == "jpm_least" else None
    if requirement.kind == "level_least":
        found = facts.levels.get(next(iter(words_in(requirement.values)), ""))
    return ("", "") if found is None else (_comma(found), f"{found:.1f}")
