"""What is in force on a day, by kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from takar.accounts.public import Ability, requires
from takar.standards.domain.job_standard import JOB_CLASSES, JobStandard
from takar.standards.domain.kinds import Kind
from takar.standards.domain.rater_rules import RaterRules
from takar.standards.domain.ruleset import Ruleset
from takar.standards.models import StandardVersion
from takar.standards.pages.bars import Segment, Tick, category_bar
from takar.standards.queries import (
    DICTIONARY_CODE,
    StandardNotFound,
    conducts_in_force,
    dictionary,
    job_standards,
    placement_rules_in_force,
    rater_rules,
    retirement_in_force,
    row_in_force,
    rows_in_force,
    selection_rules_in_force,
    standard_of,
    talent_rules_in_force,
)


@dataclass(frozen=True, slots=True)
class RulesetCard:
    row: StandardVersion
    ruleset: Ruleset
    segments: list[Segment]
    ticks: list[Tick]


@requires(Ability.READ_STANDARDS)
def overview(request: HttpRequest) -> HttpResponse:
    """The dictionary, the job standards, the rulesets and the conducts in force on `?tanggal=`, today by default."""
    on = chosen_day(request)
    context: dict[str, Any] = {
        "on": on,
        "today": on == localdate(),
        "known": StandardVersion.objects.exists(),
    }
    try:
        context |= {"dictionary": dictionary(on), "row": row_in_force(Kind.DICTIONARY, DICTIONARY_CODE, on)}
    except StandardNotFound:
        context["dictionary"] = None
    context |= {
        "jobs": _in_order(job_standards(on)),
        "rulesets": _cards(on),
        "conducts": conducts_in_force(on),
        "selections": selection_rules_in_force(on),
        "talents": talent_rules_in_force(on),
        "placements": placement_rules_in_force(on),
        "raters": _raters(on),
        "retirement": retirement_in_force(on),
    }
    return render(request, "standards/overview.html", context)


@requires(Ability.READ_STANDARDS)
def competency(request: HttpRequest, code: str) -> HttpResponse:
    """The ladder of one competency, and which job classes ask for each rung."""
    on = chosen_day(request)
    try:
        book = dictionary(on)
        found = book.competency(code)
    except (StandardNotFound, KeyError):
        return render(request, "standards/missing.html", status=404)
    jobs = _in_order(job_standards(on))
    rungs = [
        (level, [job for job in jobs if job.is_set and job.required(code) == level.level])
        for level in reversed(found.levels)
    ]
    place = book.competencies.index(found)
    context = {
        "dictionary": book,
        "competency": found,
        "rungs": rungs,
        "before": book.competencies[place - 1] if place else None,
        "after": book.competencies[place + 1] if place + 1 < len(book.competencies) else None,
    }
    return render(request, "standards/competency.html", context)


@requires(Ability.READ_STANDARDS)
def aspects(request: HttpRequest) -> HttpResponse:
    """The eight aspects of potential."""
    try:
        book = dictionary(chosen_day(request))
    except StandardNotFound:
        return render(request, "standards/missing.html", status=404)
    return render(request, "standards/aspects.html", {"dictionary": book})


@requires(Ability.READ_STANDARDS)
def jobs(request: HttpRequest) -> HttpResponse:
    """Job classes by competencies: the required levels on a day."""
    on = chosen_day(request)
    try:
        book = dictionary(on)
    except StandardNotFound:
        return render(request, "standards/missing.html", status=404)
    lines = [
        (job, [dict(job.levels).get(competency.code) for competency in book.competencies])
        for job in _in_order(job_standards(on))
    ]
    return render(request, "standards/jobs.html", {"on": on, "dictionary": book, "lines": lines})


def chosen_day(request: HttpRequest) -> date:
    """`?tanggal=2026-01-05`, or today when it is absent or not a date."""
    try:
        return date.fromisoformat(request.GET.get("tanggal", ""))
    except ValueError:
        return localdate()


def _in_order(found: tuple[JobStandard, ...]) -> list[JobStandard]:
    return sorted(
        found, key=lambda one: (JOB_CLASSES.index(one.job_class), one.code != one.job_class, one.code)
    )


def _cards(on: date) -> list[RulesetCard]:
    rows = [(row, standard_of(row)) for row in rows_in_force(Kind.RULESET, on)]
    return [
        RulesetCard(row, found, *category_bar(found.categories))
        for row, found in rows
        if isinstance(found, Ruleset)
    ]


def _raters(on: date) -> RaterRules | None:
    try:
        return rater_rules(on)
    except StandardNotFound:
        return None
