"""How a scripted participant would answer: closer to a good option the higher his trait."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random

from takar.forms.public import SaltedKey

# Where people of a job class stand on the scale of 1 to 5, so that results look like a real group's.
TYPICAL = {"jpt_pratama": 3.9, "administrator": 3.0, "pengawas": 2.2}
_USUAL_POTENTIAL = 3.5


def answer_sheet(keys: Sequence[SaltedKey], job_class: str, random: Random) -> dict[str, str]:
    """Item id to option id for one person; about one item in fifty stays open."""
    person = random.gauss(0, 0.35)
    traits: dict[str, float] = {}
    sheet = {}
    for key in keys:
        usual = _USUAL_POTENTIAL if key.scale.startswith("P.") else TYPICAL.get(job_class, 2.5)
        trait = traits.setdefault(key.scale, usual + person + random.gauss(0, 0.25))
        if random.random() > 0.02:
            sheet[key.item] = _choose(key.weights, trait, random)
    return sheet


def _choose(weights: Mapping[str, int], trait: float, random: Random) -> str:
    right_or_wrong = max(weights.values()) == 1
    aim = 0.25 + trait / 5 if right_or_wrong else trait
    sharpness = 2.2 if right_or_wrong else 1.6
    odds = [math.exp(-sharpness * (weight - aim) ** 2) for weight in weights.values()]
    return random.choices(list(weights), odds)[0]
