"""What the page of a scenario shows of its result: a point of the front, its moves and chains, ways out, prices of rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from takar.placement.additions import counted_out
from takar.placement.books import Book
from takar.placement.effort import WHOLE
from takar.placement.pages import drawings, shared
from takar.placement.pages import scenario_words as words
from takar.placement.pages.scenario_told import computed, further, gap_of
from takar.placement.pages.sureness import chance
from takar.placement.results import point_of

AT_ONCE, DRAWN_MOST = 100, 200
"""Moves on one page of the table; links of all chains that are drawn."""


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
        steps = [step_view(step, people, posts, chosen.get("retests")) for step in chosen["steps"]]
        page, drawn = Paginator(steps, AT_ONCE).get_page(at), drawable(chosen["chains"])
        context |= {
            "chosen": chosen,
            "steps": page.object_list,
            "page": page,
            "chains": [_chain(number, one, steps, posts) for number, one in enumerate(drawn, 1)],
            "undrawn": len(chosen["chains"]) - len(drawn),
            "vacancies": [posts[code] for code in chosen["vacancies"]],
            "front": body["front"],
            "pictures": [
                drawings.front(body["front"], chosen["moves"], shared.language(), box)
                for box in (drawings.WIDE, drawings.NARROW)
            ],
            "points": [one["moves"] for one in body["front"]],
            "place": next(at for at, one in enumerate(body["front"]) if one is chosen),
            "last": len(body["front"]) - 1,
            "best": body["front"][-1],
            "sure": sum(1 for one in steps if one["sureness"] == "sure"),
            "computed": computed(body, chosen),
            "more": None if counted_out(book, chosen["moves"]) else further(body, chosen),
            "gap": gap_of(chosen),
            "undoing": undone_later(body, chosen),
        }
    return context


def undone_later(body: Mapping[str, Any], chosen: Mapping[str, Any]) -> bool:
    """Whether what undoes each move of a point is found when somebody looks at it."""
    return bool(chosen["steps"]) and not chosen.get("suggested", True) and len(body["people"]) <= WHOLE


def names_of(body: Mapping[str, Any]) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """People by NIP and posts by code."""
    return {one["nip"]: one for one in body["people"]}, {one["code"]: one for one in body["posts"]}


def step_view(
    step: Mapping[str, Any], people: Mapping[str, Any], posts: Mapping[str, Any], retests: int | None
) -> dict[str, Any]:
    sure = chance(step["survival"], retests)
    flip = step["flip"][shared.language()] or step["flip"]["id"]
    return {
        "step": step,
        "who": people[step["nip"]],
        "origin": posts.get(step["from"]),
        "to": posts[step["to"]],
        "chance": sure,
        "sureness": sure.kind,
        "label": sure.label,
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
