"""Reads of adopted rules."""

from __future__ import annotations

from datetime import date

from takar.certificates.domain.rules import Adoption, Edition, RuleBook
from takar.certificates.models import AdoptedRule
from takar.standards.public import Conduct, StandardNotFound, conduct, conducts_in_force

# What holds where an agency has adopted nothing: Peraturan BKN 26/2019 art. 29(4), three years.
DEFAULT_CODE = "penyelenggaraan"


def rule_book(on: date) -> RuleBook:
    """Every adoption, and the edition that holds by default on `on`. Raises StandardNotFound before `takar setup`."""
    return RuleBook(
        edition_of(default_conduct(on)), tuple(adoption_of(row) for row in AdoptedRule.objects.all())
    )


def default_conduct(on: date) -> Conduct:
    """The default edition in force on `on`; before its first day the edition itself, because nothing else is known."""
    for day in (on, date.max):
        found = [one for one in conducts_in_force(day) if one.code == DEFAULT_CODE]
        if found:
            return found[0]
    raise StandardNotFound(DEFAULT_CODE)


def edition_of(found: Conduct) -> Edition:
    years = {period.job_class: period.years for period in found.periods}
    return Edition(found.label, found.title_id, found.title_en, years, found.remind_months)


def adoption_of(row: AdoptedRule) -> Adoption:
    return Adoption(
        number=row.pk,
        scope=row.scope,
        from_day=row.from_day,
        edition=edition_of(conduct(row.conduct_code, row.conduct_version)),
        legal_basis=row.legal_basis,
        with_pppk=row.with_pppk,
        higher_counts=row.higher_counts,
    )
