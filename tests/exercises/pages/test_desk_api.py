"""The desk's API: one's own sheets only, JSON always, sent twice counted once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from takar.accounts.models import User
from takar.attendance.public import card_code
from takar.exercises.models import Sheet, SheetEvent
from takar.exercises.pages.desk_json import due_first
from takar.exercises.storage import Progress, own_progress
from takar.kernel.clock import utc_now
from takar.planning.public import places_of
from tests.exercises.round import PHRASE, entries, filled, rater, round_of, sheet

pytestmark = [pytest.mark.database, pytest.mark.django_db]
API = "/asesor/api/"


def signed_in(name: str) -> Client:
    client = Client()
    user = User.objects.filter(username=name).first() or rater(name)
    User.objects.filter(pk=user.pk).update(roles=["assessor"])
    client.force_login(user)
    return client


@pytest.fixture
def sari() -> Client:
    return signed_in("sari")


@pytest.fixture
def own(sari: Client) -> Sheet:
    return sheet(round_of(), "1" * 24, User.objects.get(username="sari"))


def post(client: Client, path: str, body: Any) -> Any:
    return client.post(API + path, json.dumps(body), content_type="application/json")


def save(client: Client, one: Sheet, sent: list[dict[str, Any]], device: str = "dev") -> Any:
    return post(client, "save", {"sheet": one.pk, "device": device, "entries": sent})


def test_today_names_ones_own_sheets_and_whether_one_can_sign(sari: Client, own: Sheet) -> None:
    sheet(own.round, "2" * 24, rater("budi"))
    sent = sari.get(f"{API}today")
    body = sent.json()
    assert (body["user"], body["signing_key"], [one["id"] for one in body["sheets"]]) == (
        "sari",
        True,
        [own.pk],
    )
    assert "csrftoken" in sent.cookies
    assert own.nip not in body["sheets"][0].values()


def test_old_sheets_stay_until_they_are_locked_and_far_ones_wait(sari: Client, own: Sheet) -> None:
    def listed() -> list[str]:
        return [one["id"] for one in sari.get(f"{API}today").json()["sheets"]]

    Sheet.objects.update(starts=utc_now() - timedelta(days=3))
    assert listed() == [own.pk]
    filled(own)
    locked = post(sari, "lock", {"sheet": own.pk, "device": "dev", "last_seq": 4, "passphrase": PHRASE})
    assert locked.status_code == 200
    assert listed() == []
    Sheet.objects.update(starts=utc_now() + timedelta(days=9))
    assert listed() == []
    Sheet.objects.update(starts=None)
    assert listed() == [own.pk]


def test_what_is_saved_is_read_back_and_counts_once(sari: Client, own: Sheet) -> None:
    for _ in range(2):
        assert save(sari, own, entries()).json() | {"server_ms": 0} == {
            "acked": 4, "refused": [], "server_ms": 0,
        }  # fmt: skip
    assert SheetEvent.objects.count() == 4
    state = sari.get(f"{API}sheet/{own.pk}").json()["state"]
    assert state["notes"] == [{"note": "n1", "text": "Menegur anggota", "clock_s": 5, "stamp": [1, "dev", 1]}]
    assert state["tags"][0]["sign"] == "+"
    assert {one["dimension"]: one["value"] for one in state["ratings"]} == {"M.01": "3", "M.02": "NE"}
    assert (state["seqs"], state["tick"], state["entries"], state["locked_ms"]) == ({"dev": 4}, 4, 4, None)


def test_locking_needs_the_passphrase_and_tells_when(sari: Client, own: Sheet) -> None:
    save(sari, own, entries())
    asked = {"sheet": own.pk, "device": "dev", "last_seq": 4}
    assert post(sari, "lock", {**asked, "passphrase": "salah"}).json()["error"]["code"] == "PASSPHRASE_WRONG"
    done = post(sari, "lock", {**asked, "passphrase": PHRASE}).json()
    assert (len(done["digest"]), done["already"]) == (43, False)
    assert post(sari, "lock", {**asked, "passphrase": PHRASE}).json()["already"] is True
    assert sari.get(f"{API}sheet/{own.pk}").json()["state"]["locked_ms"] == done["locked_ms"]
    late = [{"seq": 5, "tick": 9, "kind": "rated", "dimension": "M.01", "value": "5"}]
    assert save(sari, own, late).json()["refused"] == [[5, "SHEET_LOCKED"]]


@pytest.mark.parametrize(
    "body",
    ["[]", "{", '{"entries": 3}', '{"entries": [1]}', '{"sheet": 5, "device": 5, "entries": []}', "\xff"],
)
def test_nonsense_is_refused_in_json(sari: Client, own: Sheet, body: str) -> None:
    for path in ("save", "lock"):
        answer = sari.post(API + path, body, content_type="application/json")
        assert answer.status_code in (400, 404, 422)
        assert set(answer.json()["error"]) == {"code", "id", "en", "data"}


def test_another_ones_sheet_is_as_if_it_were_not_there(sari: Client, own: Sheet) -> None:
    budi = signed_in("budi")
    for answer in (
        budi.get(f"{API}sheet/{own.pk}"),
        save(budi, own, entries()),
        post(budi, "lock", {"sheet": own.pk, "device": "d", "last_seq": 0, "passphrase": PHRASE}),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "SHEET_NOT_YOURS")
    assert budi.get(f"{API}sheet/{own.pk}").content == budi.get(f"{API}sheet/{'0' * 24}").content
    assert SheetEvent.objects.count() == 0
    assert own_progress("budi", [own.pk]) == {}


def test_a_sheet_that_was_taken_away_is_gone_from_everywhere(sari: Client, own: Sheet) -> None:
    Sheet.objects.update(withdrawn_at=utc_now(), withdrawn_reason="Kerabat")
    assert sari.get(f"{API}today").json()["sheets"] == []
    assert sari.get(f"{API}sheet/{own.pk}").status_code == 404


def test_signed_out_and_without_the_role_the_answer_is_json(own: Sheet) -> None:
    for method, path in (("get", "today"), ("get", f"sheet/{own.pk}"), ("post", "save"), ("get", "badge/x")):
        answer = getattr(Client(), method)(API + path)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "SIGNED_OUT")
    proctor = Client()
    proctor.force_login(User.objects.create(username="pengawas", roles=["proctor"]))
    answer = proctor.get(f"{API}today")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "MAY_NOT_RATE")


def test_forged_requests_are_refused(own: Sheet) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="sari"))
    assert save(client, own, entries()).status_code == 403
    assert SheetEvent.objects.count() == 0


def test_a_card_opens_ones_own_sheet_that_is_due(sari: Client, own: Sheet) -> None:
    from tests.attendance.world import BATCH, NIPS, world

    world()
    place = places_of(BATCH)[0]
    assert place.nip == NIPS[0]
    code = card_code(place)
    assert sari.get(f"{API}badge/{code}").json()["error"]["code"] == "NO_SHEET_FOR_CARD"
    assert sari.get(f"{API}badge/TAKAR:X:1:AAAAAAAAAA").json()["error"]["code"] == "CARD_UNKNOWN"
    Sheet.objects.update(nip=place.nip)
    assert [one["id"] for one in sari.get(f"{API}badge/{code}").json()["sheets"]] == [own.pk]
    assert sari.get(f"{API}today").json()["sheets"][0]["card"] == code
    signed_in("budi")
    assert signed_in("budi").get(f"{API}badge/{code}").json()["error"]["code"] == "NO_SHEET_FOR_CARD"


def test_what_is_due_now_comes_first_and_locked_ones_last(own: Sheet) -> None:
    now = utc_now()
    made = {}
    for name, start, minutes in (("now", -10, 30), ("soon", 5, 30), ("past", -90, 30), ("shut", -5, 30)):
        starts = now + timedelta(minutes=start)
        made[name] = Sheet(pk=name, starts=starts, ends=starts + timedelta(minutes=minutes))
    progress = {name: Progress(0, name == "shut") for name in made}
    ordered = due_first(made.values(), progress, now)
    assert [one.pk for one in ordered] == ["now", "soon", "past", "shut"]
    assert due_first([Sheet(pk="open", starts=None)], {"open": Progress(0, False)}, now)[0].pk == "open"
    made["past"].ends = None
    assert due_first(made.values(), progress, now)[2].pk == "past"


def test_anchors_that_a_form_does_not_bring_come_from_the_dictionary(sari: Client, own: Sheet) -> None:
    from takar.standards.public import load_shipped_standards

    def first() -> dict[str, Any]:
        return dict(sari.get(f"{API}sheet/{own.pk}").json()["form"]["dimensions"][0])

    assert "anchors" not in first()
    load_shipped_standards()
    assert first()["anchors"]["1"]["id"].startswith("Bertindak sesuai norma")
    assert first()["definition"]["en"]
    form = json.loads(json.dumps(own.form))
    form["dimensions"][0]["anchors"] = {"1": "Jangkar sendiri"}
    form["dimensions"][1]["code"] = "X.9"
    Sheet.objects.update(form=form)
    assert first()["anchors"] == {"1": "Jangkar sendiri"}
    for one in form["dimensions"]:
        one["anchors"] = {"1": "x"}
    Sheet.objects.update(form=form)
    assert first()["anchors"] == {"1": "x"}


def test_the_page_is_the_same_for_everybody_and_every_file_has_its_hash(sari: Client) -> None:
    import hashlib

    page = sari.get("/asesor/")
    assert page.content == signed_in("budi").get("/asesor/").content
    assert page["Permissions-Policy"].startswith("camera=(self)")
    listed = sari.get("/asesor/version.json").json()
    assert listed["/asesor/"] == hashlib.sha256(page.content).hexdigest()
    assert {"/static/exercises/desk/main.js", "/static/exercises/desk/rules/sheet.js"} <= set(listed)
    assert "/static/exercises/desk/sw.js" not in listed
    worker = sari.get("/asesor/sw.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert worker["Cache-Control"] == "no-cache"
    assert Client().get("/asesor/").status_code == 302
