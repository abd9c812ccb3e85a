"""What waits for somebody in the selections: for the first page. Nothing here depends on what anybody rated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from takar.accounts.public import Ability, User
from takar.kernel.clock import day_in
from takar.selection.conflicts import judged_nips
from takar.selection.domain.values import CandidateView, SelectionView
from takar.selection.models import (
    ComponentEntry,
    Declaration,
    QuestionSet,
    Recusal,
    ResourcePerson,
    Slot,
)
from takar.selection.queries import candidates, rules_of, selections
from takar.selection.readiness import readiness


@dataclass(frozen=True, slots=True)
class SelectionDuty:
    """`kind`: declare | prepare | commit | checks | values | questions | attend. `candidate`: where it is about one only."""

    kind: str
    selection: str
    title: str
    count: int = 0
    candidate: int | None = None


def selection_duties(user: User, now: datetime) -> tuple[SelectionDuty, ...]:
    """In the order of the selections, the newest first. Who sits in a panel prepares nothing there."""
    if not user.may(Ability.READ_SELECTIONS):
        return ()
    return tuple(duty for view in selections() for duty in _of(view, user, now) if duty.count)


def _of(view: SelectionView, user: User, now: datetime) -> Iterable[SelectionDuty]:
    name, open_ = user.username, view.committed_at is None
    member = any(one.user == name and not one.gone for one in view.members)
    manages = name not in view.users and user.may(Ability.MANAGE_SELECTIONS)
    if member and open_:
        yield SelectionDuty("declare", view.id, view.title, _undeclared(view, name))
    if open_ and (member or manages):
        yield SelectionDuty("questions", view.id, view.title, _unreviewed(view.id, name))
    if manages:
        yield from _second_person(view, name)
    if manages and open_:
        lacks = len(readiness(view, day_in(view.zone, now)).lacks)
        yield SelectionDuty("prepare" if lacks else "commit", view.id, view.title, lacks or 1)
    if ResourcePerson.objects.filter(selection=view.id, user=name).exists():
        yield SelectionDuty("attend", view.id, view.title, _interviews_today(view, now))


def _undeclared(view: SelectionView, user: str) -> int:
    """Candidates about whom a member has said nothing yet."""
    known = Declaration.objects.filter(member__selection=view.id, member__user=user)
    away = Recusal.objects.filter(member__selection=view.id, member__user=user)
    spoken = set(known.values_list("nip", flat=True)) | set(away.values_list("nip", flat=True))
    return len(judged_nips(view) - spoken)


def _unreviewed(key: str, user: str) -> int:
    """Newest question sets that somebody else wrote and nobody has reviewed."""
    newest: dict[tuple[int, str], QuestionSet] = {}
    for row in QuestionSet.objects.filter(post__selection=key):
        newest.setdefault((row.post_id, row.room), row)
    return sum(row.reviewed_at is None and row.written_by != user for row in newest.values())


def _second_person(view: SelectionView, user: str) -> Iterable[SelectionDuty]:
    people = candidates(view.id)
    if rules_of(view).two_person_check:
        checked = [one.key for one in people if _ticked_by_another(one, user)]
        yield SelectionDuty("checks", view.id, view.title, len(checked), _only(checked))
    valued = _unconfirmed(view.id, user, {one.key for one in people if one.state.open or one.state.counts})
    yield SelectionDuty("values", view.id, view.title, len(valued), _only(valued))


def _ticked_by_another(one: CandidateView, user: str) -> bool:
    return one.status == "submitted" and any(
        not tick.confirmed_by and tick.by != user for tick in one.state.ticks.values()
    )


def _unconfirmed(key: str, user: str, people: set[int]) -> list[int]:
    """Candidates with a newest entered value that somebody else typed and nobody has confirmed."""
    newest = {
        (row.candidate_id, row.component): row
        for row in ComponentEntry.objects.filter(candidate__selection=key).order_by("id")
    }
    waiting = [
        row.candidate_id
        for row in newest.values()
        if row.source == "entered" and not row.confirmed_by and row.by != user and row.candidate_id in people
    ]
    return list(dict.fromkeys(waiting))


def _only(found: list[int]) -> int | None:
    return found[0] if len(found) == 1 else None


def _interviews_today(view: SelectionView, now: datetime) -> int:
    today = day_in(view.zone, now)
    starts = Slot.objects.filter(selection=view.id).values_list("starts", flat=True)
    return sum(day_in(view.zone, one) == today for one in starts)
