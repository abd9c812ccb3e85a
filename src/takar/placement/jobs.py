"""The solver as a background job."""

from __future__ import annotations

from time import perf_counter

from django.urls import reverse
from django.utils.translation import gettext as _

from takar.jobs.public import Cancelled, Progress, handler
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.placement.actions.ask_solve import KIND
from takar.placement.actions.finish_solve import finish_solve, stop_solve
from takar.placement.assembling import assemble, rules_of
from takar.placement.books import Book, book_of
from takar.placement.rotation import answer

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
