"""The list of people to decide about: filtered, page by page; and the search for a destination or a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from takar.accounts.public import Ability, requires
from takar.placement.books import Book, result_of
from takar.placement.frozen import eligible_for
from takar.placement.pages import shared
from takar.placement.pages.scenario_view import names_of
from takar.placement.pages.sureness import kind_of

AT_ONCE, FOUND_MOST = 25, 12
STATES: dict[str, Any] = {
    "": _("semua"),
    "open": _("belum diputuskan"),
    "accepted": _("sesuai rekomendasi"),
    "departed": _("berbeda dari rekomendasi"),
}
SURENESS: dict[str, Any] = {
    "": _("semua"),
    "sure": _("bertahan (80% atau lebih)"),
    "fair": _("cukup bertahan"),
    "unsure": _("mudah berubah (di bawah 50%)"),
    "open": _("belum cukup penilaian ulang"),
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: words, state of the decision, sureness of the move; unknown values count as none."""

    words: str
    state: str
    sureness: str

    @property
    def any(self) -> bool:
        return bool(self.words or self.state or self.sureness)


def sought(told: QueryDict) -> Sought:
    state, sureness = told.get("keadaan", ""), told.get("peluang", "")
    return Sought(
        " ".join(told.get("cari", "").split())[:100],
        state if state in STATES else "",
        sureness if sureness in SURENESS else "",
    )


def where(told: QueryDict) -> str:
    """The filter as a query, for the way back."""
    kept = QueryDict(mutable=True)
    for name in ("cari", "keadaan", "peluang", "page"):
        if told.get(name):
            kept[name] = str(told[name])
    return kept.urlencode()


def listed(
    book: Book, plan: Mapping[str, Any], body: Mapping[str, Any], told: QueryDict
) -> Page[Mapping[str, Any]]:
    """The steps of the plan that are looked for, as one page of 25."""
    people, posts = names_of(body)
    wanted, found = sought(told), list(plan["steps"])
    if wanted.state:
        found = [step for step in found if state_of(book, step["nip"]) == wanted.state]
    if wanted.sureness:
        found = [step for step in found if kind_of(step, plan.get("retests")) == wanted.sureness]
    if wanted.words:
        found = [step for step in found if has_words(wanted.words, _texts(step, people, posts))]
    return Paginator(found, AT_ONCE).get_page(told.get("page"))


def state_of(book: Book, nip: str) -> str:
    one = book.state.decisions.get(nip)
    return "open" if one is None else "departed" if book.state.departs(one) else "accepted"


def _texts(step: Mapping[str, Any], people: Mapping[str, Any], posts: Mapping[str, Any]) -> Iterable[str]:
    who, origin, to = people[step["nip"]], posts.get(step["from"]), posts[step["to"]]
    yield from (step["nip"], who["name"], who["title"], to["title"], to["unit"], to["code"])
    if origin:
        yield from (origin["title"], origin["unit"], origin["code"])


def has_words(words: str, texts: Iterable[str]) -> bool:
    """Whether every word is in some of the texts, whatever its case."""
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words.casefold().split())


@requires(Ability.DECIDE_PLACEMENT)
@never_cache
def destinations(request: HttpRequest, scenario: str) -> HttpResponse:
    """Posts for one person: those that hold all words, with what the frozen inputs say of them."""
    book, body = _decidable(scenario)
    words, nip = request.GET.get("cari", ""), request.GET.get("orang", "")
    people, posts = names_of(body)
    taken = {to: other for other, to in book.state.final().items() if to and other != nip}
    hits = _hits(words, posts.values(), ("title", "unit", "code"))
    fine = eligible_for(scenario, nip) if hits and nip else {}
    rows = [
        {"post": one, "eligible": fine.get(one["code"]), "by": people.get(taken.get(one["code"], ""))}
        for one in hits[:FOUND_MOST]
    ]
    context = {"rows": rows, "more": max(0, len(hits) - FOUND_MOST), "words": words.strip(), "nip": nip}
    return render(request, "placement/_destinations.html", context)


@requires(Ability.DECIDE_PLACEMENT)
@never_cache
def staying(request: HttpRequest, scenario: str) -> HttpResponse:
    """People whom the recommendation leaves where they are."""
    book, body = _decidable(scenario)
    moved = set(book.state.moved())
    there = [one for one in body["people"] if one["nip"] not in moved]
    words = request.GET.get("cari-orang", "")
    hits = _hits(words, there, ("name", "nip", "title", "unit"))
    context = {"rows": hits[:FOUND_MOST], "more": max(0, len(hits) - FOUND_MOST), "words": words.strip()}
    return render(request, "placement/_staying.html", context)


def _decidable(scenario: str) -> tuple[Book, dict[str, Any]]:
    book, body = shared.found(scenario), result_of(scenario)
    if book.state.frozen is None or body is None:
        raise Http404
    return book, body


def _hits(words: str, rows: Iterable[Mapping[str, Any]], columns: tuple[str, ...]) -> list[Mapping[str, Any]]:
    """Two letters at the least."""
    if len(words.strip()) < 2:
        return []
    return [one for one in rows if has_words(words, (str(one[name]) for name in columns))]


def destination_typed(told: QueryDict, book: Book) -> str:
    """The post chosen; without a choice, what was typed when it is a code."""
    typed = str(told.get("tujuan", "") or told.get("cari", "")).strip()
    return typed if book.state.frozen and typed in book.state.frozen.posts else ""
