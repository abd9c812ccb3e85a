"""Posts with their requirements, and the standard questions of each room."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.people.public import JOB_CLASS_NAMES
from takar.selection.actions.set_post import (
    PostDraft,
    RequirementDraft,
    add_post,
    change_post,
    drop_post,
    set_requirements,
)
from takar.selection.actions.write_questions import review_questions, write_questions
from takar.selection.domain.hints import EDUCATION, GOLONGAN
from takar.selection.domain.words import Importance, RequirementKind
from takar.selection.models import QuestionSet, Requirement
from takar.selection.pages.shared import Place, frame, language, managed, place, tell
from takar.selection.queries import candidates, rules_of
from takar.selection.readiness import sheet_rooms
from takar.standards.public import job_standards

_NUMBERS = ("age", "years_in_post")


@requires(Ability.READ_SELECTIONS)
def posts(request: HttpRequest, key: str) -> HttpResponse:
    here = place(request, key)
    requirements: dict[int, list[Requirement]] = {}
    for row in Requirement.objects.filter(post__selection=key):
        requirements.setdefault(row.post_id, []).append(row)
    taken = Counter(one.post for one in candidates(key)) if here.manages else Counter[str]()
    context = frame(here, "posts") | {
        "rows": [
            {
                "post": one,
                "requirements": requirements.get(one.key, []),
                "standard": "/".join(one.standard),
                "candidates": taken[one.code],
            }
            for one in here.view.posts
        ],
        "standards": job_standards(localdate()),
        "classes": [(code.value, names[language()]) for code, names in JOB_CLASS_NAMES.items()],
        "kinds": list(RequirementKind),
        "importances": list(Importance),
        "golongan": GOLONGAN,
        "education": EDUCATION,
        "age_most": rules_of(here.view).age_most,
    }
    return render(request, "selection/posts.html", context)


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def add(request: HttpRequest, key: str) -> HttpResponseBase:
    here = managed(request, key)
    tell(request, add_post(here.view.id, _post(request), here.user), gettext("Jabatan ditambahkan."))
    return redirect("selection:posts", key)


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def change(request: HttpRequest, key: str, post: str) -> HttpResponseBase:
    here = managed(request, key)
    tell(request, change_post(key, post, _post(request), here.user), gettext("Jabatan diubah."))
    return redirect("selection:posts", key)


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def drop(request: HttpRequest, key: str, post: str) -> HttpResponseBase:
    here = managed(request, key)
    tell(
        request, drop_post(key, post, request.POST.get("reason", ""), here.user), gettext("Jabatan dihapus.")
    )
    return redirect("selection:posts", key)


def _post(request: HttpRequest) -> PostDraft:
    given = request.POST
    code, _slash, version = given.get("standard", "").partition("/")
    return PostDraft(
        given.get("title", ""), given.get("unit", ""), given.get("job_class", ""), (code, version)
    )


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def requirement(request: HttpRequest, key: str, post: str) -> HttpResponseBase:
    """Add one requirement after those that are there, or remove one."""
    here = managed(request, key)
    found = here.view.post(post)
    if found is None:
        raise Http404
    rows = [
        RequirementDraft(row.kind, row.text, row.importance, row.document, row.condition)
        for row in Requirement.objects.filter(post=found.key)
    ]
    remove = request.POST.get("remove", "")
    if remove.isdecimal():
        rows = [row for number, row in enumerate(rows, start=1) if number != int(remove)]
    else:
        rows.append(_draft(request))
    tell(request, set_requirements(key, post, rows, here.user), gettext("Persyaratan tersimpan."))
    return redirect("selection:posts", key)


def _draft(request: HttpRequest) -> RequirementDraft:
    given = request.POST
    return RequirementDraft(
        given.get("kind", ""), given.get("text", ""), given.get("importance", ""), given.get("document", ""),
        _condition(given.get("fact", ""), given.get("limit", "")),
    )  # fmt: skip


def _condition(fact: str, limit: str) -> dict[str, Any]:
    """What data are compared with; {} when nothing was chosen."""
    limit = limit.strip()
    if not fact or not limit:
        return {}
    if fact in _NUMBERS:
        bound = "most" if fact == "age" else "least"
        return {"fact": fact, bound: int(limit) if limit.isdecimal() else limit}
    if fact == "job_class":
        return {"fact": fact, "one_of": [part.strip() for part in limit.split(",") if part.strip()]}
    return {"fact": fact, "least": limit}


@requires(Ability.READ_SELECTIONS)
def questions(request: HttpRequest, key: str) -> HttpResponse:
    """Questions per post and room: members and those who prepare read them, nobody else before the interviews."""
    here = place(request, key)
    if not here.inside:
        raise Http404
    return render(request, "selection/questions.html", frame(here, "questions") | {"rows": _sets(here)})


def _sets(here: Place) -> list[dict[str, Any]]:
    rules = rules_of(here.view)
    newest: dict[tuple[int, str], QuestionSet] = {}
    for row in QuestionSet.objects.filter(post__selection=here.view.id):
        newest.setdefault((row.post_id, row.room), row)
    names = {one.code: one.name_id if language() == "id" else one.name_en for one in rules.rooms}
    names |= {one.code: one.name_id if language() == "id" else one.name_en for one in rules.components}
    return [
        {
            "post": post,
            "room": room,
            "name": names[room],
            "set": newest.get((post.key, room)),
            "mine": (found := newest.get((post.key, room))) is not None and found.written_by == here.user,
            "text": "\n".join(
                " | ".join([one["text"], *one.get("looks_for", [])])
                for one in (found.questions if found else [])
            ),
        }
        for post in here.view.posts
        for room in sheet_rooms(here.view, rules)
    ]


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def write(request: HttpRequest, key: str, post: str, room: str) -> HttpResponseBase:
    """One question per line; what it looks for after “|”."""
    here = managed(request, key)
    asked = []
    for number, line in enumerate(
        filter(None, map(str.strip, request.POST.get("questions", "").splitlines())), start=1
    ):
        text, *looks = [part.strip() for part in line.split("|")]
        asked.append({"code": str(number), "text": text, "looks_for": [one for one in looks if one]})
    done = write_questions(key, post, room, asked, here.user)
    tell(request, done, gettext("Pertanyaan tersimpan sebagai versi baru dan menunggu telaah orang kedua."))
    return redirect("selection:questions", key)


@require_POST
@requires(Ability.READ_SELECTIONS)
def review(request: HttpRequest, key: str, post: str, room: str) -> HttpResponseBase:
    """A second person, a member of the panel or another secretary, approves the newest version."""
    here = place(request, key)
    if not here.inside:
        raise Http404
    version = request.POST.get("version", "")
    done = review_questions(key, post, room, int(version) if version.isdecimal() else 0, here.user)
    tell(request, done, gettext("Pertanyaan sudah ditelaah."))
    return redirect("selection:questions", key)
