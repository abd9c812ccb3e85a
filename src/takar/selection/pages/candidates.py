"""Candidates: the list, taking them in, one file with its checks, documents and values."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, User, record_change, requires
from takar.kernel.refusals import Refusal
from takar.people.public import careers_of
from takar.selection.actions.enter_component import confirm_component, enter_component, take_results
from takar.selection.actions.keep_document import document_path, keep_document
from takar.selection.actions.reopen_check import ask_reopening, waiting_for
from takar.selection.actions.step_candidate import step_candidate
from takar.selection.domain.candidacy import (
    Checked,
    Command,
    Confirmed,
    Dropped,
    Submitted,
    Withdrew,
)
from takar.selection.domain.hints import Known, hint
from takar.selection.domain.values import CandidateView
from takar.selection.models import ComponentEntry, Document, Requirement
from takar.selection.pages.shared import Place, frame, managed, place, tell, the_candidate
from takar.selection.pages.track_record import track_record
from takar.selection.queries import candidates, rules_of


@requires(Ability.READ_SELECTIONS)
def listed(request: HttpRequest, key: str) -> HttpResponse:
    """By post, without those this reader is recused from."""
    here = place(request, key)
    if not here.inside:
        raise Http404
    people = candidates(key, reader=here.reader)
    context = frame(here, "candidates") | {
        "rows": [
            {
                "post": post,
                "people": [one for one in people if one.post == post.code],
                "eligible": sum(1 for one in people if one.post == post.code and one.status == "eligible"),
            }
            for post in here.view.posts
        ],
        "results": _results(key) if here.manages else {},
        "counts": Counter(one.status for one in people),
        "total": len(people),
        "least": rules_of(here.view).least_candidates,
    }
    return render(request, "selection/candidates.html", context)


def _results(key: str) -> dict[int, ComponentEntry]:
    """The assessment result of each candidate, newest."""
    rows = ComponentEntry.objects.filter(candidate__selection=key, component="assessment_centre")
    return {row.candidate_id: row for row in rows.order_by("id")}


@requires(Ability.READ_SELECTIONS)
def one(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The file of a candidate: requirements, documents, and for those who prepare the entered values."""
    here = place(request, key)
    found = the_candidate(here, number)
    context = frame(here, "candidates") | {
        "candidate": found,
        "post": here.view.post(found.post),
        "requirements": _requirements(here, found),
        "documents": Document.objects.filter(candidate=number),
        "entries": _entries(here, number) if here.manages else [],
        "asked": waiting_for(number) if here.manages else None,
        "record": track_record(found.nip, here.today) if here.inside else None,
        "two": rules_of(here.view).two_person_check,
    }
    return render(request, "selection/candidate.html", context)


def _requirements(here: Place, found: CandidateView) -> list[dict[str, Any]]:
    post = here.view.post(found.post)
    career = careers_of([found.nip]).get(found.nip)
    known = (
        Known(career.birth_date, career.golongan, career.education, career.post_since, career.job_class)
        if career
        else Known()
    )
    titles = dict(Document.objects.filter(candidate=found.key).values_list("name", "title"))
    return [
        {
            "row": row,
            "tick": (tick := found.state.ticks.get(row.number)),
            "document": titles.get(tick.document, "") if tick else "",
            "hint": hint(row.condition, known, here.today),
            "own": tick is not None and tick.by == here.user,
        }
        for row in Requirement.objects.filter(post=post.key if post else 0)
    ]


def _entries(here: Place, number: int) -> list[dict[str, Any]]:
    """The newest value of each component that does not come from sheets."""
    newest: dict[str, ComponentEntry] = {
        row.component: row for row in ComponentEntry.objects.filter(candidate=number).order_by("id")
    }
    return [
        {
            "component": part,
            "entry": (entry := newest.get(part.code)),
            "own": entry is not None and entry.by == here.user,
            "document": _behind(entry),
            "on_sheets": part.code == "interview" or here.view.methods.get(part.code) == "sheets",
        }
        for part in rules_of(here.view).components
    ]


def _behind(entry: ComponentEntry | None) -> Document | None:
    """The file behind a value that was entered."""
    parts = entry.detail.get("parts", ()) if entry else ()
    names = [part.get("document", "") for part in parts]
    return Document.objects.filter(name__in=names).first() if names else None


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def take_all(request: HttpRequest, key: str) -> HttpResponseBase:
    """The assessment result of every candidate, as far as there is one that counts today."""
    here = managed(request, key)
    done = take_results(key, here.user)
    if isinstance(done, Refusal):
        tell(request, done, "")
        return redirect("selection:candidates", key)
    taken, missing = done
    messages.success(request, gettext("%(n)s hasil asesmen diambil dari daftar sertifikat.") % {"n": taken})
    if missing:
        people = {one.nip: one.name for one in candidates(key)}
        names = "; ".join(people.get(nip, nip) for nip in missing[:8])
        messages.warning(request, gettext("Belum ada hasil yang berlaku untuk: %(who)s") % {"who": names})
    return redirect("selection:candidates", key)


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def reopen(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Ask for the check to be opened again; somebody else approves."""
    here = managed(request, key)
    the_candidate(here, number)
    user = request.user
    assert isinstance(user, User)
    done = ask_reopening(key, number, request.POST.get("reason", ""), asked_by=user)
    tell(request, done, gettext("Permintaan menunggu persetujuan orang kedua di halaman Persetujuan."))
    return redirect("selection:candidate", key, number)


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def step(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Submit, check, confirm, conclude, withdraw, drop."""
    here = managed(request, key)
    the_candidate(here, number)
    command = _command(request)
    done: Any = (
        Refusal(
            "REQUIREMENT_UNKNOWN",
            "Langkah ini tidak dikenal. Muat ulang halaman.",
            "This step is unknown. Reload the page.",
        )
        if command == "unknown"
        else step_candidate(key, number, command, here.user)  # type: ignore[arg-type]
    )
    tell(request, done, gettext("Tersimpan."))
    return redirect("selection:candidate", key, number)


def _command(request: HttpRequest) -> Command | str | None:
    """The command of a form; None concludes the check."""
    given = request.POST
    number = given.get("requirement", "")
    requirement = int(number) if number.isdecimal() else 0
    reason = given.get("reason", "")
    steps: dict[str, Command | None] = {
        "submit": Submitted(),
        "check": Checked(
            requirement, given.get("verdict", ""), given.get("document", ""), given.get("note", "")[:400]
        ),
        "confirm": Confirmed(requirement),
        "conclude": None,
        "withdraw": Withdrew(reason),
        "drop": Dropped(reason),
    }
    return steps.get(given.get("do", ""), "unknown")


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def keep(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    here = managed(request, key)
    the_candidate(here, number)
    file = request.FILES.get("document")
    if not isinstance(file, UploadedFile):
        messages.error(request, gettext("Pilih berkasnya dahulu."))
        return redirect("selection:candidate", key, number)
    done = keep_document(key, number, request.POST.get("title", ""), file.name or "", file.read(), here.user)
    tell(request, done, gettext("Dokumen tersimpan."))
    return redirect("selection:candidate", key, number)


@requires(Ability.READ_SELECTIONS)
def document(request: HttpRequest, key: str, number: int, name: str) -> HttpResponse:
    """A file, for the panel and those who prepare; every opening is in the trail."""
    here = place(request, key)
    the_candidate(here, number)
    row = Document.objects.filter(name=name, candidate=number).first()
    if row is None or not document_path(row.name).exists():
        raise Http404
    record_change(here.user, "selection.read_document", f"candidate:{number}", after={"title": row.title})
    response = HttpResponse(document_path(row.name).read_bytes(), content_type=row.media_type)
    response["Content-Disposition"] = f'attachment; filename="{row.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def value(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Enter a component's value, confirm one, or take the assessment result."""
    here = managed(request, key)
    the_candidate(here, number)
    given = request.POST
    entry = given.get("entry", "")
    if given.get("do") == "confirm":
        done: Any = confirm_component(key, int(entry) if entry.isdecimal() else 0, here.user)
    elif given.get("do") == "take":
        done = take_results(key, here.user, numbers=[number])
        if not isinstance(done, Refusal) and done[1]:
            messages.warning(
                request, gettext("Tidak ada hasil asesmen berangka JPM yang masih berlaku untuk orang ini.")
            )
            return redirect("selection:candidate", key, number)
    else:
        part = {
            "name": gettext("Rubrik"),
            "value": given.get("value", ""),
            "evidence": given.get("evidence", ""),
            "document": given.get("document", ""),
        }
        done = enter_component(key, number, given.get("component", ""), [part], here.user)
    tell(request, done, gettext("Nilai tersimpan."))
    return redirect("selection:candidate", key, number)
