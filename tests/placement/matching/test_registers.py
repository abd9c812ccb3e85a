"""The whole way from the registers to pages and workbooks, in a small invented city."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.placement.world import DAY, PLANNER, city, users

from takar.accounts.public import User
from takar.careers.public import CODES, Profile, record_profiles
from takar.kernel.refusals import Refusal
from takar.people.models import CivilServant
from takar.placement.matching import loading, registers
from takar.placement.matching.comparing import compare
from takar.placement.matching.loading import forget, loaded
from takar.placement.matching.people_for import PeopleFor, people_for
from takar.placement.matching.positions_for import PositionsFor, positions_for
from takar.positions.actions.abolish_position import abolish_position
from takar.positions.models import PositionRecord, RequirementRecord
from takar.standards.models import StandardVersion

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget()
    yield
    forget()


def asked(code: str = "JPT-03", **told: Any) -> PeopleFor:
    found = people_for(code, DAY, **told)
    assert isinstance(found, PeopleFor)
    return found


def require(code: str, kind: str, weight: str, *values: str) -> None:
    position = PositionRecord.objects.get(code=code)
    RequirementRecord.objects.create(
        position=position, kind=kind, weight=weight, values=list(values), text=""
    )
    forget()


def test_the_list_is_in_order_and_says_why() -> None:
    city(officials=12, vacant=1, pool=4)
    found = asked()
    assert [line.rank for line in found.lines] == list(range(1, len(found.lines) + 1))
    fits = [line.fit for line in found.lines]
    assert fits == sorted(fits, reverse=True)
    assert found.held >= 0.9
    assert found.asked == 16
    assert len(found.lines) >= min(found.length, 3)
    assert all(line.low <= line.fit <= line.high for line in found.lines)
    assert found.lines[0].why[0].startswith(f"Peringkat 1 dari {found.contenders}: kecocokan ")
    assert all(line.jpm is not None and line.gaps is not None for line in found.lines)
    assert found.lines[1].change[0].startswith("Naik satu peringkat bila level ")


def test_all_ranks_go_on_where_the_list_ends() -> None:
    city(officials=12, vacant=1, pool=4)
    whole = asked(skip=0, most=100)
    assert len(whole.lines) == whole.contenders == whole.eligible
    part = asked(skip=2, most=3)
    assert [line.nip for line in part.lines] == [line.nip for line in whole.lines[2:5]]
    assert [line.rank for line in part.lines] == [3, 4, 5]


def test_both_directions_tell_the_same_fit() -> None:
    city(officials=8, vacant=1, pool=2)
    first = asked().lines[0]
    back = positions_for(first.nip, DAY)
    assert isinstance(back, PositionsFor)
    lines = {line.position: line.fit for line in back.lines} | {
        code: line.fit for code in ("JPT-03",) for line in back.lines if line.position == code
    }
    assert "JPT-03" not in lines or lines["JPT-03"] == pytest.approx(first.fit)
    one = compare("JPT-03", [first.nip], DAY)
    assert not isinstance(one, Refusal)
    assert one[0].fit == pytest.approx(first.fit)


def test_a_mutlak_excludes_with_its_reason_and_the_holder_stays() -> None:
    city(officials=8, vacant=1, pool=2)
    require("JPT-03", "golongan_least", "mutlak", "IV/e")
    found = asked()
    holder = PositionRecord.objects.get(code="JPT-03").holder
    assert [line.nip for line in found.lines] == [holder]
    assert found.lines[0].eligibility.own
    assert found.barred
    assert all(one.eligibility.excluded for one in found.barred)
    assert "Golongan paling rendah IV/e: tidak terpenuhi (tercatat IV/c)." in [
        reason.id for one in found.barred for reason in one.eligibility.excluded
    ]


def test_unknown_is_to_be_checked_and_excludes_nobody() -> None:
    city(officials=6, vacant=1, pool=1)
    before = asked()
    require("JPT-03", "licence", "mutlak", "CPA")
    found = asked()
    assert found.eligible == before.eligible
    assert all("licence" in [one.kind for one in line.eligibility.to_check] for line in found.lines)


def test_a_position_changed_by_hand_is_seen_by_the_next_question() -> None:
    city(officials=3, vacant=1, pool=1)
    before = loaded(DAY)
    assert not isinstance(before, Refusal)
    assert "JPT-03" in before.posts
    assert abolish_position("JPT-03", actor=PLANNER, reason="Perampingan") is None
    after = loaded(DAY)
    assert not isinstance(after, Refusal)
    assert "JPT-03" not in after.posts


def test_nobody_without_a_profile_has_a_rank_and_an_expired_one_is_none() -> None:
    city(officials=6, vacant=1, pool=1)
    nips = list(CivilServant.objects.order_by("nip").values_list("nip", flat=True))
    old = Profile(nips[0], tuple((code, Decimal(5)) for code in CODES), date(2026, 5, 1), "import lain",
                  valid_until=date(2026, 6, 1))  # fmt: skip
    record_profiles([old], "sistem")
    found = asked(skip=0, most=50)
    assert nips[0] not in [line.nip for line in found.lines]
    assert found.unassessed == 1
    refused = positions_for(nips[0], DAY)
    assert isinstance(refused, Refusal)
    assert refused.code == "PLACEMENT_NOT_ASSESSED"


def test_people_who_do_not_serve_are_not_asked() -> None:
    city(officials=6, vacant=1, pool=1)
    everybody = asked().asked
    CivilServant.objects.filter(name="Pejabat Contoh 6").update(legal_status="Pensiun")
    forget()
    assert asked().asked == everybody - 1
    gone = CivilServant.objects.get(name="Pejabat Contoh 6").nip
    refused = positions_for(gone, DAY)
    assert isinstance(refused, Refusal)
    assert refused.code == "PLACEMENT_NO_PERSON"


def test_what_cannot_be_computed_is_refused_with_a_remedy() -> None:
    city(officials=3, vacant=1, pool=1)
    PositionRecord.objects.create(code="X", title="Tanpa standar", agency="A", job_class="fungsional")
    forget()
    codes = [getattr(people_for(code, DAY), "code", "") for code in ("TIDAK-ADA", "X")]
    assert codes == ["PLACEMENT_NO_POSITION", "PLACEMENT_NO_STANDARD"]
    assert getattr(compare("TIDAK-ADA", ["1", "2"], DAY), "code", "") == "PLACEMENT_NO_POSITION"
    assert getattr(compare("JPT-00", ["1", "2"], DAY), "code", "") == "PLACEMENT_NO_PERSON"
    forget()
    early = date(2019, 1, 1)
    assert {getattr(one, "code", "") for one in (people_for("JPT-00", early), positions_for("1", early),
            compare("JPT-00", ["1"], early))} == {"PLACEMENT_NO_RULES"}  # fmt: skip
    assert StandardVersion.objects.filter(kind="placement").exists()


def test_the_engine_is_kept_until_something_that_matters_changes() -> None:
    from takar.accounts.public import record_change

    city(officials=4, vacant=1, pool=1)
    first = loaded(DAY)
    assert loaded(DAY) is first
    record_change("orang", "user.password", "orang", reason="lupa")
    assert loaded(DAY) is first
    nip = CivilServant.objects.order_by("nip").values_list("nip", flat=True)[0]
    record_profiles(
        [Profile(nip, tuple((code, Decimal(5)) for code in CODES), date(2026, 6, 30), "meeting:1")], "sistem"
    )
    again = loaded(DAY)
    assert again is not first
    assert not isinstance(again, Refusal)
    row = again.engine.place_of_person[nip]
    assert again.engine.measured.levels[row, 0] == 5.0
    assert again.engine.measured.errors[row, 0] == 0.35


def test_beyond_what_is_read_whole_the_best_are_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    city(officials=8, vacant=1, pool=2)
    require("JPT-03", "golongan_least", "mutlak", "IV/b")
    near = asked()
    monkeypatch.setattr(loading, "READ_WHOLE", 3)
    forget()
    far = asked()
    assert [line.nip for line in far.lines] == [line.nip for line in near.lines]
    # The matrix does not say which source an error belongs to; here every error is told.
    assert [line.fit for line in far.lines] == pytest.approx([line.fit for line in near.lines], abs=1e-3)


def test_a_region_without_any_profile_is_no_fault() -> None:
    city(officials=2, vacant=0, pool=0)
    rules = loading.rules_of(DAY)
    assert rules is not None
    told = registers.measured_region(["9" * 18], {}, date(2020, 1, 1), rules)
    assert told.groups == (registers.UNKNOWN_CLASS,)
    assert told.levels.shape == (1, 9)


def signed_in(name: str = PLANNER) -> Client:
    users()
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


@pytest.fixture
def at_work(monkeypatch: pytest.MonkeyPatch) -> Client:
    city(officials=8, vacant=2, pool=3)
    from takar.placement.pages import fit_person, fit_position

    monkeypatch.setattr(fit_position, "today", lambda: DAY)
    monkeypatch.setattr(fit_person, "today", lambda: DAY)
    return signed_in()


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(f"/penempatan/kecocokan/{address}")
    assert answer.status_code == status, address
    return answer.content.decode()


def test_every_page_opens_says_its_purpose_and_has_no_inline_style(at_work: Client) -> None:
    nip = asked().lines[0].nip
    others = "&".join(f"nip={line.nip}" for line in asked(skip=0, most=3).lines)
    for address in (
        "", "?pegawai=Contoh", "?jabatan=tidakada", "?pegawai=tidakada", "?lowong=ya&kelas=jpt_pratama", "jabatan/JPT-03/",
        "jabatan/JPT-03/?dari=semua", "jabatan/JPT-03/?semua=1&page=1", f"pegawai/{nip}/", f"pegawai/{nip}/?dari=semua&lowong=1",
        f"jabatan/JPT-03/banding/?{others}", "jabatan/JPT-03/banding/?nip=1",
    ):  # fmt: skip
        body = page(at_work, address)
        assert "tidak pernah untuk memberhentikan" in body, address
        assert " style=" not in body
        assert " onclick=" not in body


def test_the_picture_has_a_table_that_says_the_same(at_work: Client) -> None:
    body, found = page(at_work, "jabatan/JPT-03/"), asked(classes=("jpt_pratama",))
    assert body.count('class="pla-dot') == 2 * len(found.lines)  # drawn for wide and for narrow screens
    assert 'aria-describedby="tabel-kecocokan"' in body
    for line in found.lines:
        assert f"{line.fit:.1f}".replace(".", ",") in body
        assert line.why[0] in body


def test_pages_are_said_in_english_too(at_work: Client) -> None:
    at_work.cookies["django_language"] = "en"
    body = page(at_work, "jabatan/JPT-03/")
    assert "Rank 1 of" in body
    assert "never for removing them" in body


def test_what_is_not_there_is_not_found_and_the_unfinished_is_explained(at_work: Client) -> None:
    PositionRecord.objects.create(code="X", title="Tanpa standar", agency="A", job_class="fungsional")
    page(at_work, "jabatan/TIDAK/", 404)
    page(at_work, "pegawai/1/", 404)
    page(at_work, "jabatan/TIDAK/banding/?nip=1&nip=2", 404)
    forget()
    assert "belum mempunyai standar kompetensi" in page(at_work, "jabatan/X/")
    assert at_work.get("/penempatan/kecocokan/jabatan/X/daftar.xlsx").status_code == 302
    fresh_person = CivilServant.objects.first()
    assert fresh_person is not None
    CivilServant.objects.filter(pk=fresh_person.pk).update(legal_status="Pensiun")
    forget()
    assert "Belum dapat dihitung" in page(at_work, f"pegawai/{fresh_person.nip}/")
    assert at_work.get(f"/penempatan/kecocokan/pegawai/{fresh_person.nip}/daftar.xlsx").status_code == 302


def test_workbooks_hold_the_ranks_the_levels_and_the_reasons(at_work: Client) -> None:
    require("JPT-03", "golongan_least", "penting", "IV/a")
    nip = asked().lines[0].nip
    for address in ("jabatan/JPT-03/daftar.xlsx", f"pegawai/{nip}/daftar.xlsx"):
        answer = at_work.get(f"/penempatan/kecocokan/{address}")
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        assert book.sheet_names == ["Peringkat", "Kompetensi", "Syarat", "Dikecualikan"]
        ranks = book.get_sheet_by_name("Peringkat").to_python()
        assert "tidak pernah untuk memberhentikan" in str(ranks[1][0])
        assert ranks[6][0] == 1
    first = at_work.get("/penempatan/kecocokan/jabatan/JPT-03/daftar.xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(first)).get_sheet_by_name("Peringkat").to_python()
    assert rows[6][1] == asked(classes=("jpt_pratama",)).lines[0].nip


def test_only_who_may_read_placement_opens_them(at_work: Client) -> None:
    assert at_work.get("/penempatan/kecocokan/").status_code == 200
    other = Client()
    other.force_login(User.objects.create_user(username="lain", password="x", roles=["proctor"]))
    assert other.get("/penempatan/kecocokan/").status_code == 403
    assert Client().get("/penempatan/kecocokan/").status_code == 302
