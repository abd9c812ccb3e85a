"""Fairness of real processes: aggregates only, small groups hidden on the page and in the file."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from takar.accounts.public import Role, User
from takar.assessments.public import participants_in
from takar.kernel.refusals import Refusal
from takar.placement.actions.close_decisions import close_decisions
from takar.placement.actions.decide_person import decide_person
from takar.placement.domain.fairness import Verdict
from takar.placement.fairness_sources import above_the_lowest, choices, path_of, tables_of
from takar.scoring.public import seal_ready
from takar.talent.models import PoolDecision
from takar.talent.public import MapPerson, rules_of
from tests.assessments.world import NOW as SITTING_DAY
from tests.assessments.world import clock_at
from tests.placement.world import AUDITOR, MAYOR, city, handed_over, solved, users
from tests.programmes.world import called, make_programme, person
from tests.scoring.sittings import opened_world, sit
from tests.talent.world import NOW, agency, drawn

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
DAY = date(2026, 2, 2)


def programme() -> tuple[str, list[str]]:
    """80 due in three offices; called are all of the first, half of the second, and two of the three of the last."""
    made = make_programme(100)
    first = [person(number, unit="Dinas A") for number in range(1, 41)]
    second = [person(number, unit="Dinas B") for number in range(41, 78)]
    third = [person(number, unit="Dinas C") for number in range(78, 81)]
    chosen = [*first, *second[:10], *third[:2]]
    called(made.id, chosen)
    return made.id, chosen


def test_a_programme_by_unit() -> None:
    id, chosen = programme()
    path = path_of("programme", id, DAY)
    assert path is not None
    assert path.gates[0].passed == frozenset(chosen)
    assert len(path.entered) == 80
    tables = {one.attribute: one for one in tables_of(path, DAY)}
    verdicts = {line.group: line.verdict for line in tables["unit"].gates[0].lines}
    # Hiding the three alone would let their outcome be worked out from the total.
    assert verdicts["Dinas C"] == Verdict.HIDDEN
    assert list(verdicts.values()).count(Verdict.HIDDEN) == 2
    assert not tables["disability"].recorded
    assert {line.group for line in tables["sex"].gates[0].lines} == {"male"}


def test_the_category_gate_knows_whose_results_are_out(own_folder: Path) -> None:
    world = opened_world(2)
    first, _second = (one.sitting for one in participants_in(world.assessment.id))
    sit(world, first)
    seal_ready(clock_at(SITTING_DAY + timedelta(hours=3)))
    nips = {one.sitting: one.nip for one in participants_in(world.assessment.id)}
    assert above_the_lowest([world.assessment.id]) == {nips[first]}
    assert above_the_lowest([]) is None


def test_page_and_file_hide_the_same_and_name_nobody() -> None:
    id, chosen = programme()
    user = User.objects.create_user(username="auditor", password="x", roles=[Role.AUDITOR.value])
    client = Client()
    client.force_login(user)
    page = client.get(f"/penempatan/kesetaraan/?proses=programme:{id}&menurut=unit").content.decode()
    assert "disembunyikan" in page
    assert (
        "Tidak tercatat"
        in client.get(f"/penempatan/kesetaraan/?proses=programme:{id}&menurut=disability").content.decode()
    )
    assert not any(nip in page or f"Pegawai {number:03d}" in page for number, nip in enumerate(chosen, 1))
    file = client.get(f"/penempatan/kesetaraan.xlsx?proses=programme:{id}").content
    rows = CalamineWorkbook.from_filelike(BytesIO(file)).get_sheet_by_index(0).to_python()
    hidden = [row for row in rows if row[2] == "Dinas C"]
    assert hidden
    assert all(row[3] == row[4] == "" for row in hidden)


def test_a_talent_map_from_assessed_to_the_pool() -> None:
    agency(60)
    drawn_map = drawn()
    assert ("talent", str(drawn_map.pk), drawn_map.title) in choices()
    path = path_of("talent", str(drawn_map.pk), DAY)
    assert path is not None
    assert [gate.code for gate in path.gates] == ["assessed", "box", "pooled"]
    assert len(path.entered) == drawn_map.people
    assert len(path.gates[0].passed) == drawn_map.assessed
    first = next(one for one in tables_of(path, DAY) if one.attribute == "unit").gates[0]
    assert first.came == drawn_map.people
    rules = rules_of(drawn_map)
    boxed = MapPerson.objects.filter(map=drawn_map, box__in=rules.pool_boxes)
    assert path.gates[1].passed == frozenset(boxed.values_list("nip", flat=True))
    put_out = boxed.first()
    assert put_out is not None
    PoolDecision.objects.create(
        map=drawn_map, nip=put_out.nip, inside=False, reason="menolak", decided_by="ani", decided_at=NOW
    )
    again = path_of("talent", str(drawn_map.pk), DAY)
    assert again is not None
    assert again.gates[2].passed == path.gates[2].passed - {put_out.nip}
    assert path_of("talent", "bukan-angka", DAY) is None
    assert path_of("talent", "999", DAY) is None


def test_a_scenario_counts_once_it_is_handed_over(own_folder: Path) -> None:
    users()
    asked = city(officials=5, vacant=1, pool=1)
    unseen = solved(asked, "Belum diserahkan")
    assert path_of("scenario", unseen.id, DAY) is None
    done = handed_over(asked)
    assert [one for one in choices() if one[0] == "scenario"] == [("scenario", done.id, "Rotasi contoh")]
    path = path_of("scenario", done.id, DAY)
    assert path is not None
    assert [gate.code for gate in path.gates] == ["recommended"]
    assert len(path.entered) == 6
    assert set(path.route.values()) == {"incumbent", "pool"}
    moved = done.state.moved()
    for nip in moved:
        accepted = decide_person(done.id, nip, "accept", actor=MAYOR)
        assert not isinstance(accepted, Refusal)
    frozen = done.state.frozen
    assert frozen is not None
    # Nobody comes into the post of the last one of a chain, so that one can stay.
    last = next(nip for nip in moved if frozen.current[nip] not in frozen.recommended.values())
    decide_person(done.id, last, "keep", reason="masih diperlukan di sana", actor=MAYOR)
    assert not isinstance(close_decisions(done.id, actor=MAYOR), Refusal)
    closed = path_of("scenario", done.id, DAY)
    assert closed is not None
    assert closed.gates[1].passed == frozenset(moved) - {last}
    client = Client()
    client.force_login(User.objects.get(username=AUDITOR))
    page = client.get(f"/penempatan/kesetaraan/?proses=scenario:{done.id}&menurut=route").content.decode()
    assert "Direkomendasikan berpindah" in page
    assert "Pejabat Contoh" not in page
    assert path_of("scenario", "tidak-ada", DAY) is None
