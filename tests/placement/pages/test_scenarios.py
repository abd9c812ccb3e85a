"""The pages of scenarios and decisions: who may what, what is said, and queries that do not grow with people."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from takar.accounts.public import User
from takar.jobs.public import run_jobs_once
from takar.placement.books import books, result_of
from takar.placement.domain.scenario.terms import Ban, Meeting, Terms
from takar.placement.models import ScenarioReading
from takar.placement.pages.scenario_view import drawable
from takar.placement.pages.sureness import chance, interval
from takar.selection.public import selections
from tests.placement.world import (
    AUDITOR,
    MAYOR,
    PLANNER,
    READER,
    book,
    city,
    handed_over,
    made,
    solved,
    users,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asked() -> Terms:
    users()
    return city(officials=5, vacant=1, pool=0)


def as_(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def text(name: str, address: str) -> str:
    answer = as_(name).get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def post(name: str, address: str, **data: Any) -> Any:
    return as_(name).post(address, data, follow=True)


def test_from_the_form_to_the_result(asked: Terms) -> None:
    rules = "/".join(asked.ruleset)
    answer = post(
        PLANNER, "/penempatan/rencana/baru/", nama="Rotasi uji", ketentuan=rules, kelas="jpt_pratama"
    )
    assert "6 jabatan, 5 pejabat" in answer.content.decode()
    made_one = books()[0]
    address = f"/penempatan/rencana/{made_one.id}/"
    form = {
        "tanggal": "2026-07-01", "tujuan": "job_fit", "p-move_price": "2,5", "p-review_price": "0",
        "p-vacant_worth": "68", "n-tenure_least": "", "n-moves_most": "3", "s-eligibility": "on", "s-outsiders": "on",
        "s-vacancies": "on", "jabatan": list(asked.posts), "benih": "4",
    }  # fmt: skip
    assert "disimpan" in post(PLANNER, f"{address}ketentuan/", **form).content.decode()
    terms = book(made_one.id).terms
    assert (terms.purpose, terms.prices["move_price"], terms.numbers) == (
        "job_fit",
        "2.5",
        {"moves_most": "3"},
    )
    assert terms.seed == 4
    assert not terms.switches["ban"]
    post(PLANNER, f"{address}hitung/")
    run_jobs_once()
    shown = text(PLANNER, address)
    assert "Bekukan untuk PPK" in shown
    assert "perpindahan" in shown
    assert all(one <= 3 for one in book(made_one.id).state.points)


def test_what_cannot_be_read_is_said(asked: Terms) -> None:
    id = made(asked)
    form = {
        "tanggal": "kapan",
        "p-move_price": "1",
        "p-review_price": "0",
        "p-vacant_worth": "68",
        "kunci": "bukan nip",
    }
    answer = post(PLANNER, f"/penempatan/rencana/{id}/ketentuan/", **form).content.decode()
    assert "tidak terbaca" in answer
    assert "bukan NIP" in answer
    assert book(id).terms == asked
    nothing = post(PLANNER, "/penempatan/rencana/baru/", nama="Kosong", ketentuan="x/1").content.decode()
    assert "Belum ada jabatan" in nothing


def test_readers_see_and_planners_plan(asked: Terms) -> None:
    id = solved(asked).id
    address = f"/penempatan/rencana/{id}/"
    for name in (PLANNER, MAYOR, AUDITOR):
        assert "Rangkaian" in text(name, address)
        assert "Ketentuan" in text(name, f"{address}ketentuan/")
    assert "Bekukan untuk PPK" not in text(MAYOR, address)
    assert as_(READER).get(address).status_code == 403
    for name in (MAYOR, AUDITOR):
        assert as_(name).post(f"{address}bekukan/", {"titik": "1", "alasan": "x" * 20}).status_code == 403
    assert as_(PLANNER).get("/penempatan/rencana/tidak-ada/").status_code == 404


def test_the_page_asks_as_many_things_for_many_people_as_for_few() -> None:
    users()
    counts = []
    for officials in (3, 8):
        asked = city(officials=officials, vacant=1, pool=0) if officials == 3 else more(officials)
        id = solved(asked, f"Dengan {officials}").id
        with CaptureQueriesContext(
            connection,
        ) as asked_of:
            text(PLANNER, f"/penempatan/rencana/{id}/")
        counts.append(len(asked_of))
    assert counts[0] == counts[1]


def more(officials: int) -> Terms:
    from takar.people.models import Agency, CivilServant, Post, Unit
    from takar.positions.models import PositionRecord

    for model in (PositionRecord, CivilServant, Post, Unit, Agency):
        model.objects.all().delete()
    return city(officials=officials, vacant=1, pool=0)


def test_what_if_copy_and_compare(asked: Terms) -> None:
    done = solved(asked)
    body = result_of(done.id)
    assert body is not None
    nip = next(iter(body["front"][-1]["assign"]))
    address = f"/penempatan/rencana/{done.id}/"
    assert "menolak" in text(PLANNER, f"{address}menolak/{nip}/")
    assert as_(PLANNER).get(f"{address}menolak/{'0' * 18}/").status_code == 404
    post(PLANNER, f"{address}salin/", aturan="no_worse", nilai="on")
    copied = books()[0]
    assert copied.terms == replace(asked, switches={**asked.switches, "no_worse": True})
    assert copied.row.title == "Rotasi contoh (2)"
    now = next(one["current"] for one in body["people"] if one["nip"] == nip)
    post(PLANNER, f"{address}salin/", tetap=f"{nip} {now}", nama="Tetap")
    assert (nip, now) in books()[0].terms.locked
    second = solved(replace(asked, seed=2), "Kedua")
    shown = text(PLANNER, f"/penempatan/rencana/banding/?r={done.id}&r={second.id}")
    assert "Kecocokan bertambah" in shown
    assert "Kedua" in shown


def test_pairs_and_bans_come_from_the_form_and_bind(asked: Terms) -> None:
    body = result_of(solved(asked).id)
    assert body is not None
    first, second = (one["nip"] for one in body["people"][:2])
    id = made(asked, "Pasangan")
    form = {
        "tanggal": "2026-07-01", "p-move_price": "1", "p-review_price": "0", "p-vacant_worth": "68", "s-apart": "on",
        "s-ban": "on", "s-eligibility": "on", "s-outsiders": "on", "s-vacancies": "on",
        "pasangan-satu": [first, ""], "pasangan-dua": [second, ""], "pasangan-satu-jabatan": ["JPT-02, JPT-03", ""],
        "pasangan-dua-jabatan": ["JPT-04", ""], "pasangan-alasan": ["suami istri", ""],
        "larangan-dari": ["2026-06-01", ""], "larangan-sampai": ["2026-12-31", ""], "larangan-alasan": ["pemilihan", ""],
        "larangan-instansi": ["Pemerintah Kota Contoh", ""], "larangan-jabatan": ["", ""],
    }  # fmt: skip
    address = f"/penempatan/rencana/{id}/"
    assert "disimpan" in post(PLANNER, f"{address}ketentuan/", **form).content.decode()
    terms = book(id).terms
    assert terms.apart == (Meeting(first, ("JPT-02", "JPT-03"), second, ("JPT-04",), "suami istri"),)
    assert terms.bans == (
        Ban(date(2026, 6, 1), date(2026, 12, 31), "pemilihan", agencies=("Pemerintah Kota Contoh",)),
    )
    shown = text(PLANNER, f"{address}ketentuan/")
    assert "suami istri" in shown
    assert "JPT-02 JPT-03" in shown
    post(PLANNER, f"{address}hitung/")
    run_jobs_once()
    assert book(id).state.points == (0,)  # the whole agency is under the ban
    bad = form | {"pasangan-satu": ["123", ""], "pasangan-alasan": ["", ""]}
    other = made(asked, "Salah isi")
    answer = post(PLANNER, f"/penempatan/rencana/{other}/ketentuan/", **bad).content.decode()
    assert "bukan 18 angka" in answer
    bad = form | {"pasangan-dua-jabatan": ["", ""]}
    post(PLANNER, f"/penempatan/rencana/{other}/ketentuan/", **bad)
    half = post(PLANNER, f"/penempatan/rencana/{other}/hitung/").content.decode()
    assert "sebut bagi keduanya" in half


def test_moves_ticked_in_the_result_are_fixed_and_forbidden_in_a_copy(asked: Terms) -> None:
    done = solved(asked)
    body = result_of(done.id)
    assert body is not None
    moves = list(body["front"][-1]["assign"].items())
    shown = text(PLANNER, f"/penempatan/rencana/{done.id}/?titik={len(moves)}")
    assert f'name="kunci" value="{" ".join(moves[0])}"' in shown
    assert 'name="kunci"' not in text(MAYOR, f"/penempatan/rencana/{done.id}/")
    address = f"/penempatan/rencana/{done.id}/salin/"
    post(PLANNER, address, kunci=[" ".join(moves[0])], larang=[" ".join(one) for one in moves[1:]])
    copied = books()[0]
    assert copied.terms.locked == (moves[0],)
    assert copied.terms.forbidden == tuple(moves[1:])
    page = text(PLANNER, f"/penempatan/rencana/{copied.id}/ketentuan/")
    assert "Dikunci: Pejabat Contoh" in page
    # What was fixed can be forbidden later: the last word counts, and the two never clash.
    again = copied.terms.forbidding([moves[0]])
    assert again.locked == ()
    assert moves[0] in again.forbidden
    assert again.locking([moves[0]]) == replace(again, locked=(moves[0],), forbidden=tuple(moves[1:]))


def test_thousands_of_moves_come_page_by_page_and_not_all_chains_are_drawn(
    asked: Terms, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = solved(asked)
    most = max(done.state.points)
    monkeypatch.setattr("takar.placement.pages.scenario_view.AT_ONCE", 2)
    first, second = (
        set(
            re.findall(
                r'<tr id="o-(\d+)"', text(PLANNER, f"/penempatan/rencana/{done.id}/?titik={most}&page={n}")
            )
        )
        for n in (1, 2)
    )
    assert len(first) == len(second) == 2
    assert not first & second
    chains = [{"steps": list(range(n))} for n in (150, 50, 1)]
    assert drawable(chains) == chains[:2]
    assert drawable([{"steps": list(range(900))}, *chains]) == [{"steps": list(range(900))}]


def test_files_have_their_columns(asked: Terms) -> None:
    id = solved(asked).id
    csv = text(PLANNER, f"/penempatan/rencana/{id}/perpindahan.csv")
    assert csv.startswith("NO,NIP BARU,NAMA,GOL AKHIR NAMA")
    assert "ROTASI" in csv
    excel = as_(PLANNER).get(f"/penempatan/rencana/{id}/perpindahan.xlsx")
    assert excel.content[:2] == b"PK"


def test_the_mayor_decides_and_nobody_is_removed(asked: Terms) -> None:
    done = handed_over(asked)
    address = f"/penempatan/rencana/{done.id}/keputusan/"
    shown = text(MAYOR, address)
    assert "memberhentikan" in shown
    for word in ("lepas jabatan", "berhentikan dari jabatan", 'value="remove"'):
        assert word not in shown
    moved = done.state.moved()
    bad = post(MAYOR, f"{address}putuskan/", orang=moved[0], pilihan="keep").content.decode()
    assert "memerlukan alasan" in bad
    for nip in moved:
        post(MAYOR, f"{address}putuskan/", orang=nip, pilihan="accept")
    assert as_(PLANNER).post(f"{address}putuskan/", {"orang": moved[0], "pilihan": "keep"}).status_code == 403
    closed = post(MAYOR, f"{address}tutup/").content.decode()
    assert "Ditutup" in closed
    assert "Keputusan dalam log" in closed
    assert as_(MAYOR).get(f"/penempatan/rencana/{done.id}/keputusan.xlsx").content[:2] == b"PK"
    assert ScenarioReading.objects.get().reader == MAYOR
    assert ScenarioReading.objects.get().code in text(AUDITOR, address)


def test_vacancies_go_to_a_draft_of_open_bidding(asked: Terms) -> None:
    id = solved(asked).id
    address = f"/penempatan/rencana/{id}/seleksi/?titik=0"
    assert "Kepala Dinas Contoh 5" in text(PLANNER, address)
    form = {
        "nama": "Seleksi lowong",
        "dasar": "UU 20/2023",
        "tempat": "Balai Kota",
        "sekretaris": "sekretaris",
    }
    answer = post(PLANNER, address, **form).content.decode()
    assert "Konsep seleksi" in answer
    assert [one.title for one in selections()] == ["Seleksi lowong"]


def test_fairness_of_nothing_is_said() -> None:
    users()
    assert "Belum ada proses" in text(AUDITOR, "/penempatan/kesetaraan/")
    assert as_(AUDITOR).get("/penempatan/kesetaraan/?proses=selection:x").status_code == 404
    assert as_(READER).get("/penempatan/kesetaraan/").status_code == 403


def test_more_retests_are_asked_from_the_page_and_counted_in(asked: Terms) -> None:
    done = solved(asked)
    body = result_of(done.id)
    assert body is not None
    plan = next(one for one in reversed(body["front"]) if one["moves"])
    address = f"/penempatan/rencana/{done.id}/"
    assert "Tambah penilaian ulang" in text(PLANNER, f"{address}?titik={plan['moves']}")
    assert "Tambah penilaian ulang" not in text(AUDITOR, f"{address}?titik={plan['moves']}")
    assert as_(AUDITOR).post(f"{address}penilaian-ulang/", {"titik": plan["moves"]}).status_code == 403
    post(PLANNER, f"{address}penilaian-ulang/", titik=plan["moves"])
    assert "sedang berjalan" in text(PLANNER, f"{address}?titik={plan['moves']}")
    run_jobs_once()
    shown = text(PLANNER, f"{address}?titik={plan['moves']}")
    assert f"{plan['retests'] + 1000:,} penilaian ulang".replace(",", ".") in shown
    wrong = post(PLANNER, f"{address}penilaian-ulang/", titik="banyak").content.decode()
    assert "tidak ada pada rencana" in wrong or "titik" in wrong


def test_what_takes_long_is_not_computed_until_it_is_asked_for(
    asked: Terms, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = solved(asked)
    body = result_of(done.id)
    assert body is not None
    plan = body["front"][-1]
    nip = plan["steps"][0]["nip"]
    address = f"/penempatan/rencana/{done.id}/menolak/{nip}/?titik={plan['moves']}"
    monkeypatch.setattr("takar.placement.trying.WAITS", 1)
    assert "Belum dihitung" in text(PLANNER, address)
    assert "Hitung di latar belakang" not in text(AUDITOR, address)
    post(PLANNER, f"/penempatan/rencana/{done.id}/menolak/{nip}/hitung/", titik=plan["moves"])
    run_jobs_once()
    assert "Rencana terbaik tanpa perpindahan ini" in text(PLANNER, address)


def test_a_share_of_few_retests_is_not_called_sure() -> None:
    many, few = chance("0.9", 1000), chance("0.9", 20)
    assert (many.kind, few.kind) == ("sure", "open")
    assert few.low < many.low < 0.9 < many.high < few.high
    assert chance("1", 60).kind == "sure"
    assert chance("0.05", 20).kind == "unsure"
    assert chance(None, 100).kind == chance("0.4", 0).kind == "unknown"
    # 81 of 263: Newcombe (1998), table I, method 3.
    assert interval(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
