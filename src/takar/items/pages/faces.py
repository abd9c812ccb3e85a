"""An item as the participant sees it, prepared for a template. Figures travel as images, so nothing in them runs."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from takar.items.domain.figures import figure_title
from takar.items.domain.task import Task, task_from


@dataclass(frozen=True, slots=True)
class Picture:
    """A data address, the words for those who do not see it, and its natural size in pixels."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    letter: str
    text: str
    picture: Picture | None
    weight: int | None
    best: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    id: str
    paragraphs: tuple[str, ...]
    picture: Picture | None
    choices: tuple[Choice, ...]
    keyed: bool
    likert: bool
    task: Task | None = None

    @property
    def pictured(self) -> bool:
        return any(choice.picture for choice in self.choices)


def face(content: Mapping[str, Any], key: Mapping[str, Any] | None = None) -> Face:
    """Without `key` nothing in the result tells which option is right."""
    weights = key["weights"] if key else {}
    most = max(weights.values(), default=None)
    choices = tuple(
        Choice(o["id"], o["text"], _picture(o["figure"]), weight, weight is not None and weight == most)
        for o in content["options"]
        for weight in (weights.get(o["id"]),)
    )
    paragraphs = tuple(part for part in content["stem"].split("\n\n") if part.strip())
    likert = content["type"] == "likert"
    task = task_from(content)
    keyed = key is not None and task is None
    return Face(content["id"], paragraphs, _picture(content["figure"]), choices, keyed, likert, task)


def _picture(svg: str | None) -> Picture | None:
    if svg is None:
        return None
    return Picture(f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}", figure_title(svg))
