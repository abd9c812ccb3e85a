"""Fills a data folder with a plenary to look at: `python -m tests.plenary.plant [closed]` with TAKAR_DATA set."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takar.office.settings")
django.setup()

from takar.plenary import public as plenary  # noqa: E402
from tests.plenary.story import Story  # noqa: E402
from tests.plenary.world import SECRETARY, Person, people_of, world  # noqa: E402


def plant(until: str) -> str:
    entered = {"track_record": "78", "paper": "82", "assessment_centre": "84"}
    posts = {
        "J1": [
            *people_of(4),
            Person("Calon 5", {"teknis": ["82", "86"], "manajerial": ["91", "80"], "sosial-kultural": "83"}, entered),
            Person("Calon 6", "76", entered),
            Person("Calon 7", "85", {"track_record": "70"}, "dropped"),
        ],
        "J2": [
            Person("Calon 8", "84", entered),
            Person("Calon 9", "83", entered),
            Person("Calon 10", "81", entered),
            Person("Calon 11", "82", entered),
        ],
    }  # fmt: skip
    found = world(posts, members=5, recusals=[("a5", "Calon 8", "adik kandung")])
    story = Story(found)
    if until == "closed":
        story.hurry()
    return story.id


if __name__ == "__main__":
    print(plant(sys.argv[1] if len(sys.argv) > 1 else ""))
    assert plenary
    assert SECRETARY
