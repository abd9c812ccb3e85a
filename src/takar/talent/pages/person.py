"""One person on a map: the place and how it came, the chances, what would change it, history, follow-ups, development."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, record_change, requires
from takar.kernel.refusals import Refusal
from takar.standards.public import StandardNotFound, TalentRules, dictionary
from takar.talent import words
from takar.talent.actions.decide_pool import decide_pool
from takar.talent.actions.develop import move_development, plan_development
from takar.talent.actions.follow_up import move_follow_up, record_follow_up
from takar.talent.domain.development import Proposal, proposals
from takar.talent.gathering import known
from takar.talent.models import Development, FollowUp, PoolDecision, Progress, TalentMap
from takar.talent.pages.shared import context_of, map_or_404
from takar.talent.personal import PersonFile, person_file
from takar.talent.queries import history_of
from takar.talent.reading import rules_of


@requires(Ability.READ_TALENT)
def person(request: HttpRequest, number: int, nip: str) -> HttpResponse:
    """Every opening is a line in the trail."""
    drawn = map_or_404(number)
    file = person_file(drawn, nip)
    if file is None:
        raise Http404
    record_change(request.user.get_username(), "talent.read_person", f"person:{nip}", after={"map": number})
    return render(request, "talent/person.html", person_context(request, drawn, file))


def person_context(request: HttpRequest, drawn: TalentMap, file: PersonFile) -> dict[str, Any]:
    row, rules = file.row, file.rules
    decision = PoolDecision.objects.filter(map=drawn, nip=row.nip).first()
    box = rules.box(file.placed.box) if file.placed else None
    return context_of(request, drawn) | {
        "file": file,
        "row": row,
        "rules": rules,
        "placed": file.placed,
        "box": box,
        "history": _history(row.nip),
        "follow_ups": FollowUp.objects.filter(nip=row.nip).select_related("map"),
        "plan": _named(Development.objects.filter(nip=row.nip), drawn.on),
        "proposals": _offered(row.nip, drawn, rules),
        "states": [(code, words.STATES[code]) for code in Progress.values],
        "decision": decision,
        "in_pool": decision.inside if decision else bool(box and box.pool),
    }


def _history(nip: str) -> list[dict[str, Any]]:
    found = []
    for row in history_of(nip):
        rules = rules_of(row.map)
        found.append({"row": row, "map": row.map, "box": rules.box(row.box) if row.box else None})
    return found


def _offered(nip: str, drawn: TalentMap, rules: TalentRules) -> list[dict[str, Any]]:
    return [
        {"one": one, "name": competency_name(one.competency, drawn.on)} for one in offered(nip, drawn, rules)
    ]


def offered(nip: str, drawn: TalentMap, rules: TalentRules) -> tuple[Proposal, ...]:
    """What the gaps of the newest profile on the day of the map call for."""
    told = known([nip], drawn.on).get(nip)
    if told is None or told.facts.profile is None:
        return ()
    return proposals(dict(told.facts.profile.levels), told.facts.standard, rules, drawn.on)


def _named(rows: Any, on: date) -> list[dict[str, Any]]:
    return [{"row": row, "name": competency_name(row.competency, on)} for row in rows]


def competency_name(code: str, on: date) -> str:
    """The dictionary's name; a technical competency keeps its code."""
    try:
        return words.spoken(dictionary(on).competency(code))
    except (StandardNotFound, KeyError):
        return code


@require_POST
@requires(Ability.MANAGE_TALENT)
def follow_up(request: HttpRequest, number: int, nip: str) -> HttpResponse:
    told = request.POST
    done = record_follow_up(
        map_or_404(number), nip, told.get("apa", ""), told.get("siapa", ""), _day(told.get("tenggat", "")),
        actor=request.user.get_username(),
    )  # fmt: skip
    return _back(request, number, nip, done, _("Tindak lanjut dicatat."))


@require_POST
@requires(Ability.MANAGE_TALENT)
def develop(request: HttpRequest, number: int, nip: str) -> HttpResponse:
    drawn, told = map_or_404(number), request.POST
    wanted = told.get("kompetensi", "")
    proposal = next((one for one in offered(nip, drawn, rules_of(drawn)) if one.competency == wanted), None)
    done = plan_development(
        nip, proposal, told.get("apa", ""), told.get("siapa", ""), _day(told.get("tenggat", "")),
        actor=request.user.get_username(),
    )  # fmt: skip
    return _back(request, number, nip, done, _("Rencana pengembangan dicatat."))


@require_POST
@requires(Ability.MANAGE_TALENT)
def pool_decision(request: HttpRequest, number: int, nip: str) -> HttpResponse:
    inside = request.POST.get("masuk") == "1"
    done = decide_pool(
        map_or_404(number), nip, inside, request.POST.get("alasan", ""), actor=request.user.get_username()
    )
    return _back(request, number, nip, done, _("Keputusan tentang kelompok talenta dicatat."))


@require_POST
@requires(Ability.MANAGE_TALENT)
def move(request: HttpRequest, number: int, nip: str, kind: str, row: int) -> HttpResponse:
    """Set the state of a follow-up or of a line of the development plan."""
    state, note, actor = (
        request.POST.get("keadaan", ""),
        request.POST.get("catatan", ""),
        request.user.get_username(),
    )
    done: Refusal | None
    if kind == "tindak-lanjut":
        done = move_follow_up(get_object_or_404(FollowUp, pk=row, nip=nip), state, note, actor=actor)
    else:
        done = move_development(get_object_or_404(Development, pk=row, nip=nip), state, note, actor=actor)
    return _back(request, number, nip, done, _("Keadaannya dicatat."))


def _back(request: HttpRequest, number: int, nip: str, done: object, said: str) -> HttpResponse:
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(words.language()))
    else:
        messages.success(request, said)
    return redirect("talent:person", number, nip)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
