"""Pages of a meeting: who gets in, what is hidden before the values are revealed, and what was typed is not lost."""

from __future__ import annotations

import pytest
from django.test import Client

from takar.accounts.public import User
from tests.exercises.judging import OWNER, PEOPLE
from tests.exercises.meeting.test_meeting import NIP, WHY, judged, view
from tests.exercises.round import PHRASE

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAGE = f"/asesor/rapat/{OWNER}/{NIP}/"


def signed_in(client: Client, name: str) -> Client:
    user = User.objects.get(username=name)
    if name != "ketua":
        user.roles = ["assessor"]
        user.save()
    client.force_login(user)
    return client


def test_a_meeting_in_the_browser(client: Client) -> None:
    judged()
    signed_in(client, "ketua")
    assert client.get("/asesor/rapat/").status_code == 200
    assert "Siap dibuka" in client.get(f"/asesor/rapat/{OWNER}/").content.decode()
    assert client.get(PAGE).status_code == 409
    assert client.post(PAGE, {"langkah": "buka", "penanggung": "penilai1"}).status_code == 302
    hidden = client.get(PAGE).content.decode()
    assert "penilai2" not in hidden
    assert "3,50" not in hidden
    client.post(PAGE, {"langkah": "buka-nilai"})
    shown = client.get(PAGE).content.decode()
    assert "penilai2" in shown
    assert "3,50" in shown
    wrong = client.post(
        PAGE, {"langkah": "ubah", "kompetensi": "M.01", "angka": "9", "alasan": "other", "uraian": WHY}
    )
    assert wrong.status_code == 409
    assert WHY in wrong.content.decode()
    change = {
        "langkah": "ubah",
        "kompetensi": "M.01",
        "angka": "3",
        "alasan": "other",
        "uraian": WHY,
        "dilihat": "0",
    }
    assert client.post(PAGE, change).status_code == 302
    assert client.post(PAGE, {**change, "angka": "4"}, follow=True).status_code == 200
    signed_in(client, "penilai1")
    assert NIP in client.get("/asesor/rapat/saya/").content.decode()
    for section in ("strengths", "development"):
        client.post(
            PAGE, {"langkah": "tulis", "bagian": section, "naskah": "Menegur anggota.", "dilihat": "0"}
        )
    client.post(PAGE, {"langkah": "tanda-tangan", "frasa": PHRASE, "isi": view().digest})
    assert client.post(PAGE, {"langkah": "lain"}).status_code == 409
    signed_in(client, "ketua")
    client.post(PAGE, {"langkah": "tanda-tangan", "frasa": PHRASE, "isi": view("ketua").digest})
    assert view().state.final
    assert "Ditandatangani" in client.get(f"/asesor/rapat/{OWNER}/").content.decode()


def test_others_stay_out(client: Client) -> None:
    judged()
    User.objects.create(username="lain", roles=["assessor"])
    signed_in(client, "lain")
    assert client.get("/asesor/rapat/").status_code == 403
    assert client.get(PAGE).status_code == 409
    assert "Belum ada rapat" in client.get("/asesor/rapat/saya/").content.decode()
    assert PEOPLE[0].name not in client.get(PAGE).content.decode()
