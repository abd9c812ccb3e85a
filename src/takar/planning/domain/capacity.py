"""Capacity arithmetic before any date is promised. No solver: what stands here holds for every plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from takar.planning.domain.counting import of
from takar.planning.domain.problem import Problem
from takar.planning.domain.solution import Capacity


def capacity(problem: Problem) -> Capacity:
    """Seats, batches, halls, assessor-days and the last day, in numbers and sentences.

    Batches that stand locked are counted with the halls they take and the people locked in them.
    """
    rules = problem.rules
    seats = rules.capacity - rules.reserve
    needed = _batches_needed(problem)
    starts = _starts(problem)
    possible = sum(halls for _, halls in starts)
    each = rules.assessors + rules.standby
    days_needed = needed * rules.batch_days * each
    days_there = sum(
        sum(not any(span.covers(day) for span in one.absences) for day in problem.working_days)
        for one in problem.assessors
    )
    last = _last_day(starts, needed)
    fits = last is not None and (not each or (len(problem.assessors) >= each and days_needed <= days_there))
    found = Capacity(
        people=len(problem.people),
        seats_needed=len(problem.people),
        seats_in_window=possible * seats,
        batches_needed=needed,
        batches_in_window=possible,
        hall_days_needed=needed * rules.batch_days,
        hall_days_in_window=sum(problem.halls(day) for day in problem.working_days),
        assessor_days_needed=days_needed,
        assessor_days_in_window=days_there if each else 0,
        assessor_days_each=days_needed / len(problem.assessors) if problem.assessors and each else 0.0,
        last_day=last,
        fits=fits,
        sentences=(),
    )
    return _spoken(problem, found)


def _batches_needed(problem: Problem) -> int:
    """New batches, class by class; people locked in standing batches need none."""
    locked = {one for batch in problem.batches for one in batch.locked_people}
    seats = problem.rules.capacity - problem.rules.reserve
    classes = Counter(person.job_class for person in problem.people if person.id not in locked)
    return sum(-(-count // seats) for count in classes.values())


def _starts(problem: Problem) -> list[tuple[date, int]]:
    """Last days of the batches that fit one after another, with halls free on all their days."""
    length = problem.rules.batch_days
    taken = Counter(day for batch in problem.batches if batch.locked for day in batch.days)
    found, run = [], list[date]()
    for day in problem.working_days:
        near = problem.rules.over_weekends or not run or day - run[-1] == timedelta(days=1)
        run = [*run, day] if near else [day]
        if len(run) == length:
            found.append((day, max(0, min(problem.halls(one) - taken[one] for one in run))))
            run = []
    return found


def _last_day(starts: list[tuple[date, int]], needed: int) -> date | None:
    left = needed
    for day, halls in starts:
        left -= halls
        if left <= 0:
            return day
    return None


def _spoken(problem: Problem, found: Capacity) -> Capacity:
    rules = problem.rules
    days = problem.working_days
    if not days:
        return replace(found, sentences=(_verdict(found),))
    sentences = [
        (
            f"{found.people} orang memerlukan {found.batches_needed} gelombang dengan "
            f"{rules.capacity - rules.reserve} kursi.",
            f"{of(found.people, 'person needs', 'people need')} {of(found.batches_needed, 'batch', 'batches')} of "
            f"{of(rules.capacity - rules.reserve, 'seat')}.",
        ),
        (
            f"Dari {days[0]:%d-%m-%Y} s.d. {days[-1]:%d-%m-%Y} ada tempat untuk {found.batches_in_window} gelombang "
            f"({found.seats_in_window} kursi) di {rules.halls} aula.",
            f"From {days[0]:%d-%m-%Y} to {days[-1]:%d-%m-%Y} there is room for "
            f"{of(found.batches_in_window, 'batch', 'batches')} ({of(found.seats_in_window, 'seat')}) in "
            f"{of(rules.halls, 'hall')}.",
        ),
    ]  # fmt: skip
    if rules.assessors:
        sentences.append(
            (
                f"{found.batches_needed} gelombang × {rules.batch_days} hari × {rules.assessors + rules.standby} asesor "
                f"= {found.assessor_days_needed} hari asesor, {found.assessor_days_each:.0f} hari untuk tiap asesor.",
                f"{of(found.batches_needed, 'batch', 'batches')} × {of(rules.batch_days, 'day')} × "
                f"{of(rules.assessors + rules.standby, 'assessor')} = {of(found.assessor_days_needed, 'assessor-day')}, "
                f"{found.assessor_days_each:.0f} for each assessor.",
            )
        )
    sentences.append(_verdict(found))
    return replace(found, sentences=tuple(sentences))


def _verdict(found: Capacity) -> tuple[str, str]:
    if found.last_day is None:
        short = found.batches_needed - found.batches_in_window
        return (
            f"Kurang tempat untuk {short} gelombang: tambah aula atau perpanjang rentang.",
            f"There is no room for {of(short, 'batch', 'batches')}: add halls or lengthen the window.",
        )
    if not found.fits:
        return (
            "Asesor tidak cukup: tambah asesor, kurangi asesor per gelombang, atau perpanjang rentang.",
            "There are too few assessors: add some, use fewer per batch, or lengthen the window.",
        )
    return (
        f"Paling cepat selesai {found.last_day:%d-%m-%Y}, bila semua aula dipakai sejak hari pertama.",
        f"Done on {found.last_day:%d-%m-%Y} at the earliest, with all halls in use from the first day.",
    )
