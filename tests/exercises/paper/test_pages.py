"""Paper forms through the browser: two typists, a difference, a rater's signature."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from takar.accounts.models import User
from takar.exercises.domain.sheet import SheetState
from takar.exercises.models import Sheet
from takar.exercises.storage import own_state
from tests.exercises.judging import OWNER, appointed, opened, raters
from tests.exercises.paper.test_typing import PAPER
from tests.exercises.round import PHRASE

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAGE = "/asesor/kertas/"


@pytest.fixture
def sheet() -> Sheet:
    users = raters()
    User.objects.filter(pk__in=[one.pk for one in users]).update(roles=["assessor"])
    opened(users)
    return appointed(users)[0]


def browser(name: str, role: str = "panel_secretary") -> Client:
    client = Client()
    client.force_login(User.objects.get_or_create(username=name, defaults={"roles": [role]})[0])
    return client


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def state(sheet: Sheet) -> SheetState:
    found = own_state(sheet.pk, sheet.rater)
    assert isinstance(found, SheetState)
    return found


def test_from_paper_to_a_locked_sheet(sheet: Sheet) -> None:
    asti, budi = browser("asti"), browser("budi")
    form, listed = f"{PAGE}formulir/{sheet.pk}/", f"{PAGE}putaran/{OWNER}/"
    assert asti.get(PAGE, {"kode": f"LEMBAR: {sheet.pk.upper()}"})["Location"] == form
    assert 'name="M.01/1/text"' in said(asti, form)
    assert asti.post(form, {**PAPER, "M.01/value": "9"}).status_code == 422
    assert asti.post(form, PAPER).status_code == 302
    assert "Salinan Anda tersimpan" in said(asti, form)
    assert "Menegur" not in said(budi, form)
    assert budi.post(form, {**PAPER, "M.01/value": "4"})["Location"] == form
    page = said(budi, form)
    assert "Integritas: nilai" in page
    assert re.findall(r'name="([^"]+/[^"]+)"', page) == ["M.01/value"]
    assert "salinan berbeda" in said(asti, listed)
    assert asti.post(form, {"M.01/value": "4", "reason": ""}).status_code == 422
    assert asti.post(form, {"M.01/value": "4", "reason": "angka 4 terbaca"}).status_code == 302
    assert (state(sheet).value("M.01"), "sudah selesai disalin" in said(asti, form)) == ("4", True)
    rater = browser(sheet.rater)
    own = f"{PAGE}lembar-saya/"
    assert "Menegur anggota" in said(rater, own)
    assert rater.post(own, {"sheet": sheet.pk, "passphrase": "salah"}).status_code == 422
    assert rater.post(own, {"sheet": sheet.pk, "passphrase": PHRASE}).status_code == 302
    assert state(sheet).locked
    assert "Tidak ada lembar dari kertas" in said(rater, own)
    assert "terkunci" in said(asti, listed)


def test_no_rater_of_the_round_opens_a_form_or_the_list(sheet: Sheet) -> None:
    User.objects.filter(username=sheet.rater).update(roles=["lead_assessor"])
    rater = browser(sheet.rater)
    for address in (f"{PAGE}formulir/{sheet.pk}/", f"{PAGE}putaran/{OWNER}/"):
        assert rater.get(address).status_code == 403
    assert browser("asti").get(f"{PAGE}formulir/tidak-ada/").status_code == 404
    assert "tidak dikenal" in said(browser("asti"), f"{PAGE}?kode=tidak-ada")


def test_blank_forms_are_a_pdf_of_all_sheets_or_of_one(sheet: Sheet) -> None:
    address = f"/laporan/formulir-penilaian/{OWNER}"
    all_of_them, one = browser("asti").get(address), browser("asti").get(address, {"lembar": sheet.pk})
    assert (all_of_them.content[:5], one.content[:5]) == (b"%PDF-", b"%PDF-")
    assert len(all_of_them.content) > len(one.content)
    assert browser("asti").get("/laporan/formulir-penilaian/tidak-ada").status_code == 409


def test_pages_without_anything_say_so() -> None:
    assert "Belum ada putaran penilaian" in said(browser("asti"), PAGE)
    assert "Belum ada lembar dalam putaran ini" in said(browser("asti"), f"{PAGE}putaran/tidak-ada/")
