"""Which competencies people are to show in an assessment: by its open round, its chosen exercises, or the plan's matrix."""

from __future__ import annotations

from collections.abc import Iterable

from takar.assessments.public import AssessmentView, judged_of, opening
from takar.exercises.appointing.reading import Chosen, chosen
from takar.exercises.queries import round_of
from takar.ledger.public import COMPETENCIES
from takar.planning.public import batch_of_assessment, shown_beside_tests
from takar.standards.public import COMPETENCY_CODES


def shown_by_people(assessment: str) -> frozenset[str]:
    """The open round is the truth, then what was chosen; before anything is chosen, the matrix of the batch's programme."""
    view = round_of(assessment)
    if view:
        return frozenset(
            one["code"] for each in view.rules["instruments"] for one in each["form"]["dimensions"]
        )
    exercises = chosen(assessment)
    if exercises:
        return shown_by(exercises)
    batch = batch_of_assessment(assessment)
    return shown_beside_tests(batch.programme) if batch else frozenset()


def shown_by(exercises: Iterable[Chosen]) -> frozenset[str]:
    return frozenset(code for one in exercises for code in one.view.draft.competencies)


def unshown(view: AssessmentView, exercises: Iterable[Chosen]) -> tuple[str, ...]:
    """Where people alone judge competencies: what its standards ask for and none of these exercises shows; else nothing.

    A round that is open is never changed, so this is asked before the assessment is opened, too: then for all nine.
    """
    if judged_of(view.id, view.form) != COMPETENCIES:
        return ()
    frozen = opening(view.id)
    asked = frozen.rules["standards"].values() if frozen else (COMPETENCY_CODES,)
    needed = {code for one in asked for code in one}
    return tuple(sorted(needed - shown_by(exercises)))
