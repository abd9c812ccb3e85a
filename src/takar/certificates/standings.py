"""Reads of standings. The day is always an argument."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar

from takar.certificates.domain.rules import RuleBook
from takar.certificates.domain.standing import Standing, standing
from takar.certificates.domain.values import Held, Organiser, State, Subject
from takar.certificates.models import Certificate
from takar.certificates.population import People, with_bucket
from takar.certificates.rulebook import rule_book
from takar.people.public import PeopleFilter, Person, inactive_statuses, people_by_nips

_T = TypeVar("_T")
_AT_ONCE = 900  # SQLite allows 999 variables in a statement in old builds
_HELD = (
    "id", "nip", "job_class", "level", "assessed_on", "stated_until", "organiser", "organiser_name", "number",
    "target_job",
)  # fmt: skip
# The most urgent first: lapsed longest ago, never assessed, then who lapses next; whom a rule to come obliges, last.
_URGENCY = {one: place for place, one in enumerate(State)}


def standing_of(nip: str, on: date) -> Standing | None:
    """How one person stands on `on`; None when the NIP is not among the people known."""
    return standings_of([nip], on).get("".join(nip.split()))


def standings_of(nips: Iterable[str], on: date) -> dict[str, Standing]:
    """The standing of those of `nips` who are known, by NIP, in the order asked."""
    known = people_by_nips("".join(nip.split()) for nip in nips)
    return {one.nip: one for one in _standings((subject_of(person) for person in known.values()), on)}


def due_people(wanted: PeopleFilter, on: date, until: date) -> tuple[Standing, ...]:
    """Everybody who is due on `on` or becomes due by `until` (not before `on`), the most urgent first.

    States are those of `on`: never and lapsed are due already, expiring and valid lapse within the time, and
    outside means that a rule obliges them which begins within it.
    """
    rows = due_rows(wanted, rule_book(on), on, until).values_list(
        "nip", "job_class", "post__level", "kind", "legal_status"
    )
    inactive = frozenset(inactive_statuses())
    subjects = (
        Subject(nip, job_class, level or "", kind, status not in inactive)
        for nip, job_class, level, kind, status in rows.iterator()
    )
    return tuple(sorted(_standings(subjects, on), key=_urgency))


def count_due(wanted: PeopleFilter, on: date, until: date) -> int:
    """How many `due_people` would give, counted inside the database."""
    return due_rows(wanted, rule_book(on), on, until).order_by().count()


def due_rows(wanted: PeopleFilter, book: RuleBook, on: date, until: date) -> People:
    """The people of `due_people`, by name, for counting and for pages."""
    return with_bucket(wanted, book, on, (until,)).filter(bucket=0)


def certificates_of(nips: Iterable[str]) -> dict[str, list[Held]]:
    """Certificates that were not withdrawn, by NIP."""
    held: dict[str, list[Held]] = defaultdict(list)
    for some in _chunks(nips):
        rows = Certificate.objects.filter(nip__in=some, withdrawn_at__isnull=True)
        for key, nip, job_class, level, assessed_on, until, organiser, *rest in rows.values_list(*_HELD):
            held[nip].append(Held(key, job_class, level, assessed_on, until, Organiser(organiser), *rest))
    return held


def _standings(subjects: Iterable[Subject], on: date) -> Iterator[Standing]:
    book = rule_book(on)
    for some in _chunks(subjects):
        held = certificates_of(one.nip for one in some)
        for one in some:
            yield standing(one, held.get(one.nip, ()), book.rule_for(one.job_class, on), on)


def subject_of(person: Person) -> Subject:
    """What the obligation asks of a person."""
    return Subject(person.nip, person.job_class or "", person.level or "", person.kind, person.active)


def _urgency(one: Standing) -> tuple[int, date, str]:
    return _URGENCY[one.state], one.valid_until or date.min, one.nip


def _chunks(things: Iterable[_T]) -> Iterator[list[_T]]:
    several = iter(things)
    while some := list(islice(several, _AT_ONCE)):
        yield some
