"""Stories of who is due that an official can read, change and run: tests/walkthroughs/obligation.csv.

Every event goes through the actions that the pages use; "keadaan", "hitung", "triwulan" and "penyerahan" check.
Persons are numbers; days are written DD-MM-YYYY; parts of a cell are separated by semicolons.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

import pytest
from django.db.models import Count, Q

from takar.certificates.actions.adopt_rule import RuleDraft, adopt_rule
from takar.certificates.actions.apply_results import apply_results
from takar.certificates.actions.drop_person import drop_person
from takar.certificates.actions.hand_over import HandoverDraft, hand_over
from takar.certificates.actions.preview_results import preview_results
from takar.certificates.actions.record_certificate import record_certificate
from takar.certificates.actions.withdraw_certificate import withdraw_certificate
from takar.certificates.domain.entries import parse_job
from takar.certificates.domain.handing import Returns
from takar.certificates.domain.organisers import parse_organiser
from takar.certificates.models import Certificate, Handover
from takar.certificates.overviews import forecast, state_counts
from takar.certificates.standings import standing_of
from takar.certificates.words import state_label
from takar.people.public import PeopleFilter
from takar.standards.public import load_shipped_standards
from tests.certificates.lists import line, results, upload
from tests.certificates.world import person
from tests.people.lists import nip

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ROWS = list(csv.DictReader((Path(__file__).parents[1] / "walkthroughs" / "obligation.csv").open(newline="")))
STORIES = {name: list(rows) for name, rows in groupby(ROWS, key=lambda row: row["kisah"])}


def day(text: str) -> date:
    return datetime.strptime(text, "%d-%m-%Y").date()


def parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")]


def numbers(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def orang(on: date, who: str, told: str, folder: Path) -> None:
    job, *more = parts(told)
    job_class, level = parse_job(job)
    for number in numbers(who):
        person(
            number, job_class or "", level=level or "",
            kind="PPPK" if "PPPK" in more else "PNS", legal_status="Pensiun" if "pensiun" in more else "Aktif",
        )  # fmt: skip


def sertifikat(on: date, who: str, told: str, folder: Path) -> None:
    organiser, job, assessed, *more = parts(told)
    until = more[0].removeprefix("sampai ") if more else ""
    for number in numbers(who):
        fields = {
            "nip": nip(number),
            "organiser": organiser,
            "job_class": job,
            "assessed_on": assessed,
            "stated_until": until,
        }
        done = record_certificate(fields, actor="ani", reason="", today=day("31-12-2030"))
        assert isinstance(done, Certificate), done


def ketentuan(on: date, who: str, told: str, folder: Path) -> None:
    edition, since, *more = parts(told)
    scope = "semua" if who == "semua" else str(parse_job(who)[0])
    draft = RuleDraft(
        scope, f"{edition}/2019.1", day(since), "Peraturan Wali Kota Contoh 12/2025", "Ketentuan daerah",
        with_pppk="PPPK" in more, higher_counts="lebih tinggi berlaku" in more,
    )  # fmt: skip
    assert not hasattr(adopt_rule(draft, actor="ani"), "code")


def tarik(on: date, who: str, told: str, folder: Path) -> None:
    organiser, assessed, _, reason = told.replace(":", " :").split(maxsplit=3)
    row = Certificate.objects.get(nip=nip(int(who)), organiser_name=organiser, assessed_on=day(assessed))
    assert withdraw_certificate(row.pk, actor="ani", reason=reason) is None


def serahkan(on: date, who: str, told: str, folder: Path) -> None:
    organiser, promised = parts(told)
    draft = HandoverDraft(
        parse_organiser(organiser), organiser, "Penilaian", on, day(promised.removeprefix("dijanjikan "))
    )
    assert isinstance(hand_over(draft, [nip(number) for number in numbers(who)], actor="ani"), Handover)


def kembali(on: date, who: str, told: str, folder: Path) -> None:
    organiser, job, assessed = parts(told)
    lines = [line(number, assessed, organiser=organiser, job_class=job) for number in numbers(who)]
    source = upload(results(folder / "hasil.xlsx", lines), handover=Handover.objects.get())
    assert preview_results(source, on) is None
    assert apply_results(source, actor="ani") is None


def lepas(on: date, who: str, told: str, folder: Path) -> None:
    assert drop_person(Handover.objects.get().pk, nip(int(who)), actor="ani", reason=told) is None


def keadaan(on: date, who: str, told: str, folder: Path) -> None:
    found = standing_of(nip(int(who)), on)
    assert found is not None
    shown = state_label(found.state)
    if found.valid_until and found.state in ("lapsed", "expiring", "valid"):
        shown += f" sampai {found.valid_until:%d-%m-%Y}"
    assert shown == told, found.why.id


def hitung(on: date, who: str, told: str, folder: Path) -> None:
    counts = state_counts(PeopleFilter(), on)
    due, exempt = counts["never"] + counts["lapsed"], counts["expiring"] + counts["valid"]  # type: ignore[index]
    assert f"wajib {due}; bebas {exempt}" == told
    alone = [standing_of(nip(number), on) for number in numbers(who)]
    assert sum(one is not None and one.is_due for one in alone) == due
    assert sum(one is not None and one.is_exempt for one in alone) == exempt


def triwulan(on: date, who: str, told: str, folder: Path) -> None:
    found = forecast(PeopleFilter(), on, 12)
    assert "; ".join(f"{one.name}: {one.total}" for one in found.quarters if one.total) == told


def penyerahan(on: date, who: str, told: str, folder: Path) -> None:
    row = Handover.objects.annotate(
        handed=Count("people"),
        back=Count("people", filter=Q(people__result__isnull=False)),
        dropped=Count("people", filter=~Q(people__dropped_reason="")),
    ).get()
    returns = Returns(row.handed, row.back, row.dropped)
    words = {"open": "menunggu", "partly": "sebagian", "complete": "lengkap"}
    assert f"{words[returns.status]}; terlambat {returns.days_late(row.promised_on, on)} hari" == told


EVENTS: dict[str, Callable[[date, str, str, Path], None]] = {
    one.__name__: one
    for one in (
        orang,
        sertifikat,
        ketentuan,
        tarik,
        serahkan,
        kembali,
        lepas,
        keadaan,
        hitung,
        triwulan,
        penyerahan,
    )
}


@pytest.mark.parametrize("story", STORIES)
def test_story(story: str, tmp_path: Path) -> None:
    load_shipped_standards()
    for number, row in enumerate(STORIES[story], start=1):
        event = EVENTS[row["peristiwa"]]
        try:
            event(day(row["tanggal"]), row["siapa"], row["isi"], tmp_path)
        except AssertionError as failed:
            raise AssertionError(f"{story}, baris {number}: {row}") from failed


def test_every_row_is_a_known_event_and_tells_the_same_story() -> None:
    assert {row["peristiwa"] for row in ROWS} == set(EVENTS)
    assert len(STORIES) == len({row["kisah"] for row in ROWS}), "the rows of a story stand together"
