"""Invented histories and positions are the same every time and pass the real imports."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from takar.careers.public import CAREER_LISTS, completeness, profiles
from takar.demo.careers_file import histories_of
from takar.demo.positions_file import positions_of_town
from takar.demo.roster import OFFICES
from takar.demo.talent_data import import_list
from takar.people.public import careers_of, people_by_nips
from takar.positions.public import POSITION_LISTS, positions
from tests.certificates.world import person
from tests.people.lists import nip

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TODAY = date(2026, 3, 2)


def town() -> list[str]:
    for number, (job, eselon) in enumerate(
        [("jpt_pratama", "II.b"), ("administrator", "III.a"), ("pengawas", "IV.a"), ("pelaksana", "")]
    ):
        person(number, job, unit="Dinas Sosial", eselon=eselon)
    return [nip(number) for number in range(4)]


def test_the_same_people_and_day_give_the_same_rows() -> None:
    nips = town()
    people, careers = list(people_by_nips(nips).values()), careers_of(nips)
    first = histories_of(people, careers, OFFICES, TODAY)
    assert first == histories_of(people[::-1], careers, OFFICES, TODAY)
    assert positions_of_town(people, careers, TODAY) == positions_of_town(people[::-1], careers, TODAY)
    chairs = positions_of_town(people, careers, TODAY)[0][1:]
    assert Counter(row[4] for row in chairs) == {"JPT Pratama": 8, "Administrator": 19, "Pengawas": 26}


def test_the_real_imports_take_all_of_it(tmp_path: Path) -> None:
    nips = town()
    people, careers = list(people_by_nips(nips).values()), careers_of(nips)
    for kind, rows in histories_of(people, careers, OFFICES, TODAY).items():
        assert import_list(CAREER_LISTS[f"careers.{kind}"], rows, TODAY) == len(rows) - 1
    chairs, asked = positions_of_town(people, careers, TODAY)
    assert import_list(POSITION_LISTS["positions.positions"], chairs, TODAY) == len(chairs) - 1
    assert import_list(POSITION_LISTS["positions.requirements"], asked, TODAY) == len(asked) - 1
    held = {one.holder: one for one in positions() if one.holder}
    assert set(held) == set(nips[:3])
    assert len(held[nips[0]].requirements) == 9
    assert nips[0] in profiles(nips, TODAY)
    assert "posts" not in completeness(nips, TODAY)[nips[0]]
