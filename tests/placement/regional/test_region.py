"""A region through the registers: asked, placed by the worker, kept, read, stopped."""

from __future__ import annotations

from decimal import Decimal
from time import perf_counter
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from takar.accounts.models import Change
from takar.accounts.public import User
from takar.jobs.public import Cancelled, Job, cancel_job, run_jobs_once
from takar.kernel.refusals import Refusal
from takar.people.models import Agency, CivilServant, Unit
from takar.placement.actions.ask_region import ask_region
from takar.placement.domain.regions import RegionScope, scope_from_json, scope_to_json, worth_of
from takar.placement.jobs import place_a_region
from takar.placement.matching.loading import forget, rules_of
from takar.placement.models import RegionPlace, RegionResult, RegionRun
from takar.placement.regional import files
from takar.placement.regional.answering import Tell, answer_region
from takar.placement.regional.books import agencies_of, contested, places_of, region_book
from takar.placement.solving.problem import Stopped
from takar.positions.models import PositionRecord
from tests.placement.world import AUDITOR, MAYOR, PLANNER, READER, city, users

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
ROOT = "/penempatan/wilayah/"


@pytest.fixture(autouse=True)
def region() -> None:
    forget()
    users()
    city(officials=5, vacant=3, pool=6)


def asked(scope: RegionScope) -> RegionRun:
    run = ask_region(scope, actor=PLANNER)
    assert isinstance(run, RegionRun)
    return run


def placed(scope: RegionScope) -> RegionRun:
    run = asked(scope)
    run_jobs_once()
    assert RegionResult.objects.filter(run=run).exists(), Job.objects.get(pk=run.job).error
    return run


def two_agencies() -> None:
    other = Agency.objects.create(name="Kabupaten Contoh")
    unit = Unit.objects.create(agency=other, name="Dinas Lain", path="Dinas Lain")
    for nip in CivilServant.objects.order_by("-nip").values_list("nip", flat=True)[:4]:
        CivilServant.objects.filter(nip=nip).update(unit=unit)
    PositionRecord.objects.filter(code__in=["JPT-06", "JPT-07"]).update(agency=other.name, unit="Dinas Lain")


@pytest.mark.parametrize("scope", ["vacant_free", "vacant_any", "all"])
def test_a_run_is_the_best_there_is_and_every_post_is_explained(scope: str) -> None:
    run = placed(RegionScope(scope, vacant_worth=Decimal(0)))
    rows = list(RegionPlace.objects.filter(run=run))
    book = region_book(run.pk)
    assert book is not None
    totals = book.totals
    assert totals["exact"]
    assert totals["posts"] == len(rows) == (8 if scope == "all" else 3)
    assert totals["filled"] == sum(1 for one in rows if one.nip)
    assert totals["total"] == sum(one.fit or 0 for one in rows)
    holders = set(PositionRecord.objects.exclude(holder="").values_list("holder", flat=True))
    if scope == "vacant_free":
        assert not holders & {one.nip for one in rows}
    if scope == "vacant_any":
        assert book.result is not None
        assert book.result.body["left_open"] == sum(1 for one in rows if one.nip in holders)
    if scope == "all":
        assert book.result is not None
        assert book.result.body["unseated"] == len(holders - {one.nip for one in rows})
    assert all(one.following["behind"] >= 0 for one in rows if one.following)


def test_posts_are_filled_within_their_agency_unless_asked_otherwise() -> None:
    two_agencies()
    apart, together = (
        placed(RegionScope("all", vacant_worth=Decimal(0))),
        placed(RegionScope("all", together=True, vacant_worth=Decimal(0))),
    )
    homes = dict(CivilServant.objects.values_list("nip", "unit__agency__name"))
    for one in RegionPlace.objects.filter(run=apart).exclude(nip=""):
        assert homes[one.nip] == one.agency
    first, second = region_book(apart.pk), region_book(together.pk)
    assert first is not None
    assert second is not None
    assert [one["agency"] for one in first.agencies] == ["Kabupaten Contoh", "Pemerintah Kota Contoh"]
    assert second.totals["total"] >= first.totals["total"]
    assert agencies_of(first) == agencies_of(second) == ["Kabupaten Contoh", "Pemerintah Kota Contoh"]
    assert "<option>Kabupaten Contoh</option>" in text(MAYOR, f"{ROOT}{together.pk}/")


def test_the_same_registers_give_the_same_answer() -> None:
    first, second = placed(RegionScope("all")), placed(RegionScope("all"))
    one, two = (RegionResult.objects.get(run=run) for run in (first, second))
    assert (one.inputs_digest, one.digest) == (two.inputs_digest, two.digest)
    third = RegionResult.objects.get(run=placed(RegionScope("all", vacant_worth=Decimal(1))))
    assert third.inputs_digest != one.inputs_digest


def test_a_high_worth_of_open_posts_leaves_them_open_with_the_reason() -> None:
    run = placed(RegionScope("all", vacant_worth=Decimal(100)))
    assert set(RegionPlace.objects.filter(run=run, nip="").values_list("reason", flat=True)) == {"below"}
    PositionRecord.objects.update(agency="Tidak Ada")
    forget()
    run = placed(RegionScope("all"))
    assert set(RegionPlace.objects.filter(run=run).values_list("reason", flat=True)) == {"nobody"}


def test_nothing_of_it_changes_or_vanishes_and_the_trail_knows() -> None:
    run = placed(RegionScope())
    for rows in (
        RegionRun.objects.filter(pk=run.pk),
        RegionResult.objects.filter(run=run),
        RegionPlace.objects.filter(run=run),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        RegionPlace.objects.filter(run=run).update(price=1)
    lines = Change.objects.filter(subject=f"region:{run.pk}").values_list("action", flat=True)
    assert set(lines) == {"region.ask", "region.placed"}


def test_a_second_answer_is_not_kept() -> None:
    run = placed(RegionScope())
    place_a_region({"run": run.pk}, lambda done, total=None, note="": None)
    assert RegionResult.objects.filter(run=run).count() == 1
    assert RegionPlace.objects.filter(run=run).count() == 3


@pytest.mark.parametrize("at", [0, 1])
def test_cancelled_before_it_is_kept_nothing_is(at: int) -> None:
    run, heard = asked(RegionScope("all")), []

    def stop(done: int, total: int | None = None, note: str = "") -> None:
        heard.append(note)
        if len(heard) > at:
            raise Cancelled

    with pytest.raises(Cancelled):
        place_a_region({"run": run.pk}, stop)
    assert not RegionPlace.objects.exists()
    assert len(heard) == at + 1


@pytest.mark.parametrize("together", [False, True])
def test_every_step_tells_how_far_it_is_and_can_be_stopped(together: bool) -> None:
    two_agencies()
    shares: list[float] = []
    steps: list[str] = []
    stop = [-1]

    def tell(share: float, step: str, _about: str) -> None:
        shares.append(share)
        steps.append(step)
        if len(shares) == stop[0]:
            raise Stopped

    run = asked(RegionScope("all", together=together))
    answered(run, tell)
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] <= 1
    assert {"positions", "people", "profiles", "careers", "score", "look", "place", "explain"} == set(steps)
    for at in range(1, len(steps), 3):
        shares.clear()
        stop[0] = at
        with pytest.raises(Stopped):
            answered(run, tell)


def answered(run: RegionRun, tell: Tell) -> object:
    rules = rules_of(run.on)
    assert rules is not None
    return answer_region(run.on, scope_from_json(run.scope), rules, tell, perf_counter)


def test_what_cannot_be_asked_is_refused() -> None:
    for scope, code in (
        (RegionScope("everything"), "REGION_SCOPE_UNKNOWN"),
        (RegionScope(vacant_worth=Decimal(101)), "REGION_WORTH_BAD"),
    ):
        refusal = ask_region(scope, actor=PLANNER)
        assert isinstance(refusal, Refusal)
        assert refusal.code == code
    run = asked(RegionScope(classes=("pengawas",)))
    run_jobs_once()
    book = region_book(run.pk)
    assert book is not None
    assert book.state == "failed"
    assert book.job is not None
    assert book.job.error is not None
    assert book.job.error["code"] == "REGION_NO_POSTS"
    assert worth_of("68,5") == Decimal("68.5")
    assert worth_of("banyak") is None
    assert worth_of("NaN") is None


def test_a_scope_goes_into_json_and_back() -> None:
    scope = RegionScope("all", ("pengawas",), ("A",), True, Decimal("70.5"))
    assert scope_from_json(scope_to_json(scope)) == scope


def as_(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def text(name: str, address: str, **asked_for: Any) -> str:
    answer = as_(name).get(address, asked_for)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def test_from_the_form_to_the_explained_list_and_files() -> None:
    assert "Belum ada penempatan wilayah" in text(PLANNER, ROOT)
    bad = as_(PLANNER).post(f"{ROOT}baru/", {"lingkup": "all", "nilai": "banyak"})
    assert "0 sampai 100" in bad.content.decode()
    as_(PLANNER).post(f"{ROOT}baru/", {"lingkup": "all", "nilai": "0", "kelas": "jpt_pratama"})
    run = RegionRun.objects.get()
    assert "menunggu giliran" in text(PLANNER, f"{ROOT}{run.pk}/")
    assert "Batalkan penataan" not in text(MAYOR, f"{ROOT}{run.pk}/")
    run_jobs_once()
    shown = text(AUDITOR, f"{ROOT}{run.pk}/")
    assert "susunan terbaik" in shown
    assert "Mengapa" in shown
    assert "tidak diperebutkan" in shown or "diperebutkan: tanpa" in shown
    assert "Tidak ada jabatan yang cocok" in text(MAYOR, f"{ROOT}{run.pk}/", cari="tidak ada begini")
    one = RegionPlace.objects.filter(run=run).exclude(nip="").first()
    assert one is not None
    assert one.title in text(MAYOR, f"{ROOT}{run.pk}/", cari=one.nip)
    assert [x.code for x in places_of(run.pk, one.nip)] == [one.code]
    assert as_(MAYOR).get(f"{ROOT}{run.pk}/kemajuan/")["HX-Refresh"] == "true"
    assert "Penempatan wilayah" in text(PLANNER, "/penempatan/rencana/")
    excel = as_(MAYOR).post(f"{ROOT}{run.pk}/berkas/", {"berkas": "xlsx"})
    assert excel.content[:2] == b"PK"
    lines = as_(MAYOR).post(f"{ROOT}{run.pk}/berkas/", {"berkas": "csv"}).content.decode().splitlines()
    assert len(lines) == 9
    assert Change.objects.filter(action="region.download").count() == 2


def test_the_contested_come_first() -> None:
    run = placed(RegionScope("all", vacant_worth=Decimal(0)))
    prices = [one.price for one in contested(run.pk)]
    assert prices == sorted(prices, reverse=True)
    assert "diperebutkan" in text(MAYOR, f"{ROOT}{run.pk}/diperebutkan/")


def test_a_long_list_is_written_by_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    run = placed(RegionScope("all"))
    monkeypatch.setattr(files, "AT_ONCE", 1)
    answer = as_(MAYOR).post(f"{ROOT}{run.pk}/berkas/", {"berkas": "csv"})
    assert "/pekerjaan/" in answer["Location"]
    run_jobs_once()
    job = Job.objects.order_by("-pk")[0]
    got = as_(MAYOR).get(job.result["next"])
    assert b"".join(got.streaming_content).count(b"\n") == 9  # type: ignore[attr-defined]
    assert as_(MAYOR).get(f"{ROOT}{run.pk}/berkas/lain-x.csv").status_code == 404


def test_who_may_what() -> None:
    run = asked(RegionScope())
    assert as_(READER).get(ROOT).status_code == 403
    assert as_(MAYOR).get(f"{ROOT}baru/").status_code == 403
    assert as_(MAYOR).post(f"{ROOT}{run.pk}/batal/").status_code == 403
    assert as_(PLANNER).get(f"{ROOT}tidak-ada/").status_code == 404
    as_(PLANNER).post(f"{ROOT}{run.pk}/batal/")
    shown = text(PLANNER, f"{ROOT}{run.pk}/")
    assert "Tidak ada hasil yang disimpan" in shown
    assert "sudah selesai" in as_(PLANNER).post(f"{ROOT}{run.pk}/batal/", follow=True).content.decode()
    assert cancel_job(run.job) is not None
    Job.objects.all().delete()
    assert "terputus" in text(PLANNER, f"{ROOT}{run.pk}/")
