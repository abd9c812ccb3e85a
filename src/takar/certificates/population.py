"""Who stands how, answered inside the database for any number of people.

The same rules as `domain.standing`, written as comparisons of dates; a property test keeps the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    Case,
    CharField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least

from takar.certificates.domain.buckets import LATER, Stretch, stretches
from takar.certificates.domain.counting import add_months, first_counting
from takar.certificates.domain.rules import Rule, RuleBook
from takar.certificates.domain.validity import above
from takar.certificates.domain.values import State
from takar.certificates.models import Certificate
from takar.people.public import JobClass, PeopleFilter, inactive_statuses, matching_people

_CLASSES = tuple(one.value for one in JobClass)
_NO_CLASS = ""
_DAY = timedelta(days=1)
_Rules = Sequence[tuple[str, Rule]]
People = QuerySet[Any]


def with_state(wanted: PeopleFilter, book: RuleBook, on: date) -> People:
    """People who match with `state` on `on` (values of `State`), ordered by name."""
    rules = _rules(book, on)
    state = Case(*_states(rules, on), default=Value(State.VALID.value))
    found = Subquery(_newest(rules, on).annotate(state=state).values("state")[:1])
    return matching_people(wanted).annotate(
        state=Case(
            When(_outside(rules), then=Value(State.OUTSIDE.value)),
            When(job_class=_NO_CLASS, then=Value(State.UNCLEAR.value)),
            default=Coalesce(found, Value(State.NEVER.value)),
            output_field=CharField(),
        )
    )


def with_bucket(wanted: PeopleFilter, book: RuleBook, on: date, ends: Sequence[date]) -> People:
    """People who match with `bucket`: by which of `ends` they are first due, LATER for the rest."""
    cut = stretches(book, (_NO_CLASS, *_CLASSES), on, ends)
    buckets = [_bucket(one, on) for one in cut]
    return matching_people(wanted).annotate(bucket=Least(*buckets) if len(buckets) > 1 else buckets[0])


def _bucket(stretch: Stretch, on: date) -> Case:
    fails = (When(_lapsed(stretch.rules, day), then=Value(bucket)) for day, bucket in stretch.days)
    bucket = Case(*fails, default=Value(LATER), output_field=IntegerField())
    found = Subquery(_newest(stretch.rules, on).annotate(bucket=bucket).values("bucket")[:1])
    return Case(
        When(_outside(stretch.rules) | Q(job_class=_NO_CLASS), then=Value(LATER)),
        default=Coalesce(found, Value(stretch.days[0][1])),
        output_field=IntegerField(),
    )


def _rules(book: RuleBook, on: date) -> _Rules:
    return [(one, book.rule_for(one, on)) for one in (_NO_CLASS, *_CLASSES)]


def _outside(rules: _Rules) -> Q:
    pns_only = [one for one, rule in rules if not rule.with_pppk]
    return Q(legal_status__in=inactive_statuses()) | Q(kind="PPPK", job_class__in=pns_only)


def _newest(rules: _Rules, on: date) -> QuerySet[Any]:
    """Certificates that count for the person of the outer query, the newest first."""
    return (
        Certificate.objects.filter(nip=OuterRef("nip"), withdrawn_at__isnull=True, assessed_on__lte=on)
        .alias(now=_outer("job_class"), grade=Coalesce(_outer("post__level"), Value("")))
        .filter(_counts(rules))
        .order_by("-assessed_on", "-id")
    )


def _outer(field: str) -> Any:
    return ExpressionWrapper(OuterRef(field), output_field=CharField())


def _counts(rules: _Rules) -> Q:
    same = Q(job_class=F("now")) & (Q(level="") | Q(grade="") | Q(level=F("grade")))
    for one, rule in rules:
        if rule.higher_counts and above(one):
            same |= Q(now=one, job_class__in=above(one))
    return same


def _states(rules: _Rules, on: date) -> Iterable[When]:
    yield When(_lapsed(rules, on), then=Value(State.LAPSED.value))
    reminded = {one: add_months(on, rule.remind_months) + _DAY for one, rule in rules}
    cuts = {one: first_counting(reminded[one], rule.years) for one, rule in rules}
    soon = _by_class(cuts, lambda cut: Q(assessed_on__lt=cut))
    stated = _by_class(reminded, lambda day: Q(stated_until__lt=day))
    yield When(soon | stated, then=Value(State.EXPIRING.value))


def _lapsed(rules: _Rules, day: date) -> Q:
    cuts = {one: first_counting(day, rule.years) for one, rule in rules}
    return _by_class(cuts, lambda cut: Q(assessed_on__lt=cut)) | Q(stated_until__lt=day)


def _by_class(days: dict[str, date], condition: Callable[[date], Q]) -> Q:
    """`condition` on each class's own day; one plain condition where all classes agree."""
    classes_of: dict[date, list[str]] = {}
    for one, day in days.items():
        classes_of.setdefault(day, []).append(one)
    if len(classes_of) == 1:
        return condition(next(iter(classes_of)))
    parts = (Q(now__in=classes) & condition(day) for day, classes in classes_of.items())
    return reduce(or_, parts)
