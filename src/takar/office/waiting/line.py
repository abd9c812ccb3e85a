"""One thing that waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Waiting:
    """`text`: what to do, the link's words; `about`: of what; `hint`: why, or what follows."""

    text: str
    url: str
    about: str = ""
    hint: str = ""


def to(place: str, *at: object) -> str:
    return reverse(place, args=at)
