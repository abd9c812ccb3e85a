"""Pages of the map of positions."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from takar.accounts.public import Role, User
from takar.positions.models import PositionRecord
from takar.positions.public import position as found
from tests.certificates.world import person
from tests.people.lists import nip
from tests.positions.files import ASKED, HEAD, applied, position

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def signed_in(*roles: Role) -> Client:
    user = User.objects.create(username=f"u{roles[0]}", roles=[role.value for role in roles])
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client() -> Client:
    return signed_in(Role.ASSESSMENT_ADMIN)


@pytest.fixture
def town(tmp_path: Path) -> None:
    person(1, unit="Dinas A")
    rows = [
        HEAD,
        position("A-1", nip(1), unit="Dinas A"),
        position("1.02/KD", unit="Dinas A/Bidang B", must_fill="tidak"),
        position("C-1", nip(3), unit="Dinas C"),
    ]
    applied(tmp_path, "positions", rows)
    applied(tmp_path, "requirements", [ASKED, ("A-1", "Lainnya", "Mutlak", "", "Sehat jasmani")])


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(f"/peta-jabatan/{address}")
    assert answer.status_code == status, answer.content
    return answer.content.decode()


def test_an_empty_map_says_where_to_begin(client: Client) -> None:
    assert "Belum ada jabatan" in page(client, "")
    assert "Tidak ada jabatan yang lowong" in page(client, "lowong/")


@pytest.mark.usefixtures("town")
def test_the_map_by_unit_class_and_state(client: Client) -> None:
    told = page(client, "")
    assert "3 jabatan, 1 lowong." in told
    assert "Kepala A-1" in told
    assert "Kepala C-1" not in page(client, "?unit=Dinas+A")
    assert "Bidang B" in page(client, "?unit=Dinas+A")
    assert "Kepala A-1" not in page(client, "?keadaan=lowong")
    assert "Tidak ada jabatan yang cocok" in page(client, "?cari=zzz")
    assert "Kepala 1.02/KD" in page(client, "?keadaan=tanpa-apa&kelas=raja")


@pytest.mark.usefixtures("town")
def test_a_position_with_standard_requirements_and_holder(client: Client) -> None:
    told = page(client, "jabatan/A-1/")
    for words in ("Integritas", "<polygon", "Sehat jasmani", "diperiksa orang", nip(1), "Pensiun mulai"):
        assert words in told
    assert "Kepala 1.02/KD" in page(client, "jabatan/1.02/KD/")
    page(client, "jabatan/X-9/", 404)
    assert "tidak ada dalam data pegawai" in page(client, "jabatan/C-1/")


@pytest.mark.usefixtures("town")
def test_who_leaves_when(client: Client) -> None:
    told = page(client, "lowong/")
    assert "Kepala 1.02/KD" in told
    assert "Kepala A-1" in told
    assert "Kepala A-1" not in page(client, "lowong/?kelas=pengawas")
    PositionRecord.objects.bulk_create(
        PositionRecord(
            code=f"V-{n:02d}",
            title=f"Lowong {n:02d}",
            job_class="pengawas" if n else "jpt_pratama",
            agency="A",
        )
        for n in range(60)
    )
    told = page(client, "lowong/")
    assert "Lowong 48" in told
    assert "Lowong 59" not in told
    assert "Semua 61 jabatan lowong" in told
    assert told.index("Lowong 00") < told.index("Lowong 01")  # the highest class first


@pytest.mark.usefixtures("town")
def test_a_position_is_mended_by_hand(client: Client) -> None:
    told = page(client, "ubah/A-1/")
    assert 'value="Kepala A-1"' in told
    form = {
        "title": "Kepala Dinas Baru",
        "job_class": "jpt_pratama",
        "unit": "Dinas A",
        "holder": nip(1),
        "must_fill": "1",
        "m01": "5",
        "reason": "SK 3",
        "kind": ["jpm_least", "", "other"],
        "weight": ["mutlak", "mutlak", "perlu"],
        "value": ["80", "", ""],
        "text": ["", "", "Sehat"],
    }
    wrong = client.post(
        "/peta-jabatan/ubah/A-1/", form | {"holder": "123", "m01": "9", "value": ["x", "", ""]}
    )
    assert wrong.status_code == 422
    assert "18 angka" in wrong.content.decode()
    without = client.post("/peta-jabatan/ubah/A-1/", form | {"reason": ""})
    assert without.status_code == 422
    taken = client.post("/peta-jabatan/ubah/A-1/", form | {"holder": nip(3)})
    assert "sudah memangku" in taken.content.decode()
    untold = client.post("/peta-jabatan/ubah/A-1/", form | {"text": ["", "", ""]})
    assert untold.status_code == 422
    assert client.post("/peta-jabatan/ubah/A-1/", form).status_code == 302
    one = found("A-1")
    assert one is not None
    assert (one.title, len(one.standard), len(one.requirements)) == ("Kepala Dinas Baru", 1, 2)
    assert "SK 3" in page(client, "jabatan/A-1/")
    page(client, "ubah/X-9/", 404)


@pytest.mark.usefixtures("town")
def test_a_new_position_and_its_end(client: Client) -> None:
    page(client, "baru/")
    form = {"code": "N-1", "title": "Camat", "job_class": "administrator", "reason": "Perda 1"}
    assert client.post("/peta-jabatan/baru/", form | {"code": ""}).status_code == 422
    assert client.post("/peta-jabatan/baru/", form | {"code": "A-1"}).status_code == 422
    assert client.post("/peta-jabatan/baru/", form).status_code == 302
    assert (
        "masih dipangku"
        in client.post("/peta-jabatan/hapus/A-1/", {"alasan": "x"}, follow=True).content.decode()
    )
    assert client.post("/peta-jabatan/hapus/N-1/", {"alasan": "Perda 2"}).status_code == 302
    assert PositionRecord.objects.get(code="N-1").abolished_on is not None


@pytest.mark.usefixtures("town")
def test_readers_read_and_do_not_write() -> None:
    reader = signed_in(Role.APPOINTER)
    assert "Ubah" not in page(reader, "jabatan/A-1/")
    for address in ("baru/", "ubah/A-1/", "impor/", "impor/positions/"):
        page(reader, address, 403)
    page(signed_in(Role.PROCTOR), "", 403)
