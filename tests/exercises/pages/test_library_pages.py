"""The library's pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from takar.accounts.models import User
from takar.exercises.actions.freeze_exercise import freeze_exercise
from takar.exercises.library.reading import exercise
from takar.standards.public import load_shipped_standards

pytestmark = [pytest.mark.database, pytest.mark.django_db]
URL = "/asesor/pustaka/"
SENT = {
    "code": "kasus-baru", "kind": "case_analysis", "title": "Kasus <b>baru</b>", "preparation": "10", "minutes": "60",
    "for_participant": "Bacalah.", "for_assessor": "Amati.", "materials": "== Lampiran ==\nIsi", "competencies": ["M.01", "M.03"],
    "on_screen": "on",
}  # fmt: skip


@pytest.fixture
def writer() -> Client:
    load_shipped_standards()
    return signed_in()


def signed_in() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("penulis", password="x", roles=["item_author"]))
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_empty_library_offers_the_examples(writer: Client) -> None:
    assert "Belum ada simulasi" in text(writer.get(URL))
    assert "9 contoh ditambahkan" in text(writer.post(f"{URL}bawaan/", follow=True))
    page = text(writer.get(URL))
    assert "Surat masuk (in-basket)" in page
    assert page.index("surat-masuk-dinas") < page.index("kuesioner-kompetensi")
    assert "Permintaan data izin usaha" in text(writer.get(f"{URL}simulasi/surat-masuk-dinas/"))


def test_titles_are_english_for_an_english_reader(writer: Client) -> None:
    writer.post(f"{URL}bawaan/")
    writer.cookies["django_language"] = "en"
    assert "In-basket: first week" in text(writer.get(URL))


def test_without_standards_the_examples_are_refused() -> None:
    writer = signed_in()
    assert "belum lengkap" in text(writer.post(f"{URL}bawaan/", follow=True))
    assert writer.get(f"{URL}baru/").status_code == 200


def test_writing_and_changing(writer: Client) -> None:
    assert writer.get(f"{URL}baru/").status_code == 200
    page = text(writer.post(f"{URL}baru/", SENT, follow=True))
    assert "Kasus &lt;b&gt;baru&lt;/b&gt;" in page
    assert "Versi 1 tersimpan" in page
    freeze_exercise("kasus-baru", 1, actor="penulis")
    form = text(writer.get(f"{URL}simulasi/kasus-baru/ubah/"))
    assert "== Lampiran ==" in form
    assert "sedang dipakai" in form
    assert "Versi 2" in text(
        writer.post(f"{URL}simulasi/kasus-baru/ubah/", {**SENT, "minutes": "75"}, follow=True)
    )
    assert "dipakai, tidak berubah lagi" in text(writer.get(f"{URL}simulasi/kasus-baru/?versi=1"))


def test_what_was_typed_stays_when_it_is_refused(writer: Client) -> None:
    answer = writer.post(f"{URL}baru/", {**SENT, "minutes": "0", "title": "Tetap ada"})
    assert answer.status_code == 422
    assert 'value="Tetap ada"' in text(answer)
    assert "waktu" in text(answer)
    assert exercise("kasus-baru") is None
    assert writer.post(f"{URL}baru/", {**SENT, "minutes": "banyak"}).status_code == 422


def test_who_does_not_write_sees_nothing(writer: Client) -> None:
    assert writer.get(f"{URL}simulasi/tidak-ada/").status_code == 404
    rater = Client()
    rater.force_login(User.objects.create_user("asesor", password="x", roles=["assessor"]))
    assert rater.get(URL).status_code == 403
