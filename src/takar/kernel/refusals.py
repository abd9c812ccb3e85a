"""A refusal is a value: what the system will not do, why, and what the reader can do instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from takar.kernel.canonical import Json


@dataclass(frozen=True, slots=True)
class Refusal:
    """A stable `code`, one sentence with a remedy in Indonesian and in English, and data for programs."""

    code: str
    id: str
    en: str
    data: Mapping[str, Json] = field(default_factory=dict)

    def sentence(self, language: str = "id") -> str:
        return self.en if language.startswith("en") else self.id

    def as_json(self) -> dict[str, Json]:
        """The one error shape of every API: {"error": {...}}."""
        return {"error": {"code": self.code, "id": self.id, "en": self.en, "data": dict(self.data)}}
