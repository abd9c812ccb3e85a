"""Prepare a round: which exercises, who rates whom. Each action replaces what was prepared, and leaves a line in the trail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from takar.accounts.public import Ability, User, record_change
from takar.assessments.public import assessment, participants_in
from takar.exercises.appointing import refusals as no
from takar.exercises.appointing.models import AssessorAccount, ChosenExercise, PreparedSheet
from takar.exercises.appointing.reading import barred, chosen, links, prepared, raters
from takar.exercises.domain.appointing.spreading import Wanted, spread
from takar.exercises.library.reading import exercise
from takar.exercises.models import Round
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.public import batch_of_assessment, batches_of, duties_of

MOST_WEIGHT, MOST_RATERS = 9, 5


@dataclass(frozen=True, slots=True)
class Choice:
    """An exercise of the library; `tool`: of the plan, for times and rooms, or empty."""

    code: str
    weight: int = 1
    tool: str = ""


def choose_exercises(
    key: str, choices: Sequence[Choice], actor: str, *, clock: Clock = utc_now
) -> int | Refusal:
    """Use these exercises, in their newest version. What was prepared for others is dropped. Returns how many.

    Refuses ASSESSMENT_UNKNOWN, ROUND_FIXED, EXERCISE_UNKNOWN, EXERCISE_WEIGHT_BAD.
    """
    fault = _fault(key) or _choice_fault(choices)
    if fault:
        return fault
    codes = [one.code for one in choices]
    with transaction.atomic():
        before: list[Json] = [row.code for row in ChosenExercise.objects.filter(assessment=key)]
        ChosenExercise.objects.filter(assessment=key).delete()
        ChosenExercise.objects.bulk_create(_row(key, place, one) for place, one in enumerate(choices, 1))
        PreparedSheet.objects.filter(assessment=key).exclude(instrument__in=codes).delete()
        after: list[Json] = [*codes]
        record_change(
            actor, "appointing.exercises", f"assessment:{key}", before=before, after=after, clock=clock
        )
    return len(codes)


def others_of_programme(key: str) -> tuple[str, ...]:
    """Assessments of the other batches of the same programme whose round is not open yet."""
    own = batch_of_assessment(key)
    found = [one.assessment for one in batches_of(own.programme)] if own else []
    opened = set(Round.objects.filter(pk__in=found).values_list("pk", flat=True))
    return tuple(one for one in found if one and one != key and one not in opened)


def prepare(key: str, wanted: Iterable[Wanted], actor: str, *, clock: Clock = utc_now) -> int | Refusal:
    """Replace all that was prepared by these. Refuses ASSESSMENT_UNKNOWN, ROUND_FIXED."""
    fault = _fault(key)
    if fault:
        return fault
    rows = tuple(dict.fromkeys(wanted))
    with transaction.atomic():
        PreparedSheet.objects.filter(assessment=key).delete()
        PreparedSheet.objects.bulk_create(
            (PreparedSheet(assessment=key, nip=nip, instrument=code, rater=name) for nip, code, name in rows),
            batch_size=500,
        )
        sheets: dict[str, Json] = dict(Counter(name for _, _, name in rows))
        record_change(actor, "appointing.raters", f"assessment:{key}", after={"sheets": sheets}, clock=clock)
    return len(rows)


def prepare_person(
    key: str, nip: str, wanted: Iterable[tuple[str, str]], actor: str, *, clock: Clock = utc_now
) -> int | Refusal:
    """Replace the raters of one person by these (instrument, rater)."""
    others = [one for one in prepared(key) if one[0] != nip]
    return prepare(key, [*others, *((nip, code, name) for code, name in wanted)], actor, clock=clock)


def take_from_plan(key: str, actor: str, *, clock: Clock = utc_now) -> int | Refusal:
    """The plan's raters of each person, in every chosen exercise. Refuses APPOINTING_NO_PLAN, APPOINTING_NO_EXERCISES.

    Assessors of the plan without an account are left out; the page names them (`without_account`).
    """
    exercises, pairs = chosen(key), plan_pairs(key)
    if not exercises:
        return no.NO_EXERCISES
    if not pairs:
        return no.NO_PLAN
    people = {one.nip for one in participants_in(key)}
    return prepare(
        key,
        [(nip, one.code, name) for nip, name in pairs if nip in people for one in exercises],
        actor,
        clock=clock,
    )


def plan_pairs(key: str) -> list[tuple[str, str]]:
    """(NIP, user name) of the adopted plan, for assessors whose account is known."""
    batch = batch_of_assessment(key)
    if batch is None:
        return []
    accounts = {one.id: name for name, one in links(_able()).items()}
    duties = duties_of(batch.id)
    return [(nip, accounts[one.assessor]) for one in duties if one.assessor in accounts for nip in one.rates]


def without_account(key: str) -> list[tuple[int, str]]:
    """(id, name) of assessors who rate by the plan and whose account is not known."""
    batch = batch_of_assessment(key)
    known = {one.id for one in links(_able()).values()}
    duties = duties_of(batch.id) if batch else ()
    return [(one.assessor, one.name) for one in duties if one.rates and one.assessor not in known]


def link_account(assessor: int, username: str, actor: str, *, clock: Clock = utc_now) -> None:
    """Say which account an assessor of the plan rates with."""
    with transaction.atomic():
        AssessorAccount.objects.filter(username=username).exclude(assessor=assessor).delete()
        AssessorAccount.objects.update_or_create(assessor=assessor, defaults={"username": username})
        record_change(
            actor, "appointing.account", f"assessor:{assessor}", after={"username": username}, clock=clock
        )


def spread_evenly(
    key: str, names: Sequence[str], each: int, actor: str, *, clock: Clock = utc_now
) -> int | Refusal:
    """`each` of these raters for everybody in every exercise, never over a conflict that is known.

    Refuses APPOINTING_NO_RATERS, APPOINTING_NO_EXERCISES.
    """
    view, exercises = assessment(key), chosen(key)
    if view is None:
        return no.UNKNOWN
    if not exercises:
        return no.NO_EXERCISES
    lines = [one for one in raters(day_in(view.zone, clock())) if one.username in names]
    if not lines or not 1 <= each <= MOST_RATERS:
        return no.NO_RATERS
    people = [one.nip for one in participants_in(key)]
    codes, able = [one.code for one in exercises], [one.username for one in lines]
    return prepare(key, spread(people, codes, able, each, barred(view, lines).keys()), actor, clock=clock)


def _able() -> list[User]:
    return [one for one in User.objects.filter(is_active=True) if one.may(Ability.RATE)]


def _fault(key: str) -> Refusal | None:
    if assessment(key) is None:
        return no.UNKNOWN
    return no.OPEN_ALREADY if Round.objects.filter(pk=key).exists() else None


def _choice_fault(choices: Sequence[Choice]) -> Refusal | None:
    if any(exercise(one.code) is None for one in choices) or len({one.code for one in choices}) != len(
        choices
    ):
        return no.EXERCISE_GONE
    return None if all(1 <= one.weight <= MOST_WEIGHT for one in choices) else no.WEIGHT_BAD


def _row(key: str, place: int, one: Choice) -> ChosenExercise:
    newest = exercise(one.code)
    assert newest is not None
    return ChosenExercise(
        assessment=key,
        code=one.code,
        version=newest.version,
        weight=one.weight,
        tool=one.tool,
        position=place,
    )
