"""The demonstration's rotation: one real scenario from draft to the closed file, with one decision that departs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from takar.careers.public import CAREER_LISTS
from takar.demo.careers_file import histories_of
from takar.demo.placement import place_leaders
from takar.demo.positions_file import positions_of_town
from takar.demo.roster import OFFICES
from takar.demo.stages import Stages
from takar.demo.talent_data import import_list
from takar.demo.talent_map import draw_talent_map
from takar.kernel.clock import utc_now
from takar.people.public import careers_of, people_by_nips
from takar.placement.public import books, followed, leaves_of
from takar.placement.scope import pool_for
from takar.positions.public import POSITION_LISTS, positions
from takar.standards.public import load_shipped_standards
from takar.talent.public import pool
from tests.certificates.world import person
from tests.people.lists import nip

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
LEADERS = 20


def test_a_rotation_is_decided_with_one_departure(tmp_path: Path, settings: Any) -> None:
    settings.TAKAR = replace(
        settings.TAKAR, data=tmp_path, exam_db=f"sqlite:///{tmp_path / 'exam.db'}", origin="log.uji/2026"
    )
    load_shipped_standards()
    today = utc_now().date()
    for number in range(LEADERS):
        person(
            number, "jpt_pratama", unit=OFFICES[number], eselon="II.b", golongan="IV/c", education="S2",
            birth_date=date(1975, 1, 1), post_since=date(2021, 1, 4),
        )  # fmt: skip
    nips = [nip(number) for number in range(LEADERS)]
    people, careers = list(people_by_nips(nips).values()), careers_of(nips)
    for kind, rows in histories_of(people, careers, OFFICES, today).items():
        import_list(CAREER_LISTS[f"careers.{kind}"], rows, today)
    chairs, asked = positions_of_town(people, careers, today)
    import_list(POSITION_LISTS["positions.positions"], chairs, today)
    import_list(POSITION_LISTS["positions.requirements"], asked, today)
    stages = Stages(Console(quiet=True))
    draw_talent_map(stages)
    drawn = {one.row.nip for one in pool(today)}
    assert drawn
    assert set(pool_for((), today)) == drawn
    assert not set(pool_for([one.code for one in positions()], today)) & set(nips)
    place_leaders(stages)
    book = books()[0]
    assert book.state.phase == "closed"
    assert followed(book).departed == 1
    assert set(leaves_of(book.id)) == {"plan", "decisions"}
