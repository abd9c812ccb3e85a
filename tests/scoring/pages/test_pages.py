from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from takar.accounts.models import Change, User
from takar.assessments.public import Visibility
from takar.jobs.public import run_jobs_once
from takar.scoring.models import Audit, Outcome
from takar.scoring.public import seal_ready
from tests.assessments.world import NOW, World, clock_at
from tests.scoring.sittings import opened_world, sit, sittings_of

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
CLOCK = clock_at(NOW + timedelta(hours=2))


def signed_in(*roles: str) -> Client:
    user = User.objects.create(username="-".join(roles), roles=list(roles))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def world() -> World:
    made = opened_world(3)
    for sitting, option in zip(sittings_of(made), "BD", strict=False):
        sit(made, sitting, option)
    seal_ready(CLOCK)
    return made


def test_the_recap_lists_everyone_and_sorts(world: World) -> None:
    client = signed_in("reader")
    address = reverse("scoring:recap", args=[world.assessment.id])
    page = client.get(address).content.decode()
    assert "belum mengirim jawaban" in page
    assert page.index("Peserta 001") < page.index("Peserta 002")
    best_first = client.get(address, {"urut": "jpm"}).content.decode()
    assert best_first.index("Peserta 002") < best_first.index("Peserta 001")
    one = client.get(address, {"cari": "002"}).content.decode()
    assert "Peserta 001" not in one


def test_a_result_shows_the_chart_the_sentences_and_the_receipt(world: World) -> None:
    sitting = sittings_of(world)[1]
    client = signed_in("reader")
    page = client.get(reverse("scoring:result", args=[sitting])).content.decode()
    assert "200,00" in page
    assert page.count('class="radar-dot"') == 9
    assert "Jumlah 36,00 dibagi jumlah standar 18 kali 100 = 200,00" in page
    receipt = client.get(reverse("scoring:receipt", args=[sitting]))
    assert receipt.content.decode() == Outcome.objects.get(sitting=sitting).receipt
    assert Change.objects.filter(action="result.read", subject=f"sitting:{sitting}").count() == 1


def test_proctors_and_helpers_never_see_a_result(world: World) -> None:
    sitting = sittings_of(world)[0]
    pages = [
        reverse("scoring:results"),
        reverse("scoring:recap", args=[world.assessment.id]),
        reverse("scoring:result", args=[sitting]),
        reverse("scoring:receipt", args=[sitting]),
        reverse("scoring:audit"),
    ]
    for role in ("proctor", "technical_helper", "item_author"):
        client = signed_in(role)
        assert {client.get(page).status_code for page in pages} == {403}


def test_an_auditor_starts_an_audit_and_reads_it(world: World) -> None:
    client = signed_in("auditor")
    client.post(reverse("scoring:start_audit", args=[world.assessment.id]))
    assert run_jobs_once()
    done = Audit.objects.get()
    page = client.get(reverse("scoring:audited", args=[done.pk])).content.decode()
    assert "Semua cocok." in page
    assert "semua cocok" in client.get(reverse("scoring:audit")).content.decode()
    assert (
        signed_in("reader").post(reverse("scoring:start_audit", args=[world.assessment.id])).status_code
        == 403
    )


def test_findings_are_listed(world: World) -> None:
    row = Outcome.objects.first()
    row.body["jpm"] = "95.00"
    row.save()
    client = signed_in("auditor")
    client.post(reverse("scoring:start_audit", args=[world.assessment.id]))
    run_jobs_once()
    page = client.get(reverse("scoring:audited", args=[Audit.objects.get().pk])).content.decode()
    assert "Skor JPM di basis data kantor 95,00" in page
    assert "1 ketidakcocokan" in page


def test_held_results_are_released_by_an_administrator_only() -> None:
    world = opened_world(1, visibility=Visibility(when="held"))
    sit(world, sittings_of(world)[0])
    seal_ready(CLOCK)
    address = reverse("scoring:release", args=[world.assessment.id])
    assert signed_in("reader").post(address, {"alasan": "x"}).status_code == 403
    admin = signed_in("assessment_admin")
    page = admin.post(address, {"alasan": "Surat 1/2026"}, follow=True).content.decode()
    assert "1 hasil diumumkan" in page
    assert Outcome.objects.get().status == "shown"
