"""Simulations and assessors of an assessment: choose, appoint, open the round; afterwards progress and changes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.assessments.public import AssessmentView, assessment, assessments
from takar.exercises.appointing import preparing
from takar.exercises.appointing.opening import incomplete
from takar.exercises.appointing.preparing import Choice
from takar.exercises.appointing.readiness import prepared_round
from takar.exercises.appointing.reading import chosen, prepared, raters
from takar.exercises.appointing.table import table_of, take_table
from takar.exercises.pages.appointing_context import opened_context, person_context, preparing_context
from takar.exercises.queries import round_of, rounds
from takar.jobs.public import enqueue
from takar.kernel.clock import day_in, utc_now
from takar.kernel.refusals import Refusal

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Ability.MANAGE_ROUNDS)
def assessments_page(request: HttpRequest) -> HttpResponse:
    """Assessments with the state of their rounds."""
    opened = {one.owner: one for one in rounds() if one.index is not None}
    rows = [
        {
            "view": one,
            "exercises": len(chosen(one.id)),
            "prepared": len(prepared(one.id)),
            "round": opened.get(one.id),
        }
        for one in assessments()
    ]
    return render(request, "exercises/appointing/assessments.html", {"rows": rows})


@requires(Ability.MANAGE_ROUNDS)
def raters_page(request: HttpRequest, assessment: str) -> HttpResponse:
    view = found(assessment)
    opened = round_of(view.id)
    if opened and opened.index is not None:
        return render(request, "exercises/appointing/opened.html", opened_context(request, view, opened))
    return render(request, "exercises/appointing/preparing.html", preparing_context(request, view))


@require_POST
@requires(Ability.MANAGE_ROUNDS)
def choose(request: HttpRequest, assessment: str) -> HttpResponseBase:
    """The exercises of this assessment; with `lain` also of the programme's other batches."""
    sent, key = request.POST, found(assessment).id
    choices = [
        Choice(code, _whole(sent.get(f"bobot-{code}", "1")), sent.get(f"alat-{code}", "")[:30])
        for code in sent.getlist("simulasi")
    ]
    done = preparing.choose_exercises(key, choices, actor(request))
    if isinstance(done, Refusal):
        return _told(request, key, done)
    others = preparing.others_of_programme(key) if sent.get("lain") == "on" else ()
    for other in others:
        preparing.choose_exercises(other, choices, actor(request))
    _say(request, ngettext("%(n)s simulasi dipilih.", "%(n)s simulasi dipilih.", done), done)
    if others:
        _say(
            request,
            ngettext(
                "Dipakai juga untuk %(n)s gelombang lain.",
                "Dipakai juga untuk %(n)s gelombang lain.",
                len(others),
            ),
            len(others),
        )
    return redirect("exercises:raters", key)


@require_POST
@requires(Ability.MANAGE_ROUNDS)
def from_plan(request: HttpRequest, assessment: str) -> HttpResponseBase:
    key = found(assessment).id
    done = preparing.take_from_plan(key, actor(request))
    for _id, name in preparing.without_account(key):
        text = _("%(name)s belum terhubung dengan akun, jadi pasangannya tidak diambil. Hubungkan di bawah.")
        messages.warning(request, text % {"name": name})
    return _told(request, key, done)


@require_POST
@requires(Ability.MANAGE_ROUNDS)
def link(request: HttpRequest, assessment: str) -> HttpResponseBase:
    """Which account an assessor of the plan rates with."""
    key, who = found(assessment).id, request.POST.get("asesor", "")
    name = request.POST.get("akun", "")
    if who.isdecimal() and name in {one.username for one in raters(_today(found(assessment)))}:
        preparing.link_account(int(who), name, actor(request))
        messages.success(request, _("Akun terhubung."))
    return redirect("exercises:raters", key)


@require_POST
@requires(Ability.MANAGE_ROUNDS)
def spread(request: HttpRequest, assessment: str) -> HttpResponseBase:
    key = found(assessment).id
    names, each = request.POST.getlist("asesor"), _whole(request.POST.get("penilai", ""))
    return _told(request, key, preparing.spread_evenly(key, names, each, actor(request)))


@requires(Ability.MANAGE_ROUNDS)
def table(request: HttpRequest, assessment: str) -> HttpResponseBase:
    """The table to fill in, and reading it back."""
    view = found(assessment)
    lines = raters(_today(view))
    if request.method != "POST":
        answer = HttpResponse(table_of(view.id, lines), content_type=XLSX)
        answer["Content-Disposition"] = 'attachment; filename="penunjukan-asesor.xlsx"'
        return answer
    upload = request.FILES.get("berkas")
    if upload is None:
        messages.error(request, _("Pilih berkas Excel atau CSV lebih dahulu."))
        return redirect("exercises:raters", view.id)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "penunjukan"
        path.write_bytes(b"".join(upload.chunks()))
        done = take_table(view.id, path, lines, actor(request))
    return _told(request, view.id, done)


@requires(Ability.MANAGE_ROUNDS)
def person(request: HttpRequest, assessment: str, nip: str) -> HttpResponseBase:
    """Raters of one person, exercise by exercise."""
    view = found(assessment)
    if request.method == "POST":
        wanted = [(code, name) for field in request.POST.getlist("penilai") for code, name in [_pair(field)]]
        known, names = {one.code for one in chosen(view.id)}, {one.username for one in raters(_today(view))}
        pairs = [(code, name) for code, name in wanted if code in known and name in names]
        return _told(request, view.id, preparing.prepare_person(view.id, nip, pairs, actor(request)))
    context = person_context(request, view, nip)
    if context is None:
        raise Http404
    return render(request, "exercises/appointing/person.html", context)


@require_POST
@requires(Ability.MANAGE_ROUNDS)
def open_for_raters(request: HttpRequest, assessment: str) -> HttpResponseBase:
    """Start the job that commits the round and makes its sheets."""
    view = found(assessment)
    ready = prepared_round(view)
    if ready.lacks or ready.keyless:
        names = ", ".join(one.name for one in ready.keyless)
        messages.error(request, incomplete(ready).sentence(_language()) if ready.lacks else _keyless(names))
        return redirect("exercises:raters", view.id)
    job = enqueue(
        "exercises.open",
        {"assessment": view.id, "actor": actor(request)},
        actor=actor(request),
        title=_("Membuka putaran penilaian: %(title)s") % {"title": view.title[:140]},
    )
    return redirect("jobs:job", job.id)


def found(key: str) -> AssessmentView:
    view = assessment(key)
    if view is None:
        raise Http404
    return view


def actor(request: HttpRequest) -> str:
    return str(request.user.get_username())


def _told(request: HttpRequest, key: str, done: int | Refusal) -> HttpResponseBase:
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(_language()))
    else:
        _say(request, ngettext("%(n)s lembar disiapkan.", "%(n)s lembar disiapkan.", done), done)
    return redirect("exercises:raters", key)


def _say(request: HttpRequest, text: str, number: int) -> None:
    messages.success(request, text % {"n": number})


def _keyless(names: str) -> str:
    text = _(
        "Belum mempunyai kunci tanda tangan: %(names)s. Mintalah mereka membuatnya di halaman Tanda tangan, lalu buka lagi."
    )
    return text % {"names": names}


def _pair(field: str) -> tuple[str, str]:
    code, _separator, name = field.partition("|")
    return code, name


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _today(view: AssessmentView) -> Any:
    return day_in(view.zone, utc_now())


def _language() -> str:
    return get_language() or "id"
