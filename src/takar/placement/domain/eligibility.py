"""One person and one post: what excludes, what a person must check, what is met, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from takar.kernel.clock import long_date
from takar.placement.domain.bars import BARS, PENALTY, RETIRES, TOO_SHORT, bars
from takar.placement.domain.points import Judge, Points, points_of, tenure_points
from takar.placement.domain.reasons import UNKNOWN, UNMET, Reason, reason_of
from takar.placement.domain.values import FitRules, Post
from takar.positions.public import Facts, FactTable, Requires, fact_table, years_served


@dataclass(frozen=True, slots=True)
class Eligibility:
    """`reasons`: every requirement and every bar that holds. `own`: it is the post that the person holds."""

    reasons: tuple[Reason, ...]
    own: bool
    weight: float
    added: float

    @property
    def excluded(self) -> tuple[Reason, ...]:
        """Why the person cannot be appointed; empty for the own post, because matching removes nobody."""
        hard = ("mutlak", "bar", "floor")
        return (
            ()
            if self.own
            else tuple(one for one in self.reasons if one.weight in hard and one.state == UNMET)
        )

    @property
    def to_check(self) -> tuple[Reason, ...]:
        """Neither yes nor no: what somebody must look up."""
        return tuple(one for one in self.reasons if one.state == UNKNOWN)

    @property
    def eligible(self) -> bool:
        return not self.excluded

    @property
    def near_miss(self) -> bool:
        """Excluded, for one reason only."""
        return len(self.excluded) == 1


def eligibility(facts: Facts, post: Post, on: date, rules: FitRules) -> Eligibility:
    """What the record of one person says about one post on a day."""
    table = fact_table([facts])
    judge = Judge(table, on)
    verdicts = judge.verdicts(post)
    found = [
        reason_of(requirement, int(outcome.state[0]), facts, on, _years(requirement, post, table, on))
        for requirement, outcome in verdicts
    ]
    points: Points = points_of(verdicts, tenure_points(table, on, rules.tenure_review_years), rules, 1)
    return Eligibility(
        reasons=(*found, *_bars(table, on, rules)),
        own=bool(facts.holds) and facts.holds == post.code,
        weight=float(points.weight[0]),
        added=float(points.added[0]),
    )


def _years(requirement: Requires, post: Post, table: FactTable, on: date) -> float | None:
    found = years_served(requirement, post, table, on) if table.stays.known[0] else None
    return None if found is None else float(found[0])


def _bars(table: FactTable, on: date, rules: FitRules) -> list[Reason]:
    held = bars(table, on, rules)
    return [_bar(one, table, rules) for one in BARS if held[one][0]]


def _bar(kind: str, table: FactTable, rules: FitRules) -> Reason:
    if kind == RETIRES:
        day = date.fromordinal(int(table.retires[0]))
        months = rules.retires_within_months
        return _barred(
            kind,
            f"Pensiun pada {long_date(day)}, dalam {months} bulan; tidak dipindahkan lagi.",
            f"Retires on {long_date(day, 'en')}, within {months} months; not moved any more.",
        )
    if kind == PENALTY:
        level = rules.barring_discipline
        return _barred(
            kind,
            f"Sedang menjalani hukuman disiplin tingkat {level} atau lebih.",
            f"A penalty of level {level} or more is running.",
        )
    assert kind == TOO_SHORT
    years = rules.tenure_least_years
    return _barred(
        kind,
        f"Belum {years} tahun di jabatan sekarang.",
        f"Less than {years} years in the present post.",
    )


def _barred(kind: str, id: str, en: str) -> Reason:
    return Reason(kind, "bar", UNMET, id, en)


def floor_reasons(
    chances: dict[str, float], post: Post, rules: FitRules, names: dict[str, tuple[str, str]]
) -> list[Reason]:
    """Floors of critical competencies. `chances`: by competency, how likely the true level lies below the floor."""
    found = []
    for code, level in post.standard:
        below = rules.floor_of(post.job_class, code)
        chance = chances.get(code)
        if below is None or chance is None or np.isnan(chance) or chance * 100 < 100 - rules.floor_certainty:
            continue
        name = names.get(code, (code, code))
        floor, percent = level - below, round(chance * 100)
        sure = chance * 100 >= rules.floor_certainty
        floor_id = f"{floor:g}".replace(".", ",")
        found.append(
            Reason(
                "floor",
                "floor",
                UNMET if sure else UNKNOWN,
                f"{name[0]}: peluang {percent} persen berada di bawah batas {floor_id}.",
                f"{name[1]}: {percent} percent chance to lie below the floor of {floor:g}.",
                "" if sure else "laporan penilaian kompetensi",
                "" if sure else "assessment report",
            )
        )
    return found
