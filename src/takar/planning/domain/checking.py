"""The judge of every plan: which hard rules it breaks. Shares nothing with the solvers; quick enough for every drag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from takar.planning.domain.checking_day import timetable_violations
from takar.planning.domain.checking_staff import staff_violations
from takar.planning.domain.problem import Batch, Person, Problem
from takar.planning.domain.solution import Violation

__all__ = ["timetable_violations", "violations"]


def violations(
    problem: Problem, batches: tuple[Batch, ...], *, complete: bool = False
) -> tuple[Violation, ...]:
    """Broken rules of what is filled in; with `complete` also what is missing (a place, duties, groups, raters).

    Rules: person_twice, person_unknown, person_missing, capacity, job_class, days, working_day, hall, absence, unit, deputies,
    beds, locked; assessor_unknown, assessor_absent, assessor_twice, assessor_weeks, assessors, lead; group, group_size;
    raters, rater_off_duty, rater_conflict, rater_load.
    """
    people = {person.id: person for person in problem.people}
    found = [
        *_places(people, batches),
        *_sizes(problem, people, batches),
        *_days(problem, batches),
        *_halls(problem, batches),
        *_absences(people, batches),
        *_away(problem, people, batches),
        *_deputies(problem, batches),
        *_beds(problem, people, batches),
        *_locks(problem, batches),
        *staff_violations(problem, batches, complete=complete),
    ]
    return (*found, *_missing(problem, batches)) if complete else tuple(found)


def _missing(problem: Problem, batches: tuple[Batch, ...]) -> Iterator[Violation]:
    placed = {one for batch in batches for one in batch.people}
    for person in problem.people:
        if person.id not in placed:
            yield Violation(
                "person_missing",
                f"{person.id} belum mendapat tempat.",
                f"{person.id} has no place yet.",
                person=person.id,
            )


def _places(people: dict[str, Person], batches: tuple[Batch, ...]) -> Iterator[Violation]:
    seen: dict[str, Batch] = {}
    for batch in batches:
        for one in batch.people:
            if one in seen:
                yield Violation(
                    "person_twice",
                    f"{one} ada di gelombang {seen[one].number} dan {batch.number}.",
                    f"{one} is in batches {seen[one].number} and {batch.number}.",
                    batch=batch.id,
                    person=one,
                )
            if one not in people:
                yield Violation(
                    "person_unknown",
                    f"{one} tidak (lagi) dicalonkan.",
                    f"{one} is not nominated (any more).",
                    batch=batch.id,
                    person=one,
                )
            seen[one] = batch


def _sizes(problem: Problem, people: dict[str, Person], batches: tuple[Batch, ...]) -> Iterator[Violation]:
    for batch in batches:
        if len(batch.people) > batch.capacity:
            yield Violation(
                "capacity",
                f"Gelombang {batch.number}: {len(batch.people)} orang untuk {batch.capacity} kursi.",
                f"Batch {batch.number}: {len(batch.people)} people for {batch.capacity} seats.",
                batch=batch.id,
            )
        for one in batch.people:
            if one in people and people[one].job_class != batch.job_class:
                yield Violation(
                    "job_class",
                    f"{one} berkelas jabatan lain daripada gelombang {batch.number}.",
                    f"{one} is of another job class than batch {batch.number}.",
                    batch=batch.id,
                    person=one,
                )


def _days(problem: Problem, batches: tuple[Batch, ...]) -> Iterator[Violation]:
    working = {day: place for place, day in enumerate(problem.working_days)}
    for batch in batches:
        for day in batch.days:
            if day not in working:
                yield Violation(
                    "working_day",
                    f"Gelombang {batch.number}: {day:%d-%m-%Y} bukan hari kerja dalam rentang rencana.",
                    f"Batch {batch.number}: {day:%d-%m-%Y} is not a working day of the window.",
                    batch=batch.id,
                    day=day,
                )
        if len(batch.days) != problem.rules.batch_days or not _in_a_row(problem, working, batch.days):
            yield Violation(
                "days",
                f"Gelombang {batch.number} harus {problem.rules.batch_days} hari kerja berturut-turut.",
                f"Batch {batch.number} must have {problem.rules.batch_days} working days in a row.",
                batch=batch.id,
            )


def _in_a_row(problem: Problem, working: dict[date, int], days: tuple[date, ...]) -> bool:
    for day, after in pairwise(days):
        if after <= day:
            return False
        if problem.rules.over_weekends:
            if day in working and after in working and working[after] - working[day] != 1:
                return False
        elif after - day != timedelta(days=1):
            return False
    return True


def _halls(problem: Problem, batches: tuple[Batch, ...]) -> Iterator[Violation]:
    used = Counter(day for batch in batches for day in batch.days)
    for day in sorted(used):
        if used[day] > problem.halls(day):
            yield Violation(
                "hall",
                f"{day:%d-%m-%Y}: {used[day]} gelombang untuk {problem.halls(day)} aula.",
                f"{day:%d-%m-%Y}: {used[day]} batches for {problem.halls(day)} halls.",
                day=day,
            )


def _absences(people: dict[str, Person], batches: tuple[Batch, ...]) -> Iterator[Violation]:
    for batch in batches:
        for one in batch.people:
            person = people.get(one)
            for span in person.absences if person else ():
                if any(span.covers(day) for day in batch.days):
                    yield Violation(
                        "absence",
                        f"{one} berhalangan {span.first:%d-%m-%Y} s.d. {span.last:%d-%m-%Y}.",
                        f"{one} cannot come from {span.first:%d-%m-%Y} to {span.last:%d-%m-%Y}.",
                        batch=batch.id,
                        person=one,
                    )


def _away(problem: Problem, people: dict[str, Person], batches: tuple[Batch, ...]) -> Iterator[Violation]:
    most = {unit.id: unit.away_most for unit in problem.units}
    away: Counter[tuple[str, date]] = Counter()
    for batch in batches:
        for unit, count in Counter(people[one].unit for one in batch.people if one in people).items():
            for day in batch.days:
                away[unit, day] += count
    worst: dict[str, tuple[int, date]] = {}
    for (unit, day), count in away.items():
        if unit in most and count > most[unit] and (unit not in worst or count > worst[unit][0]):
            worst[unit] = (count, day)
    for unit, (count, day) in sorted(worst.items()):
        yield Violation(
            "unit",
            f"{unit}: {count} orang pergi pada {day:%d-%m-%Y}, paling banyak {most[unit]}.",
            f"{unit}: {count} people away on {day:%d-%m-%Y}, at most {most[unit]}.",
            unit=unit,
            day=day,
        )


def _deputies(problem: Problem, batches: tuple[Batch, ...]) -> Iterator[Violation]:
    days = {one: batch.days for batch in batches for one in batch.people}
    for head, deputy in problem.deputies:
        shared = set(days.get(head, ())) & set(days.get(deputy, ()))
        if shared:
            yield Violation(
                "deputies",
                f"{head} dan wakilnya {deputy} pergi pada hari yang sama.",
                f"{head} and the deputy {deputy} are away on the same day.",
                person=head,
                day=min(shared),
            )


def _beds(problem: Problem, people: dict[str, Person], batches: tuple[Batch, ...]) -> Iterator[Violation]:
    if problem.rules.beds is None:
        return
    used: Counter[date] = Counter()
    for batch in batches:
        sleepers = sum(people[one].needs_bed for one in batch.people if one in people)
        used.update(dict.fromkeys(batch.days, sleepers))
    for day in sorted(used):
        if used[day] > problem.rules.beds:
            yield Violation(
                "beds",
                f"{day:%d-%m-%Y}: {used[day]} orang untuk {problem.rules.beds} tempat tidur.",
                f"{day:%d-%m-%Y}: {used[day]} people for {problem.rules.beds} beds.",
                day=day,
            )


def _locks(problem: Problem, batches: tuple[Batch, ...]) -> Iterator[Violation]:
    now = {batch.id: batch for batch in batches}
    for was in problem.batches:
        batch = now.get(was.id)
        if was.locked and (batch is None or batch.days != was.days):
            yield Violation(
                "locked",
                f"Hari gelombang {was.number} terkunci.",
                f"The days of batch {was.number} are locked.",
                batch=was.id,
            )
        for one in sorted(was.locked_people - set(batch.people if batch else ())):
            yield Violation(
                "locked",
                f"{one} terkunci di gelombang {was.number}.",
                f"{one} is locked in batch {was.number}.",
                batch=was.id,
                person=one,
            )
