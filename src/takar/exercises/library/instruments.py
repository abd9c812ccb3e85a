"""From an exercise to the instrument of a round: what the rater's sheet asks, frozen with the round's rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from takar.exercises.library.reading import ExerciseView
from takar.kernel.canonical import Json
from takar.standards.public import Competency, dictionary

WHOLE_LEVELS: Mapping[str, Json] = {"least": "1", "most": "5", "decimals": 0}


def instrument_from(
    exercise: ExerciseView,
    *,
    required: Mapping[str, int],
    on: date,
    component: str = "",
    scale: Mapping[str, Json] = WHOLE_LEVELS,
) -> dict[str, Json]:
    """{"code", "component", "name", "form"} for `open_round`'s rules, with the dictionary's anchors of that day.

    `required`: level of the job by competency, shown as a mark and never suggested. Raises KeyError for a competency that the
    dictionary does not have. Freeze the exercise in the same transaction (`freeze_exercise`).
    """
    words, draft = dictionary(on), exercise.draft
    dimensions: list[Json] = [
        _dimension(words.competency(code), required.get(code)) for code in draft.competencies
    ]
    form: dict[str, Json] = {
        "scale": dict(scale),
        "dimensions": dimensions,
        "for_assessor": draft.for_assessor,
        "exercise": {"code": draft.code, "version": exercise.version, "digest": exercise.digest},
    }
    return {"code": draft.code, "component": component or draft.code, "name": draft.title, "form": form}


def _dimension(competency: Competency, required: int | None) -> dict[str, Json]:
    indicators: list[Json] = [
        {"code": one.number, "level": level.level, "text": {"id": one.id, "en": one.en}}
        for level in competency.levels
        for one in level.indicators
    ]
    return {
        "code": competency.code,
        "name": {"id": competency.name_id, "en": competency.name_en},
        "standard": "" if required is None else str(required),
        "definition": {"id": competency.definition_id, "en": competency.definition_en},
        "indicators": indicators,
        "anchors": {
            str(one.level): {"id": one.description_id, "en": one.description_en} for one in competency.levels
        },
    }
