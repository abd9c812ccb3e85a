"""The invented examples that come with Takar."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from takar.exercises.domain.exercise import ExerciseDraft


@cache
def shipped() -> tuple[ExerciseDraft, ...]:
    """One example of each kind, in the order of their files."""
    return tuple(_draft(data) for data in _files())


@cache
def english_titles() -> dict[str, str]:
    """By code."""
    return {data["code"]: data["title_en"] for data in _files()}


@cache
def _files() -> tuple[dict[str, Any], ...]:
    folder = files("takar.exercises.library").joinpath("data")
    paths = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return tuple(tomllib.loads(one.read_text()) for one in paths)


def _draft(data: dict[str, Any]) -> ExerciseDraft:
    return ExerciseDraft(
        code=data["code"],
        kind=data["kind"],
        title=data["title"],
        preparation=data["preparation"],
        minutes=data["minutes"],
        for_participant=data["for_participant"].strip(),
        for_assessor=data["for_assessor"].strip(),
        materials=tuple(data["materials"]),
        competencies=tuple(data["competencies"]),
        on_screen=data["on_screen"],
    )
