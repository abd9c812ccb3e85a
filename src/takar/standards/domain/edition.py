"""What every frozen standard carries: a name, a version, a date, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from takar.kernel.canonical import Json
from takar.standards.domain.reading import Reader

MARKS = ("verified", "secondary", "unverified")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was read.

    `mark`: "verified" (the rule's own text), "secondary" (a report of it) or "unverified".
    """

    title: str
    address: str
    mark: str
    supports_id: str
    supports_en: str

    def as_data(self) -> dict[str, Json]:
        return {
            "title": self.title,
            "address": self.address,
            "mark": self.mark,
            "supports_id": self.supports_id,
            "supports_en": self.supports_en,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The head of a frozen version. `code` names the thing, `version` this text of it."""

    code: str
    version: str
    title_id: str
    title_en: str
    in_force_from: date
    mark: str
    note_id: str
    note_en: str
    sources: tuple[Source, ...]

    @property
    def label(self) -> str:
        """`code/version`, as results name it."""
        return f"{self.code}/{self.version}"

    def head(self, kind: str) -> dict[str, Json]:
        return {
            "kind": kind,
            "code": self.code,
            "version": self.version,
            "title_id": self.title_id,
            "title_en": self.title_en,
            "in_force_from": self.in_force_from.isoformat(),
            "mark": self.mark,
            "note_id": self.note_id,
            "note_en": self.note_en,
            "sources": [source.as_data() for source in self.sources],
        }


def _source(reader: Reader) -> Source:
    source = Source(
        title=reader.text("title", 300),
        address=reader.optional_text("address", 300),
        mark=reader.choice("mark", MARKS),
        supports_id=reader.text("supports_id", 600),
        supports_en=reader.text("supports_en", 600),
    )
    reader.finish()
    return source


def read_head(reader: Reader, kind: str) -> dict[str, Any]:
    """The arguments of an `Edition`, read from data whose `kind` must be `kind`."""
    reader.choice("kind", (kind,))
    return {
        "code": reader.slug("code"),
        "version": reader.slug("version"),
        "title_id": reader.text("title_id", 200),
        "title_en": reader.text("title_en", 200),
        "in_force_from": reader.day("in_force_from"),
        "mark": reader.choice("mark", MARKS),
        "note_id": reader.optional_text("note_id"),
        "note_en": reader.optional_text("note_en"),
        "sources": tuple(_source(row) for row in reader.rows("sources")),
    }
