"""The page of decisions with many people: filters, pages, the search for a destination, several accepted at once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from takar.accounts.public import User
from takar.placement.books import Book
from takar.placement.pages.deciding import AT_ONCE
from tests.placement.world import AUDITOR, MAYOR, PLANNER, book, city, handed_over, users

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def handed() -> Book:
    users()
    return handed_over(replace(city(officials=30, vacant=2, pool=2), redraws=10))


def client(name: str) -> Client:
    made = Client()
    made.force_login(User.objects.get(username=name))
    return made


def page(name: str, done: Book, query: str = "") -> str:
    answer = client(name).get(f"/penempatan/rencana/{done.id}/keputusan/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def post(done: Book, where: str, **data: Any) -> Any:
    return client(MAYOR).post(f"/penempatan/rencana/{done.id}/keputusan/{where}/", data, follow=True)


def named(shown: str) -> list[str]:
    return re.findall(r'<article class="pla-decision" id="o-(\d{18})"', shown)


def test_a_page_holds_some_and_the_filter_finds_one(handed: Book) -> None:
    moved = handed.state.moved()
    assert len(moved) > AT_ONCE
    first, second = named(page(MAYOR, handed)), named(page(MAYOR, handed, "?page=2"))
    assert len(first) == AT_ONCE
    assert sorted((*first, *second)) == sorted(moved)
    assert named(page(MAYOR, handed, f"?cari={first[3]}")) == [first[3]]
    assert "Tidak seorang pun cocok" in page(MAYOR, handed, "?cari=tidak+ada+yang+begini")
    sure, fair, unsure = (
        named(page(MAYOR, handed, f"?peluang={one}&page={n}"))
        for one in ("sure", "fair", "unsure")
        for n in (1,)
    )
    assert not set(sure) & set(unsure)
    assert set(sure) | set(fair) | set(unsure) <= set(moved)


def test_several_are_accepted_each_by_a_decision_and_the_filter_stays(handed: Book) -> None:
    moved = handed.state.moved()
    answer = post(handed, "setujui", orang=list(moved[:3]), kembali="keadaan=open&evil=1")
    assert answer.redirect_chain[-1][0].endswith("/keputusan/?keadaan=open#daftar")
    assert "3 orang disetujui" in answer.content.decode()
    after = book(handed.id).state.decisions
    assert {nip: one.choice for nip, one in after.items()} == dict.fromkeys(moved[:3], "accept")
    assert not set(moved[:3]) & set(named(page(MAYOR, handed, "?keadaan=open")))
    assert set(named(page(MAYOR, handed, "?keadaan=accepted"))) == set(moved[:3])
    assert client(PLANNER).post(f"/penempatan/rencana/{handed.id}/keputusan/setujui/").status_code == 403
    nobody = post(handed, "setujui", orang=["0" * 18])
    assert "tidak ada dalam rencana" in nobody.content.decode()


def test_a_destination_is_found_by_words_or_typed_as_its_code(handed: Book) -> None:
    nip = handed.state.moved()[0]
    search = f"/penempatan/rencana/{handed.id}/keputusan/tujuan/?orang={nip}"
    found = client(MAYOR).get(f"{search}&cari=kepala contoh 7").content.decode()
    assert 'value="JPT-07"' in found
    many = client(MAYOR).get(f"{search}&cari=dinas").content.decode()
    assert many.count('type="radio"') == 12
    assert "20 lagi" in many
    assert "Tidak ada jabatan" in client(MAYOR).get(f"{search}&cari=zzz").content.decode()
    assert "dua huruf" in client(MAYOR).get(f"{search}&cari=k").content.decode()
    for name, code in ((PLANNER, 403), (AUDITOR, 403)):
        assert client(name).get(f"{search}&cari=kepala").status_code == code
    reason = "kebutuhan mendesak di dinas itu"
    post(handed, "putuskan", orang=nip, pilihan="other", cari="JPT-07", alasan=reason)
    assert book(handed.id).state.decisions[nip].to == "JPT-07"
    departed = page(MAYOR, handed, "?keadaan=departed")
    assert named(departed) == [nip]
    typed = post(handed, "putuskan", orang=nip, pilihan="other", cari="bukan kode", alasan=reason)
    assert "jabatan tujuan" in typed.content.decode().casefold()
    assert book(handed.id).state.decisions[nip].to == "JPT-07"


def test_who_stays_is_found_by_name(handed: Book) -> None:
    frozen = handed.state.frozen
    assert frozen is not None
    stays = sorted(set(frozen.current) - set(handed.state.moved()))
    address = f"/penempatan/rencana/{handed.id}/keputusan/orang/?cari-orang="
    assert f'value="{stays[0]}"' in client(MAYOR).get(address + stays[0]).content.decode()
    moved = handed.state.moved()[0]
    assert "Tidak ada orang" in client(MAYOR).get(address + moved).content.decode()


def test_the_history_is_short_until_all_of_it_is_asked_for(handed: Book) -> None:
    moved = handed.state.moved()
    for at in range(0, len(moved), AT_ONCE):
        post(handed, "setujui", orang=list(moved[at : at + AT_ONCE]))
    total = len(book(handed.id).events)
    assert f"{total - 20} peristiwa sebelumnya" in page(AUDITOR, handed)
    whole = page(AUDITOR, handed, "?riwayat=1")
    assert whole.count("memutuskan: Pejabat") == len(moved)
    assert whole.count("<td>Nama wali-kota</td>") == len(moved)
