"""Dashboards over real batches and real days: every number is the length of the list behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from takar.accounts.models import User
from takar.assessments.models import Assessment
from takar.assessments.public import Visibility, participants_in
from takar.attendance.actions.check_in import check_in
from takar.attendance.actions.decide_out import confirm_out
from takar.attendance.actions.mark import mark_absent
from takar.attendance.actions.report_incident import report_incident
from takar.attendance.domain.facts import Absent, Incident
from takar.delivery.public import Row, open_journal
from takar.kernel.refusals import Refusal
from takar.office import today
from takar.office.dashboards import pages, queries
from takar.office.dashboards.people import NAMES, OF_ATTENDANCE, OF_RESULTS, Steps, counted
from takar.planning.models import Batch, Place
from takar.planning.public import batch
from takar.programmes.models import Nominee, Phase
from takar.programmes.public import programme
from takar.scoring.models import Outcome
from tests.assessments.world import ready_world
from tests.attendance.world import BATCH, DAYS, MADE, NEXT, NIPS, PROGRAMME, World, at, world

pytestmark = [pytest.mark.database, pytest.mark.django_db]
AFTER = date(2026, 3, 3)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> World:
    """Five people in the first batch, two more who confirmed and have no place; it is the second day."""
    made = world(5)
    phase = Phase.objects.get()
    for n, status in enumerate(("confirmed",) * 6 + ("invited", "declined")):
        Nominee.objects.create(
            programme_id=PROGRAMME, phase=phase, nip=NIPS[n], name=f"Peserta Contoh {n + 1}", unit="Dinas 1",
            job_class="administrator", cause="never", status=status, reason="x" if status == "declined" else "",
            nominated_at=MADE,
        )  # fmt: skip
    monkeypatch.setattr(pages, "_today", lambda view: AFTER)
    for n in range(4):
        moment = at(1, "07.50")
        done = check_in(
            BATCH, NIPS[n], moment=moment, request=f"a{n}", actor="awas", clock=lambda m=moment: m
        )
        assert not isinstance(done, Refusal), done
    moment = at(1, "13.00")
    missed = mark_absent(
        BATCH, NIPS[4], 1, Absent("kedukaan"), moment=moment, request="x", actor="awas", clock=lambda: moment
    )
    assert not isinstance(missed, Refusal), missed
    return made


def signed_in(role: str) -> Client:
    user = User.objects.create(username=role, roles=[role])
    client = Client()
    client.force_login(user)
    return client


def at_page(name: str, *args: Any) -> str:
    return reverse(f"dashboards:{name}", args=args)


def test_every_number_is_the_length_of_its_list(here: World) -> None:
    client = signed_in("assessment_admin")
    page = client.get(at_page("programme", PROGRAMME))
    counts = page.context["counts"]
    wanted = {"nominated": 7, "confirmed": 6, "waiting": 1, "planned": 5, "announced": 5, "present": 4, "absent": 1,
              "awaiting": 1}  # fmt: skip
    assert {name: n for name, n in counts.items() if n} == wanted
    for name in NAMES:
        listed = client.get(at_page("people", PROGRAMME), {"angka": name})
        assert listed.context["page"].paginator.count == counts[name], name
    whole = client.get(at_page("people", PROGRAMME))
    assert whole.context["page"].paginator.count == 8


def test_lists_of_a_batch_and_of_a_phase(here: World) -> None:
    client = signed_in("assessment_admin")
    for query, count in (({"gelombang": BATCH}, 5), ({"gelombang": NEXT}, 0), ({"gelombang": "x"}, 0), ({"tahap": "1"}, 8),
                         ({"tahap": "2"}, 0), ({"angka": "present", "gelombang": BATCH}, 4)):  # fmt: skip
        listed = client.get(at_page("people", PROGRAMME), query)
        assert listed.context["page"].paginator.count == count, query


def test_gugur_is_a_number_only_once_somebody_decided(here: World) -> None:
    done = confirm_out(
        BATCH, NIPS[4], reason="tanpa kabar", request="o", actor="pemutus", clock=lambda: at(1, "15.00")
    )
    assert not isinstance(done, Refusal), done
    view = programme(PROGRAMME)
    assert view is not None
    lines, _ = queries.lines_of_programme(view, AFTER)
    counts = counted(lines)
    assert (counts["out"], counts["awaiting"]) == (1, 0)


def test_before_its_first_day_nobody_of_a_batch_is_here_or_absent(here: World) -> None:
    view = programme(PROGRAMME)
    assert view is not None
    lines, batches = queries.lines_of_programme(view, date(2026, 2, 1))
    counts = counted(lines)
    assert (counts["planned"], counts["present"], counts["absent"]) == (5, 0, 0)
    assert len(batches) == 2


def test_a_batch_with_its_people_and_days(here: World) -> None:
    client = signed_in("assessment_admin")
    page = client.get(at_page("batch", BATCH))
    assert len(page.context["lines"]) == 5
    assert reverse("attendance:day", args=[BATCH, 1]) in page.content.decode()
    assert "Belum ada orang di gelombang ini" in client.get(at_page("batch", NEXT)).content.decode()
    assert client.get(at_page("batch", "x")).status_code == 404
    assert client.get(at_page("programme", "x")).status_code == 404


def test_a_day_tells_presence_rooms_and_incidents(here: World) -> None:
    moment = at(1, "10.00")
    told = Incident("power", "Listrik padam di ruang CAT")
    done = report_incident(BATCH, 1, told, moment=moment, request="i", actor="awas", clock=lambda: moment)
    assert not isinstance(done, Refusal), done
    client = signed_in("proctor")
    page = client.get(at_page("day"), {"hari": DAYS[0].isoformat()})
    body = page.content.decode()
    assert page.context["day"].awaited == 5
    assert page.context["present"] == 4
    assert "Listrik padam" in body
    assert "Ruang CAT 1" in body
    for word in ("Hasil tersegel", "Hasil terlihat", at_page("programme", PROGRAMME)):
        assert word not in body, "a proctor sees no results and no programme"
    assert "Tidak ada pelaksanaan" in client.get(at_page("day"), {"hari": "2026-01-01"}).content.decode()
    assert client.get(at_page("day"), {"hari": "besok"}).status_code == 200


def test_a_proctor_opens_the_day_and_nothing_else(here: World) -> None:
    client = signed_in("proctor")
    for name, args in (("programme", (PROGRAMME,)), ("people", (PROGRAMME,)), ("batch", (BATCH,))):
        assert client.get(at_page(name, *args)).status_code == 403, name


def test_who_may_not_read_attendance_sees_how_many_but_not_who(here: World) -> None:
    client = signed_in("reader")
    page = client.get(at_page("programme", PROGRAMME)).content.decode()
    assert "angka=confirmed" in page
    for name in OF_ATTENDANCE:
        assert f"angka={name}" not in page
        assert client.get(at_page("people", PROGRAMME), {"angka": name}).status_code == 403
    assert client.get(at_page("day")).status_code == 403
    assert "Menunggu putusan" not in client.get(at_page("people", PROGRAMME)).content.decode()


def test_results_are_numbers_only_for_those_who_read_results(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from takar.accounts.domain import roles

    kept = roles.ABILITIES[roles.Role.READER] - {roles.Ability.READ_RESULTS}
    monkeypatch.setitem(roles.ABILITIES, roles.Role.READER, kept)
    client = signed_in("reader")
    page = client.get(at_page("programme", PROGRAMME)).content.decode()
    assert "Hasil tersegel" not in page
    for name in OF_RESULTS:
        assert client.get(at_page("people", PROGRAMME), {"angka": name}).status_code == 403


def test_the_programme_shows_the_picture_inside_its_own_page(here: World) -> None:
    client = signed_in("assessment_admin")
    page = client.get(reverse("programmes:programme", args=[PROGRAMME])).content.decode()
    assert at_page("programme", PROGRAMME) in page
    part = client.get(at_page("programme", PROGRAMME), {"bagian": "ringkas"}).content.decode()
    assert "<html" not in part
    assert "Mendapat tempat" in part


def test_results_are_counted_from_the_assessment_of_the_batch(tmp_path: Path, settings: Any) -> None:
    settings.TAKAR = replace(settings.TAKAR, data=tmp_path, exam_db=f"sqlite:///{tmp_path / 'exam.db'}")
    held = ready_world(3, visibility=Visibility(when="held"))
    people = participants_in(held.assessment.id)
    made = world(0).batch
    Batch.objects.filter(pk=made.pk).update(assessment=held.assessment.id)
    Place.objects.bulk_create(
        Place(batch=made, nip=one.nip, name=one.name, number=one.number) for one in people
    )
    journal = open_journal(settings.TAKAR.exam_db)
    journal.append([Row(one.sitting, 1, "", 1, "opened", "{}", 1, "00") for one in people[:2]])
    journal.close()
    Outcome.objects.create(
        sitting=people[0].sitting, assessment=held.assessment.id, body={}, status="held", receipt="", receipt_name="x",
        code="A" * 16, sealed_at=MADE,
    )  # fmt: skip
    view = batch(BATCH)
    assert view is not None

    def numbers() -> tuple[int, int, int]:
        counts = counted(queries.batch_lines(view, AFTER, queries.sat_down()).lines)
        return counts["sat"], counts["sealed"], counts["released"]

    assert numbers() == (2, 1, 0)
    Assessment.objects.update(released_at=MADE)
    assert numbers() == (2, 1, 1)


def test_an_exam_store_that_is_away_leaves_the_rest_standing(tmp_path: Path, settings: Any) -> None:
    settings.TAKAR = replace(settings.TAKAR, exam_db=f"sqlite:///{tmp_path}")  # a folder is no database
    assert queries.sat_down() == frozenset()


def test_the_first_page_names_todays_batches(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "_here", lambda now: AFTER)
    assert "Gelombang 1, hari ke-2" in signed_in("proctor").get("/").content.decode()
    body = signed_in("reader").get("/").content.decode()
    assert "Penilaian Contoh 2026" in body
    assert "hari ke-2" not in body


def test_steps_joined_forget_nothing() -> None:
    assert Steps(planned=True).joined(Steps(out=True)) == Steps(planned=True, out=True)
