"""Essays and letters on their way through the gateway: kept whole, refused with a sentence when too long."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from takar.delivery.public import final_record, package_digest, read_sitting, seal, sealed_writing
from takar.gateway.ticker import tick
from takar.ledger.public import OfficeSigner
from tests.gateway.sample import HOUR_MS, SESSION, people, ticket
from tests.gateway.world import START, World

pytestmark = pytest.mark.database
Played = Callable[..., None]

LETTERS = [
    {"id": n, "from": "Sekretaris", "subject": f"Perihal {n}", "day": "", "text": "Isi.", "attachments": []}
    for n in ("1", "2")
]
SOURCE = {"code": "surat-masuk", "version": 1, "title": "Surat masuk", "minutes": 30, "parts": 1}


def written_item(code: str, kind: str, **more: Any) -> dict[str, Any]:
    plain = {"id": code, "version": 1, "type": kind, "stem": "Tulislah.", "figure": None, "options": []}
    return plain | {"exercise": SOURCE, "instructions": "Bacalah.", "materials": []} | more


CONTENT = {
    "form": "naskah-tulis",
    "title": "Naskah tulis",
    "sections": [
        {
            "code": "A",
            "title": "Surat masuk",
            "instructions": "",
            "minutes": 30,
            "items": [written_item("SIM-A-01", "inbox", letters=LETTERS), written_item("SIM-B-01", "essay")],
        }
    ],
}


async def hand_out(world: World) -> None:
    signer = OfficeSigner.load(world.keys)
    package = seal(CONTENT, signer)
    world.journal.put_package(package_digest(package), package)
    body = ticket(package_digest(package), people(3), START - 60_000, START + 4 * HOUR_MS) | {"version": 2}
    world.journal.put_ticket(SESSION, 2, seal(body, signer))
    await tick(world.service)


def letter(text: str, priority: str = "", action: str = "") -> str:
    return json.dumps({"priority": priority, "action": action, "text": text}, ensure_ascii=False)


def test_letters_and_essays_come_back_as_they_were_written(played: Played) -> None:
    long = "“Baik.”\n\tKalimat\\ panjang é😀 " * 1000

    async def story(world: World) -> None:
        await hand_out(world)
        one = world.browser()
        await one.login()
        view = (await one.start()).json
        assert view["sections"] == [{"code": "A", "title": "Surat masuk", "minutes": 30, "items": 3}]
        section = (await one.get("/api/section/0")).json
        assert section["items"] == CONTENT["sections"][0]["items"]  # type: ignore[index]
        first, essay = letter("Baca\nlagi", "urgent", "delegate"), json.dumps({"text": long})
        saved = await one.save((1, "SIM-A-01/1", first), (2, "SIM-B-01", essay), (3, "SIM-A-01/2", True))
        assert (saved.json["acked"], saved.json["refused"]) == (3, [])
        await world.boot()
        view = (await one.get("/api/state")).json
        assert view["answers"] == {"SIM-A-01/1": first, "SIM-B-01": essay}
        assert json.loads(view["answers"]["SIM-B-01"])["text"] == long
        await one.save((4, "SIM-A-01/1", None))
        assert (await one.get("/api/state")).json["answers"] == {"SIM-B-01": essay}
        await one.post("/api/submit", last_seq=4)
        record = final_record(read_sitting(world.journal, "duduk-001"))
        assert record.responses == {"SIM-B-01": essay}
        assert sealed_writing(world.journal, "duduk-001") is None, "not before the worker has sealed it"
        world.journal.put_outcome("duduk-001", "{}", START)
        found = sealed_writing(world.journal, "duduk-001")
        assert found is not None
        assert (found.form, found.answers) == (record.form, {"SIM-B-01": essay})

    played(story)


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("SIM-B-01", json.dumps({"text": "x" * 65_530}), "ANSWER_TOO_LONG"),
        ("SIM-B-01", json.dumps({"text": "é" * 32_764}, ensure_ascii=False), "ANSWER_TOO_LONG"),
        ("SIM-B-01", "A", "VALUE_UNKNOWN"),
        ("SIM-B-01", '{"text":1}', "VALUE_UNKNOWN"),
        ("SIM-B-01", '{"text":"<b>","html":"x"}', "VALUE_UNKNOWN"),
        ("SIM-A-01/1", '{"priority":"sekarang","action":"","text":""}', "VALUE_UNKNOWN"),
        ("SIM-A-01", '{"text":"x"}', "ITEM_UNKNOWN"),
        ("SIM-A-01/9", '{"text":"x"}', "ITEM_UNKNOWN"),
    ],
)
def test_what_cannot_count_is_refused_and_stops_nothing(
    played: Played, place: str, value: str, code: str
) -> None:
    async def story(world: World) -> None:
        await hand_out(world)
        one = world.browser()
        await one.login()
        await one.start()
        before = letter("sebelumnya")
        reply = await one.save((1, "SIM-A-01/1", before), (2, place, value), (3, "SIM-A-01/2", before))
        assert reply.json["acked"] == 3, "the outbox goes on"
        assert [(each["seq"], each["code"]) for each in reply.json["refused"]] == [(2, code)]
        assert reply.json["refused"][0]["id"]
        assert (await one.get("/api/state")).json["answers"] == {"SIM-A-01/1": before, "SIM-A-01/2": before}

    played(story)


def test_what_is_just_short_enough_counts(played: Played) -> None:
    value = json.dumps({"text": "x" * (64 * 1024 - len('{"text": ""}'))})
    assert len(value) == 64 * 1024

    async def story(world: World) -> None:
        await hand_out(world)
        one = world.browser()
        await one.login()
        await one.start()
        assert (await one.save((1, "SIM-B-01", value))).json["refused"] == []

    played(story)


def test_a_text_that_comes_too_late_is_kept_as_a_whole(played: Played) -> None:
    value = letter("Kalimat yang terlambat. " * 20)

    async def story(world: World) -> None:
        await hand_out(world)
        one = world.browser()
        await one.login()
        await one.start()
        await one.post("/api/submit", last_seq=0)
        reply = await one.save((1, "SIM-A-01/1", value))
        assert reply.json["refused"][0]["code"] == "ANSWER_AFTER_SUBMISSION"
        rows = world.journal.stream("duduk-001")
        assert json.loads(rows[-1].body)["value"] == value

    played(story)
