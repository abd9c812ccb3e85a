"""The result of a scenario: the front with its slider, the moves with how sure each is, chains, prices of rules, ways out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.jobs.public import Job
from takar.placement.actions.freeze import freeze
from takar.placement.actions.hand_over import hand_over
from takar.placement.books import Book, result_of
from takar.placement.effort import WHOLE
from takar.placement.models import ScenarioLeaf, ScenarioResult
from takar.placement.pages import drawings, shared
from takar.placement.pages import scenario_words as words
from takar.placement.results import point_of
from takar.placement.trying import Tried, flips_at, try_refusal
from takar.placement.workbooks.moves import moves_csv, moves_workbook
from takar.placement.workbooks.sheets import excel_response

SURE, UNSURE = 0.8, 0.5
AT_ONCE, DRAWN_MOST = 100, 200
"""Moves on one page of the table; links of all chains that are drawn."""


@requires(Ability.READ_PLACEMENT)
def scenario(request: HttpRequest, scenario: str) -> HttpResponse:
    book = shared.found(scenario)
    body = result_of(scenario)
    context: dict[str, Any] = {"book": book, "here": "scenario", "phase": book.state.phase}
    context |= {
        "label": words.PHASES[book.state.phase],
        "plans": shared.may(request, Ability.PLAN_PLACEMENT),
        "decides": shared.may(request, Ability.DECIDE_PLACEMENT),
        "job": Job.objects.filter(pk=book.row.job).first() if book.row.job else None,
        "leaves": list(ScenarioLeaf.objects.filter(scenario=scenario, logged=True)),
    }
    if body is not None:
        context |= result_view(book, body, _asked_point(request, book), request.GET.get("page"))
        context["kept"] = ScenarioResult.objects.defer("arrays", "body", "inputs").get(scenario=scenario)
    return render(request, "placement/scenario.html", context)


def _asked_point(request: HttpRequest, book: Book) -> int | None:
    told = request.GET.get("titik", "")
    if book.state.frozen:
        return book.state.frozen.point
    return int(told) if told.isdigit() else None


def result_view(
    book: Book, body: Mapping[str, Any], moves: int | None, at: str | None = None
) -> dict[str, Any]:
    people, posts = names_of(body)
    chosen = point_of(body, moves)
    context: dict[str, Any] = {
        "body": body,
        "people": people,
        "posts": posts,
        "holes": _holes(body),
        "ways": [_way(one, people, posts, book) for one in body.get("infeasible", ())],
        "together": [words.RULES[rule] for rule in body.get("together", ())],
        "prices": [_price(one, book) for one in body.get("prices", ())],
    }
    if chosen:
        steps = [step_view(step, people, posts) for step in chosen["steps"]]
        page, drawn = Paginator(steps, AT_ONCE).get_page(at), drawable(chosen["chains"])
        context |= {
            "chosen": chosen,
            "steps": page.object_list,
            "page": page,
            "chains": [_chain(number, one, steps, posts) for number, one in enumerate(drawn, 1)],
            "undrawn": len(chosen["chains"]) - len(drawn),
            "vacancies": [posts[code] for code in chosen["vacancies"]],
            "front": body["front"],
            "picture": drawings.front(body["front"], chosen["moves"], shared.language()),
            "points": [one["moves"] for one in body["front"]],
            "place": next(at for at, one in enumerate(body["front"]) if one is chosen),
            "last": len(body["front"]) - 1,
            "best": body["front"][-1],
            "sure": sum(1 for one in steps if one["sureness"] == "sure"),
            "computed": computed(body, chosen),
            "gap": gap_of(chosen),
            "undoing": bool(chosen["steps"]) and not chosen.get("suggested", True) and len(people) <= WHOLE,
        }
    return context


def names_of(body: Mapping[str, Any]) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """People by NIP and posts by code."""
    return {one["nip"]: one for one in body["people"]}, {one["code"]: one for one in body["posts"]}


def step_view(step: Mapping[str, Any], people: Mapping[str, Any], posts: Mapping[str, Any]) -> dict[str, Any]:
    survival = float(step["survival"] or 0)
    sureness = "sure" if survival >= SURE else "unsure" if survival < UNSURE else "fair"
    if step["survival"] is None:
        sureness = "unknown"
    flip = step["flip"][shared.language()] or step["flip"]["id"]
    return {
        "step": step,
        "who": people[step["nip"]],
        "origin": posts.get(step["from"]),
        "to": posts[step["to"]],
        "sureness": sureness,
        "label": {
            "sure": _("bertahan"),
            "fair": _("cukup bertahan"),
            "unsure": _("mudah berubah"),
            "unknown": "",
        }[sureness],
        "flip": flip,
        "why": _why(step, posts),
    }


def _why(step: Mapping[str, Any], posts: Mapping[str, Any]) -> str:
    """One plain sentence; a template, never free text."""
    gain, to = drawings.number(step["gain"], shared.language()), posts[step["to"]]["title"]
    if step["before"] is None:
        return _("Mengisi %(to)s dari luar lingkup dengan kecocokan %(fit)s.") % {
            "to": to,
            "fit": drawings.number(step["after"], shared.language()),
        }
    if float(step["after"] or 0) >= float(step["before"]):
        return _("Lebih cocok di %(to)s; langkah ini menyumbang %(gain)s poin.") % {"to": to, "gain": gain}
    return _(
        "Kecocokannya sendiri turun, tetapi membuka tempat bagi orang lain; langkah ini menyumbang %(gain)s poin."
    ) % {"gain": gain}


def drawable(chains: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The first chains, as far as they are not too many to look at; one at the least."""
    found, links = list[Mapping[str, Any]](), 0
    for one in chains:
        links += len(one["steps"])
        if found and links > DRAWN_MOST:
            break
        found.append(one)
    return found


def computed(body: Mapping[str, Any], chosen: Mapping[str, Any]) -> list[str]:
    """What was computed for this point, and what was not: one sentence each."""
    retests, draws = chosen.get("retests") or 0, (body.get("effort") or {}).get("draws", 2000)
    kind = (body.get("effort") or {}).get("front", "whole")
    grouped = {"n": drawings.number(retests, shared.language(), 0)}
    told = {
        "whole": _("Setiap jumlah perpindahan dihitung sendiri dan terbukti terbaik."),
        "hull": _(
            "Titik yang tampil: yang terbaik pada suatu harga per perpindahan, masing-masing terbukti."
        ),
        "prices": _(
            "Lingkup besar: hanya beberapa harga per perpindahan yang dihitung, masing-masing dengan batasnya."
        ),
    }[kind]
    again = (
        _("Peluang bertahan berdiri di atas %(n)s penilaian ulang dengan jumlah perpindahan yang sama.")
        if kind == "whole"
        else _(
            "Peluang bertahan berdiri di atas %(n)s penilaian ulang dengan harga per perpindahan yang sama."
        )
    ) % grouped
    if retests and retests < 100:
        again += " " + _("Jumlah itu sedikit: angka dapat meleset %(points)s poin persen.") % {
            "points": round(196 * (0.25 / retests) ** 0.5)
        }
    if not retests:
        again = _("Peluang bertahan tidak dihitung pada titik ini; titik yang disarankan menunjukkannya.")
    found = [told, again, _("Rentang: %(n)s tarikan.") % {"n": drawings.number(draws, shared.language(), 0)}]
    if kind == "prices":
        found.append(
            _(
                "Tidak dihitung pada lingkup ini: rencana tanpa masing-masing perpindahan, pembalik, dan janji tanpa galat."
            )
        )
    return found


def gap_of(chosen: Mapping[str, Any]) -> str:
    """Percent by which a better plan could still exceed this one; "" where it is proved the best."""
    bound, score = float(chosen["bound"]), float(chosen["score"])
    missing = 100 * max(0.0, bound - score) / max(abs(bound), 1e-9)
    return "" if missing < 1e-5 else f"{missing:.4f}" if missing < 0.01 else f"{missing:.2f}"


@requires(Ability.READ_PLACEMENT)
def undoing(request: HttpRequest, scenario: str) -> HttpResponse:
    """What would undo each move of a point: fetched by the page when somebody rests at it."""
    book = shared.found(scenario)
    found = flips_at(scenario, _asked_point(request, book))
    if found is None:
        raise Http404
    told = {
        nip: one[shared.language()] if shared.language() in one else one["id"] for nip, one in found.items()
    }
    return render(request, "placement/_undoing.html", {"told": told})


def _chain(
    number: int, one: Mapping[str, Any], steps: list[dict[str, Any]], posts: Mapping[str, Any]
) -> dict[str, Any]:
    links = [steps[at] for at in one["steps"]]
    return {
        "number": number,
        "cycle": one["cycle"],
        "leaves": posts.get(one["leaves"]),
        "links": [
            {
                "view": link,
                "order": at + 1,
                "stands": [] if one["cycle"] else links[:at],
                "falls": [other for other in links if other is not link] if one["cycle"] else links[at + 1 :],
            }
            for at, link in enumerate(links)
        ],
        "picture": drawings.chain(links, bool(one["cycle"]), posts.get(one["leaves"])),
    }


def _holes(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [dict(one) | {"reason": words.HOLES.get(one["why"], one["why"])} for one in body.get("holes", ())]


def _way(
    way: Mapping[str, Any], people: Mapping[str, Any], posts: Mapping[str, Any], book: Book
) -> dict[str, Any]:
    named = [people[nip]["name"] for nip in way["people"]] + [posts[code]["title"] for code in way["posts"]]
    switch = way["rule"] in book.terms.switches
    value = ("on" if way["rule"] in ("outsiders", "vacancies") else "off") if switch else way["needs"] or ""
    return {
        "rule": way["rule"],
        "name": words.RULES[way["rule"]],
        "sentence": way[shared.language()] if shared.language() in way else way["id"],
        "named": named,
        "value": value,
        "offers": way["rule"] != "no_removal",
    }


def _price(one: Mapping[str, Any], book: Book) -> dict[str, Any]:
    rule = one["rule"]
    value = ("on" if rule in ("outsiders", "vacancies") else "off") if rule in book.terms.switches else ""
    return {"rule": rule, "name": words.RULES[rule], "gain": one["gain"], "value": value}


@require_POST
@requires(Ability.PLAN_PLACEMENT)
def freeze_it(request: HttpRequest, scenario: str) -> HttpResponse:
    point = shared.typed(request, "titik")
    reason = shared.typed(request, "alasan")
    return shared.acted(
        request, lambda actor: freeze(scenario, int(point) if point.isdigit() else -1, reason, actor=actor),
        _("Rencana dibekukan. Sekarang serahkan kepada PPK."), "placement:scenario", scenario,
    )  # fmt: skip


@require_POST
@requires(Ability.PLAN_PLACEMENT)
def deliver(request: HttpRequest, scenario: str) -> HttpResponse:
    to, letter = shared.typed(request, "kepada"), shared.typed(request, "surat")
    return shared.acted(
        request, lambda actor: hand_over(scenario, to, letter, actor=actor),
        _("Rencana diserahkan kepada PPK dan sidiknya tercatat dalam log."), "placement:scenario", scenario,
    )  # fmt: skip


@requires(Ability.READ_PLACEMENT)
def what_if(request: HttpRequest, scenario: str, nip: str) -> HttpResponse:
    """What the best plan becomes when one person refuses."""
    book = shared.found(scenario)
    tried = try_refusal(scenario, nip, _asked_point(request, book))
    if tried is None:
        raise Http404
    body = result_of(scenario)
    assert body is not None
    people, posts = names_of(body)
    context = {
        "book": book,
        "tried": tried,
        "who": people[nip],
        "rows": _changes(tried, people, posts),
        "undone": _undone(scenario, nip, _asked_point(request, book)),
        "whole": len(people) <= WHOLE,
        "here": "scenario",
    }
    return render(request, "placement/what_if.html", context)


def _undone(scenario: str, nip: str, point: int | None) -> str | None:
    found = (flips_at(scenario, point, nip) or {}).get(nip)
    return None if found is None else found.get(shared.language(), found["id"])


def _changes(tried: Tried, people: Mapping[str, Any], posts: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"who": people[nip], "before": posts.get(before), "after": posts.get(after)}
        for nip, before, after in tried.changes
    ]


@requires(Ability.READ_PLACEMENT)
def download(request: HttpRequest, scenario: str, kind: str) -> HttpResponse:
    """The moves of one point as Excel or CSV, in the columns of a mutation proposal."""
    book, body = shared.found(scenario), result_of(scenario)
    if body is None or not body.get("front"):
        raise Http404
    chosen = point_of(body, _asked_point(request, book))
    assert chosen is not None
    if kind == "csv":
        response = HttpResponse(moves_csv(book, body, chosen), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="usulan-mutasi.csv"'
        return response
    return excel_response(moves_workbook(book, body, chosen, shared.language()), "rencana-penempatan.xlsx")
