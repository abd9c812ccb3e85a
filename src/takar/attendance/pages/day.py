"""A batch's day: who is here, who is missing right now, what happened; and its signature."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from takar.accounts.public import Ability, User, requires
from takar.attendance.actions.sign_sheet import sign_sheet
from takar.attendance.books import Book
from takar.attendance.domain.outs import PROPOSED, out_of, rebooked
from takar.attendance.domain.sheet import missing, sheet_of
from takar.attendance.pages import shared
from takar.attendance.queries import incident_view, signature_views
from takar.kernel.clock import utc_now
from takar.kernel.refusals import Refusal


@requires(Ability.READ_ATTENDANCE)
def day(request: HttpRequest, batch: str, day: int) -> HttpResponse:
    return render(request, "attendance/day.html", _page(request, shared.found(batch, day), day))


@requires(Ability.READ_ATTENDANCE)
@never_cache
def live(request: HttpRequest, batch: str, day: int) -> HttpResponse:
    """Only what changes by itself."""
    return render(request, "attendance/_live.html", _page(request, shared.found(batch, day), day))


@requires(Ability.RECORD_ATTENDANCE)
@sensitive_post_parameters("password")
def sign(request: HttpRequest, batch: str, day: int) -> HttpResponseBase:
    """What is signed, and the signer's own password once more."""
    book = shared.found(batch, day)
    user, refusal = cast(User, request.user), None
    if request.method == "POST":
        refusal = _signed(request, book, day, user)
        if refusal is None:
            return redirect("attendance:day", batch, day)
    context = _page(request, book, day) | {"refusal": refusal and shared.say(refusal)}
    return render(request, "attendance/sign.html", context, status=422 if refusal else 200)


def _signed(request: HttpRequest, book: Book, day: int, user: User) -> Refusal | None:
    if not user.check_password(request.POST.get("password", "")):
        return wrong_password()
    done = sign_sheet(
        book.batch.id,
        day,
        activity=shared.activity_of(request),
        name=user.first_name or user.username,
        request=shared.request_id(request),
        actor=user.username,
    )
    if isinstance(done, Refusal):
        return done
    shared.tell(request, done, _("Lembar presensi ditandatangani."))
    return None


def _page(request: HttpRequest, book: Book, day: int) -> dict[str, Any]:
    now = utc_now()
    sheet = sheet_of(book.state, book.rules, day)
    activity = str(request.GET.get("kegiatan", "")) or str(request.POST.get("activity", ""))
    outs = {line.person.nip: out_of(book.state, book.rules, line.person.nip) for line in sheet.lines}
    lines = [
        {"line": line, "out": outs[line.person.nip], "moved": rebooked(book.state, line.person.nip)}
        for line in sheet.lines
    ]
    proposed = {nip for nip, out in outs.items() if out and out.status == PROPOSED}
    return {
        "book": book,
        "batch": book.batch,
        "day": day,
        "date": book.rules.days[day],
        "zone": book.rules.zone,
        "days": sorted(book.rules.days.items()),
        "slots": book.rules.day_slots(day),
        "sheet": sheet,
        "lines": lines,
        "proposed": [(line, outs[line.person.nip]) for line in sheet.lines if line.person.nip in proposed],
        "missing": missing(sheet, now),
        "incidents": [incident_view(book, one) for one in sheet.incidents],
        "signatures": [one for one in signature_views(book) if one.day == day],
        "corrections": [(one, book.state.entry(one.fact.entry)) for one in sheet.corrections],  # type: ignore[union-attr]
        "waiting": [(one, book.rules.people.get(one.nip)) for one in sheet.waiting],
        "records": shared.may(request, Ability.RECORD_ATTENDANCE),
        "reports": shared.may(request, Ability.REPORT_INCIDENTS),
        "decides": shared.may(request, Ability.DECIDE_ATTENDANCE),
        "activity": int(activity) if activity.isdecimal() else None,
        "request_id": shared.fresh(),
        "now": now,
    }


def wrong_password() -> Refusal:
    return Refusal(
        "PASSWORD_WRONG",
        "Kata sandi tidak cocok. Ketik kata sandi akun Anda sendiri untuk menandatangani.",
        "The password does not match. Type the password of your own account to sign.",
    )
