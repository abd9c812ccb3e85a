"""The read API: keys with scopes, pages, limits, and a record of every use; and the same lists as files."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from takar.accounts.models import Change
from takar.accounts.public import Role, User
from takar.kernel.readers import ColumnKind
from takar.kernel.refusals import Refusal
from takar.office.api.keys import make_key, revoke_key
from takar.office.api.openapi import openapi
from takar.office.api.registry import READERS, SCOPES
from takar.office.models import ApiKey, ApiUse
from tests.careers.files import applied as careers_applied
from tests.people.lists import nip
from tests.positions.files import ASKED, HEAD, applied, position

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def secret(*scopes: str, per_minute: int = 60) -> str:
    until = localdate() + timedelta(days=30)
    made = make_key("SIMPEG", scopes, until, actor="sistem", reason="Nota 1", per_minute=per_minute)
    assert not isinstance(made, Refusal), made
    return made[1]


def get(address: str, key: str = "") -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    answer = Client().get(f"/api/v1/{address}", headers=headers)
    return answer.status_code, json.loads(answer.content)


def code_of(answer: tuple[int, dict[str, Any]]) -> tuple[int, str]:
    return answer[0], answer[1]["error"]["code"]


@pytest.fixture
def town(tmp_path: Path) -> None:
    rows = [
        HEAD,
        *(position(f"A-{number}", nip(number), technical="T.01=3") for number in range(1, 6)),
        position("B-1"),
    ]
    applied(tmp_path, "positions", rows)
    applied(tmp_path, "requirements", [ASKED, ("A-1", "Pendidikan", "Mutlak", "S1", "")])
    careers_applied(
        tmp_path,
        "predicates",
        [("NIP", "Tahun", "Predikat", "Nilai"), *((nip(n), 2024, "Baik", "96,5") for n in range(3))],
    )
    careers_applied(tmp_path, "discipline", [("NIP", "Tingkat", "Mulai"), (nip(0), "Ringan", "01-02-2020")])
    careers_applied(
        tmp_path,
        "profiles",
        [("NIP", "Tanggal Penilaian", "Integritas", "JPM"), (nip(0), "01-02-2025", "3,25", 90)],
    )


@pytest.mark.usefixtures("town")
def test_pages_follow_each_other_until_all_is_read() -> None:
    key = secret("positions.read")
    status, first = get("positions?limit=4", key)
    assert (status, first["count"], len(first["data"])) == (200, 6, 4)
    one = first["data"][0]
    assert (one["code"], one["holder"], one["m01"], one["technical"]) == ("A-1", nip(1), "4", ["T.01=3"])
    assert one["vacant_since"] is None
    status, second = get(first["next"].removeprefix("/api/v1/"), key)
    assert [one["code"] for one in second["data"]] == ["A-5", "B-1"]
    assert second["next"] is None
    assert [one["code"] for one in get(f"positions?holder={nip(2)}", key)[1]["data"]] == ["A-2"]
    assert get("requirements?code=A-1", key)[1]["data"][0]["values"] == ["S1"]


@pytest.mark.usefixtures("town")
def test_a_key_reads_its_scopes_only() -> None:
    key = secret("careers.read")
    status, told = get(f"predicates?nip={nip(1)}", key)
    assert status == 200
    assert told["data"][0] | {"id": 0, "recorded_on": ""} == {
        "id": 0,
        "nip": nip(1),
        "year": 2024,
        "code": "baik",
        "score": "96.50",
        "source_file": "daftar.xlsx",
        "recorded_on": "",
    }
    assert code_of(get("positions", key)) == (403, "API_SCOPE_MISSING")
    assert code_of(get("discipline", key)) == (403, "API_SCOPE_MISSING")
    assert code_of(get("profiles", key)) == (403, "API_SCOPE_MISSING")
    assert get("discipline", secret("discipline.read"))[1]["data"][0]["level"] == "ringan"
    profile = get("profiles", secret("profiles.read"))[1]["data"][0]
    assert (profile["m01"], profile["m02"], profile["jpm"]) == ("3.25", None, "90.00")


def test_what_is_asked_wrongly_is_refused_with_a_remedy() -> None:
    key = secret("positions.read")
    assert code_of(get("positions")) == (401, "API_KEY_MISSING")
    assert code_of(get("positions", "tkr_lain")) == (401, "API_KEY_WRONG")
    assert code_of(get("raja", key)) == (404, "API_LIST_UNKNOWN")
    for query in ("limit=0", "limit=1001", "limit=x", "nama=a"):
        assert code_of(get(f"positions?{query}", key)) == (400, "API_QUERY_WRONG")
    assert code_of(get("requirements?after=x", key)) == (400, "API_QUERY_WRONG")
    assert Client().post("/api/v1/positions").status_code == 405


def test_every_use_is_on_record_and_stays() -> None:
    key = secret("positions.read")
    get("positions?limit=5", key)
    get("predicates", key)
    uses = list(ApiUse.objects.order_by("id").values_list("reader", "query", "status", "rows", "address"))
    assert uses == [("positions", "limit=5", 200, 0, "127.0.0.1"), ("predicates", "", 403, 0, "127.0.0.1")]
    with pytest.raises(DatabaseError), transaction.atomic():
        ApiUse.objects.update(rows=1)


def test_too_many_requests_wait() -> None:
    key = secret("positions.read", per_minute=2)
    assert [get("positions", key)[0] for _ in range(3)] == [200, 200, 429]
    answer = Client().get("/api/v1/positions", headers={"Authorization": f"Bearer {key}"})
    assert answer["Retry-After"] == "60"


def test_a_key_is_kept_as_a_digest_and_ends() -> None:
    key = secret("positions.read")
    kept = ApiKey.objects.get()
    assert key not in json.dumps([kept.digest, kept.start, kept.scopes])
    assert key.startswith(kept.start)
    later = localdate() + timedelta(days=31)
    ApiKey.objects.update(expires_on=later - timedelta(days=40))
    assert code_of(get("positions", key)) == (401, "API_KEY_WRONG")
    ApiKey.objects.update(expires_on=later)
    assert get("positions", key)[0] == 200
    refusal = revoke_key(kept, actor="sistem", reason=" ")
    assert refusal is not None
    assert refusal.code == "API_REASON_MISSING"
    assert revoke_key(kept, actor="sistem", reason="Bocor") is None
    again = revoke_key(kept, actor="sistem", reason="Bocor")
    assert again is not None
    assert again.code == "API_KEY_ALREADY_REVOKED"
    assert code_of(get("positions", key)) == (401, "API_KEY_WRONG")
    assert [one.action for one in Change.objects.order_by("id")] == ["api.token.make", "api.token.revoke"]


@pytest.mark.parametrize(
    ("name", "scopes", "days", "reason", "per_minute"),
    [
        ("", ["positions.read"], 5, "r", 5),
        ("S", [], 5, "r", 5),
        ("S", ["positions.read", "apa.saja"], 5, "r", 5),
        ("S", ["positions.read"], -1, "r", 5),
        ("S", ["positions.read"], 800, "r", 5),
        ("S", ["positions.read"], 5, " ", 5),
        ("S", ["positions.read"], 5, "r", 0),
    ],
)
def test_a_key_needs_name_scope_end_and_reason(
    name: str, scopes: list[str], days: int, reason: str, per_minute: int
) -> None:
    until = localdate() + timedelta(days=days)
    made = make_key(name, scopes, until, actor="sistem", reason=reason, per_minute=per_minute)
    assert isinstance(made, Refusal)
    assert made.code == "API_KEY_INCOMPLETE"


def test_the_description_fits_the_answers(town: None) -> None:
    told = json.loads(Client().get("/api/v1/openapi.json").content)
    assert told["openapi"] == "3.1.0"
    assert {one["name"] for one in json.loads(Client().get("/api/v1/").content)["lists"]} == set(READERS)
    key = secret(*SCOPES)
    for name, reader in READERS.items():
        schema = told["components"]["schemas"][name]
        status, page = get(name, key)
        assert status == 200, page
        for row in page["data"]:
            assert set(row) == set(schema["required"])
            for column in reader.columns:
                _check(column.kind, row[column.name])
    assert openapi("http://x")["servers"] == [{"url": "http://x/api/v1"}]


def _check(kind: ColumnKind, value: Any) -> None:
    if value is None:
        return
    types: dict[ColumnKind, type] = {ColumnKind.INTEGER: int, ColumnKind.BOOLEAN: bool, ColumnKind.LIST: list}
    assert type(value) is types.get(kind, str)
    if kind == ColumnKind.DATE:
        date.fromisoformat(value)


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(User.objects.create(username=str(role), roles=[role.value]))
    return client


def test_keys_are_made_on_a_page_and_shown_once() -> None:
    client = signed_in(Role.SYSTEM_ADMIN)
    assert "Buat kunci" in client.get("/api/kunci/").content.decode()
    form = {
        "name": "SIMPEG",
        "scope": ["positions.read"],
        "expires_on": (localdate() + timedelta(days=5)).isoformat(),
        "per_minute": "30",
        "reason": "Nota 2",
    }
    assert client.post("/api/kunci/", form | {"expires_on": "besok"}).status_code == 422
    assert client.post("/api/kunci/", form | {"per_minute": "x"}).status_code == 422
    shown = client.post("/api/kunci/", form).content.decode()
    key = shown.split("tkr_")[1].split("<")[0]
    assert get("positions", f"tkr_{key}")[0] == 200
    one = ApiKey.objects.get()
    for address in ("/api/kunci/", f"/api/kunci/{one.pk}/"):
        told = client.get(address).content.decode()
        assert "SIMPEG" in told
        assert key not in told
    client.post(f"/api/kunci/{one.pk}/cabut/", {"alasan": ""})
    client.post(f"/api/kunci/{one.pk}/cabut/", {"alasan": "Selesai"})
    assert "dicabut" in client.get(f"/api/kunci/{one.pk}/").content.decode()
    ApiKey.objects.update(revoked_at=None, expires_on=date(2020, 1, 1))
    assert "kedaluwarsa" in client.get("/api/kunci/").content.decode()
    assert signed_in(Role.ASSESSMENT_ADMIN).get("/api/kunci/").status_code == 403


@pytest.mark.usefixtures("town")
def test_lists_are_downloaded_with_siasn_headings_and_that_is_on_record() -> None:
    client = signed_in(Role.TALENT_TEAM)
    assert "Predikat kinerja" in client.get("/api/ekspor/").content.decode()
    answer = client.get("/api/ekspor/positions.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][:3] == ["KODE JABATAN", "JABATAN NAMA", "UNOR NAMA"]
    assert rows[1][0] == "A-1"
    assert len(rows) == 7
    answer = client.get("/api/ekspor/predicates.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    read = book.get_sheet_by_index(0).to_python()
    assert read[0][:4] == ["ID", "NIP BARU", "TAHUN", "PREDIKAT"]
    assert read[1][1] == nip(0)
    assert Change.objects.filter(action="export.download").count() == 2
    assert client.get("/api/ekspor/raja.csv").status_code == 404
    assert client.get("/api/ekspor/positions.pdf").status_code == 404
    appointer = signed_in(Role.APPOINTER)
    assert appointer.get("/api/ekspor/discipline.csv").status_code == 403
    assert "Disiplin" not in appointer.get("/api/ekspor/").content.decode()
    assert signed_in(Role.PROCTOR).get("/api/ekspor/").status_code == 403
    assert Client().get("/api/ekspor/positions.csv").status_code == 302


def test_a_cell_never_runs_as_a_formula(tmp_path: Path) -> None:
    applied(tmp_path, "positions", [HEAD, position("A-1", title="=HYPERLINK(0)")])
    answer = signed_in(Role.TALENT_TEAM).get("/api/ekspor/positions.csv")
    assert b"'=HYPERLINK(0)" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
