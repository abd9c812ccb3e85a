"""An assessment with participants, the shipped exercises, and assessors with keys."""

from __future__ import annotations

from dataclasses import dataclass

from takar.accounts.public import User, make_signing_key
from takar.assessments.public import AssessmentView
from takar.exercises.appointing.preparing import Choice, choose_exercises, spread_evenly
from takar.exercises.public import load_shipped_exercises
from tests.assessments.world import ready_world
from tests.exercises.round import PHRASE

ACTOR = "admin"
CHOSEN = ("wawancara-kompetensi", "diskusi-dana-hibah", "kasus-puskesmas-keliling")


@dataclass(frozen=True)
class World:
    assessment: AssessmentView
    nips: tuple[str, ...]
    raters: tuple[User, ...]

    @property
    def key(self) -> str:
        return self.assessment.id


def assessor(name: str, full_name: str = "", *, key: bool = True) -> User:
    user = User.objects.create(username=name, first_name=full_name, roles=["assessor"])
    if key:
        make_signing_key(user, PHRASE)
    return user


def world(people: int = 3, raters: int = 3) -> World:
    made = ready_world(people)
    assert load_shipped_exercises(ACTOR)
    users = tuple(assessor(f"asesor{n}", f"Asesor Contoh {n}") for n in range(1, raters + 1))
    return World(made.assessment, made.nips, users)


def chosen(made: World, *codes: str) -> None:
    done = choose_exercises(made.key, [Choice(code) for code in codes or CHOSEN], ACTOR)
    assert done == len(codes or CHOSEN), done


def prepared(made: World, each: int = 2) -> None:
    chosen(made)
    done = spread_evenly(made.key, [one.username for one in made.raters], each, ACTOR)
    assert done == len(made.nips) * len(CHOSEN) * each, done
