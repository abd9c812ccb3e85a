"""Cases, attempts and licences: an attempt is blind, feedback follows, a licence is computed when read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from takar.accounts.public import Ability, User, record_change
from takar.exercises.domain.licence import (
    Distance,
    Licence,
    LicenceRules,
    Passed,
    distances,
    licence,
    passes,
)
from takar.exercises.domain.scale import Scale
from takar.exercises.training.models import CalibrationAttempt, CalibrationCase
from takar.exercises.training.shipped import CASES
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.standards.public import StandardNotFound, rater_rules

NO_CASE = Refusal(
    "CASE_UNKNOWN",
    "Kasus latihan ini tidak ada. Pilih dari daftar.",
    "There is no such training case. Choose one from the list.",
)
ALL_NEEDED = Refusal(
    "ATTEMPT_INCOMPLETE",
    "Beri nilai untuk setiap kompetensi, dengan angka dari skala kasus ini.",
    "Rate every competency with a value of the case's scale.",
)


def licence_rules(on: date) -> LicenceRules:
    """The numbers in force on a day (standard "raters"); the built-in ones before `takar setup`."""
    try:
        found = rater_rules(on)
    except StandardNotFound:
        return LicenceRules()
    return LicenceRules(
        months=found.licence_months,
        cases=found.cases,
        within_months=found.within_months,
        mean=found.mean_distance,
        most=found.most_distance,
        warn_days=found.warn_days,
        wait_days=found.wait_days,
    )


def too_soon(days: int) -> Refusal:
    return Refusal(
        "ATTEMPT_TOO_SOON",
        f"Anda baru mengerjakan kasus ini dan tahu nilai ahlinya. Ulangi setelah {days} hari atau pilih kasus lain.",
        f"You have just done this case and seen the experts' values. Repeat it after {days} days, or choose another.",
    )


@dataclass(frozen=True, slots=True)
class Tried:
    """An attempt with its distances."""

    case: CalibrationCase
    at: Any
    passed: bool
    distances: tuple[Distance, ...]


def load_shipped_cases(actor: str, clock: Clock = utc_now) -> int:
    """Publish the cases that come along, once. Returns how many are new."""
    made = 0
    with transaction.atomic():
        for one in CASES:
            body = {key: value for key, value in one.items() if key not in ("code", "title")}
            _, fresh = CalibrationCase.objects.get_or_create(
                code=one["code"], version=1,
                defaults={"title": one["title"], "body": body, "published_at": clock()},
            )  # fmt: skip
            made += fresh
        if made:
            record_change(actor, "training.publish", "training", after={"cases": made}, clock=clock)
    return made


def current_cases() -> list[CalibrationCase]:
    """The newest version of each case."""
    newest: dict[str, CalibrationCase] = {}
    for one in CalibrationCase.objects.order_by("code", "version"):
        newest[one.code] = one
    return sorted(newest.values(), key=lambda one: one.title)


def attempt(code: str, rater: str, values: Mapping[str, str], clock: Clock = utc_now) -> Tried | Refusal:
    """Hand in ratings; the experts' values are shown only from here on."""
    case = CalibrationCase.objects.filter(code=code).order_by("-version").first()
    if case is None:
        return NO_CASE
    rules = licence_rules(day_in(settings.TAKAR.zone, clock()))
    if _too_soon(case.code, rater, rules, clock):
        return too_soon(rules.wait_days)
    scale = Scale(
        Decimal(case.body["scale"]["least"]),
        Decimal(case.body["scale"]["most"]),
        case.body["scale"]["decimals"],
    )
    expert = {one["code"]: one["expert"] for one in case.body["dimensions"]}
    given = {asked: scale.read(values.get(asked, "")) for asked in expert}
    if None in given.values():
        return ALL_NEEDED
    kept = {asked: str(value) for asked, value in given.items()}
    found = distances(kept, expert)
    with transaction.atomic():
        row = CalibrationAttempt.objects.create(
            case=case, rater=rater, values=kept, at=clock(), passed=passes(found, rules)
        )
        record_change(rater, "training.attempt", f"case:{case.code}/{case.version}", clock=clock)
    return Tried(case, row.at, row.passed, found)


def attempts_of(rater: str) -> list[Tried]:
    """All attempts of a rater, newest first."""
    rows = CalibrationAttempt.objects.select_related("case").filter(rater=rater)
    return [Tried(row.case, row.at, row.passed, distances(row.values, _expert(row.case))) for row in rows]


def licence_of(user: str, on: date) -> Licence | None:
    """The licence of a rater on a day: valid, run out, or None. Whoever appoints is warned, never stopped."""
    rows = CalibrationAttempt.objects.filter(rater=user, passed=True).values_list("case__code", "at")
    return licence(
        user, [Passed(code, day_in(settings.TAKAR.zone, at)) for code, at in rows], on, licence_rules(on)
    )


def licences(on: date) -> list[tuple[str, Licence | None]]:
    """Everybody who may rate, with his licence; those without or with the nearest end first."""
    users = [one.username for one in User.objects.filter(is_active=True) if one.may(Ability.RATE)]
    rows = [(name, licence_of(name, on)) for name in users]
    return sorted(rows, key=lambda row: (row[1].until if row[1] else date.min, row[0]))


def _too_soon(code: str, rater: str, rules: LicenceRules, clock: Clock) -> bool:
    since = clock() - timedelta(days=rules.wait_days)
    return CalibrationAttempt.objects.filter(case__code=code, rater=rater, at__gt=since).exists()


def _expert(case: CalibrationCase) -> dict[str, str]:
    return {one["code"]: one["expert"] for one in case.body["dimensions"]}
