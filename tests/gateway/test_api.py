"""The calls between browser and gateway, as docs/interfaces.md section 6 has them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from takar.delivery.public import (
    extend,
    final_record,
    force_submit,
    move_seat,
    read_sitting,
    release_login,
    start_session,
)
from takar.gateway.throttle import Throttle
from tests.gateway.world import START, World

pytestmark = pytest.mark.database
Played = Callable[..., None]
MINUTE = 60_000


def test_a_whole_sitting(played: Played) -> None:
    async def story(world: World) -> None:
        one = world.browser()
        view = (await one.login()).json
        assert (view["state"], view["total_minutes"], view["section"]) == ("ready", 50, None)
        assert view["participant"] == {"name": "Peserta Contoh 1", "number": "001", "seat": "A-01"}
        assert view["sections"][0] == {"code": "A", "title": "Situasi kerja", "minutes": 30, "items": 6}
        assert (await one.get("/api/section/0")).code == "SECTION_NOT_AVAILABLE"
        view = (await one.start()).json
        assert (view["state"], view["section"], view["section_deadline_ms"]) == (
            "sitting",
            0,
            START + 30 * MINUTE,
        )
        section = (await one.get("/api/section/0")).json
        assert set(section) == {"code", "title", "instructions", "minutes", "items"}
        assert len(section["items"]) == 6
        saved = (await one.save((1, "SJT-M01-01", "B"), (2, "SJT-M01-02", True))).json
        assert (saved["acked"], saved["refused"], saved["superseded"]) == (2, [], False)
        assert saved["deadline_ms"] == START + 50 * MINUTE
        view = (await one.get("/api/state")).json
        assert (view["answers"], view["flags"]) == ({"SJT-M01-01": "B"}, ["SJT-M01-02"])
        assert view["last_seq"] == {"mesin-satu": 2}
        assert view["code"] == saved["code"]
        assert (await one.post("/api/section", to=1, last_seq=2)).json["section"] == 1
        assert (await one.post("/api/submit", last_seq=3)).code == "ANSWERS_MISSING"
        done = (await one.post("/api/submit", last_seq=2)).json
        assert (done["state"], done["submitted_by"], done["deadline_ms"]) == (
            "submitted",
            "participant",
            None,
        )
        assert (await one.get("/api/section/0")).status == 404, "no items after submission"
        record = final_record(read_sitting(world.journal, "duduk-001"))
        assert (record.responses, record.nonce) == ({"SJT-M01-01": "B"}, "abcd1234")

    played(story)


def test_the_result_comes_from_the_worker(played: Played) -> None:
    async def story(world: World) -> None:
        one = world.browser()
        await one.login()
        await one.start()
        assert (await one.get("/api/result")).code == "NOT_SUBMITTED"
        await one.post("/api/submit", last_seq=0)
        waiting = await one.get("/api/result")
        assert (waiting.status, waiting.json) == (202, {"state": "scoring"})
        assert (await one.get("/api/receipt")).code == "RECEIPT_NOT_READY"
        outcome = (
            '{"status":"shown","receipt":"c2sp.org/tlog-proof@v1\\n","receipt_name":"bukti-1.tlog-proof"}'
        )
        world.journal.put_outcome("duduk-001", outcome, START)
        assert (await one.get("/api/result")).body == outcome.encode()
        file = await one.get("/api/receipt")
        assert file.headers["content-disposition"] == 'attachment; filename="bukti-1.tlog-proof"'
        assert file.body == b"c2sp.org/tlog-proof@v1\n"
        assert (await one.call("POST", "/api/acknowledge")).json == {"acknowledged_ms": START}
        assert world.journal.stream("duduk-001")[-1].kind == "acknowledged"

    played(story)


def test_waiting_for_the_proctor(played: Played) -> None:
    async def story(world: World) -> None:
        one = world.browser()
        assert (await one.login()).json["state"] == "waiting"
        assert (await one.start()).code == "SESSION_NOT_STARTED"
        await world.order(start_session)
        assert (await one.post("/api/heartbeat", last_seq=0)).json["state"] == "ready"
        assert world.journal.stream("session:sesi-contoh")[0].kind == "session_started"
        await world.boot()
        assert (await one.start()).json["state"] == "sitting"

    played(story, started=False)


@pytest.mark.parametrize("identity", ["001", "1", " 0 0 1 ", "198501012010010001", "19850101 201001 0 001"])
def test_number_or_nip_with_spaces(played: Played, identity: str) -> None:
    async def story(world: World) -> None:
        assert (await world.browser().login(identity=identity)).json["sitting"] == "duduk-001"

    played(story)


def test_wrong_pins_are_throttled_for_this_participant_only_and_released_by_the_proctor(
    played: Played,
) -> None:
    async def story(world: World) -> None:
        one = world.browser()
        codes = [(await one.login(pin="000000")).code for _ in range(6)]
        assert codes == ["LOGIN_WRONG"] * 4 + ["LOGIN_THROTTLED"] * 2
        reply = await one.login()
        assert (reply.status, reply.json["error"]["data"]) == (429, {"seconds": 30})
        assert (await one.login(identity="198501012010010001")).code == "LOGIN_THROTTLED"
        assert (await world.browser(2).login()).status == 200
        await world.order(release_login, "duduk-001", "salah ketik")
        assert (await one.login()).status == 200
        assert (await one.login(identity="tiada")).code == "LOGIN_WRONG"

    played(story)


def test_a_hundred_tries_at_once_are_counted_one_by_one(played: Played) -> None:
    async def story(world: World) -> None:
        one = world.browser()
        tries = await asyncio.gather(*(one.login(pin=f"{n:06}") for n in range(12)))
        assert sorted(reply.code for reply in tries) == ["LOGIN_THROTTLED"] * 8 + ["LOGIN_WRONG"] * 4

    played(story)


def test_the_pause_doubles_and_ends() -> None:
    throttle = Throttle()
    for _ in range(5):
        assert throttle.wait_ms("a", 0) == 0
        throttle.failed("a", 0)
    assert (throttle.wait_ms("a", 0), throttle.wait_ms("a", 29_999), throttle.wait_ms("a", 30_000)) == (
        30_000,
        1,
        0,
    )
    throttle.failed("a", 30_000)
    assert throttle.wait_ms("a", 30_000) == 60_000
    for _ in range(20):
        throttle.failed("a", 0)
    assert throttle.wait_ms("a", 0) == 300_000


def test_one_live_seat_and_takeover(played: Played) -> None:
    async def story(world: World) -> None:
        one, two = world.browser(), world.browser(device="mesin-dua")
        await one.login()
        await one.start()
        await one.save((1, "SJT-M01-01", "A"))
        world.now += 29_000
        refused = await two.login()
        assert (refused.code, refused.json["error"]["data"]) == ("SEAT_IN_USE", {"seconds": 1})
        world.now += 1_000
        view = (await two.login()).json
        assert (view["epoch"], view["answers"]) == (2, {"SJT-M01-01": "A"})
        assert (await one.post("/api/heartbeat", last_seq=1)).code == "SEAT_TAKEN_OVER"
        assert (await one.post("/api/submit", last_seq=1)).code == "SEAT_TAKEN_OVER"
        saved = (await one.save((2, "SJT-M01-01", "C"), (3, "SJT-M01-03", "D"))).json
        assert (saved["acked"], saved["superseded"]) == (3, True)
        assert (await two.save((1, "SJT-M01-01", "B"))).json["acked"] == 1
        view = (await two.get("/api/state")).json
        assert view["answers"] == {"SJT-M01-01": "B", "SJT-M01-03": "D"}

    played(story)


def test_the_seat_stays_taken_after_a_restart(played: Played) -> None:
    from takar.gateway.ticker import tell_presence

    async def story(world: World) -> None:
        one, two = world.browser(), world.browser(device="mesin-dua")
        await one.login()
        await tell_presence(world.service)
        assert [row.sitting for row in world.journal.presence()] == ["duduk-001"]
        await world.boot()
        assert (await two.login()).code == "SEAT_IN_USE"
        await world.order(move_seat, "duduk-001", "A-09", "layar rusak")
        assert (await two.login()).json["participant"]["seat"] == "A-09"

    played(story)


def test_extension_notice_and_forced_submission(played: Played) -> None:
    async def story(world: World) -> None:
        one = world.browser()
        await one.login()
        await one.start()
        await world.order(extend, "", 15, "listrik padam")
        beat = (await one.post("/api/heartbeat", last_seq=0)).json
        assert beat["section_deadline_ms"] == START + 45 * MINUTE
        assert beat["notices"][0]["id"] == "Pengawas menambah waktu 15 menit: listrik padam"
        assert beat["notices"][0]["en"]
        await world.order(force_submit, "duduk-001", "peserta sakit")
        assert (await one.post("/api/heartbeat", last_seq=0)).json["state"] == "submitted"
        assert (await one.get("/api/state")).json["submitted_by"] == "proctor"

    played(story)


def test_time_runs_out_though_nobody_calls_and_the_server_was_restarted(played: Played) -> None:
    async def story(world: World) -> None:
        one = world.browser()
        await one.login()
        await one.start()
        await one.save((1, "SJT-M01-01", "A"))
        await world.boot()
        await world.later(30 * MINUTE + 5_000)
        assert read_sitting(world.journal, "duduk-001").section == 1
        await world.later(20 * MINUTE + 5_000)
        state = read_sitting(world.journal, "duduk-001")
        assert (state.submitted_by, state.chosen()) == ("deadline", {"SJT-M01-01": "A"})
        late = (await one.save((2, "SJT-M01-02", "B"))).json
        assert (late["acked"], [r["code"] for r in late["refused"]]) == (2, ["ANSWER_AFTER_SUBMISSION"])
        again = (await one.save((2, "SJT-M01-02", "B"))).json
        assert again["refused"] == late["refused"], "told again when the first reply was lost"

    played(story)


def test_a_click_that_was_rejected_is_acked_so_that_the_outbox_can_move_on(played: Played) -> None:
    async def story(world: World) -> None:
        one = world.browser()
        await one.login()
        await one.start()
        saved = (await one.save((1, "TIADA", "A"), (2, "SJT-M01-01", "A"), (4, "SJT-M01-02", "A"))).json
        assert (saved["acked"], [(r["seq"], r["code"]) for r in saved["refused"]]) == (
            2,
            [(1, "ITEM_UNKNOWN")],
        )

    played(story)


def test_who_may_ask(played: Played) -> None:
    async def story(world: World) -> None:
        one, two = world.browser(1), world.browser(2, "mesin-dua")
        assert (await one.get("/api/state")).code == "LOGIN_NEEDED"
        await one.login()
        await two.login()
        one.cookie, mine = two.cookie, one.cookie
        assert (await one.save((1, "SJT-M01-01", "A"))).code == "SITTING_MISMATCH"
        one.cookie = mine[:-1] + ("0" if mine[-1:] != "0" else "1")
        assert (await one.get("/api/state")).code == "LOGIN_NEEDED"
        one.cookie = "takar_sitting=kacau"
        assert (await one.get("/api/state")).status == 401
        one.cookie, one.device = mine, "mesin-lain"
        assert (await one.save((1, "SJT-M01-01", "A"))).code == "SITTING_MISMATCH"

    played(story)


@pytest.mark.parametrize(
    ("method", "path", "raw", "status", "code"),
    [
        ("POST", "/api/save", b"bukan json", 400, "BAD_REQUEST"),
        ("POST", "/api/save", b'{"sitting":1}', 400, "BAD_REQUEST"),
        ("POST", "/api/save", b'{"sitting":"\xff"}', 400, "BAD_REQUEST"),
        ("POST", "/api/save", b"x" * 300_000, 413, "TOO_LARGE"),
        ("GET", "/api/save", b"", 405, "METHOD_NOT_ALLOWED"),
        ("GET", "/api/tiada", b"", 404, "NOT_FOUND"),
        ("GET", "/tiada", b"", 404, "NOT_FOUND"),
        ("POST", "/tiada", b"", 404, "NOT_FOUND"),
        ("GET", "/client/../app.py", b"", 404, "NOT_FOUND"),
        ("GET", "/client/nul\0.js", b"", 404, "NOT_FOUND"),
        ("POST", "/api/login", b'{"identity":"1","pin":"1","device":"server"}', 400, "DEVICE_INVALID"),
        ("POST", "/api/login", b'{"identity":"1","pin":"1","device":"a b c d e f g"}', 400, "DEVICE_INVALID"),
    ],
)
def test_bad_requests_have_the_one_error_shape(
    played: Played, method: str, path: str, raw: bytes, status: int, code: str
) -> None:
    async def story(world: World) -> None:
        one = world.browser()
        await one.login()
        reply = await one.call(method, path, raw=raw)
        assert (reply.status, reply.code) == (status, code)

    played(story)


@pytest.mark.parametrize("at_ms", [1.5, None, -5, 1e300, 2**60])
def test_the_clients_clock_is_only_a_hint(played: Played, at_ms: Any) -> None:
    async def story(world: World) -> None:
        one = world.browser()
        await one.login()
        await one.start()
        assert (await one.save((1, "SJT-M01-01", "A"), at_ms=at_ms)).json["acked"] == 1

    played(story)


def test_health(played: Played) -> None:
    async def story(world: World) -> None:
        health = (await world.browser().get("/health")).json
        assert (health["status"], health["tickets"]) == ("ok", 1)

    played(story)
