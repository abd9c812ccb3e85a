"""The sentence that says it all: how many fields, how many people, what that blocks."""

from __future__ import annotations

from dataclasses import dataclass

from takar.kernel.numbers import grouped
from takar.readiness.domain.fields import Purpose


@dataclass(frozen=True, slots=True)
class Counts:
    """`fields` with open holes among `people` of `checked` persons; `blocking` of the fields block the purpose."""

    fields: int
    people: int
    blocking: int
    checked: int


def headline(counts: Counts, purpose: Purpose, language: str) -> str:
    """ "12 fields are missing for 214 people; 9 of them block a succession map." """
    if counts.checked == 0:
        return _pick(
            "Belum ada orang yang diperiksa dalam daftar ini.", "Nobody was checked in this list.", language
        )
    if counts.fields == 0:
        return _complete(counts.checked, language)
    return f"{_missing(counts, language)}; {_blocking(counts, purpose, language)}."


def absent_columns(absent: int, blocking: int, purpose: Purpose, language: str) -> str:
    """The sentence about columns that the file does not have at all; "" when it has them all."""
    if not absent:
        return ""
    many = grouped(absent, language)
    if language == "en":
        what = "1 field has no column" if absent == 1 else f"{many} fields have no column"
        rest = _blocking(Counts(absent, 0, blocking, 0), purpose, "en")
        return f"{what} in this file at all; {rest}."
    rest = _blocking(Counts(absent, 0, blocking, 0), purpose, "id")
    return f"{many} data sama sekali tidak ada kolomnya dalam berkas ini; {rest}."


def _complete(checked: int, language: str) -> str:
    people = grouped(checked, language)
    if language == "en":
        whose = "the one person" if checked == 1 else f"all {people} people"
        return f"Nothing is missing: the data of {whose} is complete in every field that was checked."
    whose = "1 orang" if checked == 1 else f"{people} orang"
    return f"Tidak ada yang kurang: data {whose} lengkap pada semua kolom yang diperiksa."


def _missing(counts: Counts, language: str) -> str:
    fields, people = grouped(counts.fields, language), grouped(counts.people, language)
    if language == "en":
        what = "1 field is" if counts.fields == 1 else f"{fields} fields are"
        whom = "1 person" if counts.people == 1 else f"{people} people"
        return f"{what} missing or faulty for {whom}"
    return f"{fields} kolom data kosong atau keliru pada {people} orang"


def _blocking(counts: Counts, purpose: Purpose, language: str) -> str:
    blocks, english = purpose.blocks[language], language == "en"
    if counts.blocking == 0:
        return (
            _pick(f"tidak satu pun {blocks}", f"none of them blocks {blocks}", language)
            if counts.fields > 1
            else (_pick(f"kolom itu tidak {blocks}", f"it does not block {blocks}", language))
        )
    if counts.fields == 1:
        return f"it blocks {blocks}" if english else f"kolom itu {blocks}"
    if counts.blocking == counts.fields:
        return f"all of them block {blocks}" if english else f"semuanya {blocks}"
    if english:
        verb = "blocks" if counts.blocking == 1 else "block"
        return f"{grouped(counts.blocking, 'en')} of them {verb} {blocks}"
    return f"{grouped(counts.blocking, 'id')} di antaranya {blocks}"


def _pick(indonesian: str, english: str, language: str) -> str:
    return english if language == "en" else indonesian
