"""A paper form as fields: what two people type from it, and where they differ. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from takar.exercises.domain.decide import TEXT_LIMIT
from takar.exercises.domain.scale import NO_EVIDENCE
from takar.exercises.domain.sheet import SheetRules

# Lines of evidence that the printed form has for each competency.
LINES = 4
REMARK = "remark"
SIGNS = ("", "+", "-", "0")
# name of a field -> what stands there; "" is an empty box
Fields: TypeAlias = Mapping[str, str]
_SPACE = re.compile(r"\s+")


def field_names(rules: SheetRules) -> Iterator[str]:
    """Every field of the form, in the order of the paper."""
    for code in rules.dimensions:
        yield f"{code}/value"
        for line in range(1, LINES + 1):
            yield from (f"{code}/{line}/{part}" for part in ("text", "indicator", "sign"))
    yield REMARK


def read_fields(typed: Fields, rules: SheetRules) -> tuple[dict[str, str], tuple[str, ...]]:
    """The fields as they count, and the names of those that cannot be meant."""
    found: dict[str, str] = {}
    wrong = [name for name in typed if name not in set(field_names(rules))]
    for name in field_names(rules):
        read = _read(name, _plain(typed.get(name, "")), rules)
        if read is None:
            wrong.append(name)
        found[name] = read or ""
    return found, tuple(wrong)


def differences(one: Fields, other: Fields) -> tuple[str, ...]:
    """Names of the fields in which two entries differ; capitals and spacing do not count."""
    names = dict.fromkeys((*one, *other))
    return tuple(name for name in names if _folded(one.get(name, "")) != _folded(other.get(name, "")))


def _read(name: str, text: str, rules: SheetRules) -> str | None:
    """None for what the form has no place for."""
    if name.endswith("/value"):
        return _value(text, rules)
    if name.endswith("/sign"):
        return text if text in SIGNS else None
    if name.endswith("/indicator"):
        code = name.rsplit("/", 2)[0]
        return text if text == "" or text in rules.dimensions[code] else None
    return text if len(text) <= TEXT_LIMIT else None


def _value(text: str, rules: SheetRules) -> str | None:
    if text.upper() in ("", NO_EVIDENCE):
        return text.upper()
    value = rules.scale.read(text)
    return None if value is None else str(value)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()
