"""Commit the terms before the first interview: components, weights, floors, rooms, questions, members' keys; then the sheets."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from takar.accounts.public import record_change
from takar.exercises.public import Appointment, Rated, RoundView, SheetView, appoint, open_round, round_of
from takar.kernel.canonical import Json, digest
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.ids import RandomBytes
from takar.kernel.refusals import Refusal
from takar.selection.behind import behind, checked_root
from takar.selection.domain import refusals as no
from takar.selection.domain.questions import form
from takar.selection.domain.values import CandidateView, SelectionView
from takar.selection.models import QuestionSet, Selection, Slot
from takar.selection.queries import candidates, instrument, recused, rules_of, selection
from takar.selection.readiness import readiness, sheet_rooms
from takar.standards.public import SelectionRules


def commit_selection(
    key: str, actor: str, *, clock: Clock = utc_now, random_bytes: RandomBytes = secrets.token_bytes
) -> tuple[SheetView, ...] | Refusal:
    """Everything is in the log before anybody rates; then every rater has his sheets. Call it outside of a transaction.

    Refuses SELECTION_UNKNOWN, SELECTION_NOT_READY, RATERS_WITHOUT_KEY and what exercises refuses. Done again, it goes on
    where it stopped.
    """
    view = selection(key)
    if view is None:
        return no.SELECTION_UNKNOWN
    if view.committed_at is None:
        fault = _open(view, actor, clock, random_bytes)
        if fault:
            return fault
    return appoint_raters(key, actor, clock=clock, random_bytes=random_bytes)


def appoint_raters(
    key: str, actor: str, *, clock: Clock = utc_now, random_bytes: RandomBytes = secrets.token_bytes
) -> tuple[SheetView, ...] | Refusal:
    """Sheets for everybody who sits in a room, about every candidate he is not recused from."""
    view = selection(key)
    if view is None or view.committed_at is None or round_of(key) is None:
        return no.SELECTION_NOT_COMMITTED
    return appoint(key, _appointments(view), actor=actor, clock=clock, random_bytes=random_bytes)


def _open(view: SelectionView, actor: str, clock: Clock, random_bytes: RandomBytes) -> Refusal | None:
    missing = readiness(view, day_in(view.zone, clock())).lacks
    if missing:
        return no.not_ready([(one.id, one.en) for one in missing])
    rules = rules_of(view)
    people = _eligible(view)
    made = open_round(
        view.id,
        view.title,
        round_rules(view, rules),
        view.users,
        [Rated(nip, name, number) for nip, (name, number) in sorted(people.items())],
        actor=actor,
        organiser=view.organiser,
        purpose="seleksi",
        panel=view.users,
        quorum=len(view.users) * rules.quorum_percent // 100 + 1,
        schedule=_schedule(view),
        appeal_days=rules.objection_days,
        clock=clock,
        random_bytes=random_bytes,
    )
    if isinstance(made, Refusal):
        return made
    _note(view, made, actor, clock)
    return None


def _note(view: SelectionView, made: RoundView, actor: str, clock: Clock) -> None:
    with transaction.atomic():
        if Selection.objects.filter(pk=view.id, committed_at=None).update(committed_at=clock()):
            record_change(
                actor, "selection.commit", f"selection:{view.id}",
                after={"event": made.event, "index": made.index, "rules": digest(dict(made.rules))}, clock=clock,
            )  # fmt: skip


def round_rules(view: SelectionView, rules: SelectionRules) -> dict[str, Any]:
    """What is committed: components with weights and floors, rooms with standards, the forms of all sheets."""
    return {
        "code": rules.code,
        "version": rules.version,
        "digest": rules.digest,
        "components": [
            {"code": one.code, "name": one.name_id, "weight": str(one.weight)} for one in rules.components
        ],
        "floors": {one.code: str(one.floor) for one in rules.components if one.floor is not None},
        "rooms": [
            {"code": one.code, "weight": str(one.weight), "standard": str(one.standard)}
            for one in rules.rooms
        ],
        "verdict": rules.verdict_rule,
        "combine": rules.combine,
        "ties": list(rules.ties),
        "decimals": rules.decimals,
        "rounding": rules.rounding,
        "instruments": _instruments(view, rules),
        # Which documents the administrative check rests on; exchanged later, they give another root.
        "documents": checked_root(behind(view.id)),
    }


def _instruments(view: SelectionView, rules: SelectionRules) -> list[dict[str, Json]]:
    """One per post and room: standard questions belong to a job."""
    sets: dict[tuple[int, str], QuestionSet] = {}
    for row in QuestionSet.objects.filter(post__selection=view.id, reviewed_at__isnull=False):
        sets.setdefault((row.post_id, row.room), row)
    found: list[dict[str, Json]] = []
    for post in view.posts:
        for room in sheet_rooms(view, rules):
            asked = sets[post.key, room]
            found.append(
                {
                    "code": instrument(post.code, room),
                    "component": "interview" if _is_room(rules, room) else room,
                    "name": f"{_name(rules, room)}, {post.title}",
                    "form": form(
                        asked.questions, asked.anchors, most=rules.scale_most, decimals=rules.decimals,
                        standard=_standard(rules, room),
                    ),
                }
            )  # fmt: skip
    return found


def _appointments(view: SelectionView) -> list[Appointment]:
    rules, away = rules_of(view), recused(view.id)
    slots = {(row.nip, row.room): row for row in Slot.objects.filter(selection=view.id)}
    found = []
    for one in _listed(view):
        for room in sheet_rooms(view, rules):
            for user in _raters(view, rules, room):
                if one.nip not in away.get(user, frozenset()):
                    slot = slots.get((one.nip, room))
                    found.append(
                        Appointment(
                            user, one.nip, instrument(one.post, room), _name(rules, room),
                            slot.starts if slot else None, slot.ends if slot else None,
                        )
                    )  # fmt: skip
    return found


def _raters(view: SelectionView, rules: SelectionRules, room: str) -> Sequence[str]:
    """A room is rated by those who sit in it, a paper or a track record by the whole panel."""
    if not _is_room(rules, room):
        return view.users
    return [one.user for one in view.members if not one.gone and room in one.rooms]


def _listed(view: SelectionView) -> tuple[CandidateView, ...]:
    return candidates(view.id, status="eligible")


def _eligible(view: SelectionView) -> dict[str, tuple[str, str]]:
    return {one.nip: (one.name, one.number) for one in _listed(view)}


def _schedule(view: SelectionView) -> dict[str, Json]:
    days: dict[str, Json] = {
        one.code: f"{one.first.isoformat()}/{one.last.isoformat()}" for one in view.stages
    }
    if view.releases_at:
        days["releases_at"] = view.releases_at.isoformat()
    return days


def _is_room(rules: SelectionRules, room: str) -> bool:
    return any(one.code == room for one in rules.rooms)


def _name(rules: SelectionRules, room: str) -> str:
    return rules.room(room).name_id if _is_room(rules, room) else rules.component(room).name_id


def _standard(rules: SelectionRules, room: str) -> str:
    return str(rules.room(room).standard) if _is_room(rules, room) else ""
