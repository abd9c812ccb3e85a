"""Reads the shipped bank. No database here: the same entries on every machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from takar.items.domain.generators import generate
from takar.items.domain.item import Entry, Item, Key, Option
from takar.items.domain.likert import likert_entry
from takar.items.domain.scales import Family, ItemType

SHIPPED_AUTHOR = "takar"
SEED = "t1"
PER_FAMILY = 24
_LEVELS = {"all": 1, "pengawas": 2, "administrator": 3, "jpt": 4}
"""For whom a situation is written -> its level in the bank."""
_FOLDER = Path(__file__).parent


@cache
def shipped_entries() -> tuple[Entry, ...]:
    """The whole shipped bank: reasoning, situational judgement, self-description."""
    return (*_reasoning(), *_sjt(), *_likert())


def _reasoning() -> Iterator[Entry]:
    for family in Family:
        yield from generate(family, PER_FAMILY, SEED)


def _sjt() -> Iterator[Entry]:
    for path in sorted((_FOLDER / "sjt").glob("*.json")):
        for raw in json.loads(path.read_text("utf-8")):
            yield sjt_entry(raw)


def sjt_entry(raw: dict[str, Any]) -> Entry:
    """One situational-judgement item as its file has it."""
    options = tuple(Option(o["id"], o["text"]) for o in raw["options"])
    item = Item(raw["id"], 1, ItemType.SJT, raw["stem"], options)
    key = Key(raw["id"], raw["scale"], {o["id"]: o["weight"] for o in raw["options"]})
    return Entry(item, key, difficulty=_level(raw.get("level_hint")), rationale=raw.get("rationale", ""))


def _level(hint: object) -> int:
    return _LEVELS.get(str(hint), 0)


def _likert() -> Iterator[Entry]:
    for scale, statements in json.loads((_FOLDER / "likert.json").read_text("utf-8")).items():
        for number, raw in enumerate(statements, start=1):
            yield likert_entry(scale, number, raw["text"], reversed_=raw["reversed"])
