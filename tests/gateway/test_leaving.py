"""Whoever leaves a machine is signed out there, and whoever lost the seat is told so."""

from __future__ import annotations

from collections.abc import Callable

from tests.gateway.world import Reply, World

Played = Callable[..., None]


def cookie(reply: Reply) -> str:
    return str(reply.headers["set-cookie"])


def test_not_me_forgets_the_cookie_and_frees_the_seat_at_once(played: Played) -> None:
    async def story(world: World) -> None:
        wrong, right = world.browser(device="mesin-satu"), world.browser(device="mesin-dua")
        await wrong.login()
        assert (await right.login()).code == "SEAT_IN_USE"
        left = await wrong.call("POST", "/api/leave", {})
        assert (left.status, left.json) == (200, {})
        assert cookie(left).startswith("takar_sitting=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
        assert (await wrong.get("/api/state")).code == "LOGIN_NEEDED"
        world.service.hall.places.clear()  # as at another gateway
        assert (await right.login()).status == 200

    played(story)


def test_leaving_without_a_seat_frees_nobody_elses(played: Played) -> None:
    async def story(world: World) -> None:
        first, second = world.browser(device="mesin-satu"), world.browser(device="mesin-dua")
        await first.login()
        world.now += 31_000
        await second.login()
        assert (await first.call("POST", "/api/leave", {})).status == 200
        assert (await world.browser(device="mesin-tiga").login()).code == "SEAT_IN_USE"
        assert (await world.browser().call("POST", "/api/leave", {})).status == 200

    played(story)


def test_a_seen_result_signs_out(played: Played) -> None:
    async def story(world: World) -> None:
        one = world.browser()
        await one.login()
        await one.start()
        await one.post("/api/submit", last_seq=0)
        assert "Max-Age=0" in cookie(await one.call("POST", "/api/acknowledge", {}))
        assert (await one.call("POST", "/api/acknowledge", {})).code == "LOGIN_NEEDED"

    played(story)


def test_the_state_tells_a_device_that_it_lost_the_seat(played: Played) -> None:
    async def story(world: World) -> None:
        first, second = world.browser(device="mesin-satu"), world.browser(device="mesin-dua")
        assert (await first.login()).json["superseded"] is False
        world.now += 31_000
        assert (await second.login()).json["superseded"] is False
        assert (await first.get("/api/state")).json["superseded"] is True
        assert (await second.get("/api/state")).json["superseded"] is False

    played(story)
