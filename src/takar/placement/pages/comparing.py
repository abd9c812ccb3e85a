"""Two or three scenarios side by side: figures, rules that differ, and who goes where in each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, requires
from takar.placement.additions import told_of
from takar.placement.books import Book, books
from takar.placement.pages import scenario_words as words
from takar.placement.pages.scenario_view import names_of
from takar.placement.results import point_of


@requires(Ability.READ_PLACEMENT)
def compare(request: HttpRequest) -> HttpResponse:
    """Two or three scenarios side by side."""
    solved = [book for book in books() if book.state.points]
    asked = request.GET.getlist("r")[:3]
    chosen = [book for book in solved if book.id in asked][:3]
    columns = [_column(book) for book in chosen]
    people = {nip: one for column in columns for nip, one in column["people"].items()}
    moved = sorted(
        {nip for column in columns for nip in column["chosen"]["assign"]}, key=lambda nip: people[nip]["name"]
    )
    titles = [column["book"].row.title for column in columns]
    rows = [
        {
            "who": people[nip],
            "cells": list(zip((_destination(column, nip) for column in columns), titles, strict=True)),
        }
        for nip in moved
    ]
    rules = [
        {
            "name": words.RULES[rule],
            "cells": list(zip((_setting(column["book"], rule) for column in columns), titles, strict=True)),
        }
        for rule in words.RULES
        if rule != "no_removal" and len({_setting(column["book"], rule) for column in columns}) > 1
    ]
    context = {
        "solved": solved,
        "asked": asked,
        "columns": columns,
        "rows": rows,
        "rules": rules,
        "here": "compare",
    }
    return render(request, "placement/compare.html", context)


def _destination(column: dict[str, Any], nip: str) -> Any:
    return column["posts"].get(column["chosen"]["assign"].get(nip, ""))


def _column(book: Book) -> dict[str, Any]:
    body = told_of(book)
    assert body is not None
    people, posts = names_of(body)
    chosen = point_of(body, book.state.frozen.point if book.state.frozen else None)
    assert chosen is not None
    return {
        "book": book,
        "chosen": chosen,
        "people": people,
        "posts": posts,
        "label": words.PHASES[book.state.phase],
    }


def _setting(book: Book, rule: str) -> str:
    if rule in book.terms.switches:
        return _("ya") if book.terms.switches[rule] else _("tidak")
    return book.terms.numbers.get(rule, _("tanpa batas")).replace(".", ",")
