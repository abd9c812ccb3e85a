"""The solvers as background jobs."""

from __future__ import annotations

from time import perf_counter

from django.urls import reverse
from django.utils.translation import gettext as _

from takar.jobs.public import Cancelled, Progress, handler
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.placement.actions.ask_region import KIND as REGION
from takar.placement.actions.ask_solve import KIND
from takar.placement.actions.finish_region import RegionAnswer, finish_region
from takar.placement.actions.finish_solve import finish_solve, stop_solve
from takar.placement.assembling import assemble, rules_of
from takar.placement.books import Book, book_of
from takar.placement.domain.regions import scope_from_json
from takar.placement.domain.scenario import refusals as no
from takar.placement.models import RegionRun
from takar.placement.pages.region_words import note as region_note
from takar.placement.regional.answering import answer_region
from takar.placement.regional.files import KIND as REGION_FILE
from takar.placement.regional.files import write_file
from takar.placement.rotation import answer, solver_name
from takar.standards.public import StandardNotFound, placement_rules

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
        rules = rules_of(book.terms)
        case = rules if isinstance(rules, Refusal) else assemble(book.terms, rules)
        if isinstance(rules, Refusal) or isinstance(case, Refusal):
            refusal = rules if isinstance(rules, Refusal) else case
            assert isinstance(refusal, Refusal)
            stop_solve(book.id, refusal.code, actor=SOLVER)
            return refusal
        found = answer(case, book.terms, rules.digest, progress, perf_counter)
    except Cancelled:
        stop_solve(book.id, "CANCELLED", actor=SOLVER)
        raise
    done = finish_solve(book.id, found, actor=SOLVER)
    return done if isinstance(done, Refusal) else None


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
    found = answer_region(run.on, scope, rules, progress, region_note, perf_counter)
    if isinstance(found, Refusal):
        return found
    progress(len(found.places), len(found.places), region_note("keep", ""))
    finish_region(
        run,
        RegionAnswer(
            found.body(), found.places, found.inputs, rules.digest, solver_name(), perf_counter() - begun
        ),
        actor=SOLVER,
    )
    return None


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
