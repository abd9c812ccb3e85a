"""The day on which somebody retires is the same wherever it is spoken of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from takar.people.models import CivilServant, Post
from takar.placement.domain.bars import RETIRES, bars
from takar.placement.matching.loading import forget, load, rules_of
from takar.placement.matching.registers import facts_of
from takar.positions.models import PositionRecord
from takar.positions.public import position_of, retirements
from takar.programmes.candidates import candidates_of
from takar.standards.public import AgeLimit, publish_standard, retirement_rules
from takar.talent.gathering import known
from tests.placement.world import DAY, city

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def people() -> list[str]:
    """The first two of a small city, born in January 1968: one holds a functional position, one none."""
    forget()
    city(officials=4, vacant=1, pool=2)
    first, second = CivilServant.objects.order_by("nip")[:2]
    madya = Post.objects.create(title="Auditor Ahli Madya", job_class="fungsional", level="ahli_madya")
    CivilServant.objects.filter(pk__in=[first.pk, second.pk]).update(
        birth_date=date(1968, 1, 15), post=madya, job_class="fungsional"
    )
    PositionRecord.objects.filter(holder=second.nip).update(holder="")
    PositionRecord.objects.filter(holder=first.nip).update(job_class="fungsional", level="")
    return [first.nip, second.nip]


def days(nips: list[str]) -> set[date | None]:
    held = position_of(nips[0])
    assert held is not None
    rules = rules_of(DAY)
    assert rules is not None
    book = load(DAY, rules)
    table = book.engine.facts
    assert table is not None
    rows = [book.engine.place_of_person[nip] for nip in nips]
    return {
        held.retires_on,
        *(retirements(nips, DAY).values()),
        *(one.retires_on for one in known(nips, DAY).values()),
        *(one.retires_on for one in candidates_of(nips, DAY, DAY).values()),
        *(one.retires_on for one in facts_of(nips, DAY, {})),
        *(date.fromordinal(int(table.retires[row])) for row in rows),
    }


def test_every_page_takes_the_day_from_one_rule_and_the_functional_level_counts(people: list[str]) -> None:
    assert days(people) == {date(2028, 2, 1)}


def test_an_agency_that_publishes_its_own_ages_changes_all_of_them(people: list[str]) -> None:
    shipped = retirement_rules(DAY)
    ages = tuple(replace(one, age=59) if one.level == "ahli_madya" else one for one in shipped.ages)
    assert AgeLimit("fungsional", 59, "ahli_madya") in ages
    publish_standard(
        replace(shipped, code="batas-usia-kota", version="1", ages=ages), by="admin", source="kota.xlsx"
    )
    assert days(people) == {date(2027, 2, 1)}
    rules = rules_of(DAY)
    assert rules is not None
    held = load(DAY, rules).engine.facts
    assert held is not None
    barred = bars(held, date(2026, 3, 1), rules)[RETIRES]
    assert {held.nips[int(row)] for row in barred.nonzero()[0]} >= set(people)


def test_a_change_of_the_rules_is_seen_by_the_next_question(people: list[str]) -> None:
    from takar.placement.matching.loading import loaded

    before = loaded(DAY)
    assert loaded(DAY) is before
    publish_standard(
        replace(retirement_rules(DAY), code="batas-usia-kota", version="1"), by="admin", source="kota.xlsx"
    )
    assert loaded(DAY) is not before
    forget()
