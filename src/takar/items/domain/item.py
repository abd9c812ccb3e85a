"""An item, its key, and both together as the bank keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from takar.items.domain.scales import ItemType
from takar.items.domain.task import Task, task_from
from takar.kernel.canonical import Json, digest


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: text, or a figure (self-contained SVG) whose title says it in words, or both."""

    id: str
    text: str
    figure: str | None = None

    def as_json(self) -> Json:
        return {"id": self.id, "text": self.text, "figure": self.figure}


@dataclass(frozen=True, slots=True)
class Item:
    """What the participant sees, and nothing that tells the key. `task`: only where he writes freely."""

    id: str
    version: int
    type: ItemType
    stem: str
    options: tuple[Option, ...]
    figure: str | None = None
    task: Task | None = None

    def content(self) -> dict[str, Json]:
        """The shape that travels to the exam client."""
        added = self.task.content() if self.task else {}
        return {
            "id": self.id,
            "version": self.version,
            "type": str(self.type),
            "stem": self.stem,
            "figure": self.figure,
            "options": [option.as_json() for option in self.options],
            **added,
        }


@dataclass(frozen=True, slots=True)
class Key:
    """How answers to one item count: the scale, and integer points per option. Never leaves office and worker."""

    item: str
    scale: str
    weights: Mapping[str, int]

    def as_json(self) -> dict[str, Json]:
        return {"item": self.item, "scale": self.scale, "weights": dict(self.weights)}


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its key and what only staff see: how it was made, how hard (1..5; 0 unknown), and why the key is right."""

    item: Item
    key: Key
    family: str = ""
    difficulty: int = 0
    rationale: str = field(default="")

    def digest(self) -> str:
        """Of everything an author can change; the version number is left out, so equal digests mean no change."""
        first = replace(self.item, version=1)
        return digest(
            {
                "content": first.content(),
                "key": self.key.as_json(),
                "family": self.family,
                "difficulty": self.difficulty,
                "rationale": self.rationale,
            }
        )

    def numbered(self, version: int) -> Entry:
        return replace(self, item=replace(self.item, version=version))


def entry_from(
    content: Mapping[str, Json], key: Mapping[str, Json], *, family: str, difficulty: int, rationale: str
) -> Entry:
    """The value back from its stored content and key. Raises KeyError or ValueError if they are malformed."""
    item = Item(
        str(content["id"]),
        _integer(content["version"]),
        ItemType(str(content["type"])),
        str(content["stem"]),
        tuple(_option(o) for o in _list(content["options"])),
        _text_or_none(content["figure"]),
        task_from(content),
    )
    weights = key["weights"]
    if not isinstance(weights, dict):
        raise ValueError("weights is not an object")
    counted = Key(str(key["item"]), str(key["scale"]), {o: _integer(w) for o, w in weights.items()})
    return Entry(item, counted, family, difficulty, rationale)


def _option(value: Json) -> Option:
    if not isinstance(value, dict):
        raise ValueError("an option is not an object")
    return Option(str(value["id"]), str(value["text"]), _text_or_none(value["figure"]))


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise ValueError("options is not a list")
    return value


def _integer(value: Json) -> int:
    if not isinstance(value, int):
        raise ValueError(f"{value!r} is not an integer")
    return value


def _text_or_none(value: Json) -> str | None:
    return None if value is None else str(value)
