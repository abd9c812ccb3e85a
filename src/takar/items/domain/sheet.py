"""An item as a row of a spreadsheet: columns, their synonyms, and reading a row into an entry or its faults."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from takar.items.domain.checks import OPTION_IDS, faults_of
from takar.items.domain.item import Entry, Item, Key, Option
from takar.items.domain.likert import AGREEMENT
from takar.items.domain.scales import ItemType
from takar.kernel.refusals import Refusal

COLUMNS: tuple[tuple[str, str], ...] = (
    ("id", "Kode"),
    ("type", "Jenis"),
    ("scale", "Skala"),
    ("stem", "Pokok soal"),
    *((f"option.{letter}", f"Opsi {letter}") for letter in OPTION_IDS),
    *((f"weight.{letter}", f"Bobot {letter}") for letter in OPTION_IDS),
    ("key", "Kunci"),
    ("rationale", "Alasan"),
)
"""(field, heading of the template), in the order of the template."""

TYPE_WORDS: dict[str, ItemType] = {
    "pilihan ganda": ItemType.SINGLE_CHOICE,
    "pg": ItemType.SINGLE_CHOICE,
    "single_choice": ItemType.SINGLE_CHOICE,
    "sjt": ItemType.SJT,
    "situasional": ItemType.SJT,
    "skala sikap": ItemType.LIKERT,
    "likert": ItemType.LIKERT,
}
TYPE_NAMES = {
    ItemType.SINGLE_CHOICE: "pilihan ganda",
    ItemType.SJT: "SJT",
    ItemType.LIKERT: "skala sikap",
}
FORWARD, REVERSED = "searah", "terbalik"
_SYNONYMS = {
    "kode butir": "id",
    "kode soal": "id",
    "jenis soal": "type",
    "tipe": "type",
    "aspek": "scale",
    "kompetensi": "scale",
    "soal": "stem",
    "pertanyaan": "stem",
    "pernyataan": "stem",
    "kunci jawaban": "key",
    "pembahasan": "rationale",
    "alasan kunci": "rationale",
}
_FIELDS = {title.casefold(): field for field, title in COLUMNS} | _SYNONYMS
_NEEDED = ("id", "type", "scale", "stem")
HEADER_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Header:
    """Where the headings stand: row (from 1) and column (from 0) of each field."""

    row: int
    columns: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CellFault:
    """A refusal and the field whose cell is at fault."""

    field: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: its number in the sheet, what its cells say, and the entry or the faults it makes."""

    number: int
    texts: Mapping[str, str]
    entry: Entry | None
    faults: tuple[CellFault, ...]


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The first of the first 20 rows that has the headings kode, jenis, skala and pokok soal."""
    for number, cells in enumerate(rows[:HEADER_WITHIN], start=1):
        columns: dict[str, int] = {}
        for at, cell in enumerate(cells):
            field = _FIELDS.get(" ".join(cell.casefold().split()).rstrip("*: "))
            if field and field not in columns:
                columns[field] = at
        if all(field in columns for field in _NEEDED):
            return Header(number, columns)
    return None


def clean(text: str) -> str:
    """Unicode form NFC, Unix line ends, no space at the edges."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def read_rows(rows: Sequence[Sequence[str]], header: Header) -> list[ReadRow]:
    """Every row below the header that says anything; a code that comes twice refuses both rows."""
    found = []
    for number, cells in enumerate(rows[header.row :], start=header.row + 1):
        texts = {f: clean(cells[at]) if at < len(cells) else "" for f, at in header.columns.items()}
        if any(texts.values()):
            found.append(_read(number, texts))
    return _without_twins(found)


def _read(number: int, texts: dict[str, str]) -> ReadRow:
    kind = TYPE_WORDS.get(texts.get("type", "").casefold())
    if kind is None:
        return ReadRow(number, texts, None, (CellFault("type", _unknown_type(texts.get("type", ""))),))
    weights = _weights(kind, texts)
    if isinstance(weights, CellFault):
        return ReadRow(number, texts, None, (weights,))
    code = texts["id"].upper()
    item = Item(code, 1, kind, texts["stem"], _options(kind, texts))
    entry = Entry(item, Key(code, texts["scale"].upper(), weights), rationale=texts.get("rationale", ""))
    faults = tuple(CellFault(_column_of(f, kind, texts), f) for f in faults_of(entry))
    return ReadRow(number, texts, None if faults else entry, faults)


def _options(kind: ItemType, texts: Mapping[str, str]) -> tuple[Option, ...]:
    said = {letter: texts.get(f"option.{letter}", "") for letter in OPTION_IDS}
    if kind is ItemType.LIKERT and not any(said.values()):
        said = dict(zip(OPTION_IDS, AGREEMENT, strict=True))
    last = max((at for at, text in enumerate(said.values()) if text), default=-1)
    return tuple(Option(letter, said[letter]) for letter in OPTION_IDS[: last + 1])


def _weights(kind: ItemType, texts: Mapping[str, str]) -> dict[str, int] | CellFault:
    key = texts.get("key", "")
    said = {letter: texts.get(f"weight.{letter}", "") for letter in OPTION_IDS}
    if not any(said.values()):
        return _from_key(kind, key, [option.id for option in _options(kind, texts)])
    weights = {}
    for letter, text in said.items():
        if re.fullmatch(r"[0-9]", text):
            weights[letter] = int(text)
        elif text:
            return CellFault(f"weight.{letter}", _not_a_weight(text))
    return weights


def _from_key(kind: ItemType, key: str, letters: list[str]) -> dict[str, int] | CellFault:
    if kind is ItemType.LIKERT and key.casefold() in (FORWARD, REVERSED):
        turned = key.casefold() == REVERSED
        return {letter: 5 - at if turned else at + 1 for at, letter in enumerate(letters)}
    if kind is ItemType.SINGLE_CHOICE and key.upper() in letters and len(key) == 1:
        return {letter: int(letter == key.upper()) for letter in letters}
    return CellFault("key" if kind is not ItemType.SJT else "weight.A", _no_key(kind, key))


def _column_of(fault: Refusal, kind: ItemType, texts: Mapping[str, str]) -> str:
    field = str(fault.data["field"])
    if field == "options":
        return "option.A"
    if field == "weights":
        return "weight.A" if any(texts.get(f"weight.{letter}") for letter in OPTION_IDS) else "key"
    return field


def _without_twins(rows: list[ReadRow]) -> list[ReadRow]:
    places: dict[str, list[int]] = {}
    for row in rows:
        places.setdefault(row.texts["id"].upper(), []).append(row.number)
    return [_alone(row, places[row.texts["id"].upper()]) for row in rows]


def _alone(row: ReadRow, places: list[int]) -> ReadRow:
    others = [number for number in places if number != row.number]
    if not others or not row.texts["id"]:
        return row
    named = ", ".join(map(str, others))
    fault = Refusal(
        "ROW_TWICE",
        f"Kode {row.texts['id']} juga ada di baris {named}. Sisakan satu baris atau ubah kodenya.",
        f"Code {row.texts['id']} also stands in row {named}. Keep one row or change the code.",
    )
    return ReadRow(row.number, row.texts, None, (*row.faults, CellFault("id", fault)))


def _unknown_type(text: str) -> Refusal:
    return Refusal(
        "ROW_TYPE",
        f"Jenis “{text}” tidak dikenal. Pilihlah pilihan ganda, SJT, atau skala sikap.",
        f"Type “{text}” is unknown. Choose pilihan ganda, SJT or skala sikap.",
    )


def _not_a_weight(text: str) -> Refusal:
    return Refusal(
        "ROW_WEIGHT",
        f"Bobot “{text}” bukan bilangan bulat satu angka. Tulislah 0 atau 1 untuk pilihan ganda, 1–5 untuk yang lain.",
        f"Weight “{text}” is not a single digit. Write 0 or 1 for pilihan ganda, 1–5 for the others.",
    )


def _no_key(kind: ItemType, key: str) -> Refusal:
    wanted = {
        ItemType.SINGLE_CHOICE: (
            "satu huruf dari opsi yang ada, misalnya C",
            "the letter of one of the options, such as C",
        ),
        ItemType.SJT: ("bobot 1–5 untuk setiap opsi", "a weight of 1–5 for each option"),
        ItemType.LIKERT: (f"“{FORWARD}” atau “{REVERSED}”", f"“{FORWARD}” or “{REVERSED}”"),
    }[kind]
    said = f"“{key}”" if key else "kosong"
    return Refusal(
        "ROW_KEY",
        f"Kunci {said} tidak dapat dipakai untuk {TYPE_NAMES[kind]}. Isilah {wanted[0]}.",
        f"Key “{key}” does not suit {TYPE_NAMES[kind]}. Give {wanted[1]}.",
    )
