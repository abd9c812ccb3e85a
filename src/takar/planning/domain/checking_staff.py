"""The judge of duties, groups and ratings. Shares nothing with the solvers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from takar.planning.domain.problem import Assessor, Batch, Person, Problem
from takar.planning.domain.solution import Violation


def staff_violations(problem: Problem, batches: tuple[Batch, ...], *, complete: bool) -> Iterator[Violation]:
    """Broken rules about assessors, groups and raters; without `complete` only of batches that have them."""
    staff = {one.id: one for one in problem.assessors}
    people = {person.id: person for person in problem.people}
    barred = _barred(problem)
    wanted = complete and problem.rules.assessors > 0
    yield from _each_duty(staff, batches)
    yield from _two_places(batches)
    yield from _weeks(problem, batches)
    for batch in batches:
        if batch.duties or (wanted and batch.people):
            yield from _enough(problem, batch)
        if batch.groups or (wanted and batch.people):
            yield from _groups(problem, batch)
        if batch.raters or (wanted and batch.people):
            yield from _raters(problem, staff, people, barred, batch)


def _barred(problem: Problem) -> dict[tuple[int, str], tuple[date | None, str]]:
    """Assessor and person: until when a tie lasts (None: for ever), and of what kind; the longest of several."""
    found: dict[tuple[int, str], tuple[date | None, str]] = {}
    for tie in problem.ties:
        key = (tie.assessor, tie.person)
        if key not in found or (
            (until := found[key][0]) is not None and (tie.until is None or tie.until > until)
        ):
            found[key] = (tie.until, tie.kind)
    return found


def _each_duty(staff: dict[int, Assessor], batches: tuple[Batch, ...]) -> Iterator[Violation]:
    for batch in batches:
        for duty in batch.duties:
            one = staff.get(duty.assessor)
            if one is None:
                yield Violation(
                    "assessor_unknown",
                    f"Asesor {duty.assessor} tidak aktif.",
                    f"Assessor {duty.assessor} is not active.",
                    batch=batch.id,
                    assessor=duty.assessor,
                )
            elif any(span.covers(day) for span in one.absences for day in batch.days):
                yield Violation(
                    "assessor_absent",
                    f"Asesor {one.id} berhalangan pada gelombang {batch.number}.",
                    f"Assessor {one.id} cannot come to batch {batch.number}.",
                    batch=batch.id,
                    assessor=one.id,
                )


def _two_places(batches: tuple[Batch, ...]) -> Iterator[Violation]:
    busy: dict[tuple[int, date], Batch] = {}
    told = set()
    for batch in batches:
        for duty in batch.duties:
            for day in batch.days:
                other = busy.setdefault((duty.assessor, day), batch)
                if other is not batch and (duty.assessor, other.id, batch.id) not in told:
                    told.add((duty.assessor, other.id, batch.id))
                    yield Violation(
                        "assessor_twice",
                        f"Asesor {duty.assessor} bertugas di gelombang {other.number} dan {batch.number} "
                        "pada hari yang sama.",
                        f"Assessor {duty.assessor} is on duty in batches {other.number} and {batch.number} "
                        "on the same day.",
                        batch=batch.id,
                        assessor=duty.assessor,
                        day=day,
                    )


def _weeks(problem: Problem, batches: tuple[Batch, ...]) -> Iterator[Violation]:
    """Calendar weeks with duty, in any `duty_window` weeks one after another."""
    rules = problem.rules
    weeks: dict[int, set[date]] = {}
    for batch in batches:
        for duty in batch.duties:
            weeks.setdefault(duty.assessor, set()).update(
                day - timedelta(days=day.weekday()) for day in batch.days
            )
    for assessor, mondays in sorted(weeks.items()):
        for first in sorted(mondays):
            end = first + timedelta(weeks=rules.duty_window)
            count = sum(first <= day < end for day in mondays)
            if count > rules.duty_weeks:
                yield Violation(
                    "assessor_weeks",
                    f"Asesor {assessor} bertugas {count} minggu dalam {rules.duty_window} minggu sejak "
                    f"{first:%d-%m-%Y}, paling banyak {rules.duty_weeks}.",
                    f"Assessor {assessor} is on duty in {count} of {rules.duty_window} weeks from "
                    f"{first:%d-%m-%Y}, at most {rules.duty_weeks}.",
                    assessor=assessor,
                    day=first,
                )
                break


def _enough(problem: Problem, batch: Batch) -> Iterator[Violation]:
    roles = Counter(duty.role for duty in batch.duties)
    rating = roles["lead"] + roles["assessor"]
    rules = problem.rules
    if rating < rules.assessors or roles["standby"] < rules.standby:
        yield Violation(
            "assessors",
            f"Gelombang {batch.number}: {rating} asesor dan {roles['standby']} siaga, "
            f"diperlukan {rules.assessors} dan {rules.standby}.",
            f"Batch {batch.number}: {rating} assessors and {roles['standby']} standing by, "
            f"{rules.assessors} and {rules.standby} are needed.",
            batch=batch.id,
        )
    if roles["lead"] > 1:
        yield Violation(
            "lead",
            f"Gelombang {batch.number} mempunyai {roles['lead']} ketua.",
            f"Batch {batch.number} has {roles['lead']} leads.",
            batch=batch.id,
        )


def _groups(problem: Problem, batch: Batch) -> Iterator[Violation]:
    rules = problem.rules
    members = sorted(one for group in batch.groups for one in group)
    if members != sorted(batch.people):
        yield Violation(
            "group",
            f"Gelombang {batch.number}: tidak setiap orang tepat dalam satu kelompok.",
            f"Batch {batch.number}: not everybody is in exactly one group.",
            batch=batch.id,
        )
    least = min(rules.group_least, len(batch.people))
    for number, group in enumerate(batch.groups, start=1):
        if not least <= len(group) <= rules.group_most:
            yield Violation(
                "group_size",
                f"Gelombang {batch.number}, kelompok {number}: {len(group)} orang, seharusnya "
                f"{rules.group_least} sampai {rules.group_most}.",
                f"Batch {batch.number}, group {number}: {len(group)} people, should be "
                f"{rules.group_least} to {rules.group_most}.",
                batch=batch.id,
            )


def _raters(
    problem: Problem,
    staff: dict[int, Assessor],
    people: dict[str, Person],
    barred: dict[tuple[int, str], tuple[date | None, str]],
    batch: Batch,
) -> Iterator[Violation]:
    on_duty = {duty.assessor for duty in batch.duties if duty.role in ("lead", "assessor")}
    load: Counter[int] = Counter()
    for one in batch.people:
        raters = batch.raters.get(one, ())
        load.update(raters)
        if len(set(raters)) < problem.rules.raters:
            yield Violation(
                "raters",
                f"{one} dinilai {len(set(raters))} asesor, paling sedikit {problem.rules.raters}.",
                f"{one} is rated by {len(set(raters))} assessors, at least {problem.rules.raters}.",
                batch=batch.id,
                person=one,
            )
        for rater in raters:
            if rater not in on_duty:
                yield Violation(
                    "rater_off_duty",
                    f"Asesor {rater} menilai {one} tetapi tidak bertugas di gelombang {batch.number}.",
                    f"Assessor {rater} rates {one} but is not on duty in batch {batch.number}.",
                    batch=batch.id,
                    person=one,
                    assessor=rater,
                )
            if (why := _conflict(staff, people, barred, rater, one, batch)) is not None:
                yield Violation(
                    "rater_conflict",
                    f"Asesor {rater} tidak boleh menilai {one}: {why[0]}.",
                    f"Assessor {rater} may not rate {one}: {why[1]}.",
                    batch=batch.id,
                    person=one,
                    assessor=rater,
                )
    for rater, count in sorted(load.items()):
        if 0 < problem.rules.rates_most < count:
            yield Violation(
                "rater_load",
                f"Asesor {rater} menilai {count} orang di gelombang {batch.number}, "
                f"paling banyak {problem.rules.rates_most}.",
                f"Assessor {rater} rates {count} people in batch {batch.number}, "
                f"at most {problem.rules.rates_most}.",
                batch=batch.id,
                assessor=rater,
            )


_WHY = {
    "superior": ("atasannya", "is the superior"),
    "former_superior": ("mantan atasannya", "was the superior"),
    "relative": ("keluarganya", "is a relative"),
    "declared": ("menyatakan benturan kepentingan", "declared a conflict of interest"),
}


def _conflict(
    staff: dict[int, Assessor],
    people: dict[str, Person],
    barred: dict[tuple[int, str], tuple[date | None, str]],
    rater: int,
    person: str,
    batch: Batch,
) -> tuple[str, str] | None:
    """Why this assessor may not rate this person in this batch, in Indonesian and English."""
    one, other = staff.get(rater), people.get(person)
    if one and other and one.unit and one.unit == other.unit:
        return ("dari unit yang sama", "is of the same unit")
    tie = barred.get((rater, person))
    if tie is None or (tie[0] is not None and tie[0] < batch.first_day):
        return None
    return _WHY.get(tie[1], _WHY["declared"])
