"""What an audit compares, and how it names what does not match: whose, which field, which value where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from takar.kernel.numbers import grouped
from takar.scoring.domain.values import Name

PLACES: dict[str, Name] = {
    "office": Name("di basis data kantor", "in the office database"),
    "exam": Name("di basis data ujian", "in the exam database"),
    "journal": Name("di jurnal ujian", "in the exam journal"),
    "sealed": Name("pada jawaban tersegel", "in the sealed answers"),
    "log": Name("tercatat di log", "recorded in the log"),
    "again": Name("hasil hitung ulang", "computed again"),
    "bank": Name("di bank soal", "in the item bank"),
    "receipt": Name("pada tanda terima", "in the receipt"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One mismatch. `number` is the participant's ("" for the assessment as a whole), `id` and `en` sentences."""

    code: str
    number: str
    field: str
    id: str
    en: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def whole(code: str, field: str, id_: str, en: str) -> Finding:
    """A finding about the assessment as a whole."""
    return Finding(code, "", field, id_, en)


def flat_document(document: Mapping[str, Any]) -> dict[str, str]:
    """Field -> value of an outcome document, whatever parts of it are there."""
    flat = {name: str(document[name]) for name in ("total", "standard_total", "jpm") if name in document}
    if document.get("judged"):
        flat |= {name: str(document[name]) for name in ("answered", "items")}
    if "category" in document:
        flat["category"] = str(document["category"]["code"])
    for one in document.get("competencies", ()):
        flat |= {f"{one['code']}.{part}": str(one[part]) for part in ("required", "level", "rating")}
    for one in document.get("potential", ()):
        flat |= {f"{one['code']}.{part}": str(one[part]) for part in ("score", "band")}
    return flat


def flat_committed(fields: Mapping[str, Any]) -> dict[str, str]:
    """Field -> value of the opened disclosures of a score leaf."""
    flat = {name: str(fields[name]) for name in ("jpm", "category") if name in fields}
    for name in ("total", "judged"):
        flat |= {part: str(value) for part, value in fields.get(name, {}).items()}
    for code, value in fields.items():
        if isinstance(value, dict) and "rating" in value:
            flat |= {f"{code}.{part}": str(value[part]) for part in ("required", "level", "rating")}
    for one in fields.get("potential", ()):
        flat |= {f"{one['code']}.{part}": str(one[part]) for part in ("score", "band")}
    return flat


def score_findings(
    number: str, places: Mapping[str, Mapping[str, str]], names: Mapping[str, Name]
) -> list[Finding]:
    """Fields whose values are not the same in all places that have them; `log` is named last.

    A place that shows less (a result of which a part is hidden) is compared in what it shows.
    """
    fields = sorted({field for values in places.values() for field in values})
    found = []
    for field in fields:
        values = {place: flat[field] for place, flat in places.items() if field in flat}
        if len(set(values.values())) > 1:
            found.append(mismatch("SCORE_DIFFERS", number, field, values, field_name(field, names)))
    return found


def invented_findings(
    number: str, places: Mapping[str, Mapping[str, str]], *, potential: bool = False
) -> list[Finding]:
    """Numbers where people judge and no machine scores; empty when there are none anywhere.

    `potential`: a machine scores potential, people judge the competencies.
    """
    found = []
    for place, flat in places.items():
        fields = sorted(
            one
            for one in flat
            if one not in ("answered", "items") and not (potential and one.startswith("P."))
        )
        if fields:
            where, named = PLACES[place], ", ".join(fields)
            found.append(
                Finding(
                    "SCORE_INVENTED",
                    number,
                    fields[0],
                    f"Peserta {number}: ada nilai mesin {where.id} ({named}), padahal bagian ini dinilai asesor.",
                    f"Participant {number}: there is a machine score {where.en} ({named}), but assessors judge this part.",
                )
            )
    return found


def answer_findings(number: str, sealed: Mapping[str, str], journal: Mapping[str, str]) -> list[Finding]:
    """Items whose answer in the journal is not the sealed one."""
    found = []
    for item in sorted({*sealed, *journal}):
        values = {"journal": journal.get(item, "–"), "sealed": sealed.get(item, "–")}
        if len(set(values.values())) > 1:
            name = Name(f"Jawaban butir {item}", f"Answer to item {item}")
            found.append(mismatch("ANSWER_DIFFERS", number, f"answer:{item}", values, name))
    return found


def mismatch(code: str, number: str, field: str, values: Mapping[str, str], name: Name) -> Finding:
    """Peserta 007: Skor JPM di basis data kantor 95,00, tercatat di log 88,52."""
    who_id, who_en = (f"Peserta {number}: ", f"Participant {number}: ") if number else ("", "")
    return Finding(
        code,
        number,
        field,
        f"{who_id}{name.id} {', '.join(_at(values, 'id'))}.",
        f"{who_en}{name.en} {', '.join(_at(values, 'en'))}.",
    )


def field_name(field: str, names: Mapping[str, Name]) -> Name:
    """`M.01.rating` -> Rating Integritas."""
    code, _, part = field.rpartition(".")
    if not code:
        return _FIELDS.get(field, Name(field, field))
    what, of = _PARTS.get(part, Name(part, part)), names.get(code, Name(code, code))
    return Name(f"{what.id} {of.id}", f"{what.en} of {of.en}")


_FIELDS = {
    "jpm": Name("Skor JPM", "JPM score"),
    "total": Name("Jumlah rating", "Sum of ratings"),
    "standard_total": Name("Jumlah standar", "Sum of the standard"),
    "category": Name("Kategori", "Category"),
    "status": Name("Status", "Status"),
    "answered": Name("Banyaknya yang ditulis", "How much was written"),
    "items": Name("Banyaknya tugas", "Number of tasks"),
}
_PARTS = {
    "rating": Name("Rating", "Rating"),
    "level": Name("Level", "Level"),
    "required": Name("Standar", "Standard"),
    "score": Name("Skor", "Score"),
    "band": Name("Kelompok", "Band"),
}


def _at(values: Mapping[str, str], language: str) -> Iterable[str]:
    for place in PLACES:
        if place in values:
            where = PLACES[place]
            yield f"{where.id if language == 'id' else where.en} {_number(values[place], language)}"


def _number(value: str, language: str) -> str:
    plain = value.removeprefix("-").replace(".", "", 1)
    # A score, not a NIP: only short numbers are written with separators.
    is_score = len(plain) < 10 and plain.isascii() and plain.isdigit()
    return grouped(value, language) if is_score else value
