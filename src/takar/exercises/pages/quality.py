"""Quality of raters: a rater's own page, and the head's after the season."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from takar.accounts.public import Ability, full_names, requires
from takar.exercises.pages.meeting import name
from takar.exercises.quality.pictures import intervals
from takar.exercises.quality.season import all_figures, close_season, own_figures, season
from takar.exercises.queries import round_of, rounds, sheets_for, sheets_in
from takar.exercises.rounds.values import RoundView
from takar.jobs.public import enqueue
from takar.kernel.refusals import Refusal


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


HABITS = {
    "severity": _("Keketatan"),
    "halo": _("Halo"),
    "central_tendency": _("Kecenderungan ke tengah"),
    "range_restriction": _("Rentang antarorang"),
}


@requires(Ability.READ_RATER_QUALITY)
def rounds_page(request: HttpRequest) -> HttpResponse:
    rows = [{"round": one, "season": season(one.owner)} for one in rounds()]
    return render(request, "exercises/quality/rounds.html", {"rows": rows})


@requires(Ability.READ_RATER_QUALITY)
def round_page(request: HttpRequest, owner: str) -> HttpResponse:
    """Compute, close the season, and then read the figures of all."""
    view = round_of(owner)
    if view is None:
        return redirect("exercises:quality")
    if request.method == "POST":
        return _act(request, owner)
    found = all_figures(owner)
    context: dict[str, Any] = {"round": view, "season": season(owner)}
    if isinstance(found, Refusal):
        return render(request, "exercises/quality/round.html", context | {"refused": found})
    people = _people(view)
    named = full_names(found["raters"])
    words = _words_of(view.rules)
    habits = [_habit(code, gettext(title), found["raters"], named) for code, title in HABITS.items()]
    context |= {
        "figures": found,
        "habits": [one for one in habits if one["rows"]],
        "untold": _untold(habits),
        "competencies": [
            (words.get(code, code), _without_code(code, one)) for code, one in found["competencies"].items()
        ],
        "instruments": words,
        "persons": sorted((people.get(p, p), one) for p, one in found["persons"].items()),
        "unlinked": _unlinked(found["facets"], named),
        "facet_raters": [
            (named[rater], one["facet"]) for rater, one in found["raters"].items() if one["facet"]
        ],
    }
    return render(request, "exercises/quality/round.html", context)


@requires(Ability.RATE)
def mine(request: HttpRequest) -> HttpResponse:
    owners = {one.owner for one in sheets_for(name(request))}
    rows = [{"round": one, "season": season(one.owner)} for one in rounds() if one.owner in owners]
    return render(request, "exercises/quality/mine.html", {"rows": rows})


@requires(Ability.RATE)
def my_round(request: HttpRequest, owner: str) -> HttpResponse:
    """Private: nobody else's figures, and nobody else reads these before the season is closed."""
    view = round_of(owner)
    if view is None or owner not in {one.owner for one in sheets_for(name(request))}:
        return redirect("exercises:my_quality")
    found = own_figures(owner, name(request))
    if isinstance(found, Refusal):
        return render(request, "exercises/quality/own.html", {"round": view, "refused": found})
    every = [(gettext(title), found["mine"]["habits"][code]) for code, title in HABITS.items()]
    habits = [(title, one) for title, one in every if "value" in one]
    zero = [row for row in habits if float(row[1]["neutral"]) == 0]
    one = [row for row in habits if float(row[1]["neutral"]) == 1]
    context = {
        "round": view,
        "mine": found["mine"],
        "whole": found["whole"],
        "habits": habits,
        "untold": _reasons((title, one) for title, one in every if "value" not in one),
        "pictures": [intervals(rows, neutral) for rows, neutral in ((zero, 0.0), (one, 1.0)) if rows],
    }
    return render(request, "exercises/quality/own.html", context)


def _people(view: RoundView) -> dict[str, str]:
    """Pseudonym -> number and name."""
    known = {one.nip: f"{one.number} {one.name}".strip() for one in sheets_in(view.owner)}
    return {p: known.get(nip, nip) for nip, p in view.pseudonyms.items()}


def _words_of(rules: Mapping[str, Any]) -> dict[str, str]:
    """Code of an instrument or a competency -> its name."""
    found = {one["code"]: one["name"] for one in rules.get("instruments", ())}
    return found | {
        each["code"]: each["name"]
        for one in rules.get("instruments", ())
        for each in one.get("form", {}).get("dimensions", ())
    }


def _habit(code: str, title: str, raters: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """`rows`: raters about whom it can be told; `untold`: why not -> raters, so that a reason is said once."""
    rows = [(names[rater], one["habits"][code]) for rater, one in raters.items()]
    told = [(rater, one) for rater, one in rows if "value" in one]
    neutral = float(told[0][1]["neutral"]) if told else 0.0
    return {
        "title": title,
        "rows": told,
        "untold": _reasons((rater, one) for rater, one in rows if "value" not in one),
        "picture": intervals(told, neutral) if told else "",
    }


def _reasons(figures: Iterable[tuple[str, Mapping[str, Any]]]) -> list[tuple[str, list[str]]]:
    """Sentence of a refusal -> whom it is about, in the order in which they came."""
    found: dict[str, list[str]] = {}
    for who, one in figures:
        found.setdefault(str(one[language()]), []).append(who)
    return list(found.items())


def _untold(habits: Iterable[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Reasons of the habits of which nothing can be told about anybody, each once."""
    found: dict[str, list[str]] = {}
    for habit in habits:
        for why, who in habit["untold"] if not habit["rows"] else ():
            found[why] = list(dict.fromkeys([*found.get(why, ()), *who]))
    return list(found.items())


def _without_code(code: str, one: dict[str, Any]) -> dict[str, Any]:
    """The competency stands in the row's heading already."""
    error = {
        name: value.removeprefix(f"{code}: ") if isinstance(value, str) else value
        for name, value in one["error"].items()
    }
    return one | {"error": error}


def _unlinked(facets: dict[str, Any] | None, names: Mapping[str, str]) -> list[list[str]]:
    """The parts of a network of ratings that cannot be compared, raters by their names."""
    subsets = (facets or {}).get("subsets", ())
    return [[names.get(rater, rater) for rater in part] for part in subsets]


def _act(request: HttpRequest, owner: str) -> HttpResponse:
    me = name(request)
    if request.POST.get("langkah") == "hitung":
        job = enqueue(
            "exercises.quality", {"owner": owner}, actor=me, title=gettext("Menghitung mutu penilai")
        )
        return redirect("jobs:job", job.id)
    refused = close_season(owner, by=me)
    if refused:
        messages.error(request, refused.sentence(get_language() or "id"))
    return redirect("exercises:quality_round", owner)
