"""All days of one person, over all his batches."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from takar.accounts.public import Ability, requires
from takar.attendance.books import book_of
from takar.attendance.domain.outs import out_of, person_days, rebooked
from takar.attendance.queries import is_complete
from takar.kernel.refusals import Refusal
from takar.planning.public import places_of_person


@requires(Ability.READ_PLANS)
def history(request: HttpRequest, nip: str) -> HttpResponse:
    places = places_of_person(nip)
    if not places:
        raise Http404
    rows, programmes = [], {}
    for place in places:
        book = book_of(place.batch)
        if isinstance(book, Refusal):
            continue
        programmes[book.programme.id] = book.programme
        rows.append(
            {
                "place": place,
                "book": book,
                "days": person_days(book.state, book.rules, nip),
                "out": out_of(book.state, book.rules, nip),
                "moved": rebooked(book.state, nip),
                "entries": [(one, book.state.counts(one)) for one in book.state.of_person.get(nip, ())],
            }
        )
    complete = [(one, is_complete(nip, one.id)) for one in programmes.values()]
    context = {"nip": nip, "name": places[-1].name, "rows": rows, "complete": complete}
    return render(request, "attendance/history.html", context)
