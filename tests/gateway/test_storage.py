"""A full disk, a dead database, a second gateway: nothing is promised that is not stored."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from takar.delivery.public import Conflict, Row, StorageUnavailable, read_sitting
from takar.gateway.writer import Writer
from tests.gateway.world import Browser, World, play

Played = Callable[..., None]


async def sitting(world: World) -> Browser:
    one = world.browser()
    await one.login()
    await one.start()
    assert (await one.save((1, "SJT-M01-01", "A"))).json["acked"] == 1
    return one


def test_a_full_disk_is_told_and_heals(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        one = await sitting(world)
        await world.service.writer.call(lambda: pages(world.journal, full=True))
        seq = 1
        while (reply := await one.save((seq + 1, "SJT-M01-02", "B"))).status == 200:
            seq += 1
            assert seq < 500, "the disk never got full"
        assert (reply.status, reply.code, reply.headers["retry-after"]) == (503, "STORAGE_UNAVAILABLE", "2")
        assert (await one.get("/api/state")).json["last_seq"] == {"mesin-satu": seq}, "reading goes on"
        assert (await one.post("/api/submit", last_seq=seq + 1)).code == "ANSWERS_MISSING"
        await world.service.writer.call(lambda: pages(world.journal, full=False))
        again = await one.save((seq + 1, "SJT-M01-02", "C"), (seq + 2, "SJT-M01-03", "D"))
        assert again.json["acked"] == seq + 2
        assert read_sitting(world.journal, "duduk-001").chosen()["SJT-M01-02"] == "C"

    play(story, f"sqlite:///{tmp_path / 'exam.db'}", tmp_path)


def pages(journal: Any, full: bool) -> None:
    """Let the writer's connection believe that the disk has no page left."""
    connection = journal._connection()
    used = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={used if full else used + 100_000}")


@pytest.mark.database
def test_a_database_that_is_away_is_told_and_comes_back(journal_url: str, tmp_path: Path) -> None:
    if not journal_url.startswith("postgres"):
        pytest.skip("SQLite is a file: it is never away")
    import psycopg
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    name = conninfo_to_dict(journal_url)["dbname"]
    admin = make_conninfo(journal_url, dbname="postgres")

    def reachable(allowed: str) -> None:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {allowed}'.encode())
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
            )

    async def story(world: World) -> None:
        one = await sitting(world)
        reachable("false")
        assert [(await one.save((2, "SJT-M01-02", "B"))).code for _ in range(2)] == [
            "STORAGE_UNAVAILABLE"
        ] * 2
        assert (await one.get("/health")).status == 503
        reachable("true")
        while (reply := await one.save((2, "SJT-M01-02", "B"))).status == 503:
            await asyncio.sleep(0.1)
        assert reply.json["acked"] == 2

    play(story, journal_url, tmp_path)


@pytest.mark.database
def test_two_gateways_on_one_store_agree(journal_url: str, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        one = await sitting(world)
        first = world.gateway
        await world.boot()
        assert (await one.save((2, "SJT-M01-01", "B"))).json["acked"] == 2
        second, world.gateway = world.gateway, first
        assert (await one.save((3, "SJT-M01-02", "C"))).json["acked"] == 3, "overtaken, reloaded, written"
        assert (await one.save((2, "SJT-M01-01", "B"))).json["acked"] == 3
        world.gateway = second
        assert (await one.post("/api/submit", last_seq=3)).code == "ANSWERS_MISSING", "not seen yet"
        assert (await one.save((3, "SJT-M01-02", "C"))).json["acked"] == 3
        assert (await one.post("/api/submit", last_seq=3)).json["answers"] == {
            "SJT-M01-01": "B",
            "SJT-M01-02": "C",
        }

    play(story, journal_url, tmp_path)


def test_a_tampered_journal_stops_the_sitting_and_says_so(tmp_path: Path) -> None:
    import sqlite3

    async def story(world: World) -> None:
        one = await sitting(world)
        with sqlite3.connect(tmp_path / "exam.db") as connection:
            connection.execute("DROP TRIGGER event_is_never_updated")
            connection.execute(
                "UPDATE event SET body = replace(body, '\"A\"', '\"D\"') WHERE kind = 'answered'"
            )
        await world.boot()
        reply = await one.get("/api/state")
        assert (reply.status, reply.code) == (500, "RECORD_DAMAGED")
        assert (await world.browser(2, "mesin-dua").login()).status == 200, "others are not held up"

    play(story, f"sqlite:///{tmp_path / 'exam.db'}", tmp_path)


class Slow:
    """A store that writes when told to and counts its commits."""

    def __init__(self) -> None:
        self.commits: list[list[str]] = []

    def append(self, rows: list[Row]) -> None:
        names = [row.sitting for row in rows]
        if "mati" in names:
            raise StorageUnavailable("disk full")
        if "bentrok" in names:
            raise Conflict("bentrok")
        self.commits.append(names)


def row(name: str) -> Row:
    return Row(name, 1, "server", 1, "opened", "{}", 1, "00")


def test_one_overtaken_stream_does_not_spoil_the_group() -> None:
    async def story() -> tuple[list[Any], Slow]:
        store: Any = Slow()
        writer = Writer(store)
        jobs = [writer.write([row(name)]) for name in ("satu", "bentrok", "dua")]
        results = await asyncio.gather(*jobs, return_exceptions=True)
        await writer.stop()
        return results, store

    results, store = asyncio.run(story())
    assert [type(result) for result in results] == [type(None), Conflict, type(None)]
    assert sorted(name for names in store.commits for name in names) == ["dua", "satu"]


def test_a_dead_store_refuses_the_whole_group_and_other_jobs_go_on() -> None:
    async def story() -> list[Any]:
        store: Any = Slow()
        writer = Writer(store)
        done: list[int] = []
        jobs = [writer.write([row("mati")]), writer.call(lambda: done.append(1))]
        results = await asyncio.gather(*jobs, return_exceptions=True)
        await writer.stop()
        return [*results, done]

    first, second, done = asyncio.run(story())
    assert isinstance(first, StorageUnavailable)
    assert second is None
    assert done == [1]
