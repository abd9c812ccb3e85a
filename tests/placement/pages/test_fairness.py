"""Fairness of real processes: aggregates only, small groups hidden on the page and in the file."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from takar.accounts.public import Role, User
from takar.placement.domain.fairness import Verdict
from takar.placement.fairness_sources import path_of, tables_of
from tests.programmes.world import called, make_programme, person

pytestmark = [pytest.mark.database, pytest.mark.django_db]
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
