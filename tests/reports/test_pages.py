"""Staff find every paper; readers of rooms find none; each download leaves a name."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from takar.accounts.models import Change, User
from takar.assessments.public import Visibility
from takar.jobs.public import run_jobs_once
from takar.scoring.public import seal_ready
from tests.assessments.world import NOW, World, clock_at
from tests.scoring.sittings import opened_world, sit, sittings_of

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def signed_in(role: str = "assessment_admin") -> Client:
    client = Client()
    client.force_login(User.objects.create(username=role, roles=[role]))
    return client


def _world(visibility: Visibility | None = None) -> World:
    made = opened_world(2, visibility=visibility)
    sit(made, sittings_of(made)[0], "B")
    seal_ready(clock_at(NOW + timedelta(hours=2)))
    return made


def _paper(client: Client, name: str, argument: str) -> bytes:
    answer = client.get(reverse(f"reports:{name}", args=[argument]))
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return answer.content


def test_every_paper_of_a_running_assessment_can_be_had() -> None:
    world, client = _world(), signed_in()
    page = client.get(reverse("reports:assessment", args=[world.assessment.id])).content.decode()
    assert page.count("Belum mengirim jawaban") == 1
    assert _paper(client, "event_card", world.assessment.id).startswith(b"%PDF")
    assert _paper(client, "recap", world.assessment.id).startswith(b"PK")
    assert _paper(client, "individual", sittings_of(world)[0]).startswith(b"%PDF")
    assert Change.objects.filter(action="reports.download").count() == 3


def test_nobody_gets_a_report_before_the_result_is_sealed() -> None:
    world, client = _world(), signed_in()
    answer = client.get(reverse("reports:individual", args=[sittings_of(world)[1]]))
    assert answer.status_code == 409
    assert "RESULT_NOT_SEALED" in answer.content.decode()


def test_held_results_are_not_printed() -> None:
    world, client = _world(Visibility(when="held")), signed_in()
    page = client.get(reverse("reports:assessment", args=[world.assessment.id])).content.decode()
    assert "masih ditahan" in page
    for name, argument in (("recap", world.assessment.id), ("individual", sittings_of(world)[0])):
        assert client.get(reverse(f"reports:{name}", args=[argument])).status_code == 409


def test_all_papers_come_in_one_zip() -> None:
    world, client = _world(), signed_in()
    client.post(reverse("reports:all", args=[world.assessment.id]))
    assert run_jobs_once()
    answer = client.get(reverse("reports:archive", args=[world.assessment.id]))
    names = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))).namelist()  # type: ignore[attr-defined]
    assert sorted(name.split("-")[0] for name in names) == ["daftar", "kartu", "laporan", "rekap"]


def test_an_empty_office_says_when_papers_come() -> None:
    assert "Belum ada kegiatan yang dibuka" in signed_in().get(reverse("reports:reports")).content.decode()


@pytest.mark.parametrize("role", ["proctor", "technical_helper", "item_author", "system_admin"])
def test_others_are_told_who_may(role: str) -> None:
    world = _world()
    client = signed_in(role)
    for name, argument in (("recap", world.assessment.id), ("individual", sittings_of(world)[0])):
        assert client.get(reverse(f"reports:{name}", args=[argument])).status_code == 403
