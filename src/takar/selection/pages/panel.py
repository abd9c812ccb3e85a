"""The panel and its resource people, and what members have to do with candidates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, User, requires, roles_with
from takar.kernel.refusals import Refusal
from takar.selection.actions.declare import declare
from takar.selection.actions.recuse import Recused, dismiss, recuse
from takar.selection.actions.seat_member import (
    MemberDraft,
    ServiceDraft,
    add_resource_person,
    seat_member,
    unseat_member,
)
from takar.selection.conflicts import Relation, judged_nips, names_of, relations
from takar.selection.domain.words import CONFLICT_NAMES, ConflictKind
from takar.selection.models import Member, ResourcePerson
from takar.selection.pages.shared import Place, frame, language, managed, place, tell
from takar.selection.queries import rules_of
from takar.selection.readiness import panel_lacks


@requires(Ability.READ_SELECTIONS)
def panel(request: HttpRequest, key: str) -> HttpResponse:
    here = place(request, key)
    rules = rules_of(here.view)
    context = frame(here, "panel") | {
        "rules": rules,
        "members": Member.objects.filter(selection=key).prefetch_related("services"),
        "room_names": {one.code: one.name_id if language() == "id" else one.name_en for one in rules.rooms},
        "guests": ResourcePerson.objects.filter(selection=key),
        "lacks": panel_lacks(here.view, rules) if here.manages else (),
        "accounts": _accounts(here) if here.manages else (),
    }
    return render(request, "selection/panel.html", context)


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def seat(request: HttpRequest, key: str) -> HttpResponseBase:
    here = managed(request, key)
    given = request.POST
    if given.get("leave"):
        done: Any = unseat_member(key, given["leave"], given.get("reason", ""), here.user)
        tell(request, done, gettext("Anggota dicatat berhenti."))
        return redirect("selection:panel", key)
    services = _services(given.get("unit", ""), given.get("from", ""), given.get("until", ""))
    if isinstance(services, Refusal):
        tell(request, services, "")
        return redirect("selection:panel", key)
    done = seat_member(
        key,
        MemberDraft(
            user=given.get("user", ""),
            internal=given.get("origin") == "internal",
            head=given.get("head") == "ya",
            rooms=tuple(given.getlist("rooms")),
            nip=given.get("nip", ""),
            services=services,
        ),
        here.user,
    )
    tell(request, done, gettext("Anggota panitia tersimpan."))
    return redirect("selection:panel", key)


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def guest(request: HttpRequest, key: str) -> HttpResponseBase:
    here = managed(request, key)
    done = add_resource_person(
        key,
        request.POST.get("name", ""),
        request.POST.get("field", ""),
        here.user,
        user=request.POST.get("user", ""),
    )
    tell(request, done, gettext("Narasumber tersimpan; narasumber tidak mendapat lembar penilaian."))
    return redirect("selection:panel", key)


@requires(Ability.READ_SELECTIONS)
def conflicts(request: HttpRequest, key: str) -> HttpResponse:
    """A member sees his own declarations only; who prepares sees them all, with what the data say."""
    here = place(request, key)
    if not here.inside:
        raise Http404
    nips = judged_nips(here.view)
    rows = relations(here.view, nips, here.today)
    names = names_of(key)
    context = frame(here, "conflicts") | {
        # Who prepares reads the few that matter and a count per member; a member reads his own, all of them.
        "rows": [_row(one, names) for one in _mine(rows, here) if here.member or one.recused],
        "members": _counts(rows, here) if here.manages else [],
        "open_rows": [_row(one, names) for one in rows if one.open] if here.manages else [],
        "kinds": [(one.value, CONFLICT_NAMES[one].sentence(language())) for one in ConflictKind],
        "silent": _silent(rows, here),
    }
    return render(request, "selection/conflicts.html", context)


@require_POST
@requires(Ability.RATE)
def declaration(request: HttpRequest, key: str) -> HttpResponseBase:
    """One candidate, or "none" about everybody he has not spoken about yet."""
    here = place(request, key)
    if not here.member:
        raise Http404
    if request.POST.get("rest"):
        rows = relations(here.view, judged_nips(here.view), here.today)
        waiting = [one.nip for one in rows if one.user == here.user and not one.declared]
        for nip in waiting:
            declare(key, nip, ConflictKind.NONE, "", here.user)
        messages.success(request, gettext("Pernyataan tersimpan."))
        return redirect("selection:conflicts", key)
    done = declare(
        key,
        request.POST.get("nip", ""),
        request.POST.get("kind", ""),
        request.POST.get("text", ""),
        here.user,
    )
    if tell(request, done, gettext("Pernyataan tersimpan.")) and isinstance(done, Recused):
        messages.warning(
            request, gettext("Anda tidak menilai calon ini dan tidak dapat lagi membuka berkasnya.")
        )
    return redirect("selection:conflicts", key)


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def answer(request: HttpRequest, key: str) -> HttpResponseBase:
    """Recuse a member, or judge that what the data show is no conflict."""
    here = managed(request, key)
    given = request.POST
    user, nip, kind, reason = (given.get(name, "") for name in ("user", "nip", "kind", "reason"))
    done: Any
    if given.get("do") == "recuse":
        done = recuse(key, user, nip, kind, reason, here.user)
        success = gettext("Anggota ditarik dari penilaian calon ini.")
    else:
        done = dismiss(key, user, nip, kind, reason, here.user)
        success = gettext("Tercatat: bukan halangan, dengan alasannya.")
    if tell(request, done, success) and isinstance(done, Recused) and done.waiting:
        messages.warning(request, done.waiting.sentence(language()))
    return redirect("selection:conflicts", key)


def _mine(rows: Iterable[Relation], here: Place) -> list[Relation]:
    return [one for one in rows if here.manages or one.user == here.user]


def _silent(rows: list[Relation], here: Place) -> int:
    return sum(1 for one in _mine(rows, here) if not one.declared)


def _counts(rows: list[Relation], here: Place) -> list[dict[str, Any]]:
    """Per member: about how many candidates he has spoken, and about how many he does not judge."""
    return [
        {
            "name": one.name,
            "declared": sum(1 for row in rows if row.user == one.user and row.declared),
            "recused": sum(1 for row in rows if row.user == one.user and row.recused),
            "total": sum(1 for row in rows if row.user == one.user),
        }
        for one in here.view.members
        if not one.gone
    ]


def _row(one: Relation, names: dict[str, str]) -> dict[str, Any]:
    declared = CONFLICT_NAMES[ConflictKind(one.declared)].sentence(language()) if one.declared else ""
    return {"relation": one, "name": names.get(one.nip, one.nip), "declared": declared}


def _accounts(here: Place) -> list[User]:
    roles = {role.value for role in roles_with(Ability.RATE)}
    users = User.objects.filter(is_active=True).order_by("first_name", "username")
    return [one for one in users if roles & set(one.roles)]


def _services(unit: str, first: str, last: str) -> tuple[ServiceDraft, ...] | Refusal:
    """A unit that the member led, when one was given."""
    if not unit.strip():
        return ()
    try:
        begun = date.fromisoformat(first)
        ended = date.fromisoformat(last) if last else None
    except ValueError:
        return Refusal(
            "SELECTION_FIELD_MISSING",
            "Tanggal jabatan sebelumnya kosong atau keliru. Isi dengan tanggal, lalu simpan lagi.",
            "The dates of the former post are empty or wrong. Fill in dates and save again.",
        )
    return (ServiceDraft(unit, begun, ended),)
