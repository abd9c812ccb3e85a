"""Reads who rates whom from the rows of a table: NIP or number, exercise, assessor. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from takar.exercises.domain.appointing.spreading import Wanted

_NAMES = {
    "person": ("nip", "nip peserta", "nomor", "nomor peserta", "no peserta", "peserta"),
    "instrument": ("kode simulasi", "simulasi", "instrumen", "kode", "exercise"),
    "rater": ("akun asesor", "akun", "asesor", "penilai", "pengguna", "rater"),
}
Fault = tuple[int, str, str]
"""Row number, what is wrong in Indonesian and in English."""


@dataclass(frozen=True, slots=True)
class Known:
    """What may stand in the table: people by NIP and by number, exercises by code and title, accounts by name."""

    people: Mapping[str, str]
    instruments: Mapping[str, str]
    raters: Mapping[str, str]


def columns_of(row: Sequence[str]) -> dict[str, int] | None:
    """Where each column is, when this row is the heading."""
    texts = [" ".join(cell.casefold().split()) for cell in row]
    found = {name: texts.index(one) for name, words in _NAMES.items() for one in words[::-1] if one in texts}
    return found if len(found) == len(_NAMES) else None


def read_rows(
    rows: Sequence[tuple[int, Sequence[str]]], columns: Mapping[str, int], known: Known
) -> tuple[tuple[Wanted, ...], tuple[Fault, ...]]:
    """What is to be appointed, and every row that cannot be followed. A row without a rater does not count."""
    wanted: dict[Wanted, None] = {}
    faults: list[Fault] = []
    for number, cells in rows:
        person, instrument, rater = (
            _cell(cells, columns[name]) for name in ("person", "instrument", "rater")
        )
        if not rater:
            continue
        fault = _fault(person, instrument, rater, known)
        if fault:
            faults.append((number, *fault))
            continue
        wanted[known.people[person], known.instruments[instrument], known.raters[rater]] = None
    return tuple(wanted), tuple(faults)


def key(text: str) -> str:
    """How names are compared: without capitals and double spaces, an NIP without spaces."""
    plain = " ".join(text.casefold().split()).lstrip("'")
    digits = plain.replace(" ", "")
    return digits if digits.isdigit() else plain


def _cell(cells: Sequence[str], at: int) -> str:
    return key(cells[at]) if at < len(cells) else ""


def _fault(person: str, instrument: str, rater: str, known: Known) -> tuple[str, str] | None:
    if person not in known.people:
        return (
            f"peserta “{person}” tidak ada dalam kegiatan ini",
            f"participant “{person}” is not in this assessment",
        )
    if instrument not in known.instruments:
        return (f"simulasi “{instrument}” tidak dipilih", f"exercise “{instrument}” is not chosen")
    if rater not in known.raters:
        return (f"akun asesor “{rater}” tidak ada", f"there is no assessor's account “{rater}”")
    return None
