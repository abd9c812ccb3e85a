"""Which rule holds for which class, who decided it, and deciding another."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, requires
from takar.certificates.actions.adopt_rule import RuleDraft, adopt_rule
from takar.certificates.domain.rules import ALL
from takar.certificates.models import AdoptedRule
from takar.certificates.pages.filters import class_names, day_of, language
from takar.certificates.rulebook import rule_book
from takar.kernel.refusals import Refusal
from takar.standards.public import Conduct, StandardNotFound, conducts_in_force


@requires(Ability.READ_CERTIFICATES)
def rules(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        return _adopt(request)
    return _page(request)


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    on = day_of(request.GET.get("tanggal", "")) or localdate()
    try:
        book = rule_book(on)
    except StandardNotFound:
        return render(request, "certificates/no_standards.html")
    context: dict[str, Any] = {
        "on": on,
        "today": localdate(),
        "lines": [(name, book.rule_for(code, on)) for code, name in class_names()],
        "scopes": [(ALL, _("semua kelas jabatan")), *class_names()],
        "editions": [(one.label, _title(one)) for one in _editions(on)],
        "history": AdoptedRule.objects.all()[:100],
        "told": request.POST,
        "refusal": refusal,
        "adopted": bool(book.adoptions),
        "default": book.default,
    }
    return render(request, "certificates/rules.html", context, status=422 if refusal else 200)


@requires(Ability.MANAGE_CERTIFICATES)
def _adopt(request: HttpRequest) -> HttpResponse:
    told = request.POST
    day = day_of(told.get("mulai", ""))
    if day is None:
        return _page(request, _day_missing())
    draft = RuleDraft(
        scope=told.get("kelas", ""),
        edition=told.get("ketentuan", ""),
        from_day=day,
        legal_basis=told.get("dasar", ""),
        reason=told.get("alasan", ""),
        with_pppk="pppk" in told,
        higher_counts="lebih_tinggi" in told,
    )
    done = adopt_rule(draft, actor=request.user.get_username())
    if isinstance(done, Refusal):
        return _page(request, done)
    messages.success(
        request, _("Ketentuan dipakai mulai tanggal yang Anda pilih. Keputusan sebelumnya tetap tercatat.")
    )
    return redirect("certificates:rules")


def _editions(on: date) -> list[Conduct]:
    """Those in force on the day, or already published for later."""
    return sorted(
        {one.label: one for day in (on, localdate()) for one in conducts_in_force(day)}.values(),
        key=lambda one: one.label,
    )


def _title(one: Conduct) -> str:
    return one.title_en if language() == "en" else one.title_id


def _day_missing() -> Refusal:
    return Refusal(
        "RULE_DAY_MISSING",
        "Pilih tanggal mulai dipakainya ketentuan ini.",
        "Choose the day from which this rule is used.",
    )
