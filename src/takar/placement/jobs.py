"""The solvers as background jobs."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from takar.jobs.public import Cancelled, Progress, handler
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.placement.actions.ask_more import KIND as MORE
from takar.placement.actions.ask_region import KIND as REGION
from takar.placement.actions.ask_solve import KIND
from takar.placement.actions.finish_more import finish_more
from takar.placement.actions.finish_region import RegionAnswer, finish_region
from takar.placement.actions.finish_solve import finish_solve, stop_solve
from takar.placement.additions import RETESTS
from takar.placement.assembling import assemble, rules_of
from takar.placement.books import Book, book_of
from takar.placement.domain.regions import RegionScope, scope_from_json
from takar.placement.domain.scenario import refusals as no
from takar.placement.frozen import Answer
from takar.placement.hearing import WHOLE, Saying, heard
from takar.placement.models import RegionRun
from takar.placement.pages.region_words import note as region_note
from takar.placement.pages.scenario_words import step_words
from takar.placement.regional.answering import Region, answer_region
from takar.placement.regional.files import KIND as REGION_FILE
from takar.placement.regional.files import write_file
from takar.placement.rotation import answer, solver_name
from takar.placement.solving.problem import Limits
from takar.placement.trying import Point, more_retests, point, refused
from takar.placement.undoing import competency_names
from takar.standards.public import PlacementRules, StandardNotFound, placement_rules

SOLVER = "penghitung"
"""Who speaks in the scenario's history when the worker does."""


@handler(KIND)
def solve_scenario(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal | None:
    """Again after a crash: it begins anew, and only the first answer counts."""
    scenario = str(payload["scenario"])
    book = book_of(scenario)
    if isinstance(book, Refusal):
        return book
    if book.state.phase == "solving":
        done = _solve(book, progress)
        if isinstance(done, Refusal):
            return done
    return {"next": reverse("placement:scenario", args=[scenario]), "label": _("Buka hasil rencana")}


def _solve(book: Book, progress: Progress) -> Refusal | None:
    try:
        progress(0, WHOLE, step_words("read", 0))
        found = _answered(book, progress)
    except Cancelled:
        stop_solve(book.id, "CANCELLED", actor=SOLVER)
        raise
    except Exception:
        # The scenario is a draft again, whatever broke: it can be changed and solved anew.
        stop_solve(book.id, "JOB_BROKEN", actor=SOLVER)
        raise
    if isinstance(found, Refusal):
        stop_solve(book.id, found.code, actor=SOLVER)
        return found
    done = finish_solve(book.id, found, actor=SOLVER)
    return done if isinstance(done, Refusal) else None


def _answered(book: Book, progress: Progress) -> Answer | Refusal:
    rules = rules_of(book.terms)
    if isinstance(rules, Refusal):
        return rules
    case = assemble(book.terms, rules)
    if isinstance(case, Refusal):
        return case
    names = competency_names(case.table.codes, case.on)
    try:
        return heard(
            lambda saying: answer(case, book.terms, rules.digest, names, saying, perf_counter),
            progress,
            step_words,
        )
    except TimeoutError:
        return no.SEARCH_ENDED


@handler(MORE)
def more_about_a_scenario(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal | None:
    """Again after a crash: it begins anew, and the same is kept once."""
    scenario, key, block = str(payload["scenario"]), str(payload["key"]), int(str(payload["block"]))
    at = point(scenario, int(str(payload["point"])))
    if at is None:
        return no.NOT_SOLVED
    try:
        body = heard(lambda saying: _more(at, key, block, saying), progress, step_words)
    except TimeoutError:
        return no.SEARCH_ENDED
    if body is None:
        return no.NOT_KEPT
    finish_more(scenario, at.chosen["moves"], key, block, body, solver_name(), actor=str(payload["by"]))
    name = "placement:scenario" if key == RETESTS else "placement:what_if"
    args = [scenario] if key == RETESTS else [scenario, key]
    return {"next": f"{reverse(name, args=args)}?titik={at.chosen['moves']}", "label": _("Buka hasilnya")}


def _more(at: Point, key: str, block: int, saying: Saying) -> dict[str, Any] | None:
    if key == RETESTS:
        return more_retests(at, block, saying)
    saying(0.1, "solve")
    return refused(at, key, Limits(stop=saying.stopped)).data()


@handler(REGION)
def place_a_region(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal | None:
    """Again after a crash: it begins anew; the answer is kept whole or not at all."""
    run = RegionRun.objects.get(pk=str(payload["run"]))
    done = _place_region(run, progress)
    return done or {"next": reverse("placement:region", args=[run.pk]), "label": _("Buka hasil penempatan")}


def _place_region(run: RegionRun, progress: Progress) -> Refusal | None:
    code, _slash, version = run.ruleset.partition("/")
    try:
        rules = placement_rules(code, version)
    except StandardNotFound:
        return no.RULES_UNKNOWN
    begun, scope = perf_counter(), scope_from_json(run.scope)
    progress(0, WHOLE, region_note("positions"))
    found = heard(
        lambda saying: _read_and_answered(run.on, scope, rules, saying),
        progress,
        lambda step, _seconds: region_note(*step.split("|")),
    )
    if isinstance(found, Refusal):
        return found
    progress(WHOLE, WHOLE, region_note("keep"))
    finish_region(
        run,
        RegionAnswer(
            found.body(), found.places, found.inputs, rules.digest, solver_name(), perf_counter() - begun
        ),
        actor=SOLVER,
    )
    return None


def _read_and_answered(
    on: date, scope: RegionScope, rules: PlacementRules, saying: Saying
) -> Region | Refusal:
    """In a thread of its own: reading is most of the work for a small region, and somebody may cancel while it lasts."""
    try:
        return answer_region(
            on, scope, rules, lambda share, step, about: saying(share, f"{step}|{about}"), perf_counter
        )
    finally:
        connection.close()


@handler(REGION_FILE)
def write_region_file(payload: dict[str, Json], progress: Progress) -> dict[str, Json]:
    """The list of a run as a file of somebody's own, with who took it home."""
    run, name = str(payload["run"]), str(payload["name"])
    write_file(run, name, str(payload["mark"]), str(payload["language"]), progress)
    return {
        "next": reverse("placement:region_saved", args=[run, name]),
        "label": _("Unduh berkas"),
        "file": True,
    }
