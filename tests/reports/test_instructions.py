"""Instructions on paper: the participant's copy never says what is written for the assessor."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from django.test import Client
from django.urls import reverse

from takar.accounts.public import User
from takar.assessments.public import participants_in
from takar.exercises.appointing.opening import open_judging
from takar.exercises.public import exercise, load_shipped_exercises
from takar.kernel.clock import utc_now
from takar.reports.assessor import _setting
from takar.reports.individual import potential_rows
from takar.reports.instructions import exercise_instructions
from takar.scoring.models import Outcome
from takar.standards.public import load_shipped_standards
from tests.exercises.appointing.world import ACTOR, CHOSEN, prepared, world
from tests.exercises.conftest import own_folder, quick_passphrases  # noqa: F401

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def words(pdf: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not here")
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_each_gets_what_is_meant_for_him() -> None:
    load_shipped_standards()
    load_shipped_exercises("uji")
    view = exercise("surat-masuk-dinas")
    assert view is not None
    own, rater = (exercise_instructions(view, one) for one in ("peserta", "asesor"))
    assert own == exercise_instructions(view, "peserta")
    assert "Jebakan yang disengaja" not in words(own.body)
    assert "Jebakan yang disengaja" in words(rater.body)
    for body in (own.body, rater.body):
        assert "Surat 1: Antrean loket naik" in words(body)
    assert "M.01 Integritas" in words(rater.body)


def test_who_may_print(client: Client) -> None:
    made = world(people=1, raters=2)
    prepared(made)
    open_judging(made.key, ACTOR)
    library = reverse("reports:exercise_instructions", args=[CHOSEN[0], "asesor"])
    of_round = reverse("reports:round_instructions", args=[made.key, CHOSEN[0], "peserta"])
    client.force_login(User.objects.create(username="penulis", roles=["item_author"]))
    assert client.get(library)["Content-Type"] == "application/pdf"
    assert (
        client.get(reverse("reports:exercise_instructions", args=["tidak-ada", "asesor"])).status_code == 404
    )
    assert client.get(reverse("reports:exercise_instructions", args=[CHOSEN[0], "umum"])).status_code == 404
    assert client.get(of_round).status_code == 403
    client.force_login(User.objects.create(username="admin", roles=["assessment_admin"]))
    assert client.get(of_round)["Content-Type"] == "application/pdf"
    assert (
        client.get(reverse("reports:round_instructions", args=["x", CHOSEN[0], "peserta"])).status_code == 404
    )
    client.force_login(made.raters[0])
    assert client.get(library).status_code == 403


def test_the_report_of_assessors_tells_the_potential_that_was_measured() -> None:
    made = world(people=2, raters=2)
    prepared(made)
    open_judging(made.key, ACTOR)
    person = participants_in(made.key)[0]
    aspects = [
        {"code": "P.01", "name_id": "Kemampuan Intelektual", "name_en": "x", "score": "72.5", "band": "B"}
    ]
    Outcome.objects.create(
        sitting=person.sitting, assessment=made.key, body={"potential": aspects}, status="held", receipt="",
        receipt_name="x", code="A" * 16, sealed_at=utc_now(),
    )  # fmt: skip
    setting = _setting(made.key)
    assert setting is not None
    assert potential_rows(setting.potential[person.nip])["potential"] == [
        {"name": "Kemampuan Intelektual", "score": "72,5", "band": "B"}
    ]
    assert list(setting.potential) == [person.nip]
