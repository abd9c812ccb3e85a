"""The console as a proctor and a technical helper see it, with a real journal behind it."""

from __future__ import annotations

import pytest
from django.test import Client

from takar.accounts.models import Change, User
from takar.delivery.domain.events import Answered, Event
from takar.delivery.public import Journal, Row, SittingState, record_all
from takar.kernel.clock import milliseconds, utc_now
from tests.delivery.hall import SESSION, make_session, sit

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ROOM = f"/pelaksanaan/{SESSION}/"


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(User.objects.create(username=role, roles=[role]))
    return client


@pytest.fixture
def proctor(store: Journal) -> Client:
    make_session(now=utc_now())
    return signed_in("proctor")


@pytest.fixture
def now_ms() -> int:
    return milliseconds(utc_now())


def test_todays_sessions_come_first(proctor: Client) -> None:
    page = proctor.get("/pelaksanaan/")
    assert [s.id for s in page.context["today"]] == [SESSION]
    assert "Ruang CAT 1" in page.content.decode()


def test_the_room_shows_each_seats_state(proctor: Client, store: Journal, now_ms: int) -> None:
    sit(store, "sitting001", answers=7, at_ms=now_ms)
    sit(store, "sitting002", started=False, at_ms=now_ms - 40_000)
    page = proctor.get(ROOM)
    phases = {seat["sitting"]: seat["phase"] for seat in page.context["seats"]}
    assert phases == {"sitting001": "sitting", "sitting002": "quiet", "sitting003": "absent"}
    assert page.context["seats"][0]["answered"] == 7
    assert "482913" in page.content.decode()


def test_a_helper_sees_seats_and_connections_only(store: Journal, now_ms: int) -> None:
    make_session(now=utc_now())
    sit(store, "sitting001", answers=7, at_ms=now_ms)
    helper = signed_in("technical_helper")
    for address in (ROOM, f"{ROOM}kini/"):
        page = helper.get(address)
        shown = page.content.decode()
        assert "10.0.0.1" in shown
        for secret in ("Peserta Contoh", "7/", "482913", "seat-meter", "mulai mengerjakan"):
            assert secret not in shown
        assert set(page.context["seats"][0]) == {"sitting", "seat", "number", "phase", "seen", "address"}


@pytest.mark.parametrize("kind", ["mulai", "perpanjang", "perpanjang-semua", "pindah", "lepas", "kirim"])
def test_a_helper_can_order_nothing(store: Journal, kind: str) -> None:
    make_session(now=utc_now())
    helper = signed_in("technical_helper")
    data = {"sitting": "sitting001", "reason": "coba", "minutes": "5", "seat": "B-01", "typed": "001"}
    assert helper.post(f"{ROOM}perintah/{kind}/", data).status_code == 403
    assert store.orders_since(0) == []


def test_starting_gives_one_order_and_one_line_in_the_trail(proctor: Client, store: Journal) -> None:
    assert proctor.post(f"{ROOM}perintah/mulai/").status_code == 302
    (order,) = store.orders_since(0)
    assert (order.session, order.sitting, order.kind, order.actor) == (
        SESSION,
        "",
        "start_session",
        "proctor",
    )
    line = Change.objects.get()
    assert (line.actor, line.action, line.subject) == ("proctor", "start_session", f"session:{SESSION}")
    assert proctor.get(ROOM).context["watched"].ordered is True


def test_several_seats_are_extended_with_a_reason(proctor: Client, store: Journal) -> None:
    data = {"sitting": ["sitting001", "sitting003"], "minutes": "10", "reason": " listrik   padam "}
    assert proctor.post(f"{ROOM}perintah/perpanjang/", data).status_code == 302
    orders = store.orders_since(0)
    assert [(o.sitting, o.kind, o.body) for o in orders] == [
        (sitting, "extend", '{"minutes":10,"reason":"listrik padam"}')
        for sitting in ("sitting001", "sitting003")
    ]
    assert set(Change.objects.values_list("reason", flat=True)) == {"listrik padam"}
    events = proctor.get(ROOM).content.decode()
    assert "Kursi A-03 diperpanjang 10 menit oleh proctor karena listrik padam" in events


def test_the_whole_room_is_one_order(proctor: Client, store: Journal) -> None:
    data = {"minutes": "5", "reason": "jaringan terputus"}
    proctor.post(f"{ROOM}perintah/perpanjang-semua/", data)
    assert [(o.sitting, o.kind) for o in store.orders_since(0)] == [("", "extend")]


@pytest.mark.parametrize(
    ("kind", "data", "sentence"),
    [
        ("perpanjang-semua", {"minutes": "10", "reason": "  "}, "Tuliskan alasannya"),
        ("perpanjang-semua", {"minutes": "0", "reason": "x"}, "antara 1 dan 240"),
        ("perpanjang-semua", {"minutes": "241", "reason": "x"}, "antara 1 dan 240"),
        ("perpanjang-semua", {"minutes": "sepuluh", "reason": "x"}, "antara 1 dan 240"),
        (
            "pindah",
            {"sitting": "sitting001", "seat": "a-02", "reason": "rusak"},
            "Kursi A-02 sudah ditempati",
        ),
        ("pindah", {"sitting": "sitting001", "seat": " ", "reason": "rusak"}, "Tuliskan kursi tujuan"),
        ("kirim", {"sitting": "sitting001", "typed": "002", "reason": "sakit"}, "ketik nomor peserta 001"),
        ("kirim", {"sitting": "sitting001", "typed": "001", "reason": ""}, "Tuliskan alasannya"),
    ],
)
def test_what_is_not_complete_is_refused_and_nothing_is_ordered(
    proctor: Client, store: Journal, kind: str, data: dict[str, str], sentence: str
) -> None:
    page = proctor.post(f"{ROOM}perintah/{kind}/", data)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert store.orders_since(0) == []
    assert not Change.objects.exists()


@pytest.mark.parametrize(("kind", "sittings"), [("perpanjang", []), ("kirim", ["sitting001", "sitting002"])])
def test_orders_need_the_right_number_of_seats(
    proctor: Client, store: Journal, kind: str, sittings: list[str]
) -> None:
    data = {"sitting": sittings, "minutes": "5", "reason": "x", "typed": "001"}
    assert proctor.post(f"{ROOM}perintah/{kind}/", data).status_code == 302
    assert store.orders_since(0) == []


def test_force_move_and_release_reach_the_exam_server(proctor: Client, store: Journal) -> None:
    one = {"sitting": "sitting002", "reason": "komputer rusak"}
    proctor.post(f"{ROOM}perintah/pindah/", {**one, "seat": "c-01"})
    proctor.post(f"{ROOM}perintah/lepas/", one)
    proctor.post(f"{ROOM}perintah/kirim/", {**one, "typed": " 002 "})
    assert [(o.kind, o.sitting) for o in store.orders_since(0)] == [
        ("move_seat", "sitting002"),
        ("release_login", "sitting002"),
        ("force_submit", "sitting002"),
    ]
    assert '"seat":"C-01"' in store.orders_since(0)[0].body


def test_the_live_part_follows_the_journal(proctor: Client, store: Journal, now_ms: int) -> None:
    assert b"st-sitting" not in proctor.get(f"{ROOM}kini/").content.split(b'id="hitungan"')[0]
    sit(store, "sitting001", answers=2, at_ms=now_ms)
    page = proctor.get(f"{ROOM}kini/")
    assert int(page["X-Takar-Now"]) >= now_ms
    assert page.context["counts"]["sitting"] == 1


def test_a_changed_journal_is_shown_as_broken(proctor: Client, store: Journal, now_ms: int) -> None:
    sit(store, "sitting001", answers=1, at_ms=now_ms)
    fourth = len(store.stream("sitting001")) + 1
    forged, _ = record_all(SittingState("sitting001"), [Event(now_ms, Answered(1, "S-9", "B", 0), "x", 9)])
    store.append([Row("sitting001", fourth, *list(_values(forged[0]))[2:])])
    page = proctor.get(ROOM)
    assert page.context["seats"][0]["phase"] == "broken"
    assert page.context["counts"]["broken"] == 1


def _values(row: Row) -> list[object]:
    return [getattr(row, name) for name in row.__struct_fields__]


def test_the_projector_shows_address_and_pin_to_proctors_only(proctor: Client) -> None:
    page = proctor.get(f"{ROOM}layar/", headers={"host": "192.168.1.5:8001"}).content.decode()
    assert "http://192.168.1.5:8000" in page
    assert "482913" in page
    assert signed_in("technical_helper").get(f"{ROOM}layar/").status_code == 403


def test_an_unknown_session_is_not_found(proctor: Client) -> None:
    assert proctor.get("/pelaksanaan/tidak-ada/").status_code == 404
    assert proctor.post(f"{ROOM}perintah/terbang/").status_code == 404
