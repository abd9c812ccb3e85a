"""Every runtime dependency has a line of its own in the decision record."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _names() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    listed = project["dependencies"] + project["optional-dependencies"]["postgres"]
    return [re.split(r"[\[<>=~! ]", line)[0] for line in listed]


def test_every_dependency_is_explained() -> None:
    record = (ROOT / "docs/decisions/0002-dependencies.md").read_text().lower()
    assert [name for name in _names() if name not in record] == []


# Not imported by our own code: Django loads password hasher and middleware by name; zoneinfo reads tzdata.
LOADED_BY_NAME = {"argon2-cffi", "whitenoise", "tzdata"}
MODULES = {"python-calamine": "python_calamine"}


def test_every_dependency_is_used() -> None:
    source = "\n".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    unused = [
        name
        for name in _names()
        if name not in LOADED_BY_NAME
        and not re.search(rf"^\s*(import|from) {MODULES.get(name, name)}\b", source, re.M)
    ]
    assert unused == []


def test_there_are_few() -> None:
    assert len(_names()) <= 25
