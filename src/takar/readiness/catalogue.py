"""Reads the lists of required fields that come with the system."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from takar.readiness.domain.fields import Requirement, read_requirement

_FOLDER = Path(__file__).parent / "data"
_IN_FORCE = ("asn", "2026.1")


def requirement_in_force() -> Requirement:
    """The list by which a new check is made."""
    return requirement(*_IN_FORCE)


@cache
def requirement(code: str, version: str) -> Requirement:
    """A frozen version. Raises KeyError when this installation does not have it."""
    path = _FOLDER / f"requirement-{code}-{version}.toml"
    if not path.is_file():
        raise KeyError(f"{code}/{version}")
    return read_requirement(tomllib.loads(path.read_text(encoding="utf-8")))
