"""Why nobody can be seated anew, and what would do."""

from __future__ import annotations

from datetime import date

from takar.planning.domain.problem import Problem
from takar.planning.domain.solution import Impossible, Relief


def explain(problem: Problem, absent: tuple[str, ...], after: date) -> Impossible:
    """Counts what is free later; each relief is a single change."""
    classes = {person.id: person.job_class for person in problem.people}
    wanted = {classes.get(one, "") for one in absent}
    later = [batch for batch in problem.batches if batch.first_day > after and batch.job_class in wanted]
    free = sum(max(0, batch.capacity - len(batch.people)) for batch in later)
    count = len(absent)
    more = Relief(
        "batches", len(later), len(later) + 1, count, True,
        "buka satu gelombang tambahan", "open one more batch",
    )  # fmt: skip
    extra = Relief(
        "capacity", 0, 1, count, bool(later) and free < count,
        "tambah satu kursi pada gelombang berikutnya", "add a seat to a later batch",
    )  # fmt: skip
    return Impossible(
        "PLAN_NO_SEAT",
        max(1, count - free),
        f"Tidak ada kursi yang memenuhi semua aturan untuk {count} orang sesudah {after:%d-%m-%Y} "
        f"({free} kursi kosong dalam {len(later)} gelombang)",
        f"No seat keeps all rules for {count} people after {after:%d-%m-%Y} "
        f"({free} seats free in {len(later)} batches)",
        (more, extra) if later else (more,),
    )
