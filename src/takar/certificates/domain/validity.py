"""Which certificate counts for a job, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from takar.certificates.domain.counting import add_years
from takar.certificates.domain.rules import Rule
from takar.certificates.domain.values import Held, Subject

# From the highest to the lowest; functional posts stand beside.
LADDER = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "pelaksana")


def above(job_class: str) -> tuple[str, ...]:
    """Classes that stand above `job_class`; none for functional posts."""
    return LADDER[: LADDER.index(job_class)] if job_class in LADDER else ()


def counts_for(held: Held, subject: Subject, rule: Rule) -> bool:
    """Whether a certificate is valid for the level of the person's present job.

    The target job does not matter. A certificate or a post that names no functional level stands for the class.
    """
    if held.job_class != subject.job_class:
        return rule.higher_counts and held.job_class in above(subject.job_class)
    return not held.level or not subject.level or held.level == subject.level


def counts_until(held: Held, rule: Rule) -> date:
    """The last day: by the rule, or earlier where the paper says so. The paper never lengthens the rule."""
    by_rule = add_years(held.assessed_on, rule.years)
    return min(by_rule, held.stated_until) if held.stated_until else by_rule


def newest(certificates: Iterable[Held]) -> Held | None:
    """The newest by the day of assessment; of two from one day the one recorded last."""
    return max(certificates, key=lambda one: (one.assessed_on, one.key), default=None)
