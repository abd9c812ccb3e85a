"""Keputusan PPK: one choice for each person whom the plan moves, with a reason where it departs."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.clock import day_in, from_milliseconds, utc_now
from takar.kernel.refusals import Refusal
from takar.placement.actions.close_decisions import close_decisions
from takar.placement.actions.decide_person import decide_person
from takar.placement.actions.note_reading import note_reading
from takar.placement.additions import told_of
from takar.placement.books import Book
from takar.placement.domain.fairness import GateTable
from takar.placement.domain.scenario.events import CHOICES
from takar.placement.following import followed, year_after
from takar.placement.models import ScenarioLeaf, ScenarioReading
from takar.placement.pages import deciding, shared
from takar.placement.pages import scenario_words as words
from takar.placement.pages.scenario_told import retests_told
from takar.placement.pages.scenario_view import names_of, step_view, undone_later
from takar.placement.results import point_of
from takar.placement.workbooks.decisions import decisions_workbook
from takar.placement.workbooks.sheets import excel_response

RECENT = 20
"""Lines of the history that are shown at once."""


@requires(Ability.READ_PLACEMENT)
@never_cache
def decisions(request: HttpRequest, scenario: str) -> HttpResponse:
    book = _frozen(scenario)
    return render(request, "placement/decisions.html", page(request, book))


def page(request: HttpRequest, book: Book) -> dict[str, Any]:
    state = book.state
    assert state.frozen is not None
    body = told_of(book)
    assert body is not None
    people, posts = names_of(body)
    plan = point_of(body, state.frozen.point)
    assert plan is not None
    listing = deciding.listed(book, plan, body, request.GET)
    moving = set(plan["assign"])
    planner = shared.name_of(request) in state.planners
    after = year_after(book, day_in("WIB", utc_now()))
    return {
        "book": book,
        "here": "decisions",
        "phase": state.phase,
        "label": words.PHASES[state.phase],
        "page": listing,
        "rows": [
            _row(book, step_view(step, people, posts, plan.get("retests")), posts)
            for step in listing.object_list
        ],
        "plan": plan,
        "undoing": undone_later(body, plan),
        "retested": retests_told(body, plan),
        "sought": deciding.sought(request.GET),
        "states": deciding.STATES.items(),
        "surenesses": deciding.SURENESS.items(),
        "back": deciding.where(request.GET),
        "others": [_other(book, nip, people, posts) for nip in state.decisions if nip not in moving],
        "choices": [(code, words.CHOICES[code]) for code in CHOICES],
        "decides": shared.may(request, Ability.DECIDE_PLACEMENT)
        and not planner
        and state.phase == "handed_over",
        "barred": planner and shared.may(request, Ability.DECIDE_PLACEMENT),
        "waiting": sum(1 for nip in state.moved() if nip not in state.decisions),
        "followed": followed(book),
        "counted": [(words.CHOICES[code], n) for code, n in followed(book).choices.items()],
        "after": after,
        "after_rows": _after_rows(after.table.gates[0]) if after else [],
        "history": _history(book, people, posts, "riwayat" in request.GET),
        "earlier": max(0, len(book.events) - RECENT) if "riwayat" not in request.GET else 0,
        "leaves": list(ScenarioLeaf.objects.filter(scenario=book.id, logged=True)),
        "readings": _readings(request, book),
        "ended": from_milliseconds(state.ended_ms) if state.ended_ms else None,
    }


def _row(book: Book, view: dict[str, Any], posts: dict[str, Any]) -> dict[str, Any]:
    nip = view["step"]["nip"]
    one = book.state.decisions.get(nip)
    return view | {
        "nip": nip,
        "decision": one,
        "choice": words.CHOICES[one.choice] if one else "",
        "destination": posts.get(one.to) if one else None,
        "departs": book.state.departs(one) if one else False,
    }


def _other(book: Book, nip: str, people: dict[str, Any], posts: dict[str, Any]) -> dict[str, Any]:
    one = book.state.decisions[nip]
    return {
        "who": people[nip],
        "decision": one,
        "choice": words.CHOICES[one.choice],
        "destination": posts.get(one.to),
        "departs": book.state.departs(one),
    }


def _after_rows(gate: GateTable) -> list[dict[str, Any]]:
    names = {"followed": _("Sesuai rekomendasi"), "departed": _("Berbeda dari rekomendasi")}
    return [{"name": names[line.group], "line": line} for line in gate.lines]


def _history(book: Book, people: dict[str, Any], posts: dict[str, Any], whole: bool) -> list[dict[str, Any]]:
    """What happened, the newest last; only the newest ones unless all are asked for."""
    rows = []
    for event in book.events if whole else book.events[-RECENT:]:
        nip, to = getattr(event.body, "nip", ""), getattr(event.body, "to", "")
        what = str(words.EVENTS[type(event.body).__name__])
        if nip:
            choice = words.CHOICES[event.body.choice]  # type: ignore[union-attr]
            what = f"{what}: {people[nip]['name']}, {choice}, {posts[to]['title'] if to in posts else '–'}"
        rows.append({"at": from_milliseconds(event.at_ms), "by": event.by, "what": what,
                     "reason": getattr(event.body, "reason", "")})  # fmt: skip
    return rows


def _readings(request: HttpRequest, book: Book) -> list[ScenarioReading]:
    """Who took the file home: for those who planned it, and for auditors."""
    if not (shared.may(request, Ability.PLAN_PLACEMENT) or shared.may(request, Ability.AUDIT)):
        return []
    return list(ScenarioReading.objects.filter(scenario=book.id)[:50])


@require_POST
@requires(Ability.DECIDE_PLACEMENT)
def decide_one(request: HttpRequest, scenario: str) -> HttpResponse:
    nip, choice, reason = (shared.typed(request, name) for name in ("orang", "pilihan", "alasan"))
    to = deciding.destination_typed(request.POST, shared.found(scenario))
    return shared.acted(
        request, lambda actor: decide_person(scenario, nip, choice, to, reason, actor=actor), _("Keputusan tercatat."),
        "placement:decisions", scenario, anchor=f"o-{nip}" if nip.isdigit() else "daftar", query=_back(request),
    )  # fmt: skip


def _back(request: HttpRequest) -> str:
    return deciding.where(QueryDict(shared.typed(request, "kembali")))


@require_POST
@requires(Ability.DECIDE_PLACEMENT)
def accept_several(request: HttpRequest, scenario: str) -> HttpResponse:
    """Accept those who were ticked, each a decision of its own; stops at the first that is refused."""
    ticked = list(dict.fromkeys(request.POST.getlist("orang")))[: deciding.AT_ONCE]

    def accept(actor: str) -> object:
        done = (decide_person(scenario, nip, "accept", actor=actor) for nip in ticked)
        return next((one for one in done if isinstance(one, Refusal)), None)

    said = _("%(n)s orang disetujui.") % {"n": len(ticked)} if ticked else ""
    return shared.acted(
        request, accept, said, "placement:decisions", scenario, anchor="daftar", query=_back(request)
    )


@require_POST
@requires(Ability.DECIDE_PLACEMENT)
def close(request: HttpRequest, scenario: str) -> HttpResponse:
    return shared.acted(
        request, lambda actor: close_decisions(scenario, actor=actor),
        _("Keputusan ditutup dan sidiknya tercatat dalam log."), "placement:decisions", scenario,
    )  # fmt: skip


@requires(Ability.READ_PLACEMENT)
@never_cache
def download(request: HttpRequest, scenario: str) -> HttpResponse:
    """The decisions as Excel, marked with who took them home."""
    book = _frozen(scenario)
    body = told_of(book)
    assert body is not None
    code = note_reading(scenario, "keputusan.xlsx", actor=shared.name_of(request))
    return excel_response(
        decisions_workbook(book, body, shared.mark_of(request, code)), "keputusan-penempatan.xlsx"
    )


def _frozen(scenario: str) -> Book:
    book = shared.found(scenario)
    if book.state.frozen is None:
        raise Http404
    return book
