"""What a scenario was computed from, kept as bytes whose digest stands in the log, and what was answered."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from takar.kernel.canonical import Json, canonical
from takar.placement.measured import MEASURED
from takar.placement.models import ScenarioResult

ARRAYS = ("fit", "eligible", "current", "years", "rank", "must_fill", "banned", "weight")
"""In the order in which they are hashed."""
CHANGES = ("change", "row")
"""After them, up to 150 people: each single level changed (person, competency, step) and the person's fits then."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`inputs` and `body` in the canonical subset (decimals as text); `arrays`: the packed arrays of the problem."""

    inputs: dict[str, Json]
    arrays: bytes
    inputs_digest: str
    rules_digest: str
    body: dict[str, Json]
    digest: str
    points: tuple[int, ...]
    solver: str
    seconds: float


def pack(arrays: Mapping[str, np.ndarray]) -> bytes:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **{name: arrays[name] for name in _names(arrays)})  # type: ignore[arg-type]
    return buffer.getvalue()


def unpack(body: bytes | memoryview) -> dict[str, np.ndarray]:
    with np.load(io.BytesIO(bytes(body)), allow_pickle=False) as kept:
        return {name: kept[name] for name in _names(kept)}


def _names(arrays: Container[str]) -> tuple[str, ...]:
    return (*ARRAYS, *(name for name in (*CHANGES, *MEASURED) if name in arrays))


def digest_of(inputs: dict[str, Json], arrays: Mapping[str, np.ndarray]) -> str:
    """SHA-256 over the canonical inputs and each array's name, shape and little-endian bytes."""
    found = hashlib.sha256(canonical(inputs))
    for name in _names(arrays):
        one = np.ascontiguousarray(arrays[name])
        found.update(f"{name}{one.shape}{one.dtype.str}".encode())
        found.update(one.tobytes())
    return found.hexdigest()


def inputs_of(scenario: str) -> tuple[dict[str, Any], dict[str, np.ndarray]] | None:
    """As they were frozen; None before the scenario is solved."""
    row = ScenarioResult.objects.filter(scenario=scenario).only("inputs", "arrays").first()
    return (row.inputs, unpack(row.arrays)) if row else None


def eligible_for(scenario: str, nip: str) -> dict[str, bool]:
    """By code of post: whether a person met what it asks when the inputs were frozen; empty where nothing is known."""
    row = ScenarioResult.objects.filter(scenario=scenario).only("inputs", "arrays").first()
    people = [one["nip"] for one in row.inputs["people"]] if row else []
    if row is None or nip not in people:
        return {}
    with np.load(io.BytesIO(bytes(row.arrays)), allow_pickle=False) as kept:
        line = kept["eligible"][people.index(nip)]
    return {one["code"]: bool(fine) for one, fine in zip(row.inputs["posts"], line, strict=True)}


def eligible_in(scenario: str, nip: str, post: str) -> bool | None:
    """Whether a person met what a post asked then; None where nothing is known of either."""
    return eligible_for(scenario, nip).get(post)
