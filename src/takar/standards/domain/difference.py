"""What changed from one version to the next, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from takar.kernel.canonical import Json

# The field by which an element of a list is recognised, so that a moved line is not a changed one.
_NAMES = ("code", "number", "level", "title", "job_class")


@dataclass(frozen=True, slots=True)
class Difference:
    """One leaf: `before` is None when it was added, `after` is None when it was removed."""

    path: tuple[str, ...]
    before: Json
    after: Json


def differences(before: Json, after: Json) -> tuple[Difference, ...]:
    """All leaves that differ between two pieces of plain data, in the order of the data."""
    return tuple(_walk((), before, after))


def _walk(path: tuple[str, ...], before: Json, after: Json) -> Iterator[Difference]:
    if before == after:
        return
    old, new = _named(before), _named(after)
    if old is None and new is None:
        yield Difference(path, before, after)
        return
    for name in dict.fromkeys([*(old or {}), *(new or {})]):
        yield from _walk((*path, name), (old or {}).get(name), (new or {}).get(name))


def _named(value: Json) -> dict[str, Json] | None:
    if isinstance(value, list):
        return {_name(element, place): element for place, element in enumerate(value)}
    return value if isinstance(value, dict) else None


def _name(element: Json, place: int) -> str:
    if isinstance(element, dict):
        for field in _NAMES:
            if field in element:
                return str(element[field])
    return str(place + 1)
