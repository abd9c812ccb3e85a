"""What the pages of simulations and assessors show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from takar.accounts.public import full_names
from takar.assessments.public import AssessmentView, assessment_frame, participants_in
from takar.exercises.appointing.preparing import others_of_programme, plan_pairs, without_account
from takar.exercises.appointing.readiness import Prepared, least_exercises, prepared_round
from takar.exercises.appointing.reading import RaterLine, raters
from takar.exercises.library.reading import exercises
from takar.exercises.pages.library import KIND_LABELS
from takar.exercises.pages.training import licence_state
from takar.exercises.queries import sheets_in
from takar.exercises.rounds.values import RoundView, SheetView
from takar.exercises.storage import RaterProgress, round_progress
from takar.kernel.clock import day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.public import activities_of, batch_of_assessment
from takar.standards.public import COMPETENCY_CODES, StandardNotFound, dictionary

# Tools of the shipped matrices, and the kind of exercise that each stands for.
_TOOL_OF_KIND = {
    "in_basket": "in_tray",
    "case_analysis": "analisis_kasus",
    "presentation": "presentasi",
    "group_discussion": "lgd",
    "interview": "wawancara",
    "questionnaire": "kuesioner",
}


def preparing_context(request: HttpRequest, view: AssessmentView) -> dict[str, Any]:
    ready = prepared_round(view)
    least = least_exercises(day_in(view.zone, utc_now()))
    tools = _tools(view)
    used = {one.code: one for one in ready.exercises}
    names = _competencies(view)
    return assessment_frame(request, view, "raters") | {
        "ready": ready,
        "library": [_choice(one, used, tools) for one in exercises()],
        "tools": tools,
        "matrix": [
            {
                "code": code,
                "name": names.get(code, code),
                "marks": _marks(ready, code),
                "n": len(ready.seen[code]),
                "few": len(ready.seen[code]) < least,
            }
            for code in COMPETENCY_CODES
        ],
        "minutes": sum(one.view.draft.preparation + one.view.draft.minutes for one in ready.exercises),
        "lines": [_rater(view, one, ready) for one in ready.raters],
        "people": [_person(ready, who) for who in ready.people],
        "lacks": _say(ready.lacks),
        "warnings": _say(ready.warnings),
        "from_plan": bool(plan_pairs(view.id)),
        "unlinked": without_account(view.id),
        "others": len(others_of_programme(view.id)),
    }


def person_context(request: HttpRequest, view: AssessmentView, nip: str) -> dict[str, Any] | None:
    """One person: every exercise with every rater, ticked where prepared; None for somebody unknown."""
    ready = prepared_round(view)
    who = next((one for one in ready.people if one.nip == nip), None)
    if who is None:
        return None
    cells = ready.cells
    exercises_here = [
        {
            "one": one,
            "raters": [
                {
                    **_rater(view, line, ready),
                    "ticked": line.username in cells.get((nip, one.code), ()),
                    "why": _words(ready.barred.get((line.username, nip))),
                }
                for line in ready.raters
            ],
        }
        for one in ready.exercises
    ]
    return assessment_frame(request, view, "raters") | {"who": who, "exercises": exercises_here}


def opened_context(request: HttpRequest, view: AssessmentView, opened: RoundView) -> dict[str, Any]:
    """After the opening: how far each rater is (for whoever does not rate here himself), and every sheet."""
    progress = round_progress(view.id, str(request.user.get_username()))
    sheets = sheets_in(view.id)
    names = full_names({one.rater for one in sheets} | set(opened.raters))
    on = day_in(view.zone, utc_now())
    lines = {one.username: one for one in raters(on)}
    listed = [
        {
            "username": name,
            "name": names[name],
            "state": licence_state(lines[name].licence, on) if name in lines else "none",
            "licence": lines[name].licence if name in lines else None,
            "progress": None if isinstance(progress, Refusal) else progress.get(name, RaterProgress(0, 0, 0)),
        }
        for name in sorted(names, key=lambda name: names[name].casefold())
    ]
    return assessment_frame(request, view, "raters") | {
        "round": opened,
        "lines": listed,
        "refused": progress if isinstance(progress, Refusal) else None,
        "total": None if isinstance(progress, Refusal) else _sum(list(progress.values())),
        "instruments": opened.rules["instruments"],
        "people": _by_person(opened, sheets, names, view),
        "withdrawn": [{"sheet": one, "name": names[one.rater]} for one in sheets if one.withdrawn],
    }


def _sum(rows: list[RaterProgress]) -> dict[str, int]:
    sheets, locked = sum(one.sheets for one in rows), sum(one.locked for one in rows)
    return {"sheets": sheets, "locked": locked, "percent": 100 * locked // sheets if sheets else 0}


def _by_person(
    opened: RoundView, sheets: Sequence[SheetView], names: dict[str, str], view: AssessmentView
) -> list[dict[str, Any]]:
    by: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for one in sheets:
        if not one.withdrawn:
            by.setdefault((one.nip, one.instrument), []).append({"sheet": one, "name": names[one.rater]})
    people = [one for one in participants_in(view.id) if one.nip in opened.pseudonyms]
    codes = [one["code"] for one in opened.rules["instruments"]]
    return [{"who": who, "cells": [by.get((who.nip, code), []) for code in codes]} for who in people]


def _choice(one: Any, used: dict[str, Any], tools: list[tuple[str, str]]) -> dict[str, Any]:
    mine = used.get(one.draft.code)
    guess = _TOOL_OF_KIND.get(one.draft.kind, "")
    known = {code for code, _ in tools}
    return {
        "view": one,
        "draft": one.draft,
        "kind": KIND_LABELS[one.draft.kind],
        "used": mine,
        "weight": mine.weight if mine else 1,
        "tool": mine.tool if mine else (guess if guess in known else ""),
        "newer": mine.newer if mine else False,
    }


def _marks(ready: Prepared, code: str) -> list[bool]:
    return [code in one.view.draft.competencies for one in ready.exercises]


def _rater(view: AssessmentView, one: RaterLine, ready: Prepared) -> dict[str, Any]:
    return {
        "line": one,
        "state": licence_state(one.licence, day_in(view.zone, utc_now())),
        "licence": one.licence,
        "sheets": ready.load[one.username],
    }


def _person(ready: Prepared, who: Any) -> dict[str, Any]:
    names = {one.username: one.name for one in ready.raters}
    cells = ready.cells
    return {
        "who": who,
        "cells": [
            [
                {"name": names.get(name, name), "why": _words(ready.barred.get((name, who.nip)))}
                for name in cells.get((who.nip, one.code), ())
            ]
            for one in ready.exercises
        ],
    }


def _tools(view: AssessmentView) -> list[tuple[str, str]]:
    batch = batch_of_assessment(view.id)
    found = {one.tool: one.title for one in activities_of(batch.id)} if batch else {}
    return [(code, title) for code, title in found.items() if code]


def _competencies(view: AssessmentView) -> dict[str, str]:
    try:
        book = dictionary(day_in(view.zone, utc_now()))
    except StandardNotFound:
        return {}
    english = (get_language() or "id").startswith("en")
    return {one.code: one.name_en if english else one.name_id for one in book.competencies}


def _say(words: Sequence[tuple[str, str]]) -> list[str]:
    return [_words(one) for one in words]


def _words(words: tuple[str, str] | None) -> str:
    if words is None:
        return ""
    return words[1] if (get_language() or "id").startswith("en") else words[0]
