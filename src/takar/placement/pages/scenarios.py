"""Rencana penempatan: the list, a new one, its terms, copies, and the start of the solver."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.jobs.public import Job, cancel_job
from takar.kernel.clock import day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.people.public import JOB_CLASS_NAMES, JobClass
from takar.placement.actions.ask_solve import ask_solve
from takar.placement.actions.change_terms import change_terms
from takar.placement.actions.copy_scenario import copy_scenario
from takar.placement.actions.finish_solve import stop_solve
from takar.placement.actions.make_scenario import make_scenario
from takar.placement.books import books
from takar.placement.domain.scenario.terms import Terms
from takar.placement.pages import scenario_words as words
from takar.placement.pages import shared
from takar.placement.pages.scenario_form import fields, first_terms, typed_terms
from takar.placement.scope import pool_for, posts_in_scope, scope_view
from takar.standards.public import placement_rules_in_force

MOST_POSTS = 3_500


@requires(Ability.READ_PLACEMENT)
def scenarios(request: HttpRequest) -> HttpResponse:
    rows = [
        {"book": book, "phase": book.state.phase, "label": words.PHASES[book.state.phase]} for book in books()
    ]
    context = {"rows": rows, "plans": shared.may(request, Ability.PLAN_PLACEMENT)}
    return render(request, "placement/scenarios.html", context)


@requires(Ability.PLAN_PLACEMENT)
def new(request: HttpRequest) -> HttpResponse:
    rulesets = placement_rules_in_force(day_in("WIB", utc_now()))
    context: dict[str, Any] = {
        "classes": [(one.value, JOB_CLASS_NAMES[one]) for one in JobClass],
        "rulesets": [(f"{one.code}/{one.version}", one) for one in rulesets],
        "given": request.POST,
    }
    if request.method == "POST":
        done = _make(request)
        if not isinstance(done, Refusal):
            return redirect("placement:terms", done)
        messages.error(request, shared.say(done))
    return render(request, "placement/new_scenario.html", context)


def _make(request: HttpRequest) -> str | Refusal:
    code, _slash, version = shared.typed(request, "ketentuan").partition("/")
    posts = posts_in_scope(
        shared.typed(request, "kelas"), shared.typed(request, "unit"), shared.typed(request, "daftar")
    )
    if isinstance(posts, Refusal):
        return posts
    on = day_in("WIB", utc_now())
    pool = pool_for(posts, on) if "talenta" in request.POST else ()
    terms = first_terms((code, version), posts[:MOST_POSTS], pool)
    done = make_scenario(shared.typed(request, "nama"), terms, actor=shared.name_of(request))
    return done if isinstance(done, Refusal) else done.scenario


@requires(Ability.READ_PLACEMENT)
def terms(request: HttpRequest, scenario: str) -> HttpResponse:
    """The terms; a form while the scenario is a draft."""
    book = shared.found(scenario)
    edits = book.state.phase == "draft" and shared.may(request, Ability.PLAN_PLACEMENT)
    shown, faults = book.terms, list[str]()
    if request.method == "POST" and edits:
        shown, faults = typed_terms(request.POST, book.terms)
        done = None if faults else change_terms(scenario, shown, actor=shared.name_of(request))
        if isinstance(done, Refusal):
            faults.append(shared.say(done))
        if not faults:
            messages.success(request, _("Ketentuan rencana disimpan."))
            return redirect("placement:terms", scenario)
    scope = scope_view(shown)
    context = fields(shown) | {
        "book": book,
        "titles": {one.code: one.title for one in scope.posts},
        "faults": faults,
        "edits": edits,
        "plans": shared.may(request, Ability.PLAN_PLACEMENT),
        "scope": scope,
        "stopped": book.state.stopped,
        "here": "terms",
    }
    return render(request, "placement/terms.html", context)


@require_POST
@requires(Ability.PLAN_PLACEMENT)
def solve(request: HttpRequest, scenario: str) -> HttpResponse:
    job = ask_solve(scenario, actor=shared.name_of(request))
    if isinstance(job, Refusal):
        messages.error(request, shared.say(job))
        return redirect("placement:terms", scenario)
    return redirect("jobs:job", job.pk)


@require_POST
@requires(Ability.PLAN_PLACEMENT)
def cancel(request: HttpRequest, scenario: str) -> HttpResponse:
    """A running job stops at its next report; where none runs any more the scenario is a draft again at once."""
    book = shared.found(scenario)
    if book.row.job is not None:
        cancel_job(book.row.job)
    job = Job.objects.filter(pk=book.row.job or 0).first()
    if job is None or job.over:
        stop_solve(scenario, "CANCELLED", actor=shared.name_of(request))
    messages.info(request, _("Perhitungan diminta berhenti."))
    return redirect("placement:terms", scenario)


@require_POST
@requires(Ability.PLAN_PLACEMENT)
def copy(request: HttpRequest, scenario: str) -> HttpResponse:
    """A draft like this one, with at most one switch or number changed, or moves fixed and forbidden."""
    title = shared.typed(request, "nama") or _free_title(shared.found(scenario).row.title)
    done = copy_scenario(scenario, title, actor=shared.name_of(request), change=_change(request))
    if isinstance(done, Refusal):
        messages.error(request, shared.say(done))
        return redirect("placement:scenario", scenario)
    messages.success(request, _("Salinan dibuat. Periksa ketentuannya, lalu hitung."))
    return redirect("placement:terms", done.scenario)


def _change(request: HttpRequest) -> Callable[[Terms], Terms]:
    rule, value = (shared.typed(request, name) for name in ("aturan", "nilai"))
    locked, forbidden = _picked(request, "tetap") + _picked(request, "kunci"), _picked(request, "larang")
    if locked or forbidden:
        return lambda terms: terms.locking(locked).forbidding(forbidden)
    if not rule:
        return lambda terms: terms
    if rule not in words.RULES:
        return lambda terms: terms
    told: bool | str | None = {"on": True, "off": False, "": None}.get(value, value.replace(",", "."))
    return lambda terms: terms.switched(rule, told)


def _picked(request: HttpRequest, name: str) -> list[tuple[str, str]]:
    """Moves that were ticked: NIP, space, code of the post."""
    pairs = (one.partition(" ") for one in request.POST.getlist(name))
    return [(nip, post) for nip, _space, post in pairs if nip and post]


def _free_title(title: str) -> str:
    taken = {book.row.title for book in books()}
    base = title[:180]
    return next(name for n in range(2, 10_000) if (name := f"{base} ({n})") not in taken)
