"""The library of exercises: list, one exercise, writing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.exercises.actions.load_shipped_exercises import load_shipped_exercises
from takar.exercises.actions.put_in_bank import put_in_bank
from takar.exercises.actions.write_exercise import write_exercise
from takar.exercises.domain.exercise import KINDS, ExerciseDraft
from takar.exercises.domain.materials import materials_text, read_materials
from takar.exercises.library.reading import ExerciseView, exercise, exercises, versions
from takar.exercises.library.shipped import english_titles
from takar.items.public import Status, entries_of_exercise
from takar.kernel.clock import day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.standards.public import Competency, StandardNotFound, dictionary

KIND_LABELS = {
    "in_basket": later("Surat masuk (in-basket)"),
    "case_analysis": later("Analisis kasus"),
    "presentation": later("Presentasi"),
    "group_discussion": later("Diskusi kelompok tanpa pemimpin"),
    "role_play": later("Bermain peran"),
    "fact_finding": later("Pencarian fakta"),
    "paper": later("Makalah"),
    "interview": later("Wawancara kompetensi"),
    "questionnaire": later("Kuesioner"),
}


@requires(Ability.WRITE_EXERCISES)
def library(request: HttpRequest) -> HttpResponse:
    rows = [_line(one) for one in exercises()]
    rows.sort(key=lambda one: KINDS.index(one["view"].draft.kind))
    return render(request, "exercises/library.html", {"rows": rows})


@requires(Ability.WRITE_EXERCISES)
def one(request: HttpRequest, code: str) -> HttpResponse:
    found = _found(code, request.GET.get("versi", ""))
    names = {competency.code: competency for competency in _competencies()}
    context = _line(found) | {
        "versions": versions(code),
        "bank": _in_bank(code),
        "shown": [names[each] for each in found.draft.competencies if each in names],
    }
    return render(request, "exercises/exercise.html", context)


@requires(Ability.WRITE_EXERCISES)
def write(request: HttpRequest, code: str = "") -> HttpResponseBase:
    """A new exercise, or another text of one that is there."""
    found = _found(code, "") if code else None
    if request.method != "POST":
        return _form(request, found, _values(found))
    draft = _draft(request, code)
    done = write_exercise(draft, actor=str(request.user.get_username()), fresh=not code)
    if isinstance(done, Refusal):
        return _form(request, found, dict(request.POST.items()) | _chosen(request), done)
    messages.success(request, _("Versi %(version)s tersimpan.") % {"version": done[1]})
    return redirect("exercises:exercise", code=done[0])


@require_POST
@requires(Ability.WRITE_EXERCISES)
def load_shipped(request: HttpRequest) -> HttpResponseBase:
    done = load_shipped_exercises(str(request.user.get_username()))
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(get_language() or "id"))
    else:
        text = ngettext("%(n)s contoh ditambahkan.", "%(n)s contoh ditambahkan.", len(done))
        messages.success(request, text % {"n": len(done)})
    return redirect("exercises:library")


@require_POST
@requires(Ability.WRITE_EXERCISES)
def put(request: HttpRequest, code: str) -> HttpResponseBase:
    """Into the item bank, where another person reviews it."""
    done = put_in_bank(code, actor=str(request.user.get_username()))
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(get_language() or "id"))
    else:
        messages.success(
            request, _("Simulasi masuk ke bank soal. Setelah ditelaah orang lain, naskah dapat memuatnya.")
        )
    return redirect("exercises:exercise", code=code)


def _in_bank(code: str) -> dict[str, Any]:
    """How the exercise stands in the item bank."""
    found = entries_of_exercise(code)
    tasks = [entry.item.task for entry, _status in found.values()]
    return {
        "items": sorted(found),
        "version": max((task.source.version for task in tasks if task), default=0),
        "ready": bool(found) and all(status == Status.REVIEWED for _entry, status in found.values()),
    }


def _line(view: ExerciseView) -> dict[str, Any]:
    english = (get_language() or "id").startswith("en")
    title = english_titles().get(view.draft.code) if english else None
    return {
        "view": view,
        "draft": view.draft,
        "title": title or view.draft.title,
        "kind": KIND_LABELS[view.draft.kind],
    }


def _found(code: str, version: str) -> ExerciseView:
    found = exercise(code, int(version) if version.isdecimal() else None)
    if found is None:
        raise Http404
    return found


def _form(
    request: HttpRequest, found: ExerciseView | None, values: dict[str, Any], refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "found": found,
        "values": values,
        "refusal": refusal,
        "kinds": list(KIND_LABELS.items()),
        "competencies": _competencies(),
    }
    return render(request, "exercises/write_exercise.html", context, status=422 if refusal else 200)


def _values(found: ExerciseView | None) -> dict[str, Any]:
    if found is None:
        return {"minutes": 60, "preparation": 10, "chosen": [], "kind": "case_analysis"}
    draft = found.draft
    return draft.as_data() | {"materials": materials_text(draft.materials), "chosen": draft.competencies}


def _chosen(request: HttpRequest) -> dict[str, Any]:
    return {"chosen": request.POST.getlist("competencies")}


def _draft(request: HttpRequest, code: str) -> ExerciseDraft:
    sent = request.POST
    kind = sent.get("kind", "")
    return ExerciseDraft(
        code=code or sent.get("code", ""),
        kind=kind,
        title=sent.get("title", ""),
        preparation=_minutes(sent.get("preparation", "")),
        minutes=_minutes(sent.get("minutes", "")),
        for_participant=sent.get("for_participant", "").strip(),
        for_assessor=sent.get("for_assessor", "").strip(),
        materials=read_materials(sent.get("materials", ""), letters=kind == "in_basket"),
        competencies=tuple(sent.getlist("competencies")),
        on_screen=sent.get("on_screen") == "on",
    )


def _minutes(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else -1


def _competencies() -> tuple[Competency, ...]:
    try:
        return dictionary(day_in(settings.TAKAR.zone, utc_now())).competencies
    except StandardNotFound:
        return ()
