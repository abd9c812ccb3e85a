"""Who declared what, what the data say, and what is still unanswered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from takar.people.public import Career, careers_of
from takar.selection.domain.conflicts import Person, Seen, Served, seen
from takar.selection.domain.values import SelectionView
from takar.selection.models import Candidate, Declaration, Dismissal, Member, Recusal
from takar.selection.queries import candidates, rules_of


@dataclass(frozen=True, slots=True)
class Relation:
    """A member and a candidate. `declared`: kind or "" while he has said nothing; `open`: seen and not yet answered."""

    user: str
    nip: str
    declared: str
    text: str
    seen: tuple[Seen, ...]
    open: tuple[Seen, ...]
    recused: bool
    reason: str


def relations(view: SelectionView, nips: frozenset[str], on: date) -> list[Relation]:
    """Every serving member with every one of these candidates."""
    members = list(Member.objects.filter(selection=view.id, left_at=None).prefetch_related("services"))
    careers = careers_of({*nips, *(one.nip for one in members if one.nip)})
    declared = _declared(view.id)
    recusals = {(row.member_id, row.nip): row.reason for row in Recusal.objects.filter(member__in=members)}
    dismissed = defaultdict(set)
    for key, nip, kind in Dismissal.objects.filter(member__in=members).values_list("member", "nip", "kind"):
        dismissed[key, nip].add(kind)
    years = rules_of(view).former_superior_years
    found = []
    for member in members:
        who = _member(member, careers)
        history = [Served(one.unit, one.first, one.last, one.led) for one in member.services.all()]
        for nip in sorted(nips):
            data = seen(who, history, _person(nip, careers), on, years) if nip in careers else ()
            kind, text = declared.get((member.pk, nip), ("", ""))
            away = (member.pk, nip) in recusals
            waits = () if away else tuple(one for one in data if one.kind not in dismissed[member.pk, nip])
            found.append(
                Relation(member.user, nip, kind, text, data, waits, away, recusals.get((member.pk, nip), ""))
            )
    return found


def judged_nips(view: SelectionView) -> frozenset[str]:
    """NIPs of everybody who has applied and is not out: about them members declare."""
    return frozenset(one.nip for one in candidates(view.id) if one.status in ("submitted", "eligible"))


def names_of(key: str) -> dict[str, str]:
    return dict(Candidate.objects.filter(selection=key).values_list("nip", "name"))


def _declared(key: str) -> dict[tuple[int, str], tuple[str, str]]:
    rows = Declaration.objects.filter(member__selection=key).order_by("id")
    return {(row.member_id, row.nip): (row.kind, row.text) for row in rows}


def _member(row: Member, careers: dict[str, Career]) -> Person:
    known = careers.get(row.nip)
    return Person(row.nip, known.unit or row.unit, known.job_class) if known else Person(row.nip, row.unit)


def _person(nip: str, careers: dict[str, Career]) -> Person:
    return Person(nip, careers[nip].unit, careers[nip].job_class)
