"""Planners find letters, proctors find the day's papers and no score; each download leaves a name."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from takar.accounts.models import Change, User
from takar.jobs.public import run_jobs_once
from tests.reports.paper_world import PaperWorld, free_and_rebook, paper_world

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

OF_THE_DAY = (
    "cards", "card", "rooms", "seats", "blank", "blank_activities", "blank_activity", "filled", "filled_activity",
    "minutes", "minutes_activity", "recap", "recap_workbook", "programme_recap", "programme_recap_workbook",
)  # fmt: skip
OF_THE_PLAN = (
    "invitations", "invitation", "lists", "calendar", "person_calendar", "schedules", "schedule", "duties", "duty",
    "assessor_calendar", "roster", "programme_lists",
)  # fmt: skip


def signed_in(role: str = "assessment_admin") -> Client:
    client = Client()
    client.force_login(User.objects.create(username=role, roles=[role]))
    return client


def address(name: str, world: PaperWorld) -> str:
    """Where a paper of the world is had."""
    of_day = {"rooms", "seats", "blank", "blank_activities", "filled", "minutes"}
    if name in of_day:
        return reverse(f"paper:{name}", args=[world.batch, 1])
    if name in {"card", "invitation", "person_calendar"}:
        return reverse(f"paper:{name}", args=[world.batch, world.places[0]])
    if name.endswith("_activity"):
        return reverse(f"paper:{name}", args=[world.batch, 1, world.activities[0]])
    if name in {"schedule", "duty", "assessor_calendar"}:
        return reverse(f"paper:{name}", args=[world.programme, world.assessors[1]])
    whole = {"schedules", "duties", "roster"} | {
        one for one in (*OF_THE_DAY, *OF_THE_PLAN) if one.startswith("programme")
    }
    return reverse(f"paper:{name}", args=[world.programme if name in whole else world.batch])


def words(body: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())


@pytest.mark.parametrize("name", [*OF_THE_DAY, *OF_THE_PLAN])
def test_every_paper_can_be_had_and_leaves_a_line(name: str) -> None:
    world, client = paper_world(), signed_in()
    answer = client.get(address(name, world))
    assert answer.status_code == 200, answer.content[:300]
    assert answer.content.startswith((b"%PDF", b"PK", b"BEGIN:VCALENDAR"))
    assert "attachment" in answer["Content-Disposition"]
    assert Change.objects.filter(action="reports.download").count() == 1


def _allowed(client: Client, names: Iterable[str], world: PaperWorld) -> set[int]:
    return {client.get(address(name, world)).status_code for name in names}


def test_a_proctor_prints_what_the_day_needs_and_no_letter() -> None:
    world, client = paper_world(), signed_in("proctor")
    assert _allowed(client, OF_THE_DAY, world) == {200}
    assert _allowed(client, OF_THE_PLAN, world) == {403}
    assert client.get(reverse("paper:days")).status_code == 200
    assert client.get(reverse("paper:day", args=[world.batch, 1])).status_code == 200


@pytest.mark.parametrize("role", ["item_author", "system_admin", "technical_helper"])
def test_others_are_told_who_may(role: str) -> None:
    world, client = paper_world(), signed_in(role)
    assert _allowed(client, (*OF_THE_DAY, *OF_THE_PLAN), world) == {403}


def test_a_reader_of_plans_sees_no_attendance() -> None:
    world, client = paper_world(), signed_in("reader")
    assert _allowed(client, OF_THE_PLAN, world) == {200}
    assert _allowed(client, OF_THE_DAY, world) == {403}
    page = client.get(reverse("paper:batch", args=[world.batch])).content.decode()
    assert "Hari pelaksanaan" not in page.split("<main")[-1]


def test_pages_name_every_batch_day_and_person() -> None:
    world, client = paper_world(), signed_in()
    programme = client.get(reverse("paper:programme", args=[world.programme])).content.decode()
    assert all(name in programme for name in ("Gelombang 1", "Gelombang 2", "Asesor Ketua Contoh"))
    batch = client.get(reverse("paper:batch", args=[world.batch])).content.decode()
    assert all(f"Peserta {n:03d}" in batch for n in range(1, 5))
    day = client.get(reverse("paper:day", args=[world.batch, 2])).content.decode()
    assert day.count("Diskusi kelompok") >= 2
    assert "Pemetaan Contoh 2026" in client.get(reverse("paper:programmes")).content.decode()


def test_the_chosen_paper_travels_with_the_links() -> None:
    world, client = paper_world(), signed_in()
    page = client.get(reverse("paper:day", args=[world.batch, 1]) + "?kertas=f4").content.decode()
    assert f"{address('minutes', world)}?kertas=f4" in page
    body = client.get(address("minutes", world) + "?kertas=f4").content
    assert round(float(PdfReader(BytesIO(body)).pages[0].mediabox.height) / 72 * 2.54) == 33


def test_nothing_is_printed_of_what_is_not_there() -> None:
    world, client = paper_world(), signed_in()
    for name, arguments, code in (
        ("batch", ["none"], "PAPER_BATCH_NOT_FOUND"),
        ("cards", ["none"], "PAPER_BATCH_NOT_FOUND"),
        ("day", ["none", 1], "PAPER_BATCH_NOT_FOUND"),
        ("day", [world.batch, 9], "PAPER_DAY_NOT_FOUND"),
        ("rooms", [world.batch, 9], "PAPER_DAY_NOT_FOUND"),
        ("minutes_activity", [world.batch, 1, 99999], "PAPER_DAY_NOT_FOUND"),
        ("card", [world.batch, 99999], "PAPER_PERSON_NOT_FOUND"),
        ("invitation", [world.batch, 99999], "PAPER_PERSON_NOT_FOUND"),
        ("person_calendar", [world.batch, 99999], "PAPER_PERSON_NOT_FOUND"),
        ("redo_letter", [world.batch, 99999], "PAPER_PERSON_NOT_FOUND"),
        ("redo_letter", [world.batch, world.places[0]], "PAPER_NOT_REBOOKED"),
        ("schedule", [world.programme, 99999], "PAPER_PERSON_NOT_FOUND"),
        ("assessor_calendar", [world.programme, 99999], "PAPER_PERSON_NOT_FOUND"),
        ("pack_file", [world.batch, 1], "PAPER_PACK_NOT_FOUND"),
        ("programme_file", [world.programme], "PAPER_PACK_NOT_FOUND"),
        *((name, ["none"], "PAPER_PROGRAMME_NOT_FOUND") for name in (
            "programme", "schedules", "duties", "roster", "programme_lists", "programme_recap", "programme_recap_workbook")),
        ("assessor_calendar", ["none", 1], "PAPER_PROGRAMME_NOT_FOUND"),
    ):  # fmt: skip
        answer = client.get(reverse(f"paper:{name}", args=arguments))
        assert (answer.status_code, code in answer.content.decode()) == (409, True), (name, arguments)
    assert Change.objects.filter(action="reports.download").count() == 0


def test_letters_wait_for_the_invitation() -> None:
    world, client = paper_world(invited=False), signed_in()
    answer = client.get(address("invitations", world))
    assert (answer.status_code, "PAPER_NOBODY_INVITED" in answer.content.decode()) == (409, True)


def test_the_redo_letter_tells_why_and_where() -> None:
    world = paper_world()
    old, new = free_and_rebook(world)
    client = signed_in("proctor")
    for batch, place in ((world.batch, old), (world.later, new)):
        text = words(client.get(reverse("paper:redo_letter", args=[batch, place])).content)
        assert "Tidak hadir pada hari ke-1: sakit" in text
        assert "Gelombang 2, nomor peserta 001" in text
        assert "Senin, 9 Februari 2026" in text


def test_the_pack_of_a_day_holds_its_papers() -> None:
    world, client = paper_world(), signed_in("proctor")
    client.post(reverse("paper:pack", args=[world.batch, 1]))
    assert run_jobs_once()
    answer = client.get(reverse("paper:pack_file", args=[world.batch, 1]))
    names = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))).namelist()  # type: ignore[attr-defined]
    begins = ["kartu", "daftar-ruang", "denah", "daftar-hadir", "kehadiran", "berita-acara", "rekap"]
    assert all(any(name.startswith(one) for name in names) for one in begins), names
    assert len(set(names)) == len(names)


def test_the_papers_of_a_programme_come_in_one_zip() -> None:
    world, client = paper_world(), signed_in()
    client.post(reverse("paper:programme_pack", args=[world.programme]), {"kertas": "f4"})
    assert run_jobs_once()
    answer = client.get(reverse("paper:programme_file", args=[world.programme]))
    names = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))).namelist()  # type: ignore[attr-defined]
    assert {"undangan-gelombang-1.pdf", "kalender-gelombang-1.ics", "kalender-gelombang-2.ics"} <= set(names)
    assert "undangan-gelombang-2.pdf" not in names  # nobody there is invited


def test_a_pack_of_nothing_says_why() -> None:
    client = signed_in()
    for name, arguments in (("pack", ["none", 1]), ("programme_pack", ["none"])):
        client.post(reverse(f"paper:{name}", args=arguments))
        assert run_jobs_once()
    assert Change.objects.filter(action="reports.write").count() == 0


def test_an_office_without_batches_says_when_papers_come() -> None:
    client = signed_in()
    assert "Tidak ada hari pelaksanaan" in client.get(reverse("paper:days")).content.decode()
    assert "Belum ada program" in client.get(reverse("paper:programmes")).content.decode()
