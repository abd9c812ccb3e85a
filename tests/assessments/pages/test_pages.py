from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import xlsxwriter
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takar.accounts.models import User
from takar.assessments.actions.change_session import change_session
from takar.assessments.domain.drafts import SessionDraft
from takar.assessments.models import Assessment, Participant, Session
from takar.assessments.public import open_assessment
from takar.kernel.refusals import Refusal
from takar.office.configuration import UNNAMED_LOG
from takar.people.models import CivilServant
from takar.standards.public import load_shipped_standards
from tests.assessments.world import clock_at, people, ready_world, sealed_form_id

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def signed_in(*roles: str) -> Client:
    user = User.objects.create(username="-".join(roles), roles=list(roles))
    client = Client()
    client.force_login(user)
    return client


def draft_fields(form: str, **changes: object) -> dict[str, object]:
    return {
        "title": "Pemetaan Administrator",
        "purpose": "pemetaan",
        "organiser": "BKPSDM",
        "location": "Kota Contoh",
        "zone": "WIB",
        "legal_kind": "Surat",
        "legal_number": "1/2026",
        "legal_date": "2026-01-02",
        "legal_about": "Pemetaan",
        "ruleset": "pemetaan/2019.1",
        "form": form,
        "when": "at_submission",
        "shown": ["levels", "jpm", "category"],
        "objection_days": 7,
        **changes,
    }


def test_an_administrator_makes_and_opens_an_assessment_through_the_pages() -> None:
    load_shipped_standards()
    people(3)
    client = signed_in("assessment_admin")
    done = client.post(reverse("assessments:new"), draft_fields(sealed_form_id()), follow=True)
    assert "Belum ada peserta; tambahkan" in done.content.decode()
    made = Assessment.objects.get()
    found = client.get(reverse("assessments:participants", args=[made.id]), {"kelas": "pengawas"})
    assert "Tambahkan 3 orang" in found.content.decode()
    client.post(reverse("assessments:add_participants", args=[made.id]), {"kelas": "pengawas"})
    tomorrow = (timezone.localtime() + timedelta(days=1)).date().isoformat()
    session = {"title": "Sesi 1", "room": "CAT 1", "day": tomorrow, "opens": "08:00", "closes": "10:00"}
    client.post(reverse("assessments:add_session", args=[made.id]), session | {"capacity": "30"})
    client.post(reverse("assessments:assign", args=[made.id]))
    assert set(Participant.objects.values_list("seat", flat=True)) == {"A-01", "A-02", "A-03"}
    before = client.get(reverse("assessments:open", args=[made.id])).content.decode()
    assert "Catat di log dan buka kegiatan" in before
    after = client.post(reverse("assessments:open", args=[made.id]), follow=True).content.decode()
    assert "tercatat di log sebagai nomor <strong>#0</strong>" in after
    for digest in (made.opening.form_root, made.opening.key_root, made.opening.roster_root):
        assert digest in before or digest == made.opening.roster_root
        assert digest in after


def test_faults_stay_beside_their_fields() -> None:
    load_shipped_standards()
    client = signed_in("assessment_admin")
    page = client.post(reverse("assessments:new"), draft_fields("", title="", legal_date="besok"))
    assert page.status_code == 400
    assert page.content.decode().count('role="alert"') >= 3
    assert not Assessment.objects.exists()


def test_a_file_with_a_session_column_adds_and_seats() -> None:
    world = ready_world(2, sessions=2)
    Participant.objects.all().delete()
    page = signed_in("assessment_admin").post(
        reverse("assessments:add_file", args=[world.assessment.id]),
        {"berkas": _sheet([["Daftar peserta"], ["No", "Nama", "NIP", "Batch/Sesi"],
                           [1, "A", world.nips[0][:8] + " " + world.nips[0][8:], "Batch 2"],
                           [2, "B", world.nips[1], 1]])},
        follow=True,
    )  # fmt: skip
    assert "2 peserta ditambahkan" in page.content.decode()
    seats = {p.nip: p.session.title for p in Participant.objects.select_related("session") if p.session}
    assert seats == {world.nips[0]: "Sesi 2", world.nips[1]: "Sesi 1"}


def test_a_nip_that_excel_destroyed_is_refused() -> None:
    world = ready_world(1)
    page = signed_in("assessment_admin").post(
        reverse("assessments:add_file", args=[world.assessment.id]),
        {"berkas": _sheet([["NIP"], [198501012010011001]])},
        follow=True,
    )
    assert "Baris 2: NIP" in page.content.decode()


def test_people_who_cannot_be_added_are_named_with_the_reason() -> None:
    world = ready_world(1)
    extra = people(0)
    assert extra == ()
    CivilServant.objects.create(
        nip="198501012010011777", name="Pensiun", birth_date="1985-01-01", sex="L", kind="PNS",
        legal_status="Pensiun", job_class="pengawas",
    )  # fmt: skip
    page = (
        signed_in("assessment_admin")
        .post(
            reverse("assessments:add_participants", args=[world.assessment.id]),
            {"nips": "198501012010011777\n198501012010011888"},
            follow=True,
        )
        .content.decode()
    )
    assert "1 orang berstatus tidak aktif (198501012010011777)" in page
    assert "1 NIP tidak ada di data pegawai (198501012010011888)" in page


def test_a_session_of_a_draft_can_be_changed_and_keeps_its_people_and_pin() -> None:
    world = ready_world(2)
    client, one = signed_in("assessment_admin"), world.sessions[0]
    pin = Session.objects.get(pk=one).pin
    address = reverse("assessments:change_session", args=[world.assessment.id, one])
    assert 'value="Sesi 1"' in client.get(address).content.decode()
    wanted = {"title": "Sesi Pagi", "room": "CAT 9", "capacity": "5"} | {
        "day": "2031-01-02",
        "opens": "08:00",
    }
    assert client.post(address, wanted | {"closes": "07:00"}).status_code == 400
    client.post(address, wanted | {"closes": "11:30"})
    row = Session.objects.get(pk=one)
    assert (row.title, row.room, row.capacity, row.pin) == ("Sesi Pagi", "CAT 9", 5, pin)
    assert row.closes.isoformat() == "2031-01-02T04:30:00+00:00"
    assert row.participants.count() == 2
    assert signed_in("auditor").get(address).status_code == 403


def test_a_session_that_is_committed_stays() -> None:
    world = ready_world(1)
    assert not isinstance(open_assessment(world.assessment.id, "admin", clock=clock_at()), Refusal)
    before = Session.objects.get()
    draft = SessionDraft("Lain", before.room, before.opens, before.closes, before.capacity)
    fault = change_session(before.id, draft, "admin")
    assert isinstance(fault, Refusal)
    assert fault.code == "ASSESSMENT_FIXED"
    assert Session.objects.get().title == before.title


@pytest.mark.parametrize(("origin", "told"), [(UNNAMED_LOG, True), ("log.uji/2026", False)])
def test_an_unnamed_log_is_told_before_anything_is_committed(settings: Any, origin: str, told: bool) -> None:
    settings.TAKAR = replace(settings.TAKAR, origin=origin)
    world = ready_world(1)
    page = signed_in("assessment_admin").get(reverse("assessments:open", args=[world.assessment.id]))
    assert ("TAKAR_ORIGIN" in page.content.decode()) == told


def test_only_those_who_manage_see_the_pin() -> None:
    world = ready_world(1)
    pin = Session.objects.get().pin
    address = reverse("assessments:sessions", args=[world.assessment.id])
    assert pin in signed_in("assessment_admin").get(address).content.decode()
    for role in ("reader", "auditor"):
        assert pin not in signed_in(role).get(address).content.decode()


def test_each_page_is_locked() -> None:
    world = ready_world(1)
    sitting = Participant.objects.get().sitting
    pages = [
        reverse("assessments:assessments"),
        reverse("assessments:assessment", args=[world.assessment.id]),
        reverse("assessments:participants", args=[world.assessment.id]),
        reverse("assessments:participant", args=[world.assessment.id, sitting]),
        reverse("assessments:sessions", args=[world.assessment.id]),
        reverse("assessments:open", args=[world.assessment.id]),
    ]
    reader, proctor, author = signed_in("reader"), signed_in("proctor"), signed_in("item_author")
    for page in pages:
        assert reader.get(page).status_code == 200
        assert proctor.get(page).status_code == 403
        assert author.get(page).status_code == 403
        assert Client().get(page).status_code == 302
    assert reader.post(pages[-1]).status_code == 403
    assert reader.get(reverse("assessments:new")).status_code == 403


def test_the_pages_speak_english() -> None:
    world = ready_world(1)
    client = signed_in("assessment_admin")
    client.cookies["django_language"] = "en"
    page = client.get(reverse("assessments:assessment", args=[world.assessment.id])).content.decode()
    assert "What participants are promised" in page
    assert "As soon as you submit your answers" in page


def test_the_list_asks_the_database_as_often_for_one_as_for_three(
    django_assert_max_num_queries: object,
) -> None:
    client = signed_in("reader")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(reverse("assessments:assessments"))


def _sheet(rows: list[list[object]]) -> io.BytesIO:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    data.seek(0)
    data.name = "peserta.xlsx"
    return data
