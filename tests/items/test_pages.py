"""The pages of the bank, by role."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from takar.accounts.public import User
from takar.items.actions.add_items import add_items
from takar.items.actions.load_shipped_bank import load_shipped_bank
from takar.items.domain.generators import generate
from takar.items.domain.scales import Family
from takar.items.excel.template import template
from takar.items.models import Item, Upload
from tests.items.test_sheet import GOOD, _workbook

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def _client(name: str, *roles: str) -> Client:
    user = User.objects.create_user(username=name, roles=list(roles))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def author(db: None) -> Client:
    return _client("penulis", "item_author")


def _page(client: Client, place: str, *args: Any, query: str = "") -> str:
    answer = client.get(reverse(f"items:{place}", args=args) + query)
    assert answer.status_code == 200, answer.content[:400]
    return answer.content.decode()


def test_only_those_who_may_see_keys_get_in(author: Client) -> None:
    add_items(generate(Family.SERIES, 1, "uji"), "a", origin="uji")
    outsiders = [
        _client(role, role) for role in ("proctor", "technical_helper", "reader", "assessment_admin")
    ]
    for outsider in outsiders:
        for place, args in (("items", ()), ("item", ("DRT-UJI-01",)), ("generate", ()), ("import", ())):
            assert outsider.get(reverse(f"items:{place}", args=args)).status_code == 403
    auditor = _client("auditor", "auditor")
    assert auditor.get(reverse("items:item", args=("DRT-UJI-01",))).status_code == 200
    assert auditor.get(reverse("items:revise", args=("DRT-UJI-01",))).status_code == 403
    assert reverse("items:import") not in _page(auditor, "items")
    assert Client().get(reverse("items:items")).status_code == 302


def test_an_empty_bank_offers_the_shipped_one(author: Client) -> None:
    assert "Muat bank bawaan" in _page(author, "items")
    author.post(reverse("items:load_shipped"))
    page = _page(author, "items")
    assert "250 dari 250 butir siap dipakai" in page
    assert "DRT-T1-01" in page


def test_filters_narrow_the_list(author: Client) -> None:
    load_shipped_bank("admin")
    page = _page(author, "items", query="?scale=P.05&type=single_choice&family=matrix&status=reviewed")
    assert "MTX-T1-01" in page
    assert "DRT-T1-01" not in page
    assert "Tidak ada butir yang cocok" in _page(author, "items", query="?q=xyzzy")
    assert "HTG-T1-" in _page(author, "items", query="?q=logistik")


def test_an_item_shows_key_reason_and_history(author: Client) -> None:
    load_shipped_bank("admin")
    page = _page(author, "item", "MTX-T1-01")
    assert "data:image/svg+xml;base64," in page
    assert "<svg xmlns" not in page.split("persediaan")[0].split("question-stem")[-1].split("Mengapa")[0]
    assert "Aturannya:" in page
    assert "Matriks tiga baris dan tiga kolom." in page
    assert author.get(reverse("items:item", args=("TIDAK-ADA",))).status_code == 404
    assert author.get(reverse("items:item", args=("MTX-T1-01",)) + "?versi=9").status_code == 404


def test_authors_cannot_approve_their_own_item_but_others_can(author: Client) -> None:
    add_items(generate(Family.SERIES, 1, "uji"), "penulis", origin="uji")
    code = "DRT-UJI-01"
    assert "Anda penulis versi ini" in _page(author, "item", code)
    author.post(reverse("items:review", args=(code,)), {"version": "1"})
    assert Item.objects.get(id=code).status == "draft"
    other = _client("penelaah", "item_author")
    assert "Setujui versi ini" in _page(other, "item", code)
    answer = other.post(reverse("items:review", args=(code,)), {"version": "1", "note": "jelas"}, follow=True)
    assert "siap dipakai dalam naskah" in answer.content.decode()
    assert "jelas" in _page(author, "item", code)
    author.post(reverse("items:retire", args=(code,)), {"reason": "bocor"})
    assert Item.objects.get(id=code).status == "retired"


def test_one_review_leads_to_the_next_but_never_to_ones_own_item(author: Client) -> None:
    add_items(generate(Family.SERIES, 2, "uji"), "penulis", origin="uji")
    other = _client("penelaah", "item_author")
    add_items(generate(Family.ARITHMETIC, 1, "uji"), "penelaah", origin="uji")
    assert reverse("items:item", args=("DRT-UJI-02",)) in _page(other, "item", "DRT-UJI-01")
    other.post(reverse("items:review", args=("DRT-UJI-02",)), {"version": "1"})
    assert "Telaah berikutnya" not in _page(other, "item", "DRT-UJI-01")
    assert "Telaah berikutnya" in _page(author, "item", "DRT-UJI-01")


def _form(**changes: str) -> dict[str, str]:
    options = {f"option.{letter}": f"pilihan {letter}" for letter in "ABCDE"}
    weights = {f"weight.{letter}": "1" if letter == "C" else "0" for letter in "ABCDE"}
    return {
        "base": "1",
        "scale": "P.01",
        "stem": "Berapa?",
        "reason": "salah ketik",
        **options,
        **weights,
        **changes,
    }


def test_revising_keeps_what_was_typed_when_it_is_refused(author: Client) -> None:
    add_items(generate(Family.SERIES, 1, "uji"), "a", origin="uji")
    place = reverse("items:revise", args=("DRT-UJI-01",))
    assert author.get(place).status_code == 200
    refused = author.post(place, _form(**{"weight.A": "1"}))
    assert refused.status_code == 422
    assert "Tepat satu opsi berbobot 1" in refused.content.decode()
    assert "pilihan D" in refused.content.decode()
    assert author.post(place, _form(), follow=True).status_code == 200
    assert Item.objects.get(id="DRT-UJI-01").version == 2
    assert author.get(reverse("items:revise", args=("TIDAK-ADA",))).status_code == 404


def test_a_harmful_figure_is_refused_on_the_form(author: Client) -> None:
    add_items(generate(Family.SERIES, 1, "uji"), "a", origin="uji")
    bad = SimpleUploadedFile("x.svg", b'<svg onload="alert(1)"/>', "image/svg+xml")
    answer = author.post(reverse("items:revise", args=("DRT-UJI-01",)), {**_form(), "figure": bad})
    assert answer.status_code == 422
    assert "Gambar ditolak" in answer.content.decode()


def test_an_import_goes_from_template_to_bank(author: Client) -> None:
    answer = author.get(reverse("items:template"))
    assert answer.content[:2] == b"PK"
    file = SimpleUploadedFile("soal.xlsx", _workbook(GOOD, {**GOOD, "id": "uji-02", "key": "Z"}))
    preview = author.post(reverse("items:import"), {"file": file}, follow=True).content.decode()
    assert "Butir!O3" in preview
    assert "Terapkan 1 baris" in preview
    code = Upload.objects.get().code
    marked = author.get(reverse("items:refused", args=(code,)))
    assert io.BytesIO(marked.content).read(2) == b"PK"
    assert _client("lain", "item_author").get(reverse("items:preview", args=(code,))).status_code == 404
    done = author.post(reverse("items:apply", args=(code,)), follow=True).content.decode()
    assert "1 butir ditambahkan" in done
    assert not Upload.objects.exists()
    assert Item.objects.filter(id="UJI-01").exists()


def test_files_that_cannot_be_read_are_explained(author: Client) -> None:
    answer = author.post(reverse("items:import"), {"file": SimpleUploadedFile("x.xlsx", b"teks")})
    assert answer.status_code == 422
    assert "tidak dapat dibaca sebagai lembar kerja" in answer.content.decode()
    assert "Pilihlah berkas" in author.post(reverse("items:import")).content.decode()
    assert (
        author.post(reverse("items:import"), {"file": SimpleUploadedFile("t.xlsx", template())}).status_code
        == 302
    )


def test_generated_items_are_looked_at_before_they_are_added(author: Client) -> None:
    assert "Benih" in _page(author, "generate")
    query = {"family": "matrix", "count": "2", "seed": "lihat"}
    page = _page(author, "generate", query="?family=matrix&count=2&seed=lihat")
    assert "Tambahkan 2 butir ke bank" in page
    assert not Item.objects.exists()
    author.post(reverse("items:generate"), query)
    assert Item.objects.count() == 2
    assert "sudah ada di bank" in _page(author, "generate", query="?family=matrix&count=2&seed=lihat")


@pytest.mark.parametrize(
    "query",
    ["?family=puisi", "?family=series&count=0", "?family=series&count=5&seed=A!", "?family=series&count=x"],
)
def test_impossible_wishes_to_the_generator_are_explained(author: Client, query: str) -> None:
    answer = author.get(reverse("items:generate") + query)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
