"""Drawing: frozen, repeatable, whole or not there."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from takar.jobs.public import run_jobs_once
from takar.kernel.refusals import Refusal
from takar.positions.public import position as position_of_code
from takar.positions.public import retirements
from takar.standards.public import talent_rules
from takar.talent.models import MapPerson, MapState, TalentMap
from takar.talent.public import (
    READERS,
    NotAssessed,
    Placed,
    Wanted,
    ask_map,
    draw_map,
    history_of,
    latest_map,
    place,
    place_of,
    pool,
    succession,
)
from tests.people.lists import nip
from tests.talent.world import NOW, ON, agency, drawn, fact

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def made(db: None) -> TalentMap:
    agency()
    return drawn()


def test_everybody_is_on_the_map_once_and_the_unassessed_are_in_no_box(made: TalentMap) -> None:
    assert made.people == 40 == MapPerson.objects.filter(map=made).count()
    missing = {nip(number) for number in range(1, 41) if number % 10 == 0 or number % 15 == 0}
    assert {row.nip for row in MapPerson.objects.filter(map=made, box__isnull=True)} == missing
    assert sum(made.counts) == made.assessed == 40 - len(missing)
    assert sum(made.expected) == pytest.approx(made.assessed, abs=0.01)
    assert not MapPerson.objects.filter(map=made, box=1, missing__0__isnull=False).exists()


def test_a_map_is_frozen_by_the_database(made: TalentMap) -> None:
    for change in (
        lambda: TalentMap.objects.filter(pk=made.pk).update(title="lain"),
        lambda: MapPerson.objects.filter(map=made).update(box=9),
        lambda: MapPerson.objects.filter(map=made).delete(),
        lambda: TalentMap.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_same_facts_give_the_same_map_and_other_facts_another_digest(made: TalentMap) -> None:
    again = drawn("Sekali lagi")
    assert again.inputs_digest == made.inputs_digest
    assert again.counts == made.counts
    fact(1, "predicates", year="2023", code="kurang")
    assert drawn("Berubah").inputs_digest != made.inputs_digest


def test_drawing_twice_changes_nothing(made: TalentMap) -> None:
    assert draw_map(made, lambda *_: None) is None
    assert MapPerson.objects.filter(map=made).count() == 40


def test_a_job_draws_it(db: None) -> None:
    agency(12)
    asked = ask_map(
        Wanted("Peta", ON, "peta-talenta", unit="Dinas Contoh 1"), actor="budi", clock=lambda: NOW
    )
    assert isinstance(asked, TalentMap)
    assert latest_map(ON) is None
    run_jobs_once()
    asked.refresh_from_db()
    assert asked.state == MapState.MADE
    assert asked.people == len([n for n in range(1, 13) if n % 5 == 1])
    assert latest_map(ON) == asked
    assert latest_map(date(2026, 1, 4)) is None


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Wanted(" ", ON, "peta-talenta"), "TALENT_TITLE_MISSING"),
        (Wanted("Peta", ON, "tidak-ada"), "TALENT_NO_RULES"),
        (Wanted("Peta", date(2020, 1, 1), "peta-talenta"), "TALENT_NO_RULES"),
        (Wanted("Peta", ON, "peta-talenta", unit="zzz"), "TALENT_NOBODY"),
    ],
)
def test_what_cannot_be_drawn_is_refused(db: None, wanted: Wanted, code: str) -> None:
    agency(2)
    found = ask_map(wanted, actor="budi")
    assert isinstance(found, Refusal)
    assert found.code == code
    assert not TalentMap.objects.exists()


def test_a_map_of_people_who_all_left_fails_with_a_sentence(db: None) -> None:
    from takar.people.models import CivilServant

    agency(2)
    CivilServant.objects.update(legal_status="Pensiun")
    asked = ask_map(Wanted("Peta", ON, "peta-talenta"), actor="budi")
    assert isinstance(asked, TalentMap)
    found = draw_map(asked, lambda *_: None)
    assert isinstance(found, Refusal)
    asked.refresh_from_db()
    assert asked.state == MapState.FAILED


def test_place_agrees_with_the_map_of_the_same_rules(made: TalentMap) -> None:
    rules = talent_rules(made.ruleset_code, made.ruleset_version)
    found = place([nip(1), nip(10), "9" * 18], ON, rules)
    assert set(found) == {nip(1), nip(10)}
    now, then = found[nip(1)], place_of(MapPerson.objects.get(map=made, nip=nip(1)))
    assert isinstance(now, Placed)
    assert isinstance(then, Placed)
    assert (now.performance, now.potential, now.box) == (then.performance, then.potential, then.box)
    assert now.chances == pytest.approx(then.chances, abs=1e-4)
    assert isinstance(found[nip(10)], NotAssessed)


def test_pool_succession_and_retirement(made: TalentMap) -> None:
    members = pool(ON)
    assert members
    assert all(one.row.box in (7, 8, 9) for one in members)
    assert [one.chance for one in members] == sorted((one.chance for one in members), reverse=True)
    target = position_of_code("D1.01")
    assert target
    found = succession(target, ON)
    assert {one.nip for one in found} == {one.row.nip for one in members}
    order = ["now", "soon", "later"]
    assert [order.index(one.group) for one in found] == sorted(order.index(one.group) for one in found)
    assert all([open_.text for open_ in one.checked.to_check] == ["Sehat jasmani"] for one in found)
    leaves = retirements([nip(1), "9" * 18], ON)
    assert leaves == {nip(1): date(2028, 2, 1)}
    assert MapPerson.objects.get(map=made, nip=nip(1)).retires_on == leaves[nip(1)]
    assert pool(date(2020, 1, 1)) == ()
    assert succession(target, date(2020, 1, 1)) == ()


def test_history_across_maps(made: TalentMap) -> None:
    later = drawn("Tahun berikutnya", date(2026, 7, 1))
    assert [row.map_id for row in history_of(nip(1))] == [later.pk, made.pk]


def test_the_reader_tells_the_newest_map_page_by_page(made: TalentMap) -> None:
    reader = READERS[0]
    assert reader.count({}) == 40
    first = reader.rows("", 25, {})
    rest = reader.rows(str(first[-1]["nip"]), 25, {})
    assert len({row["nip"] for row in (*first, *rest)}) == 40
    assert set(first[0]) == {one.name for one in reader.columns}
    unknown = next(row for row in (*first, *rest) if row["nip"] == nip(10))
    assert (unknown["box"], unknown["performance"], unknown["pool"], unknown["chance"]) == (
        None,
        None,
        None,
        None,
    )
    assert unknown["missing"] == ("kompetensi", "potensi")
    assert reader.count({"box": "9"}) == made.counts[8]


def test_without_a_map_the_reader_is_empty(db: None) -> None:
    assert (READERS[0].rows("", 10, {}), READERS[0].count({})) == ([], 0)


def test_queries_do_not_grow_with_people(made: TalentMap, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        drawn("Berapa pertanyaan")
