"""The pages of blueprints and forms, by role."""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from takar.accounts.public import User
from takar.forms import public as forms
from takar.forms.models import Blueprint, Form, FormPackage
from takar.items.models import Item
from takar.items.public import add_items, load_shipped_bank
from tests.items.test_tasks import inbox

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def _client(name: str, *roles: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_user(username=name, roles=list(roles)))
    return client


@pytest.fixture
def admin(db: None) -> Client:
    return _client("admin", "assessment_admin")


@pytest.fixture
def form(db: None) -> Form:
    load_shipped_bank("admin")
    forms.load_shipped_blueprints("admin")
    made = forms.make_form_from_blueprint("latihan-24", "admin", seed="uji")
    assert isinstance(made, Form)
    return made


def test_who_may_see_and_who_may_seal(form: Form) -> None:
    for role, listing, sealing in (("reader", 200, 403), ("proctor", 403, 403), ("auditor", 200, 403)):
        client = _client(role, role)
        assert client.get(reverse("forms:forms")).status_code == listing
        assert client.post(reverse("forms:seal", args=(form.id,))).status_code == sealing
    assert not FormPackage.objects.exists()


def test_questions_are_shown_without_keys_and_only_to_those_who_make_forms(admin: Client, form: Form) -> None:
    place = reverse("forms:form", args=(form.id,))
    page = admin.get(place).content.decode()
    assert page.count('class="question') >= 7
    assert "question-weight" not in page
    assert "is-right" not in page
    reader = _client("pembaca", "reader").get(place).content.decode()
    assert "question-stem" not in reader
    assert "hanya terbuka bagi peran" in reader
    assert "Situasi Kerja" in admin.get(place + "?bagian=B").content.decode()


def test_from_an_empty_page_to_a_sealed_form(admin: Client) -> None:
    load_shipped_bank("admin")
    assert "Muat kisi-kisi bawaan" in admin.get(reverse("forms:forms")).content.decode()
    admin.post(reverse("forms:load_shipped"))
    admin.post(reverse("forms:draft", args=("latihan-24",)), {"title": "Latihan Kota Contoh", "seed": "uji"})
    form = Form.objects.get()
    assert form.title == "Latihan Kota Contoh"
    page = admin.post(reverse("forms:seal", args=(form.id,)), follow=True).content.decode()
    sealed = forms.sealed_form(form.id)
    assert sealed is not None
    assert sealed.digest in page
    assert "Segel naskah ini" not in page
    again = admin.post(reverse("forms:seal", args=(form.id,)), follow=True).content.decode()
    assert "sudah disegel" in again
    package = json.loads(admin.get(reverse("forms:download", args=(form.id,))).content)
    assert package["digest"] == sealed.digest
    assert forms.keys_of(form.id, settings.TAKAR.keys)


def test_an_unsealed_form_has_no_package(admin: Client, form: Form) -> None:
    assert admin.get(reverse("forms:download", args=(form.id,))).status_code == 404
    assert admin.get(reverse("forms:form", args=("tidak-ada",))).status_code == 404


def _post(**changes: str) -> dict[str, str]:
    return {
        "press": "save",
        "code": "kecil",
        "title": "Kecil",
        "sections": "1",
        "s0.code": "A",
        "s0.title": "Penalaran",
        "s0.minutes": "10",
        "s0.order": "graded",
        "s0.instructions": "Kerjakan.",
        "s0.picks": "2",
        "s0.p0.scale": "P.01",
        "s0.p0.kind": "single_choice/series",
        "s0.p0.count": "3",
        "s0.p1.scale": "",
        "s0.p1.kind": "single_choice",
        "s0.p1.count": "",
        **changes,
    }


def test_a_blueprint_is_written_and_changed(admin: Client) -> None:
    place = reverse("forms:new_blueprint")
    assert admin.get(place).status_code == 200
    assert admin.post(place, _post()).status_code == 302
    body = Blueprint.objects.get(code="kecil").body
    assert body["sections"][0]["picks"] == [
        {"scale": "P.01", "type": "single_choice", "count": 3, "family": "series"}
    ]
    taken = admin.post(place, _post())
    assert taken.status_code == 422
    assert "sudah dipakai" in taken.content.decode()
    change = reverse("forms:blueprint", args=("kecil",))
    admin.post(change, _post(**{"s0.p0.count": "5"}))
    assert Blueprint.objects.get(code="kecil").body["sections"][0]["picks"][0]["count"] == 5
    page = admin.get(change).content.decode()
    assert "kurang" in page
    short = admin.post(reverse("forms:draft", args=("kecil",)), follow=True).content.decode()
    assert "butuh 5, tersedia 0" in short
    assert admin.get(reverse("forms:blueprint", args=("tidak-ada",))).status_code == 404


@pytest.mark.parametrize(
    ("press", "sections"), [("section", 2), ("drop-0", 0), ("pick-0", 1), ("drop-9", 1), ("lain", 1)]
)
def test_buttons_redraw_the_editor_without_saving(admin: Client, press: str, sections: int) -> None:
    page = admin.post(reverse("forms:new_blueprint"), _post(press=press)).content.decode()
    assert f'name="sections" value="{sections}"' in page
    assert not Blueprint.objects.exists()


def test_faults_keep_what_was_typed(admin: Client) -> None:
    answer = admin.post(
        reverse("forms:new_blueprint"), _post(**{"s0.minutes": "abc", "s0.order": "?", "title": ""})
    )
    assert answer.status_code == 422
    assert "waktu harus 1–600 menit" in answer.content.decode()
    assert "Kerjakan." in answer.content.decode()


def test_an_exercise_of_the_library_becomes_a_section(admin: Client) -> None:
    place = reverse("forms:new_blueprint")
    assert "muncul di sini" in admin.get(place).content.decode()
    add_items([inbox()], "penulis", origin="uji")
    assert "Tambah simulasi" not in admin.get(place).content.decode(), "not before it is reviewed"
    Item.objects.update(status="reviewed")
    load_shipped_bank("admin")
    page = admin.post(place, _post(press="simulation", simulation="surat-masuk")).content.decode()
    assert 'name="s1.simulation" value="surat-masuk"' in page
    assert 'name="s1.minutes" type="number" min="1" max="600" value="85"' in page
    second = {"s1.code": "B", "s1.title": "Surat masuk", "s1.minutes": "85", "s1.simulation": "surat-masuk"}
    twice = {f"s2{name[2:]}": value for name, value in second.items()} | {"s2.code": "C"}
    refused = admin.post(place, _post(sections="3", **second, **twice))
    assert "hanya boleh sekali" in refused.content.decode()
    mixed = {"s1.picks": "1", "s1.p0.scale": "P.01", "s1.p0.kind": "single_choice", "s1.p0.count": "1"}
    refused = admin.post(place, _post(sections="2", **second, **mixed))
    assert "memuat simulasi" in refused.content.decode()
    assert admin.post(place, _post(sections="2", **second)).status_code == 302
    admin.post(reverse("forms:draft", args=("kecil",)), {"title": "Dengan simulasi", "seed": "uji"})
    form = Form.objects.get()
    assert [item["id"] for item in form.content["sections"][1]["items"]] == ["SIM-A-01"]
    page = admin.get(reverse("forms:form", args=(form.id,)) + "?bagian=B").content.decode()
    assert "Mohon data." in page
    admin.post(reverse("forms:seal", args=(form.id,)))
    sealed = forms.sealed_form(form.id)
    assert sealed is not None
    assert (sealed.items, sealed.minutes) == (4, 95)
    assert len(forms.keys_of(form.id, settings.TAKAR.keys)) == 3
    assert "1 simulasi" in admin.get(reverse("forms:blueprint", args=("kecil",))).content.decode()
