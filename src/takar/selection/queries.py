"""Reads of selections. Values that raters wrote come only through `component_table` (table.py)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch

from takar.selection.codec import state_of
from takar.selection.domain.candidacy import Rules
from takar.selection.domain.scoring import Part, Room, Scale
from takar.selection.domain.values import (
    CandidateView,
    MemberView,
    PostView,
    RecusalView,
    SelectionView,
    StageView,
)
from takar.selection.domain.words import Importance
from takar.selection.models import Candidate, CandidateEvent, Member, Post, Recusal, Requirement, Selection
from takar.standards.public import SelectionRules, selection_rules


def selections() -> tuple[SelectionView, ...]:
    """All selections, newest first."""
    rows = Selection.objects.prefetch_related("posts", "members", "stages")
    return tuple(_view(row) for row in rows)


def selection(key: str) -> SelectionView | None:
    row = Selection.objects.filter(pk=key).prefetch_related("posts", "members", "stages").first()
    return _view(row) if row else None


def candidates(key: str, *, post: str = "", status: str = "", reader: str = "") -> tuple[CandidateView, ...]:
    """Candidates by number. `reader`: a user name; those he is recused from are left out."""
    found = _candidates(Candidate.objects.filter(selection=key, **({"post__code": post} if post else {})))
    away = recused(key).get(reader, frozenset()) if reader else frozenset()
    return tuple(one for one in found if one.nip not in away and (not status or one.status == status))


def candidate(key: str, number: int, *, reader: str = "") -> CandidateView | None:
    """One candidate; None also when the reader is recused from him, so that nothing tells the difference."""
    found = _candidates(Candidate.objects.filter(selection=key, pk=number))
    if not found or (reader and found[0].nip in recused(key).get(reader, frozenset())):
        return None
    return found[0]


def recused(key: str) -> dict[str, frozenset[str]]:
    """User name -> NIPs of the candidates whom he does not judge and does not read."""
    found: dict[str, set[str]] = defaultdict(set)
    for user, nip in Recusal.objects.filter(member__selection=key).values_list("member__user", "nip"):
        found[user].add(nip)
    return {user: frozenset(nips) for user, nips in found.items()}


def recusals(key: str) -> tuple[RecusalView, ...]:
    """Every recusal of a selection with its reason, in the order in which they were noted: for minutes, not for lists."""
    rows = Recusal.objects.filter(member__selection=key).select_related("member").order_by("id")
    return tuple(RecusalView(row.member.user, row.nip, row.kind, row.reason, row.by, row.at) for row in rows)


def rules_of(view: SelectionView) -> SelectionRules:
    """The selection rules that a selection adopted."""
    return selection_rules(*view.rules)


def scale_of(rules: SelectionRules) -> Scale:
    """The rules as the pure arithmetic wants them."""
    return Scale(
        parts=tuple(Part(one.code, one.weight, one.floor) for one in rules.components),
        rooms=tuple(Room(one.code, one.weight, one.standard) for one in rules.rooms),
        decimals=rules.decimals,
        rounding=rules.rounding,
        combine=rules.combine,
        every_room=rules.verdict_rule == "every_room",
        ties=rules.ties,
    )


def check_rules(post: int, *, two_people: bool) -> Rules:
    """What the administrative check of a post asks."""
    rows = Requirement.objects.filter(post=post).values_list("number", "importance")
    return Rules({number: Importance(importance) for number, importance in rows}, two_people)


def instrument(post: str, room: str) -> str:
    """The code of a sheet's instrument: standard questions belong to a job, so each post has its own."""
    return f"{post}:{room}"


def _candidates(rows: Iterable[Candidate]) -> list[CandidateView]:
    listed = Candidate.objects.filter(pk__in=[row.pk for row in rows]).select_related("post").prefetch_related(
        Prefetch("events", queryset=CandidateEvent.objects.order_by("ordinal"))
    )  # fmt: skip
    return [
        CandidateView(
            row.pk, row.selection_id, row.post.code, row.nip, row.name, row.number, state_of(row.events.all())
        )
        for row in listed
    ]


def _view(row: Selection) -> SelectionView:
    return SelectionView(
        id=row.pk,
        title=row.title,
        legal_basis=row.legal_basis,
        organiser=row.organiser,
        location=row.location,
        zone=row.zone,
        rules=(row.rules_code, row.rules_version),
        conduct=(row.conduct_code, row.conduct_version),
        secretary=row.secretary,
        releases_at=row.releases_at,
        committed_at=row.committed_at,
        posts=tuple(_post(one) for one in row.posts.all()),
        members=tuple(_member(one) for one in row.members.all()),
        stages=tuple(StageView(one.code, one.first, one.last) for one in row.stages.all()),
        methods=row.methods,
    )


def _post(row: Post) -> PostView:
    return PostView(
        row.pk, row.code, row.title, row.unit, row.job_class, (row.standard_code, row.standard_version)
    )


def _member(row: Member) -> MemberView:
    return MemberView(
        row.pk, row.user, row.name, row.nip, row.internal, row.head, tuple(row.rooms), row.left_at is not None
    )
