"""Whose result ends within some months, by unit, ready to be sent to the units."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, record_change, requires
from takar.certificates.domain.counting import add_months
from takar.certificates.domain.rules import RuleBook
from takar.certificates.overviews import Wanted, listed
from takar.certificates.pages.due import MOST_IN_A_FILE
from takar.certificates.pages.filters import Asked, asked, choices, language
from takar.certificates.rulebook import rule_book
from takar.certificates.standings import standings_of
from takar.certificates.workbooks.reminder import reminder_workbook
from takar.certificates.workbooks.sheets import excel_response
from takar.kernel.numbers import grouped
from takar.people.public import NO_UNIT, people_by_nips, unit_tree
from takar.standards.public import StandardNotFound

PAGE = 25
_DAY = timedelta(days=1)
MONTHS = (3, 6, 9, 12, 18, 24)


@requires(Ability.READ_CERTIFICATES)
def reminders(request: HttpRequest) -> HttpResponse:
    chosen = asked(request)
    try:
        book = rule_book(chosen.wanted.on)
    except StandardNotFound:
        return render(request, "certificates/no_standards.html")
    months = _months(request, book)
    wanted = _wanted(chosen, months)
    units = _by_office(wanted, book, chosen)
    paginator = Paginator(listed(wanted, book), PAGE)
    paginator.count = sum(one["n"] for one in units)  # known; a second count of 449,000 would not do
    page = paginator.get_page(request.GET.get("page"))
    nips = [row.nip for row in page]
    people, standings = people_by_nips(nips), standings_of(nips, wanted.on)
    context: dict[str, Any] = choices(chosen) | {
        "months": months,
        "all_months": sorted({*MONTHS, book.default.remind_months}),
        "until": add_months(wanted.on, months),
        "page": page,
        "lines": [{"person": people[nip], "standing": standings[nip]} for nip in nips],
        "units": units,
    }
    return render(request, "certificates/reminders.html", context)


@requires(Ability.READ_CERTIFICATES)
def download(request: HttpRequest) -> HttpResponse:
    """One workbook: all units in front, then a sheet for each, to be sent on."""
    chosen = asked(request)
    book = rule_book(chosen.wanted.on)
    months = _months(request, book)
    wanted = _wanted(chosen, months)
    until = add_months(wanted.on, months)
    nips = list(listed(wanted, book).values_list("nip", flat=True)[: MOST_IN_A_FILE + 1])
    if len(nips) > MOST_IN_A_FILE:
        messages.error(
            request,
            _("Daftar ini lebih dari %(most)s orang. Saring menurut unit atau kelas, lalu unduh lagi.")
            % {"most": grouped(MOST_IN_A_FILE, language())},
        )
        return redirect(f"{reverse('certificates:reminders')}?{chosen.query()}")
    record_change(
        request.user.get_username(), "certificates.download", "certificates:reminders",
        after={"people": len(nips), "on": wanted.on.isoformat(), "until": until.isoformat()},
    )  # fmt: skip
    body = reminder_workbook(nips, wanted.on, until, language())
    return excel_response(body, f"pengingat-{wanted.on:%Y%m%d}.xlsx")


def _months(request: HttpRequest, book: RuleBook) -> int:
    told = request.GET.get("bulan", "")
    return int(told) if told.isdecimal() and 1 <= int(told[:3]) <= 24 else book.default.remind_months


def _wanted(chosen: Asked, months: int) -> Wanted:
    on = chosen.wanted.on
    # Who lapses on the last day itself is due on the day after it.
    return Wanted(chosen.wanted.people, on, (), on + _DAY, add_months(on, months) + _DAY)


def _by_office(wanted: Wanted, book: RuleBook, chosen: Asked) -> list[dict[str, Any]]:
    """Counts by the unit at the root, the most first."""
    tree, counts = unit_tree(), dict[int, int]()
    rows = listed(wanted, book).order_by().values_list("unit").annotate(n=Count("pk"))
    for unit, n in rows:
        root = unit
        while root is not None and tree[root].parent is not None:
            root = tree[root].parent
        counts[root or NO_UNIT] = counts.get(root or NO_UNIT, 0) + n
    ordered = sorted(counts.items(), key=lambda one: (-one[1], tree[one[0]].name if one[0] in tree else ""))
    return [
        {"name": tree[key].name if key in tree else "", "n": n, "query": chosen.query(di=key, keadaan="")}
        for key, n in ordered
    ]
