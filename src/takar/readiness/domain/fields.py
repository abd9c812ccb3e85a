"""Which fields an agency must have in order, for which purpose: dated data, not code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from takar.kernel.canonical import Json

JUDGES = (
    "none", "nip", "text", "date", "sex", "kind", "status", "golongan", "post_kind", "eselon", "education", "year",
    "number", "unit", "performance",
)  # fmt: skip
APPLIES = ("all", "pns", "confirmed_pns", "structural")


@dataclass(frozen=True, slots=True)
class Purpose:
    """What the data is needed for. `blocks`: the words after "these 9 …" in both languages."""

    code: str
    name: Mapping[str, str]
    blocks: Mapping[str, str]
    source: str
    mark: str

    def called(self, language: str) -> str:
        return self.name[language]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the list. `bit` is its place in the marks of a person; `heading` its title in a SIASN export.

    `blocks`: codes of the purposes that cannot be served without it. `applies`: whose data needs it. `answers`: texts
    that look like a mark for nothing and are an answer here. `stale_after`: years after which a value is too old.
    `carried` fields are not judged, only kept for the corrected list.
    """

    bit: int
    key: str
    heading: str
    also: tuple[str, ...]
    name: Mapping[str, str]
    judge: str
    blocks: frozenset[str]
    applies: str
    answers: frozenset[str]
    least: int
    most: int
    stale_after: int
    source: str
    mark: str

    @property
    def carried(self) -> bool:
        return self.judge == "none"

    @property
    def mask(self) -> int:
        return 1 << self.bit

    def called(self, language: str) -> str:
        return self.name[language]


@dataclass(frozen=True)
class Requirement:
    """A version of the list of fields. `placeholders`: what people write where they know nothing (casefolded)."""

    code: str
    version: str
    name: Mapping[str, str]
    purposes: tuple[Purpose, ...]
    fields: tuple[Field, ...]
    placeholders: frozenset[str]

    @cached_property
    def judged(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if not field.carried)

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        return {field.key: field for field in self.fields}

    @cached_property
    def by_bit(self) -> Mapping[int, Field]:
        return {field.bit: field for field in self.judged}

    def mask_of(self, purpose: str) -> int:
        """Marks of the fields that block `purpose`; of all fields for ""."""
        return sum(field.mask for field in self.judged if not purpose or purpose in field.blocks)

    def purpose(self, code: str) -> Purpose | None:
        return next((purpose for purpose in self.purposes if purpose.code == code), None)


def read_requirement(data: dict[str, Json]) -> Requirement:
    """From the TOML of `data/`. Raises ValueError naming what is wrong with it."""
    head = _table(data, "requirement")
    purposes = tuple(_purpose(each) for each in _tables(data, "purpose"))
    known = frozenset(purpose.code for purpose in purposes)
    fields = tuple(_field(bit, each, known) for bit, each in enumerate(_tables(data, "field")))
    if len(fields) > 62 or len({field.key for field in fields}) != len(fields):
        raise ValueError("fields repeat, or are more than the 62 that fit into one number")
    blanks = frozenset(text.casefold() for text in _texts(head, "placeholders"))
    return Requirement(str(head["code"]), str(head["version"]), _both(head), purposes, fields, blanks)


def _purpose(data: dict[str, Json]) -> Purpose:
    blocks = {"id": str(data["blocks_id"]), "en": str(data["blocks_en"])}
    return Purpose(str(data["code"]), _both(data), blocks, str(data["source"]), _mark(data))


def _field(bit: int, data: dict[str, Json], purposes: frozenset[str]) -> Field:
    key, blocks = str(data["key"]), frozenset(_texts(data, "blocks"))
    judge, applies = str(data["judge"]), str(data.get("applies", "all"))
    if judge not in JUDGES or applies not in APPLIES or not blocks <= purposes:
        raise ValueError(f"field {key}: judge {judge}, applies {applies}, blocks {sorted(blocks)}")
    return Field(
        bit=bit,
        key=key,
        heading=str(data["heading"]),
        also=_texts(data, "also"),
        name=_both(data),
        judge=judge,
        blocks=blocks,
        applies=applies,
        answers=frozenset(text.casefold() for text in _texts(data, "answers")),
        least=int(str(data.get("least", 0))),
        most=int(str(data.get("most", 0))),
        stale_after=int(str(data.get("stale_after", 0))),
        source=str(data.get("source", "")),
        mark=_mark(data),
    )


def _mark(data: dict[str, Json]) -> str:
    mark = str(data["mark"])
    if mark not in ("verified", "unverified"):
        raise ValueError(f"mark {mark}")
    return mark


def _both(data: dict[str, Json]) -> dict[str, str]:
    return {"id": str(data["id"]), "en": str(data["en"])}


def _table(data: dict[str, Json], name: str) -> dict[str, Json]:
    value = data[name]
    if not isinstance(value, dict):
        raise ValueError(f"{name} is no table")
    return value


def _tables(data: dict[str, Json], name: str) -> list[dict[str, Json]]:
    value = data[name]
    if not isinstance(value, list):
        raise ValueError(f"{name} is no list")
    return [each for each in value if isinstance(each, dict)]


def _texts(data: dict[str, Json], name: str) -> tuple[str, ...]:
    value = data.get(name, [])
    if not isinstance(value, list):
        raise ValueError(f"{name} is no list")
    return tuple(str(each) for each in value)
