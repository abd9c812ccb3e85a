"""Pages of simulations and assessors: what an organiser sees and does, and what stays hidden from who rates."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from takar.accounts.public import Approval, User
from takar.exercises.models import ListedRater, Round, Sheet
from takar.exercises.public import load_shipped_exercises
from takar.jobs.public import run_jobs_once
from takar.standards.public import load_shipped_standards
from tests.exercises.appointing.world import CHOSEN, World, assessor, chosen, prepared, world
from tests.exercises.judging import locked, opened, raters

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create(username="admin", roles=["assessment_admin"]))
    return client


def text(found: Any) -> str:
    return found.content.decode()


def page(client: Client, made: World) -> str:
    found = client.get(reverse("exercises:raters", args=[made.key]))
    assert found.status_code == 200
    return text(found)


def test_an_empty_library_says_what_to_do(admin: Client) -> None:
    made = world()
    from takar.exercises.models import Exercise

    Exercise.objects.all().delete()
    assert "Pustaka simulasi masih kosong" in page(admin, made)


def test_choose_appoint_and_open_on_the_page(admin: Client) -> None:
    made = world()
    sent = {"simulasi": list(CHOSEN), **{f"bobot-{code}": "1" for code in CHOSEN}}
    assert admin.post(reverse("exercises:choose_exercises", args=[made.key]), sent).status_code == 302
    shown = page(admin, made)
    assert "9 lembar belum mempunyai penilai" in shown
    assert "disabled" in shown
    admin.post(
        reverse("exercises:spread_raters", args=[made.key]),
        {"asesor": ["asesor1", "asesor2"], "penilai": "2"},
    )
    shown = page(admin, made)
    assert "tanpa lisensi penilai yang berlaku: Asesor Contoh 1; Asesor Contoh 2" in shown
    job = admin.post(reverse("exercises:open_round", args=[made.key]))
    assert "/pekerjaan/" in job["Location"]
    run_jobs_once()
    assert Sheet.objects.count() == 18
    shown = page(admin, made)
    assert "0 dari 18 lembar terkunci" in shown
    assert "Buka putaran" not in shown
    listing = text(admin.get(reverse("exercises:assignments")))
    assert "Terbuka" in listing
    assert made.assessment.title in listing


def test_nothing_opens_while_something_is_missing(admin: Client) -> None:
    made = world()
    chosen(made)
    admin.post(reverse("exercises:open_round", args=[made.key]))
    assert "9 lembar belum mempunyai penilai" in page(admin, made)
    keyless = assessor("baru", "Asesor Baru", key=False)
    admin.post(
        reverse("exercises:spread_raters", args=[made.key]), {"asesor": [keyless.username], "penilai": "1"}
    )
    admin.post(reverse("exercises:open_round", args=[made.key]))
    shown = page(admin, made)
    assert "Belum mempunyai kunci tanda tangan: Asesor Baru" in shown
    assert not Round.objects.exists()


def test_raters_of_one_person_by_hand(admin: Client) -> None:
    made = world()
    chosen(made, CHOSEN[0])
    address = reverse("exercises:raters_of_person", args=[made.key, made.nips[0]])
    assert "Asesor Contoh 1" in text(admin.get(address))
    admin.post(address, {"penilai": [f"{CHOSEN[0]}|asesor1", "lain|asesor1", f"{CHOSEN[0]}|siapa"]})
    assert re.findall(r'value="([^"]+)" checked', text(admin.get(address))) == [f"{CHOSEN[0]}|asesor1"]
    unknown = reverse("exercises:raters_of_person", args=[made.key, "9" * 18])
    assert admin.get(unknown).status_code == 404


def test_the_table_downloads_and_an_empty_upload_is_said(admin: Client) -> None:
    made = world()
    chosen(made)
    address = reverse("exercises:raters_table", args=[made.key])
    assert admin.get(address)["Content-Type"].endswith("sheet")
    admin.post(address)
    assert "Pilih berkas Excel atau CSV" in page(admin, made)


def test_a_change_after_opening_is_asked_and_waits(admin: Client) -> None:
    made = world()
    prepared(made)
    address = reverse("exercises:change_raters", args=[made.key])
    assert admin.get(address).status_code == 302
    admin.post(reverse("exercises:open_round", args=[made.key]))
    run_jobs_once()
    sheet = Sheet.objects.filter(rater="asesor1").first()
    assert sheet is not None
    assessor("pengganti", "Pengganti Contoh")
    shown = text(admin.get(address, {"lembar": sheet.pk}))
    assert "Pengganti Contoh" in shown
    assert "baru bagi putaran ini" in shown
    sent = {"lembar": sheet.pk, "langkah": "ganti", "penilai": "pengganti", "alasan": ""}
    assert admin.post(address, sent).status_code == 422
    assert admin.post(address, sent | {"alasan": "sakit"}).status_code == 302
    sent = {"lembar": sheet.pk, "langkah": "tarik-semua", "alasan": "ipar"}
    assert admin.post(address, sent).status_code == 302
    sent = {"nip": made.nips[0], "simulasi": CHOSEN[0], "penilai": "pengganti", "alasan": "penilai ketiga"}
    assert admin.post(address, sent).status_code == 302
    assert Approval.objects.filter(decided_at=None).count() == 3
    assert not ListedRater.objects.filter(username="pengganti").exists()
    assert admin.get(address, {"lembar": "tidak ada"}).status_code == 404


def test_progress_is_hidden_from_an_organiser_who_rates_in_the_round(client: Client) -> None:
    made = world()
    both = made.raters[0]
    User.objects.filter(pk=both.pk).update(roles=["assessor", "assessment_admin"])
    prepared(made)
    client.force_login(both)
    client.post(reverse("exercises:open_round", args=[made.key]))
    run_jobs_once()
    before = page(client, made)
    assert "baru terbuka setelah semua penilai" in before
    assert "lembar terkunci" not in before


def test_an_auditor_audits_the_sheets_of_a_round_and_reads_what_differs(client: Client) -> None:
    users = raters()
    from tests.exercises.judging import appointed

    opened(users)
    sheets = appointed(users)
    locked(sheets[0])
    client.force_login(User.objects.create(username="auditor", roles=["auditor"]))
    assert "belum pernah" in text(client.get(reverse("exercises:audits")))
    client.post(reverse("exercises:start_audit", args=["seleksi1"]))
    run_jobs_once()
    assert "semua cocok" in text(client.get(reverse("exercises:audits")))
    Sheet.objects.filter(pk=sheets[1].pk).update(
        form={**sheets[1].form, "scale": {"least": "0", "most": "9", "decimals": 0}}
    )
    client.post(reverse("exercises:start_audit", args=["seleksi1"]))
    run_jobs_once()
    assert "1 temuan" in text(client.get(reverse("exercises:audits")))
    address = re.findall(r'href="(/asesor/audit/\d+/)"', text(client.get(reverse("exercises:audits"))))[0]
    found = text(client.get(address))
    assert "bukan yang ditetapkan" in found
    assert "penilai1" in found or "penilai2" in found
    assert client.get(reverse("exercises:audited", args=[999])).status_code == 404
    assert client.post(reverse("exercises:start_audit", args=["tidak ada"])).status_code == 404
    User.objects.filter(username="penilai1").update(roles=["assessor", "auditor"])
    client.force_login(User.objects.get(username="penilai1"))
    assert "bukan yang ditetapkan" not in text(client.get(address))
    assert reverse("exercises:audits") in text(client.get(reverse("scoring:audit")))


def test_setting_up_twice_loads_the_shipped_exercises_once() -> None:
    load_shipped_standards()
    assert load_shipped_exercises("sistem")
    assert load_shipped_exercises("sistem") == ()
