"""From a plan that was solved and adopted to sheets on the desk: who rates whom, where and when comes from the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from takar.accounts.public import User
from takar.assessments.public import AssessmentView
from takar.exercises.appointing.preparing import Choice, choose_exercises, plan_pairs, take_from_plan
from takar.exercises.appointing.reading import prepared
from takar.exercises.models import Sheet
from takar.exercises.public import load_shipped_exercises
from takar.jobs.public import run_jobs_once
from takar.planning.actions.ask_plan import adopt_plan, ask_plan
from takar.planning.actions.solve_plan import solve_plan
from takar.planning.models import Assessor, Pairing, Plan
from takar.planning.public import activities_of, batches_of, make_assessment
from tests.exercises.appointing.world import assessor
from tests.planning.world import ACTOR, ASK, TODAY, assessors, clock_at, nominees, people, programme, rooms

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
INTERVIEW, TALK = "wawancara-kompetensi", "diskusi-dana-hibah"
RATED = replace(ASK, assessors=3, raters=2, timetables=True, seconds=2)


@pytest.fixture
def planned() -> AssessmentView:
    """One batch of five, three assessors of the plan, two for everybody, and a timetable."""
    owner = programme("sedang")
    nominees(owner, people(5))
    rooms()
    assessors(3)
    plan = ask_plan(owner.pk, 1, RATED, ACTOR, clock=clock_at())
    assert isinstance(plan, Plan), plan
    solve_plan(plan, lambda done, total=None, note="": None, clock=clock_at())
    adopted = adopt_plan(plan.pk, ACTOR, today=TODAY)
    assert isinstance(adopted, Plan), adopted
    (batch,) = batches_of(owner.pk)
    assert Pairing.objects.filter(place__batch=batch.id).count() == 10
    made = make_assessment(batch.id, ACTOR, clock=clock_at())
    assert isinstance(made, AssessmentView), made
    assert load_shipped_exercises(ACTOR)
    return made


def test_pairs_of_the_plan_become_sheets_with_room_and_hour(planned: AssessmentView, client: Client) -> None:
    client.force_login(User.objects.create(username="admin", roles=["assessment_admin"]))
    assessor("satu", "Asesor 01")
    assessor("dua", "asesor 02")
    assessor("tiga", "Nama Lain")
    page = reverse("exercises:raters", args=[planned.id])
    sent = {"simulasi": [INTERVIEW], f"bobot-{INTERVIEW}": "1", f"alat-{INTERVIEW}": "wawancara"}
    client.post(reverse("exercises:choose_exercises", args=[planned.id]), sent)
    shown = client.get(page).content.decode()
    assert "Asesor 03" in shown, "an assessor of the plan without an account is named"
    third = Assessor.objects.get(name="Asesor 03")
    client.post(reverse("exercises:link_assessor", args=[planned.id]), {"asesor": third.pk, "akun": "tiga"})
    told = client.post(reverse("exercises:raters_from_plan", args=[planned.id]), follow=True).content.decode()
    assert "10 lembar disiapkan" in told
    accounts = {"Asesor 01": "satu", "Asesor 02": "dua", "Asesor 03": "tiga"}
    due = {(one.place.nip, accounts[one.assessor.name]) for one in Pairing.objects.all()}
    assert {(nip, name) for nip, _, name in prepared(planned.id)} == due
    client.post(reverse("exercises:open_round", args=[planned.id]))
    assert run_jobs_once()
    sheets = list(Sheet.objects.all())
    assert {(one.nip, one.rater) for one in sheets} == due
    (batch,) = batches_of("program-uji")

    turns = {one.room for one in activities_of(batch.id) if one.tool == "wawancara"}
    assert turns, "the plan holds interviews"
    assert {one.room for one in sheets} == turns
    assert all(one.starts for one in sheets)
    opened = client.get(page).content.decode()
    assert "Nama Lain" in opened


def test_people_of_the_plan_who_do_not_sit_get_no_sheet_and_two_of_one_name_are_not_guessed(
    planned: AssessmentView,
) -> None:
    for name in ("satu", "kembar"):
        assessor(name, "Asesor 01")
    assert choose_exercises(planned.id, [Choice(INTERVIEW), Choice(TALK)], ACTOR) == 2
    assert plan_pairs(planned.id) == []
    User.objects.filter(username="kembar").update(is_active=False)
    pairs = plan_pairs(planned.id)
    assert {name for _, name in pairs} == {"satu"}
    assert take_from_plan(planned.id, ACTOR) == 2 * len(pairs)
