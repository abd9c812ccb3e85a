"""What is prepared for an assessment, and who may rate in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from takar.accounts.public import Ability, User, signing_key_of
from takar.assessments.public import AssessmentView, ParticipantView, participants_in
from takar.exercises.appointing.models import AssessorAccount, ChosenExercise, PreparedSheet
from takar.exercises.domain.appointing.spreading import Wanted
from takar.exercises.domain.licence import Licence
from takar.exercises.library.reading import ExerciseView, exercise
from takar.exercises.training.cases import licence_of
from takar.kernel.clock import ZONES, day_in, utc_now
from takar.planning.public import (
    ActivityView,
    AssessorView,
    BatchView,
    activities_of,
    assessors,
    barred_pairs,
    batch_of_assessment,
    places_of,
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """An exercise that is used; `newer`: the library has a later version than the one that was chosen."""

    view: ExerciseView
    weight: int
    tool: str
    newer: bool

    @property
    def code(self) -> str:
        return self.view.draft.code


@dataclass(frozen=True, slots=True)
class RaterLine:
    """Somebody who may rate. `assessor`: his entry in the plan's list, without which conflicts cannot be known."""

    username: str
    name: str
    has_key: bool
    licence: Licence | None
    assessor: AssessorView | None


def chosen(assessment: str) -> tuple[Chosen, ...]:
    """In the order that was chosen; an exercise that vanished from the library is left out."""
    found = []
    for row in ChosenExercise.objects.filter(assessment=assessment):
        view, newest = exercise(row.code, row.version), exercise(row.code)
        if view and newest:
            found.append(Chosen(view, row.weight, row.tool, newest.version > view.version))
    return tuple(found)


def prepared(assessment: str) -> tuple[Wanted, ...]:
    """(NIP, instrument, rater)"""
    rows = PreparedSheet.objects.filter(assessment=assessment)
    return tuple(rows.values_list("nip", "instrument", "rater"))


def raters(on: date) -> tuple[RaterLine, ...]:
    """Every active account that may rate, by name."""
    users = [one for one in User.objects.filter(is_active=True) if one.may(Ability.RATE)]
    linked = links(users)
    lines = (
        RaterLine(
            user.username,
            name_of(user),
            signing_key_of(user) is not None,
            licence_of(user.username, on),
            linked.get(user.username),
        )
        for user in users
    )
    return tuple(sorted(lines, key=lambda one: (one.name.casefold(), one.username)))


def links(users: Sequence[User]) -> dict[str, AssessorView]:
    """User name -> assessor of the plan: as said by hand, else the same NIP as user name, else the only same name.

    Two accounts of one name are never guessed: whoever appoints says which of them it is.
    """
    known = {one.id: one for one in assessors()}
    said = {
        row.username: known[row.assessor] for row in AssessorAccount.objects.all() if row.assessor in known
    }
    taken = {one.id for one in said.values()}
    free = [one for one in known.values() if one.id not in taken]
    unsaid = [user for user in users if user.username not in said]
    names = Counter(name_of(user).casefold() for user in unsaid)
    for user in unsaid:
        name = name_of(user).casefold()
        same = [one for one in free if one.nip and one.nip == user.username] or [
            one for one in free if one.name.casefold() == name and names[name] == 1
        ]
        if len(same) == 1:
            said[user.username] = same[0]
    return said


def name_of(user: User) -> str:
    return user.get_full_name() or user.username


def barred(view: AssessmentView, lines: Sequence[RaterLine]) -> dict[tuple[str, str], tuple[str, str]]:
    """(user name, NIP) -> why he may not rate this person. Only for accounts that are linked to an assessor."""
    units = {one.nip: one.unit for one in participants_in(view.id)}
    pairs = barred_pairs(units, day_in(view.zone, utc_now()))
    accounts = {one.assessor.id: one.username for one in lines if one.assessor}
    found = {(accounts[who], nip): why for (who, nip), why in pairs.items() if who in accounts}
    own = {(one.username, one.username): ("dirinya sendiri", "the person himself") for one in lines}
    return found | {pair: why for pair, why in own.items() if pair[1] in units}


@dataclass(frozen=True, slots=True)
class Slot:
    room: str
    starts: datetime
    ends: datetime


def slots(view: AssessmentView, exercises: Sequence[Chosen]) -> dict[tuple[str, str], Slot]:
    """(NIP, instrument) -> when and where, from the timetable of the plan; empty without one."""
    batch = batch_of_assessment(view.id)
    tools = {one.code: one.tool for one in exercises if one.tool}
    if batch is None or not tools:
        return {}
    activities = activities_of(batch.id)
    found = {}
    for place in places_of(batch.id):
        for code, tool in tools.items():
            turn = next((one for one in activities if one.tool == tool and one.is_for(place)), None)
            if turn:
                found[place.nip, code] = _slot(view, batch, turn)
    return found


def _slot(view: AssessmentView, batch: BatchView, turn: ActivityView) -> Slot:
    day = batch.day(turn.day)
    return Slot(turn.room, _moment(view, day, turn.starts), _moment(view, day, turn.ends))


def _moment(view: AssessmentView, day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZONES[view.zone])


def by_nip(people: Sequence[ParticipantView]) -> Mapping[str, ParticipantView]:
    return {one.nip: one for one in people}
