"""Who is out, and the new place: for those who may decide."""

from __future__ import annotations

from time import perf_counter

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.attendance.actions.decide_out import confirm_out, lift_out
from takar.attendance.actions.repair import propose_place, take_place
from takar.attendance.domain.outs import out_of
from takar.attendance.pages import shared
from takar.attendance.pages.person import page_of
from takar.kernel.refusals import Refusal
from takar.planning.public import RepairProposal


@require_POST
@requires(Ability.DECIDE_ATTENDANCE)
def decide(request: HttpRequest, batch: str, day: int, place: int) -> HttpResponseBase:
    """`putusan`: gugur | tidak"""
    book = shared.found(batch, day)
    who = shared.person_of(book, place)
    act, said = (
        (confirm_out, _("Dinyatakan gugur. Tawarkan tempat baru sebelum ia meninggalkan gedung."))
        if request.POST.get("putusan") == "gugur"
        else (lift_out, _("Peserta tidak gugur; alasannya tersimpan."))
    )
    done = act(
        batch,
        who.nip,
        reason=request.POST.get("reason", ""),
        request=shared.request_id(request),
        actor=shared.actor(request),
    )
    shared.tell(request, done, said)
    return redirect("attendance:person", batch, day, place)


@requires(Ability.DECIDE_ATTENDANCE)
def repair(request: HttpRequest, batch: str, day: int, place: int) -> HttpResponseBase:
    """GET proposes a seat, POST takes it. `lewati`: batches he cannot come to."""
    book = shared.found(batch, day)
    who = shared.person_of(book, place)
    fields = request.POST if request.method == "POST" else request.GET
    avoid = tuple(fields.getlist("lewati"))
    started = perf_counter()
    proposal = propose_place(batch, who.nip, max(shared.today(), book.rules.days[day]), avoid=avoid)
    if request.method == "POST" and isinstance(proposal, RepairProposal):
        if request.POST.get("to_batch") == proposal.to_batch:
            return _take(request, batch, day, place, proposal)
        shared.tell(request, changed(), "")
    context = page_of(request, book, day, who) | {
        "proposal": proposal if isinstance(proposal, RepairProposal) else None,
        "refusal": shared.say(proposal) if isinstance(proposal, Refusal) else "",
        "seconds": f"{perf_counter() - started:.2f}",
        "avoid": avoid,
        "out_days": out_of(book.state, book.rules, who.nip),
    }
    return render(request, "attendance/repair.html", context)


def _take(
    request: HttpRequest, batch: str, day: int, place: int, proposal: RepairProposal
) -> HttpResponseBase:
    done = take_place(
        proposal,
        reason=request.POST.get("reason", ""),
        request=shared.request_id(request),
        actor=shared.actor(request),
    )
    shared.tell(request, done, _("Tempat baru dipesan. Cetak suratnya dan berikan kepada peserta."))
    return redirect("attendance:person", batch, day, place)


def changed() -> Refusal:
    return Refusal(
        "REPAIR_CHANGED",
        "Tempat yang tadi ditawarkan sudah tidak ada. Di bawah ini tawaran yang baru.",
        "The place that was offered is gone. Below is the new offer.",
    )
