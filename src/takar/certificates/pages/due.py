"""Who is due on a day, who is exempt until when, and why."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, record_change, requires
from takar.certificates.domain.values import DUE, State
from takar.certificates.models import HandedPerson
from takar.certificates.overviews import listed, state_counts
from takar.certificates.pages.filters import Asked, asked, choices, language
from takar.certificates.rulebook import rule_book
from takar.certificates.standings import standings_of
from takar.certificates.workbooks.people import people_workbook
from takar.certificates.workbooks.sheets import excel_response
from takar.kernel.numbers import grouped
from takar.people.public import count_people, people_by_nips
from takar.standards.public import StandardNotFound

PAGE = 25
MOST_IN_A_FILE = 20_000
MOST_HANDED = 500


@requires(Ability.READ_CERTIFICATES)
def due(request: HttpRequest) -> HttpResponse:
    chosen = asked(request)
    try:
        book = rule_book(chosen.wanted.on)
    except StandardNotFound:
        return render(request, "certificates/no_standards.html")
    counts = state_counts(chosen.wanted.people, chosen.wanted.on)
    paginator = Paginator(listed(chosen.wanted, book), PAGE)
    if chosen.wanted.due_until is None:
        paginator.count = _count(counts, chosen)  # known; a second count of 449,000 would not do
    page = paginator.get_page(request.GET.get("page"))
    context: dict[str, Any] = choices(chosen) | {
        "known": count_people(),
        "counts": counts,
        "tiles": _tiles(counts, chosen),
        "page": page,
        "lines": _lines(page, chosen),
        "adopted": bool(book.adoptions),
        "default": book.default,
        "most_handed": MOST_HANDED,
        "months": book.default.remind_months,
    }
    return render(request, "certificates/due.html", context)


@requires(Ability.READ_CERTIFICATES)
def download(request: HttpRequest) -> HttpResponse:
    """The list of the page as Excel."""
    chosen = asked(request)
    nips = list(
        listed(chosen.wanted, rule_book(chosen.wanted.on)).values_list("nip", flat=True)[: MOST_IN_A_FILE + 1]
    )
    if len(nips) > MOST_IN_A_FILE:
        messages.error(
            request,
            _("Daftar ini lebih dari %(most)s orang. Saring menurut unit atau kelas, lalu unduh lagi.")
            % {"most": grouped(MOST_IN_A_FILE, language())},
        )
        return redirect(f"{reverse('certificates:due')}?{chosen.query()}")
    record_change(
        request.user.get_username(), "certificates.download", "certificates:due",
        after={"people": len(nips), "on": chosen.wanted.on.isoformat(), "shown": chosen.shown},
    )  # fmt: skip
    body = people_workbook(nips, chosen.wanted.on, language())
    return excel_response(body, f"penilaian-{chosen.shown}-{chosen.wanted.on:%Y%m%d}.xlsx")


def _count(counts: Counter[State], chosen: Asked) -> int:
    return sum(counts[state] for state in chosen.wanted.states or State)


def _tiles(counts: Counter[State], chosen: Asked) -> list[dict[str, Any]]:
    """The counts on top; each opens its list."""
    plain = {"dari": "", "sampai": "", "page": ""}
    told = [
        ("wajib", _("Wajib dinilai"), sum(counts[state] for state in DUE), "red"),
        ("belum-pernah", _("Belum pernah"), counts[State.NEVER], ""),
        ("lewat", _("Sudah lewat"), counts[State.LAPSED], ""),
        ("segera", _("Segera berakhir"), counts[State.EXPIRING], "yellow"),
        ("berlaku", _("Masih berlaku"), counts[State.VALID], "green"),
        ("belum-jelas", _("Kelas belum diketahui"), counts[State.UNCLEAR], ""),
        ("di-luar", _("Tidak diwajibkan"), counts[State.OUTSIDE], ""),
    ]
    here = chosen.shown if chosen.wanted.due_until is None else ""
    return [
        {
            "label": label,
            "n": n,
            "look": look,
            "here": code == here,
            "query": chosen.query(keadaan=code, **plain),
        }
        for code, label, n, look in told
    ]


def _lines(page: Any, chosen: Asked) -> list[dict[str, Any]]:
    nips = [row.nip for row in page]
    people, standings = people_by_nips(nips), standings_of(nips, chosen.wanted.on)
    waiting = _waiting(nips)
    return [{"person": people[nip], "standing": standings[nip], "waits": waiting.get(nip)} for nip in nips]


def _waiting(nips: list[str]) -> dict[str, HandedPerson]:
    """Who is with an external organiser at present."""
    handed = HandedPerson.objects.filter(nip__in=nips, result__isnull=True, dropped_reason="")
    return {one.nip: one for one in handed.select_related("handover").order_by("handover__promised_on")}
