"""What an item in free writing [simulasi tertulis] adds to its stem: the exercise it comes from, its materials, its letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from takar.kernel.canonical import Json

LETTER_ID = re.compile(r"[A-Za-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Part:
    """A material or an attachment, as text."""

    title: str
    text: str

    def as_json(self) -> Json:
        return {"title": self.title, "text": self.text}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of an in-basket. `id`: the number that participant and assessor call it by."""

    id: str
    sender: str
    subject: str
    day: str
    text: str
    attachments: tuple[Part, ...] = ()

    def as_json(self) -> Json:
        return {
            "id": self.id,
            "from": self.sender,
            "subject": self.subject,
            "day": self.day,
            "text": self.text,
            "attachments": [part.as_json() for part in self.attachments],
        }


@dataclass(frozen=True, slots=True)
class Source:
    """The exercise: code, version, title, usual minutes, and how many items it has in the bank."""

    code: str
    version: int
    title: str
    minutes: int
    parts: int = 1

    def as_json(self) -> Json:
        return {
            "code": self.code,
            "version": self.version,
            "title": self.title,
            "minutes": self.minutes,
            "parts": self.parts,
        }


@dataclass(frozen=True, slots=True)
class Task:
    """Letters only in an in-basket. Nothing here has a right answer; people judge what is written."""

    source: Source
    instructions: str
    materials: tuple[Part, ...] = ()
    letters: tuple[Letter, ...] = ()

    def content(self) -> dict[str, Json]:
        """What it adds to the item's content."""
        added: dict[str, Json] = {
            "exercise": self.source.as_json(),
            "instructions": self.instructions,
            "materials": [part.as_json() for part in self.materials],
        }
        return added | ({"letters": [one.as_json() for one in self.letters]} if self.letters else {})


def task_from(content: Mapping[str, Json]) -> Task | None:
    """The task of a stored content, None for a choice. Raises KeyError or ValueError if it is malformed."""
    if "exercise" not in content:
        return None
    raw = _object(content["exercise"])
    source = Source(
        str(raw["code"]),
        int(str(raw["version"])),
        str(raw["title"]),
        int(str(raw["minutes"])),
        int(str(raw["parts"])),
    )
    return Task(
        source,
        str(content["instructions"]),
        _parts(content["materials"]),
        tuple(_letter(_object(one)) for one in _list(content.get("letters", []))),
    )


def _letter(raw: Mapping[str, Json]) -> Letter:
    number, sender, subject, day, text = (str(raw[name]) for name in ("id", "from", "subject", "day", "text"))
    return Letter(number, sender, subject, day, text, _parts(raw["attachments"]))


def _parts(value: Json) -> tuple[Part, ...]:
    return tuple(Part(str(one["title"]), str(one["text"])) for one in map(_object, _list(value)))


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise ValueError("a list is wanted")
    return value


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise ValueError("an object is wanted")
    return value
