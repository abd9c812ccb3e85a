from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from takar.accounts.public import User
from takar.placement.actions.close_decisions import close_decisions
from takar.placement.actions.decide_person import decide_person
from takar.placement.models import ScenarioReading
from tests.placement.world import AUDITOR, MAYOR, READER, book, city, handed_over, made, users

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def words(body: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())


def test_the_list_of_decrees_is_a_draft_until_it_is_closed() -> None:
    users()
    done = handed_over(city(officials=4, vacant=1, pool=0))
    client, address = Client(), f"/laporan/penempatan/{done.id}/daftar-sk.pdf"
    client.force_login(User.objects.get(username=MAYOR))
    first = words(client.get(address).content)
    assert "Rancangan" in first
    assert "belum diputuskan" in first
    for nip in done.state.moved():
        decide_person(done.id, nip, "accept", actor=MAYOR)
    close_decisions(done.id, actor=MAYOR)
    paper = words(client.get(address).content)
    assert "BERITA ACARA KEPUTUSAN PENEMPATAN" in paper
    assert "Keputusan (catatan nomor" in paper
    for nip, to in book(done.id).state.final().items():
        if to != done.state.frozen.current[nip]:  # type: ignore[union-attr]
            assert nip[:8] in paper
    assert ScenarioReading.objects.filter(reader=MAYOR).count() == 2


def test_who_may_not_read_placement_gets_no_paper_and_a_draft_has_none() -> None:
    users()
    id = made(city(officials=3, pool=0))
    client = Client()
    client.force_login(User.objects.get(username=READER))
    assert client.get(f"/laporan/penempatan/{id}/daftar-sk.pdf").status_code == 403
    client.force_login(User.objects.get(username=AUDITOR))
    assert client.get(f"/laporan/penempatan/{id}/daftar-sk.pdf").status_code >= 400
