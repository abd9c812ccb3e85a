"""The list of selections, a new one, and the steps of one."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, User, requires, roles_with
from takar.exercises.public import locked_raters
from takar.kernel.refusals import Refusal
from takar.selection.actions.commit_selection import commit_selection
from takar.selection.models import Slot
from takar.selection.pages.shared import Place, frame, managed, place, tell
from takar.selection.queries import candidates, rules_of, selections
from takar.selection.readiness import Readiness, readiness


@requires(Ability.READ_SELECTIONS)
def listed(request: HttpRequest) -> HttpResponse:
    """The selections that concern this user."""
    user = request.user
    assert isinstance(user, User)
    sees_all = any(user.may(one) for one in (Ability.MANAGE_SELECTIONS, Ability.AUDIT, Ability.APPOINT))
    rows = [
        {"view": view, "people": Counter(one.status for one in candidates(view.id)) if sees_all else {}}
        for view in selections()
        if sees_all or user.username in view.users
    ]
    return render(
        request, "selection/selections.html", {"rows": rows, "manages": user.may(Ability.MANAGE_SELECTIONS)}
    )


@requires(Ability.READ_SELECTIONS)
def one(request: HttpRequest, key: str) -> HttpResponse:
    """Steps, what is missing, and for those who do not rate how far the raters are: counts, never values."""
    here = place(request, key)
    people = candidates(key, reader=here.reader)
    ready = readiness(here.view, here.today) if here.manages else None
    context = frame(here, "overview") | {
        "rules": rules_of(here.view),
        "counts": Counter(one.status for one in people) if here.inside else {},
        "people": len(people),
        "ready": ready,
        "done": _done(here, ready) if ready else {},
        "secretary": _full_name(here.view.secretary),
        "progress": _progress(key, here.user) if here.manages and here.view.committed_at else None,
        "who": roles_with(Ability.MANAGE_SELECTIONS),
    }
    return render(request, "selection/selection.html", context)


def _done(here: Place, ready: Readiness) -> dict[str, bool]:
    """Which of the later steps nothing holds up any more."""
    lacking = {one.code for one in ready.lacks}
    people = "NO_CANDIDATES" not in lacking
    return {
        "conflicts": people and not lacking & {"DECLARATION_MISSING", "CONFLICT_OPEN"},
        "questions": bool(here.view.posts) and "QUESTIONS_MISSING" not in lacking,
        "timetable": Slot.objects.filter(selection=here.view.id).exists(),
    }


def _full_name(user: str) -> str:
    found = User.objects.filter(username=user).first()
    return (found.get_full_name() if found else "") or user


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def commit(request: HttpRequest, key: str) -> HttpResponseBase:
    here = managed(request, key)
    done = commit_selection(here.view.id, here.user)
    tell(
        request,
        done,
        gettext("Ketentuan sudah tercatat di log dan lembar penilaian sudah dibagikan kepada para penilai."),
    )
    return redirect("selection:selection", key)


def _progress(key: str, reader: str) -> list[dict[str, Any]] | None:
    """(instrument, locked, in all), summed over people."""
    found = locked_raters(key, reader)
    if isinstance(found, Refusal):
        return None
    done: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for (_nip, code), (locked, count) in found.items():
        done[code] += locked
        total[code] += count
    return [
        {
            "post": code.partition(":")[0],
            "room": code.partition(":")[2],
            "done": done[code],
            "total": total[code],
        }
        for code in sorted(total)
    ]
