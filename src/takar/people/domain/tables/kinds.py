"""A kind of list: its columns as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from takar.people.domain.tables.entries import Entry
from takar.people.domain.tables.fields import Field


@dataclass(frozen=True, slots=True)
class TableKind:
    """A list that can be imported.

    `must`: fields that a header row has to have, the first also tells data from footers; `keyed_by`: text that
    makes two rows the same record; `check`: looks at a row as a whole and adds remarks; `shown`: a line for
    the preview. `code` has the context in front ("careers.predicates").
    """

    code: str
    id: str
    en: str
    about_id: str
    about_en: str
    fields: tuple[Field, ...]
    must: tuple[str, ...]
    keyed_by: Callable[[Mapping[str, str]], str]
    check: Callable[[Entry, date], None] = lambda entry, today: None
    of_people: bool = True

    @property
    def slug(self) -> str:
        return self.code.partition(".")[2].replace("_", "-")

    def title(self, language: str = "id") -> str:
        return self.en if language.startswith("en") else self.id

    def about(self, language: str = "id") -> str:
        return self.about_en if language.startswith("en") else self.about_id

    def field(self, name: str) -> Field:
        return next(one for one in self.fields if one.name == name)

    def label(self, name: str, language: str = "id") -> str:
        return next((one.label(language) for one in self.fields if one.name == name), name)
