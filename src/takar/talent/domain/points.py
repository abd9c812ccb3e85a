"""From facts to points: one small function per kind of fact. What is not there stays missing, never zero."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from takar.talent.domain.values import Cell, Facts

if TYPE_CHECKING:
    from takar.standards.public import TalentComponent, TalentRules

# Registers that may be kept and empty for a person; whoever makes a map says which are complete.
REGISTERS = ("awards", "team_tasks", "development", "discipline")
_OTHER = "lainnya"
_SERVED = "dijalani"
_DAYS = 365.25


def cell_of(
    component: TalentComponent, facts: Facts, rules: TalentRules, on: date, kept: Collection[str]
) -> Cell:
    """The points of one component on a day; `kept` are the registers that are complete."""
    cell = _POINTS[component.fact](component, facts, rules, on)
    if cell.points is not None or component.fact not in REGISTERS:
        return cell
    if component.fact not in kept:
        return Cell(None, missing="not_kept")
    if component.none is None:
        return Cell(None, missing="no_entry")
    return Cell(float(component.none), component.error, ("register=0",))


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _predicate(component: TalentComponent, facts: Facts, rules: TalentRules, on: date) -> Cell:
    """Mean of the predicates of the last years; the running year counts once it is on record."""
    told = facts.history.predicates if facts.history else ()
    recent = [one for one in told if on.year - rules.predicate_years <= one.year <= on.year]
    recent = recent[-rules.predicate_years :]
    scale = rules.points("predicate")
    known = [(one.year, one.code, float(scale[one.code])) for one in recent if one.code in scale]
    if not known:
        return Cell(None, missing="too_old" if told else "no_entry")
    notes = tuple(f"{year}:{code}={points:g}" for year, code, points in known)
    return Cell(sum(points for *_, points in known) / len(known), component.error, notes)


def _awards(component: TalentComponent, facts: Facts, rules: TalentRules, on: date) -> Cell:
    since, scale = years_before(on, rules.award_years), rules.points("awards")
    told = facts.history.awards if facts.history else ()
    found = [(one.scope, _worth(scale, one.scope)) for one in told if since <= one.on <= on]
    return _summed(component, found)


def _team_tasks(component: TalentComponent, facts: Facts, rules: TalentRules, on: date) -> Cell:
    since, scale = years_before(on, rules.team_years), rules.points("team_tasks")
    told = facts.history.team_tasks if facts.history else ()
    found = [
        (one.role, _worth(scale, one.role))
        for one in told
        if one.start <= on and (one.end is None or one.end >= since)
    ]
    return _summed(component, found)


def _worth(scale: Mapping[str, Decimal], code: str) -> float:
    return float(scale.get(code, scale.get(_OTHER, 0)))


def _summed(component: TalentComponent, found: list[tuple[str, float]]) -> Cell:
    """Points add up to 100 at most."""
    if not found:
        return Cell(None, missing="no_entry")
    notes = tuple(f"{code or _OTHER}={points:g}" for code, points in found)
    return Cell(min(100.0, sum(points for _, points in found)), component.error, notes)


def _feedback(component: TalentComponent, facts: Facts, rules: TalentRules, on: date) -> Cell:
    told = facts.history.feedback if facts.history else ()
    recent = [one for one in told if on.year - rules.feedback_years <= one.year <= on.year]
    if not recent:
        return Cell(None, missing="too_old" if told else "no_entry")
    notes = tuple(f"{one.year}={one.score}" for one in recent)
    return Cell(float(sum(one.score for one in recent)) / len(recent), component.error, notes)


def expired(assessed_on: date, valid_until: date | None, rules: TalentRules, on: date) -> bool:
    """Whether an assessment no longer counts: by its own date or by the rules' years, whichever is earlier."""
    return assessed_on <= years_before(on, rules.profile_years) or (
        valid_until is not None and valid_until < on
    )


def _competency(component: TalentComponent, facts: Facts, rules: TalentRules, on: date) -> Cell:
    """JPM, at most 100: as the profile states it, else from its levels against the standard of the person's own post."""
    profile = facts.profile
    if profile is None:
        return Cell(None, missing="no_entry")
    if expired(profile.assessed_on, profile.valid_until, rules, on):
        return Cell(None, missing="too_old")
    jpm = float(profile.jpm) if profile.jpm is not None else jpm_of(dict(profile.levels), facts.standard)
    if jpm is None:
        return Cell(None, missing="no_standard")
    error = _jpm_error(dict(profile.errors), facts.standard) if profile.errors else None
    return Cell(min(100.0, jpm), component.error if error is None else error, (f"jpm={jpm:.2f}",))


def jpm_of(levels: Mapping[str, Decimal], standard: tuple[tuple[str, Decimal], ...]) -> float | None:
    """Sum of levels over sum of standard in percent; None without a standard or with a competency missing."""
    wanted = float(sum(level for _, level in standard))
    if not wanted or any(code not in levels for code, _ in standard):
        return None
    return sum(float(levels[code]) for code, _ in standard) * 100 / wanted


def _jpm_error(errors: Mapping[str, Decimal], standard: tuple[tuple[str, Decimal], ...]) -> float | None:
    wanted = float(sum(level for _, level in standard))
    if not wanted or any(code not in errors for code, _ in standard):
        return None
    return float(sum(float(errors[code]) ** 2 for code, _ in standard) ** 0.5 * 100 / wanted)


def _potential(component: TalentComponent, facts: Facts, rules: TalentRules, on: date) -> Cell:
    profile = facts.profile
    if profile is None or profile.potential is None:
        return Cell(None, missing="no_entry")
    if expired(profile.assessed_on, profile.valid_until, rules, on):
        return Cell(None, missing="too_old")
    told = profile.potential_error
    error = component.error if told is None else float(told)
    return Cell(float(profile.potential), error, (f"{profile.assessed_on.isoformat()}={profile.potential}",))


def _development(component: TalentComponent, facts: Facts, rules: TalentRules, on: date) -> Cell:
    since = years_before(on, rules.development_years)
    told = facts.history.trainings if facts.history else ()
    recent = [one for one in told if since < one.finished_on <= on and one.hours is not None]
    if not recent:
        return Cell(None, missing="no_entry")
    hours = sum(one.hours or 0 for one in recent)
    return Cell(min(100.0, hours * 100 / rules.full_development_hours), component.error, (f"jp={hours}",))


def _experience(component: TalentComponent, facts: Facts, rules: TalentRules, on: date) -> Cell:
    """Years in posts, counted once where two were held together."""
    told = facts.history.posts if facts.history else ()
    spans = [(one.start, min(one.end or on, on)) for one in told if one.start <= on]
    if not spans and facts.post_since and facts.post_since <= on:
        spans = [(facts.post_since, on)]
    if not spans:
        return Cell(None, missing="no_entry")
    years = _days_within(spans) / _DAYS
    return Cell(
        min(100.0, years * 100 / rules.full_experience_years), component.error, (f"tahun={years:.1f}",)
    )


def _days_within(spans: list[tuple[date, date]]) -> int:
    days, reached = 0, date.min
    for start, end in sorted(spans):
        days += max(0, (end - max(start, reached)).days)
        reached = max(reached, end)
    return days


def _education(component: TalentComponent, facts: Facts, rules: TalentRules, on: date) -> Cell:
    """The highest diploma."""
    scale = rules.points("education")
    told = [one.level for one in facts.history.education] if facts.history else []
    known = [level for level in [*told, facts.education] if level in scale]
    if not known:
        return Cell(None, missing="no_entry")
    best = max(known, key=lambda level: scale[level])
    return Cell(float(scale[best]), component.error, (best,))


def _field(component: TalentComponent, facts: Facts, rules: TalentRules, on: date) -> Cell:
    """Whether a diploma is in a field that the post asks for; missing where the post asks for none."""
    if not facts.fields:
        return Cell(None, missing="no_requirement")
    told = [one.field for one in facts.history.education if one.field] if facts.history else []
    if not told:
        return Cell(None, missing="no_entry")
    code = "match" if any(_same(field, wanted) for field in told for wanted in facts.fields) else "other"
    return Cell(float(rules.points("field")[code]), component.error, (f"{told[-1]}={code}",))


def _same(field: str, wanted: str) -> bool:
    mine, theirs = " ".join(field.casefold().split()), " ".join(wanted.casefold().split())
    return mine in theirs or theirs in mine


def _discipline(component: TalentComponent, facts: Facts, rules: TalentRules, on: date) -> Cell:
    """The gravest measure of the last years; one that is being served counts as such where the scale knows it."""
    since, scale = years_before(on, rules.discipline_years), rules.points("discipline")
    told = facts.history.discipline if facts.history else ()
    recent = [one for one in told if one.start <= on and max(one.until or one.start, one.start) >= since]
    codes = [
        _SERVED
        if one.level != "none" and one.until is not None and one.until >= on and _SERVED in scale
        else one.level
        for one in recent
    ]
    known = [code for code in codes if code in scale]
    if not known:
        return Cell(None, missing="no_entry")
    worst = min(known, key=lambda code: scale[code])
    return Cell(float(scale[worst]), component.error, (worst,))


_POINTS: dict[str, Callable[[TalentComponent, Facts, TalentRules, date], Cell]] = {
    "predicate": _predicate,
    "awards": _awards,
    "team_tasks": _team_tasks,
    "feedback": _feedback,
    "competency": _competency,
    "development": _development,
    "experience": _experience,
    "potential": _potential,
    "education": _education,
    "field": _field,
    "discipline": _discipline,
}
