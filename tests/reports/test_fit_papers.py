"""Who fits a post, and which posts fit a person, on paper: what the page says, with who printed it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from takar.accounts.public import User, changes_of
from takar.kernel.refusals import Refusal
from takar.people.models import CivilServant
from takar.placement.matching.loading import forget
from takar.placement.matching.people_for import PeopleFor, people_for
from takar.placement.public import classes_asked
from takar.positions.models import PositionRecord, RequirementRecord
from takar.reports.placement.fits import of_post, people_paper, posts_paper
from takar.reports.render import render_pdf
from takar.reports.report import Report
from tests.placement.world import DAY, PLANNER, city, users

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = datetime(2026, 7, 1, 3, tzinfo=UTC)
CLASS = ("jpt_pratama",)
MARKS = {
    "watermark": "Ibu Rencana",
    "footer": "x",
    "printed": [],
    "title": "x",
    "organiser": "x",
    "subject": "x",
    "purpose": "x",
}


@pytest.fixture(autouse=True)
def anew() -> None:
    forget()


def words(body: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())


def said(made: Report | Refusal) -> str:
    assert isinstance(made, Report), made
    return words(made.body)


def reader() -> User:
    users()
    return User.objects.get(username=PLANNER)


def told(code: str = "JPT-03") -> PeopleFor:
    found = people_for(code, DAY, classes=CLASS)
    assert isinstance(found, PeopleFor)
    return found


def require(code: str, kind: str, *values: str) -> None:
    post = PositionRecord.objects.get(code=code)
    RequirementRecord.objects.create(
        position=post, kind=kind, weight="penting", values=list(values), text="Sehat jasmani"
    )
    forget()


def test_the_paper_of_a_post_says_what_the_page_says_and_who_printed_it() -> None:
    city(officials=6, vacant=1, pool=0)
    require("JPT-03", "golongan_least", "IV/e")
    require("JPT-03", "other")
    paper, found = said(people_paper("JPT-03", CLASS, reader(), NOW)), told()
    for line in found.lines:
        assert line.why[0] in paper
        assert f"{line.fit:.1f}".replace(".", ",") in paper
        assert f"NIP {line.nip[:8]}" in paper
        assert all(reason.id in paper for reason in line.eligibility.reasons)
    for part in (
        "SIAPA YANG COCOK UNTUK JABATAN INI", "PEMERINTAH KOTA CONTOH", "1 Juli 2026", "penempatan/2026.1",
        "dinilai 5 Januari 2026, berlaku sampai 4 Januari 2029", "Penting: harus diperiksa", "kelas jabatan yang sama",
        "tidak mengeluarkan siapa pun dari jabatannya", f"Nama {PLANNER}",
    ):  # fmt: skip
        assert part in paper, part
    (noted,) = [one for one in changes_of("position:JPT-03") if one.action == "placement.fits"]
    assert noted.actor == PLANNER
    assert noted.after is not None
    assert noted.after["listed"] == len(found.lines)
    assert noted.after["code"] in paper


def test_the_paper_of_a_person_names_the_posts_and_keeps_the_own_one() -> None:
    city(officials=5, vacant=2, pool=0)
    person = CivilServant.objects.get(name="Pejabat Contoh 2")
    paper = said(posts_paper(person.nip, CLASS, False, reader(), NOW))
    assert "JABATAN YANG COCOK UNTUK ORANG INI" in paper
    assert "Kepala Dinas Contoh 2" in paper
    vacant = said(posts_paper(person.nip, (), True, User.objects.get(username=PLANNER), NOW))
    assert "semua kelas jabatan, hanya yang lowong" in vacant
    assert "dinilai 5 Januari 2026" in vacant


def test_fifty_long_names_go_on_over_pages_with_heads_and_numbers() -> None:
    city(officials=50, vacant=0, pool=0)
    long = "Prof. Dr. Ir. Raden Mas Panembahan Kusumawardhana Adiningrat Suryodiningrat, S.H., M.Hum., M.Si."
    nips = list(CivilServant.objects.values_list("nip", flat=True))
    CivilServant.objects.update(name=long)
    found = told()
    lines = tuple(replace(found.lines[0], nip=nip, rank=at) for at, nip in enumerate(nips, 1))
    data = of_post(replace(found, lines=lines, length=73, contenders=50, unassessed=4), True)
    body = render_pdf("fits", data | MARKS, NOW)
    pages = [page.extract_text() for page in PdfReader(BytesIO(body)).pages]
    whole = " ".join("\n".join(pages).split())
    assert "Daftar 73 nama" in whole
    assert "Dicetak 50 teratas" in whole
    assert "4 belum dinilai" in whole
    assert sum("Peluang" in page and "Syarat" in page for page in pages) > 2  # heads again
    assert f"{len(pages)} / {len(pages)}" in pages[-1]


def test_an_empty_list_says_why_and_what_has_no_fit_is_refused() -> None:
    city(officials=3, vacant=0, pool=0)
    RequirementRecord.objects.create(
        position=PositionRecord.objects.get(code="JPT-01"),
        kind="golongan_least",
        weight="mutlak",
        values=["IV/e"],
        text="",
    )
    PositionRecord.objects.filter(code="JPT-01").update(holder="")
    forget()
    paper = said(people_paper("JPT-01", CLASS, reader(), NOW))
    assert "Tidak ada yang dapat diperingkat: dari 3 orang" in paper
    assert "Dikecualikan" in paper
    PositionRecord.objects.create(code="X", title="Tanpa standar", agency="A", job_class="fungsional")
    forget()
    refused = people_paper("X", (), User.objects.get(username=PLANNER), NOW)
    assert isinstance(refused, Refusal)
    assert refused.code == "PLACEMENT_NO_STANDARD"


def test_only_who_reads_placement_prints_and_what_is_not_there_is_not_found() -> None:
    city(officials=3, vacant=0, pool=0)
    reader()
    client, other = Client(), Client()
    client.force_login(User.objects.get(username=PLANNER))
    other.force_login(User.objects.create_user(username="lain", password="x", roles=["proctor"]))
    nip = CivilServant.objects.all()[0].nip
    for address in ("jabatan/JPT-01.pdf", f"pegawai/{nip}.pdf?dari=semua&lowong=1"):
        answer = client.get(f"/laporan/penempatan/kecocokan/{address}")
        assert answer.status_code in (200, 409), address
        assert other.get(f"/laporan/penempatan/kecocokan/{address}").status_code == 403
    for address in ("jabatan/TIDAK.pdf", "pegawai/1.pdf"):
        assert client.get(f"/laporan/penempatan/kecocokan/{address}").status_code == 404
    assert any(one.action == "reports.download" for one in changes_of("position:JPT-01"))


def test_the_class_looked_in_is_the_own_one_unless_all_are_asked() -> None:
    assert classes_asked("jpt_pratama", wide=False) == CLASS
    assert classes_asked("jpt_pratama", wide=True) == ()
    assert classes_asked("", wide=False) == classes_asked(None, wide=False) == ()
