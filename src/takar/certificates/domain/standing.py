"""How a person stands on a day: computed from certificates and rule, never stored.

Peraturan BKN 26/2019 art. 29(4): a result counts 3 years, the newest one is used, and it may serve another target
job of the same level. Agencies' own rules shorten the years. docs/rules/who-is-due.md tells it for an auditor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from takar.certificates.domain.counting import add_months
from takar.certificates.domain.reasons import reason_for
from takar.certificates.domain.rules import Rule, RuleBook
from takar.certificates.domain.validity import counts_for, counts_until, newest
from takar.certificates.domain.values import DUE, EXEMPT, Held, Organiser, Sentence, State, Subject


@dataclass(frozen=True, slots=True)
class Standing:
    """One person on one day.

    `valid_until`: last day on which the result counts (also when past), None without one. `counted`: the
    certificate that was looked at; `passed_over`: the newest one that does not count for the present job.
    """

    nip: str
    state: State
    valid_until: date | None
    assessed_on: date | None
    organiser: Organiser | None
    rule: Rule
    on: date
    job_class: str
    counted: Held | None = None
    passed_over: Held | None = None
    kind: str = "PNS"
    active: bool = True

    @property
    def is_due(self) -> bool:
        return self.state in DUE

    @property
    def is_exempt(self) -> bool:
        return self.state in EXEMPT

    @property
    def why(self) -> Sentence:
        """The reason in one sentence."""
        return reason_for(self)


def standing(subject: Subject, certificates: Iterable[Held], rule: Rule, on: date) -> Standing:
    """How `subject` stands on `on`. Certificates of later assessments are not looked at."""
    known = [one for one in certificates if one.assessed_on <= on]
    counting = newest(one for one in known if counts_for(one, subject, rule))
    other = newest(one for one in known if not counts_for(one, subject, rule))
    until = counts_until(counting, rule) if counting else None
    return Standing(
        nip=subject.nip,
        state=_state(subject, until, rule, on),
        valid_until=until,
        assessed_on=counting.assessed_on if counting else None,
        organiser=counting.organiser if counting else None,
        rule=rule,
        on=on,
        job_class=subject.job_class,
        counted=counting,
        passed_over=other,
        kind=subject.kind,
        active=subject.active,
    )


def due_by(subject: Subject, certificates: Iterable[Held], book: RuleBook, on: date, until: date) -> bool:
    """Whether `subject` is due on `on` or becomes due by `until`, whatever rule holds in between."""
    known = [one for one in certificates if one.assessed_on <= on]
    return any(
        standing(subject, known, book.rule_for(subject.job_class, day), day).is_due
        for day in checkpoints(book, on, until)
    )


def checkpoints(book: RuleBook, on: date, until: date) -> tuple[date, ...]:
    """Days that decide about the whole of `on`..`until`: under one rule who lapses stays lapsed, so its last day does."""
    ends = {day - timedelta(days=1) for day in book.changes(on, until)}
    return tuple(sorted(ends | {until}))


def _state(subject: Subject, until: date | None, rule: Rule, on: date) -> State:
    if not subject.active or (subject.kind == "PPPK" and not rule.with_pppk):
        return State.OUTSIDE
    if not subject.job_class:
        return State.UNCLEAR
    if until is None:
        return State.NEVER
    if until < on:
        return State.LAPSED
    return State.EXPIRING if until <= add_months(on, rule.remind_months) else State.VALID
