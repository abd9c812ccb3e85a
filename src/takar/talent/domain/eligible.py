"""The Mutlak requirements of a post against what is on record. Unknown is neither yes nor no: a person checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from takar.talent.domain.points import years_before
from takar.talent.domain.values import Facts

if TYPE_CHECKING:
    from takar.positions.public import Requirement

_EDUCATION = ("SD", "SMP", "SMA", "D1", "D2", "D3", "D4", "S1", "S2", "S3")
_PREDICATES = ("sangat_kurang", "kurang", "butuh_perbaikan", "baik", "sangat_baik")
_DISCIPLINE = ("none", "ringan", "sedang", "berat")
# What is not met today but is met one day by waiting or serving on.
_WITH_TIME = ("golongan_least", "family_years_least", "class_years_least", "training", "no_discipline")


@dataclass(frozen=True, slots=True)
class Candidate:
    """`facts` with what people know: golongan as a code ("IV/a"), birth date, present class and since when."""

    facts: Facts
    golongan: str
    born: date | None
    job_class: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Texts of the requirements: `unmet` today, `lasting` of those do not pass with time, `to_check` by a person."""

    unmet: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    to_check: tuple[str, ...] = ()


def check(candidate: Candidate, requirements: tuple[Requirement, ...], on: date) -> Checked:
    """Judge the Mutlak ones; Penting and Perlu weigh elsewhere."""
    unmet, lasting, open_ = [], [], []
    for one in requirements:
        if one.weight != "mutlak":
            continue
        answer = _ANSWERS[one.kind](candidate, one.values, on) if one.kind in _ANSWERS else None
        text = one.text or one.kind
        if answer is None:
            open_.append(text)
        elif not answer:
            unmet.append(text)
            if one.kind not in _WITH_TIME:
                lasting.append(text)
    return Checked(tuple(unmet), tuple(lasting), tuple(open_))


def _rank(golongan: str) -> int | None:
    """ "III/d" -> 304; None for a PPPK or nothing."""
    roman, _, letter = golongan.partition("/")
    group = {"I": 1, "II": 2, "III": 3, "IV": 4}.get(roman)
    return group * 100 + ord(letter[0]) - 96 if group and letter else None


def _golongan(one: Candidate, values: tuple[str, ...], on: date) -> bool | None:
    mine, wanted = _rank(one.golongan), _rank(values[0])
    return None if mine is None or wanted is None else mine >= wanted


def _education(one: Candidate, values: tuple[str, ...], on: date) -> bool | None:
    told = [each.level for each in one.facts.history.education] if one.facts.history else []
    known = [_EDUCATION.index(level) for level in [*told, one.facts.education] if level in _EDUCATION]
    return max(known) >= _EDUCATION.index(values[0]) if known and values[0] in _EDUCATION else None


def _served(one: Candidate, values: tuple[str, ...], on: date) -> bool | None:
    posts = one.facts.history.posts if one.facts.history else ()
    held = {each.job_class for each in posts} | {one.job_class}
    return bool(held & set(values)) if held - {""} else None


def _age(one: Candidate, values: tuple[str, ...], on: date) -> bool | None:
    return years_before(on, int(values[0]) + 1) < one.born if one.born else None


def _class_years(one: Candidate, values: tuple[str, ...], on: date) -> bool | None:
    posts = one.facts.history.posts if one.facts.history else ()
    days = sum(
        (min(each.end or on, on) - each.start).days
        for each in posts
        if each.job_class == values[0] and each.start <= on
    )
    return days / 365.25 >= float(values[1]) if posts else None


def _predicate(one: Candidate, values: tuple[str, ...], on: date) -> bool | None:
    years = int(values[1]) if len(values) > 1 else 1
    told = one.facts.history.predicates[-years:] if one.facts.history else ()
    if len(told) < years:
        return None
    return all(_PREDICATES.index(each.code) >= _PREDICATES.index(values[0]) for each in told)


def _discipline(one: Candidate, values: tuple[str, ...], on: date) -> bool | None:
    told = one.facts.history.discipline if one.facts.history else ()
    since = years_before(on, int(values[1]) if len(values) > 1 else 1)
    least = _DISCIPLINE.index(values[0]) if values and values[0] in _DISCIPLINE else 1
    recent = [each for each in told if max(each.until or each.start, each.start) >= since]
    grave = [each for each in recent if _DISCIPLINE.index(each.level) >= max(1, least)]
    return not grave if told else None


def _level(one: Candidate, values: tuple[str, ...], on: date) -> bool | None:
    levels = dict(one.facts.profile.levels) if one.facts.profile else {}
    return float(levels[values[0]]) >= float(values[1]) if values[0] in levels else None


_ANSWERS: dict[str, Callable[[Candidate, tuple[str, ...], date], bool | None]] = {
    "golongan_least": _golongan,
    "education_least": _education,
    "served_class": _served,
    "age_most": _age,
    "class_years_least": _class_years,
    "predicate_least": _predicate,
    "no_discipline": _discipline,
    "level_least": _level,
}
