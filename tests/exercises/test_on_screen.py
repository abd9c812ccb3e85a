"""From the library over the bank, a form, the exam and its seal to the rater's desk; and what nobody else sees."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from takar.accounts.public import User
from takar.assessments import public as assessments
from takar.assessments.wiring import vault
from takar.delivery.public import place_of
from takar.exercises.actions.load_shipped_exercises import load_shipped_exercises
from takar.exercises.actions.put_in_bank import put_in_bank
from takar.exercises.actions.write_exercise import write_exercise
from takar.exercises.library.on_screen import item_code
from takar.exercises.library.reading import exercise
from takar.exercises.library.shipped import shipped
from takar.exercises.material import material_of, writings_of
from takar.exercises.models import Sheet
from takar.exercises.paper.blank import blank_forms
from takar.forms.public import Blueprint, Section, draft_form, keys_of
from takar.items.models import Item
from takar.items.public import entries_of_exercise
from takar.kernel.clock import utc_now
from takar.kernel.refusals import Refusal
from takar.scoring.public import audit_scores, outcome_of, seal_ready
from takar.standards.public import load_shipped_standards
from tests.assessments.world import World
from tests.exercises.round import rater, round_of, sheet
from tests.scoring.sittings import item_ids, opened_world, sit, sittings_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]
IN_BASKET, QUESTIONNAIRE, TALK = "surat-masuk-dinas", "kuesioner-kompetensi", "bermain-peran"
ITEM = "SIM-SURAT-MASUK-DINAS-01"
ANSWER = {"priority": "urgent", "action": "delegate", "text": "Buka lima loket.\nLaporkan pukul 10."}


def with_library() -> None:
    load_shipped_standards()
    assert not isinstance(load_shipped_exercises("penulis"), Refusal)


def written_world(count: int = 2, submit: bool = True) -> World:
    """The first participant answered letter 1 of the in-basket, and every question C."""
    with_library()
    assert put_in_bank(IN_BASKET, actor="penulis") == (ITEM,)
    world = opened_world(count, simulation=IN_BASKET)
    choices = {item: "C" for item in item_ids(world) if item != ITEM}
    answers = choices | {place_of(ITEM, "1"): json.dumps(ANSWER, ensure_ascii=False)}
    sit(world, sittings_of(world)[0], answers, submit=submit)
    return world


def asks(user: User, one: Sheet) -> tuple[int, Any]:
    client = Client()
    client.force_login(user)
    reply = client.get(f"/asesor/api/material/{one.pk}")
    return reply.status_code, reply.json()


def sheet_of(world: World, who: User, nip: str, instrument: str = IN_BASKET) -> Sheet:
    from takar.exercises.models import Round

    owner = Round.objects.filter(pk=world.assessment.id).first() or round_of(world.assessment.id)
    made = sheet(owner, f"{who.username}-{nip[-3:]}-{instrument[:5]}", who, nip)
    made.instrument = instrument
    made.save()
    return made


def test_the_rater_reads_the_letters_with_their_answers_once_they_are_sealed() -> None:
    world = written_world()
    sari, budi, luar = rater("sari"), rater("budi"), User.objects.create(username="luar", roles=["proctor"])
    for one in (sari, budi):
        one.roles = ["assessor"]
        one.save()
    first, second = world.nips
    own, other = sheet_of(world, sari, first), sheet_of(world, budi, second)
    assert asks(sari, own) == (200, {"material": None}), "not before it is sealed"
    assert seal_ready()
    status, body = asks(sari, own)
    assert status == 200
    found = body["material"]
    assert found["title"] == "Surat masuk: pekan pertama di Dinas Pelayanan Terpadu"
    assert found["instructions"].startswith("Anda baru dilantik")
    assert [part["letter"]["id"] for part in found["parts"]] == list("12345678")
    assert {name: found["parts"][0][name] for name in ANSWER} == ANSWER
    assert found["parts"][1]["text"] == ""
    assert set(found) == {"title", "instructions", "materials", "submitted_ms", "parts"}
    text = json.dumps(body)
    assert not any(word in text for word in ("SJT-", "weights", "jpm", "rating", "option"))
    assert asks(budi, own)[0] == 404, "another rater's sheet"
    assert asks(budi, other) == (200, {"material": None}), "that person has not sat"
    assert asks(luar, own)[0] == 403
    assert material_of(world.assessment.id, first, "wawancara") is None, "another instrument"
    own.withdrawn_at, own.withdrawn_reason = utc_now(), "Berhalangan"
    own.save()
    assert asks(sari, own)[0] == 404, "withdrawn"


def test_who_was_erased_is_not_read_again() -> None:
    world = written_world()
    seal_ready()
    who = assessments.participants_in(world.assessment.id)[0]
    assert material_of(world.assessment.id, who.nip, IN_BASKET)
    vault().shred(world.assessment.event, who.pseudonym)
    assert material_of(world.assessment.id, who.nip, IN_BASKET) is None


def test_writing_neither_adds_to_the_score_nor_disturbs_it() -> None:
    world = written_world()
    assert ITEM not in {key.item for key in keys_of(world.assessment.form)}
    seal_ready()
    sitting = sittings_of(world)[0]
    view = outcome_of(sitting)
    assert view is not None
    choices = [item for item in item_ids(world) if item != ITEM]
    assert (view.full["items"], view.full["answered"]) == (len(choices) + 8, len(choices) + 1)
    assert {one["rating"] for one in view.full["competencies"]} == {"3.00"}
    assert view.full["jpm"]
    audit = audit_scores(world.assessment.id, "auditor")
    assert audit.findings == []


def test_an_exercise_goes_into_the_bank_once_and_a_new_version_replaces_it() -> None:
    with_library()
    codes = put_in_bank(QUESTIONNAIRE, actor="penulis")
    assert codes == tuple(f"SIM-KUESIONER-KOMPETENSI-{n:02}" for n in range(1, 10))
    assert put_in_bank(QUESTIONNAIRE, actor="penulis") == codes
    view = exercise(QUESTIONNAIRE)
    assert view is not None
    assert view.frozen, "what a form may hold never changes"
    assert {item.version for item in Item.objects.filter(id__in=codes)} == {1}
    short = {**view.draft.as_data(), "materials": list(view.draft.materials[:3])}
    draft = type(view.draft)(**{name: tuple(v) if isinstance(v, list) else v for name, v in short.items()})  # type: ignore[arg-type]
    assert write_exercise(draft, actor="penulis") == (QUESTIONNAIRE, 2)
    assert put_in_bank(QUESTIONNAIRE, actor="penulis") == codes[:3]
    assert set(entries_of_exercise(QUESTIONNAIRE)) == set(codes[:3])
    assert Item.objects.get(id=codes[8]).status == "retired"
    refused = put_in_bank("tidak-ada", actor="penulis")
    assert isinstance(refused, Refusal)
    assert refused.code == "EXERCISE_UNKNOWN"


def test_only_what_is_done_on_screen_goes_into_the_bank() -> None:
    with_library()
    talk = next(one.code for one in shipped() if not one.on_screen)
    refused = put_in_bank(talk, actor="penulis")
    assert isinstance(refused, Refusal)
    assert refused.code == "EXERCISE_NOT_ON_SCREEN"


def test_every_shipped_exercise_on_screen_fits_the_bank() -> None:
    with_library()
    for draft in shipped():
        if draft.on_screen:
            assert not isinstance(put_in_bank(draft.code, actor="penulis"), Refusal), draft.code


def test_a_form_takes_an_exercise_only_whole_and_reviewed() -> None:
    with_library()
    put_in_bank(QUESTIONNAIRE, actor="penulis")
    blueprint = Blueprint("sim", "Sim", (Section("S", "Kuesioner", "", 45, (), simulation=QUESTIONNAIRE),))
    refused = draft_form(blueprint, "penulis")
    assert isinstance(refused, Refusal)
    assert refused.code == "FORM_SHORT"
    Item.objects.exclude(id__endswith="-09").update(status="reviewed")
    assert isinstance(draft_form(blueprint, "penulis"), Refusal), "one question is not reviewed"
    Item.objects.update(status="reviewed")
    form = draft_form(blueprint, "penulis")
    assert not isinstance(form, Refusal), form
    assert [item["id"] for item in form.content["sections"][0]["items"]] == [
        f"SIM-KUESIONER-KOMPETENSI-{n:02}" for n in range(1, 10)
    ]


def test_codes_of_items_stay_within_the_banks_limits() -> None:
    long = item_code("a" * 40, 1)
    assert len(long) <= 40
    assert long != item_code("a" * 39 + "b", 1)
    assert item_code("a_b", 1) != item_code("a-b", 1)


def test_the_meeting_and_the_printed_form_have_it_too_when_asked() -> None:
    world = written_world()
    seal_ready()
    one = sheet_of(world, rater("sari"), world.nips[0])
    (found,) = writings_of(world.assessment.id, world.nips[0])
    page = render_to_string("exercises/_writing.html", {"writing": found})
    for words in (
        "Surat 1: Antrean loket naik",
        "Buka lima loket.",
        "Mendesak",
        "Serahkan ke orang lain",
        "Tidak dijawab.",
    ):
        assert words in page
    assert writings_of(world.assessment.id, world.nips[1]) == []
    (blank,) = blank_forms(world.assessment.id, "WIB", one.pk)
    assert blank.writing is None
    (full,) = blank_forms(world.assessment.id, "WIB", one.pk, with_writing=True)
    assert full.writing == found


def test_a_damaged_journal_or_one_that_is_away_is_said_and_never_guessed(
    settings: Any, tmp_path: Path
) -> None:
    world = written_world()
    seal_ready()
    user = rater("sari")
    user.roles = ["assessor"]
    user.save()
    one = sheet_of(world, user, world.nips[0])
    with sqlite3.connect(tmp_path / "exam.db") as store:
        store.execute("DROP TRIGGER IF EXISTS event_stays")
        for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            store.execute(f"DROP TRIGGER {name}")
        store.execute("UPDATE event SET body = replace(body, 'lima', 'dua') WHERE body LIKE '%lima%'")
    status, body = asks(user, one)
    assert (status, body["error"]["code"]) == (422, "MATERIAL_DAMAGED")
    assert writings_of(world.assessment.id, world.nips[0]) == []
    (tmp_path / "exam.db").unlink()
    (tmp_path / "exam.db").mkdir()
    assert asks(user, one)[1]["error"]["code"] == "MATERIAL_AWAY"


def test_the_library_page_puts_it_into_the_bank() -> None:
    with_library()
    client = Client()
    client.force_login(User.objects.create_user("penulis", password="x", roles=["item_author"]))
    page = f"/asesor/pustaka/simulasi/{IN_BASKET}/"
    assert "belum dimasukkan" in client.get(page).content.decode()
    said = client.post(f"{page}bank-soal/", follow=True).content.decode()
    assert "masuk ke bank soal" in said
    assert "menunggu telaah" in said
    Item.objects.update(status="reviewed")
    assert "siap pakai" in client.get(page).content.decode()
    talk = next(one.code for one in shipped() if not one.on_screen)
    assert (
        "tatap muka"
        in client.post(f"/asesor/pustaka/simulasi/{talk}/bank-soal/", follow=True).content.decode()
    )
