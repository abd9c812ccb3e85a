"""Why there are no dates for everybody, and which single change of a rule would do. One rule is relaxed at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from takar.planning.domain.counting import of
from takar.planning.domain.problem import Assessor, Batch, Problem
from takar.planning.domain.solution import Impossible, Relief, Stopped
from takar.planning.solving.budget import Budget
from takar.planning.solving.grid import all_slots
from takar.planning.solving.seats import meets
from takar.planning.solving.shortage import Shortage, shortage

_EACH = 1.0  # seconds for one re-solve


@dataclass(frozen=True, slots=True)
class _Step:
    """One rule made milder: the problem it gives, and how officials call it."""

    rule: str
    now: int
    to: int
    problem: Problem
    id: str
    en: str


def explain(problem: Problem, budget: Budget) -> Impossible | Stopped:
    """What is short, and every single change that helps; those that are enough first, the mildest of each rule."""
    if not all_slots(problem):
        return _no_start(problem)
    never = never_free(problem)
    if never:
        return _never(never)
    seed = budget.limits.seed
    base, fine = shortage(problem, _EACH, seed, fine=False), False
    if base is None or base.missing == 0:
        base, fine = shortage(problem, 4 * _EACH, seed, fine=True), True
    if base is None:
        return Stopped("dates")
    ladder = _ladder(problem, fine)
    climbed = (_climb(steps, base, fine, budget) for steps in ladder) if base.missing else iter(())
    reliefs = sorted((one for one in climbed if one), key=lambda one: (not one.enough, -one.gains))
    return _told(problem, base, tuple(reliefs))


def _climb(steps: Iterator[_Step], base: Shortage, fine: bool, budget: Budget) -> Relief | None:
    """The mildest step that is enough, or the last one that helps at all."""
    best: Relief | None = None
    for step in steps:
        found = shortage(step.problem, _EACH, budget.limits.seed, fine=fine)
        if found is None or budget.stopped:
            return best
        gains, enough = base.missing - found.missing, found.missing == 0
        if gains > (best.gains if best else 0):
            best = Relief(step.rule, step.now, step.to, gains, enough, step.id, step.en)
        if enough:
            return best
    return best


def never_free(problem: Problem) -> list[str]:
    """People whose own absences leave them no start day in the window."""
    slots = all_slots(problem)
    return [
        person.id
        for person in problem.people
        if person.absences and all(meets(person.absences, slot) for slot in slots)
    ]


def _no_start(problem: Problem) -> Impossible:
    length, people = problem.rules.batch_days, len(problem.people)
    across = Relief(
        "over_weekends", 0, 1, people, len(problem.working_days) >= length,
        "izinkan gelombang melewati akhir pekan dan hari libur", "let a batch go on after a weekend or holiday",
    )  # fmt: skip
    longer = Relief(
        "last_day", 0, 1, people, True, "perpanjang rentang satu minggu", "lengthen the window by a week"
    )
    return Impossible(
        "PLAN_NO_START",
        people,
        f"Tidak ada {length} hari kerja berturut-turut dalam rentang ini",
        f"There are no {of(length, 'working day')} in a row in this window",
        (across, longer),
    )


def _never(people: list[str]) -> Impossible:
    names = ", ".join(people[:3]) + (" …" if len(people) > 3 else "")
    return Impossible(
        "PLAN_NEVER_FREE",
        len(people),
        f"{len(people)} orang berhalangan pada semua hari dalam rentang ({names})",
        f"{of(len(people), 'person is', 'people are')} absent on all days of the window ({names})",
        (
            Relief("people", 0, len(people), len(people), True,
                   "keluarkan mereka dari tahap ini", "take them out of this phase"),
            Relief("last_day", 0, 0, 0, False, "perpanjang rentang", "lengthen the window"),
        ),
    )  # fmt: skip


def _ladder(problem: Problem, fine: bool) -> Iterator[Iterator[_Step]]:
    """For each rule its steps, the mildest first."""
    if fine and problem.deputies:
        yield _together(problem)
    yield _halls(problem)
    yield _window(problem)
    yield _spare(problem)
    yield _capacity(problem)
    if problem.rules.reserve:
        yield _reserve(problem)
    if problem.units:
        yield _share(problem)
    if problem.rules.assessors:
        yield _more_assessors(problem)
        yield _per_batch(problem)
        yield _duty_weeks(problem)
    if problem.rules.beds is not None:
        yield _beds(problem)
    if problem.rules.batch_days > 1:
        yield _batch_days(problem)
    if any(batch.locked or batch.locked_people for batch in problem.batches):
        yield _locks(problem)


def _halls(problem: Problem) -> Iterator[_Step]:
    now = problem.rules.halls
    for more in (1, 2, 3):
        wider = {day: count + more for day, count in problem.halls_on.items()}
        yield _Step(
            "halls", now, now + more,
            replace(problem, rules=replace(problem.rules, halls=now + more), halls_on=wider),
            f"pakai {now + more} aula sekaligus, bukan {now}",
            f"use {now + more} halls at once instead of {now}",
        )  # fmt: skip


def _window(problem: Problem) -> Iterator[_Step]:
    """Weekdays after the last day; their holidays are not known here."""
    last = problem.working_days[-1]
    for weeks in (1, 2, 4, 8):
        more = [last + timedelta(days=n) for n in range(1, 7 * weeks + 1)]
        days = (*problem.working_days, *(day for day in more if day.weekday() < 5))
        yield _Step(
            "last_day", 0, weeks, replace(problem, working_days=days),
            f"perpanjang rentang {weeks} minggu (sampai {days[-1]:%d-%m-%Y}, bila tanpa hari libur)",
            f"lengthen the window by {of(weeks, 'week')} (to {days[-1]:%d-%m-%Y}, if without holidays)",
        )  # fmt: skip


def _spare(problem: Problem) -> Iterator[_Step]:
    now = problem.rules.spare_batches
    for more in (1, 2, 4, 8):
        yield _Step(
            "spare_batches", now, now + more,
            replace(problem, rules=replace(problem.rules, spare_batches=now + more)),
            f"tambah {more} gelombang per kelas jabatan",
            f"hold {of(more, 'more batch', 'more batches')} per job class",
        )  # fmt: skip


def _capacity(problem: Problem) -> Iterator[_Step]:
    now = problem.rules.capacity
    for more in (1, 2, 5, 10, 15):
        yield _Step(
            "capacity", now, now + more,
            replace(problem, rules=replace(problem.rules, capacity=now + more)),
            f"isi {now + more} kursi per gelombang, bukan {now}",
            f"seat {now + more} in a batch instead of {now}",
        )  # fmt: skip


def _reserve(problem: Problem) -> Iterator[_Step]:
    now = problem.rules.reserve
    free = tuple(replace(batch, reserve=0) for batch in problem.batches)
    yield _Step(
        "reserve", now, 0,
        replace(problem, rules=replace(problem.rules, reserve=0), batches=free),
        "lepaskan kursi cadangan", "give away the seats in reserve",
    )  # fmt: skip


def _share(problem: Problem) -> Iterator[_Step]:
    """All units alike, in percent of their people."""
    largest = max(problem.units, key=lambda unit: unit.size)
    now = round(100 * largest.away_most / max(1, largest.size))
    for percent in (15, 20, 25, 33, 50, 100):
        if percent <= now:
            continue
        units = tuple(
            replace(unit, away_most=max(unit.away_most, unit.size * percent // 100)) for unit in problem.units
        )
        yield _Step(
            "away_share", now, percent, replace(problem, units=units),
            f"izinkan {percent} % pegawai satu unit pergi sekaligus, bukan {now} %",
            f"let {percent} % of a unit be away at once instead of {now} %",
        )  # fmt: skip


def _more_assessors(problem: Problem) -> Iterator[_Step]:
    """From outside, always there."""
    now = len(problem.assessors)
    for more in (1, 2, 4, 8, 16):
        extra = tuple(Assessor(-number) for number in range(1, more + 1))
        yield _Step(
            "assessors", now, now + more, replace(problem, assessors=(*problem.assessors, *extra)),
            f"tambah {more} asesor (menjadi {now + more})",
            f"add {of(more, 'assessor')} (to {now + more})",
        )  # fmt: skip


def _per_batch(problem: Problem) -> Iterator[_Step]:
    now = problem.rules.assessors
    for fewer in range(now - 1, max(problem.rules.raters, now - 4) - 1, -1):
        yield _Step(
            "assessors_per_batch", now, fewer,
            replace(problem, rules=replace(problem.rules, assessors=fewer)),
            f"pakai {fewer} asesor per gelombang, bukan {now}",
            f"use {fewer} assessors per batch instead of {now}",
        )  # fmt: skip


def _duty_weeks(problem: Problem) -> Iterator[_Step]:
    now, window = problem.rules.duty_weeks, problem.rules.duty_window
    for weeks in range(now + 1, window + 1):
        yield _Step(
            "duty_weeks", now, weeks,
            replace(problem, rules=replace(problem.rules, duty_weeks=weeks)),
            f"tugaskan asesor {weeks} dari {window} minggu, bukan {now}",
            f"have assessors on duty {weeks} of {window} weeks instead of {now}",
        )  # fmt: skip


def _together(problem: Problem) -> Iterator[_Step]:
    count = len(problem.deputies)
    yield _Step(
        "deputies", count, 0, replace(problem, deputies=()),
        "izinkan pimpinan dan wakilnya pergi bersama", "let heads and their deputies be away together",
    )  # fmt: skip


def _beds(problem: Problem) -> Iterator[_Step]:
    now = problem.rules.beds or 0
    for more in (5, 10, 25, 50, 100):
        yield _Step(
            "beds", now, now + more,
            replace(problem, rules=replace(problem.rules, beds=now + more)),
            f"sediakan {now + more} tempat tidur, bukan {now}",
            f"provide {now + more} beds instead of {now}",
        )  # fmt: skip


def _batch_days(problem: Problem) -> Iterator[_Step]:
    now = problem.rules.batch_days
    yield _Step(
        "batch_days", now, now - 1,
        replace(problem, rules=replace(problem.rules, batch_days=now - 1)),
        f"selenggarakan dalam {now - 1} hari, bukan {now}",
        f"hold it in {now - 1} days instead of {now}",
    )  # fmt: skip


def _locks(problem: Problem) -> Iterator[_Step]:
    count = sum(len(batch.locked_people) for batch in problem.batches)
    yield _Step(
        "locks", count, 0, replace(problem, batches=tuple(_unlocked(one) for one in problem.batches)),
        "buka semua kunci", "release all locks",
    )  # fmt: skip


def _unlocked(batch: Batch) -> Batch:
    return replace(batch, locked=False, locked_people=frozenset())


def _told(problem: Problem, base: Shortage, reliefs: tuple[Relief, ...]) -> Impossible:
    if base.missing == 0:
        return Impossible(
            "PLAN_NO_DATES",
            0,
            "Kursi cukup, tetapi tidak ada susunan yang memenuhi semua aturan sekaligus",
            "There are seats enough, but no arrangement keeps all rules at once",
            reliefs,
        )
    where_id, where_en = _where(base, problem.working_days)
    return Impossible(
        "PLAN_PEOPLE_TOO_MANY",
        base.missing,
        f"{base.missing} orang terlalu banyak{where_id}",
        f"{of(base.missing, 'person', 'people')} too many{where_en}",
        reliefs,
    )


def _where(base: Shortage, days: tuple[date, ...]) -> tuple[str, str]:
    """Named when those without a seat are all of one or two units."""
    window = f"{days[0]:%d-%m-%Y}", f"{days[-1]:%d-%m-%Y}"
    units = sorted(base.who, key=lambda unit: -base.who[unit])
    which_id = f", semuanya dari {' dan '.join(units)}," if len(units) <= 2 and all(units) else ""
    which_en = f", all of {' and '.join(units)}," if len(units) <= 2 and all(units) else ""
    return (
        f"{which_id} untuk {window[0]} s.d. {window[1]}",
        f"{which_en} for {window[0]} to {window[1]}",
    )
