"""From the check-in to the paper: what attendance really noted is what is printed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from takar.accounts.models import User
from takar.assessments.public import evidence_log
from takar.attendance.actions.check_in import check_in
from takar.attendance.actions.mark import mark_absent
from takar.attendance.actions.report_incident import report_incident
from takar.attendance.domain.facts import Absent, Incident
from takar.attendance.public import card_code, place_of_card
from takar.kernel.refusals import Refusal
from takar.ledger.public import LogReader
from takar.planning.public import places_of
from takar.reports.domain.root_words import lines_of, words_of
from takar.reports.paper import queries
from takar.reports.paper.batch_file import BatchFile, open_batch
from takar.reports.paper.root_check import RootVerdict, check_root
from takar.reports.report import Report
from tests.reports.paper_world import PaperWorld, free_and_rebook, paper_world

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
_REQUESTS = count(1)


def at(clock: str, day: int = 5) -> datetime:
    hour, minute = clock.split(".")
    return datetime(2026, 1, day, int(hour), int(minute), tzinfo=UTC) - timedelta(hours=7)


def later() -> datetime:
    return at("14.00")


def noted(world: PaperWorld) -> BatchFile:
    """001 came in time, 002 late, 003 is ill; the power failed for all."""
    for person, clock in ((0, "07.20"), (1, "07.55")):
        done = check_in(
            world.batch, world.nips[person], moment=at(clock), request=f"r{next(_REQUESTS)}", actor="pengawas", clock=later
        )  # fmt: skip
        assert not isinstance(done, Refusal), done
    done = mark_absent(
        world.batch, world.nips[2], 1, Absent("Sakit demam"), moment=at("08.30"), request=f"r{next(_REQUESTS)}",
        actor="pengawas", clock=later,
    )  # fmt: skip
    assert not isinstance(done, Refusal), done
    report_incident(
        world.batch, 1, Incident("power", "PLN padam", whom="room", room="Ruang CAT 1"), moment=at("09.10"),
        request=f"r{next(_REQUESTS)}", actor="pengawas", clock=later,
    )  # fmt: skip
    file = open_batch(world.batch)
    assert isinstance(file, BatchFile)
    return file


def words(made: Report | Refusal) -> str:
    assert isinstance(made, Report), made
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made.body)).pages).split())


def test_the_minutes_hold_the_record_and_the_logs_own_root() -> None:
    file = noted(paper_world())
    log = evidence_log()
    log.append([b'{"uji":1}'])
    text = words(queries.day_minutes(file, 1, None, "a4", later()))
    for part in (
        "Terdaftar : 4 (empat) orang",
        "Terlambat : 1 (satu) orang",
        "Tidak hadir : 1 (satu) orang",
        "Sakit demam",
        "PLN padam",
    ):
        assert part in text, part
    head = log.checkpoint()
    assert " ".join(words_of(head.root)[:4]) in text
    assert "1 (satu) catatan" in text
    assert log.fingerprint in text


def test_the_filled_list_has_the_times_of_the_check_ins() -> None:
    text = words(queries.filled_list(noted(paper_world()), 1, None, "a4", later()))
    assert "07.20" in text
    assert "terlambat 25 menit" in text
    activity = words(queries.filled_list(file := noted_again(), 1, file.activities[0], "a4", later()))
    assert "Tes kompetensi CACT" in activity


def noted_again() -> BatchFile:
    file = open_batch("b1")
    assert isinstance(file, BatchFile)
    return file


def test_the_redo_letter_takes_its_reason_from_the_record() -> None:
    world = paper_world()
    noted(world)
    old, _ = free_and_rebook(world, 2)
    file = noted_again()
    text = words(queries.repeat_letter(file, old, "a4", later()))
    assert "tidak hadir pada Senin, 5 Januari 2026 (Sakit demam)" in text
    assert "Gelombang 2, nomor peserta 001" in text


def test_the_code_on_the_card_is_the_one_that_the_door_reads() -> None:
    world = paper_world()
    place = places_of(world.batch)[0]

    found = place_of_card(card_code(place))
    assert found is not None
    assert found.id == place.id


def test_the_recap_of_a_batch_counts_what_was_noted() -> None:
    file = noted(paper_world())
    text = words(queries.recap_of_batch(file, later(), "a4"))
    assert "Tidak hadir" in text
    assert "Listrik padam" in text


def test_root_words_are_compared_with_the_log() -> None:
    log = evidence_log()
    assert _code(check_root(log, "1", "abadi")) == "ROOT_LOG_EMPTY"
    log.append([b'{"uji":1}', b'{"uji":2}'])
    right, wrong = log.root(1), log.root(2)
    assert check_root(log, "1", " ".join(words_of(right))) == RootVerdict(1, True, _lines(log, 1))
    assert check_root(log, "1", " ".join(words_of(wrong))) == RootVerdict(1, False, _lines(log, 1))
    assert _code(check_root(log, "3", "abadi")) == "ROOT_SIZE_UNKNOWN"
    assert _code(check_root(log, "satu", "abadi")) == "ROOT_SIZE_UNKNOWN"
    assert _code(check_root(log, "2", "abadi")) == "ROOT_WORDS_COUNT"


def _lines(log: LogReader, size: int) -> tuple[tuple[str, str], ...]:

    return lines_of(log.root(size))


def _code(found: object) -> str:
    assert isinstance(found, Refusal)
    return found.code


def test_the_page_says_whether_they_agree() -> None:
    client = Client()
    client.force_login(User.objects.create(username="pengawas", roles=["proctor"]))
    log = evidence_log()
    log.append([b'{"uji":1}', b'{"uji":2}'])
    page = reverse("paper:root_words")
    asked = " ".join(words_of(log.root(2)))
    assert "Banyaknya catatan" in client.get(page).content.decode()
    assert "alert-success" in client.get(page, {"banyak": "2", "kata": asked}).content.decode()
    assert "alert-danger" in client.get(page, {"banyak": "1", "kata": asked}).content.decode()
    assert "ROOT_WORD_UNKNOWN" in client.get(page, {"banyak": "1", "kata": "salah"}).content.decode()
