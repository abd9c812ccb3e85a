"""From the library to sheets on the desk, a signed meeting, and a result that a stranger recomputes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from takar.accounts.public import User, changes_of, make_signing_key
from takar.assessments.public import evidence_log
from takar.exercises.appointing.opening import open_judging
from takar.exercises.appointing.preparing import (
    Choice,
    choose_exercises,
    others_of_programme,
    prepare,
    prepare_person,
    spread_evenly,
    take_from_plan,
)
from takar.exercises.appointing.readiness import prepared_round
from takar.exercises.appointing.reading import chosen as chosen_of
from takar.exercises.appointing.reading import prepared as prepared_of
from takar.exercises.appointing.reading import raters
from takar.exercises.appointing.table import table_of, take_table
from takar.exercises.domain.meeting.decide import Reveal, Write
from takar.exercises.meeting.actions import act, open_meeting, sign_meeting
from takar.exercises.meeting.finals import log_due_finals
from takar.exercises.meeting.reading import MeetingView, meeting_view
from takar.exercises.models import Exercise, Round, Sheet
from takar.exercises.public import audit_ratings, result_receipt, round_of, sheets_in, write_due_ratings
from takar.exercises.storage import Locked, lock, save
from takar.kernel.clock import utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import monitor, policy_text, verify
from tests.exercises.appointing.world import ACTOR, CHOSEN, World, assessor, chosen, prepared, world
from tests.exercises.round import PHRASE

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def refused(value: object) -> str:
    assert isinstance(value, Refusal), value
    return value.code


def opened(made: World) -> int:
    done = open_judging(made.key, ACTOR)
    assert isinstance(done, int), done
    return done


def test_choosing_pins_a_version_and_drops_what_was_prepared_for_others() -> None:
    made = world()
    prepared(made)
    chosen(made, CHOSEN[0])
    assert [(one.code, one.weight, one.newer) for one in chosen_of(made.key)] == [(CHOSEN[0], 1, False)]
    assert {code for _, code, _ in prepared_of(made.key)} == {CHOSEN[0]}
    assert refused(choose_exercises(made.key, [Choice("tidak-ada")], ACTOR)) == "EXERCISE_UNKNOWN"
    assert refused(choose_exercises(made.key, [Choice(CHOSEN[0], 10)], ACTOR)) == "EXERCISE_WEIGHT_BAD"
    assert refused(choose_exercises("tidak ada", [], ACTOR)) == "ASSESSMENT_UNKNOWN"
    assert changes_of(f"assessment:{made.key}")[0].action == "appointing.exercises"
    assert others_of_programme(made.key) == ()


def test_what_is_missing_and_what_should_be_known_is_said() -> None:
    made = world()
    ready = prepared_round(made.assessment)
    assert [one for one, _ in ready.lacks] == ["pilih simulasi atau wawancara"]
    chosen(made, "wawancara-kompetensi")
    keyless = assessor("baru", "Asesor Baru", key=False)
    prepare_person(made.key, made.nips[0], [("wawancara-kompetensi", keyless.username)], ACTOR)
    ready = prepared_round(made.assessment)
    assert [one for one, _ in ready.lacks] == ["2 lembar belum mempunyai penilai"]
    assert [one.username for one in ready.keyless] == ["baru"]
    warnings = " ".join(one for one, _ in ready.warnings)
    assert "kurang dari 2 simulasi memperlihatkan M.01" in warnings
    assert "tanpa lisensi penilai yang berlaku: Asesor Baru" in warnings
    assert "belum dihubungkan dengan data asesor: Asesor Baru" in warnings
    User.objects.filter(pk=keyless.pk).update(is_active=False)
    assert "akun baru tidak lagi boleh menilai" in [one for one, _ in prepared_round(made.assessment).lacks]
    assert refused(open_judging(made.key, ACTOR)) == "APPOINTING_INCOMPLETE"
    assert refused(open_judging("tidak ada", ACTOR)) == "ASSESSMENT_UNKNOWN"


def test_raters_without_a_key_keep_the_round_closed() -> None:
    made = world()
    chosen(made)
    keyless = assessor("baru", key=False)
    spread_evenly(made.key, [keyless.username], 1, ACTOR)
    assert refused(open_judging(made.key, ACTOR)) == "RATERS_WITHOUT_KEY"
    assert not Round.objects.exists()
    make_signing_key(keyless, PHRASE)
    assert opened(made) == 9


def test_spreading_needs_exercises_and_raters() -> None:
    made = world()
    assert refused(spread_evenly(made.key, ["asesor1"], 1, ACTOR)) == "APPOINTING_NO_EXERCISES"
    assert refused(take_from_plan(made.key, ACTOR)) == "APPOINTING_NO_EXERCISES"
    chosen(made)
    assert refused(spread_evenly(made.key, ["tidak ada"], 1, ACTOR)) == "APPOINTING_NO_RATERS"
    assert refused(spread_evenly(made.key, ["asesor1"], 9, ACTOR)) == "APPOINTING_NO_RATERS"
    assert refused(spread_evenly("tidak ada", ["asesor1"], 1, ACTOR)) == "ASSESSMENT_UNKNOWN"
    assert refused(take_from_plan(made.key, ACTOR)) == "APPOINTING_NO_PLAN"


def test_a_round_is_opened_once_and_exercises_in_it_never_change() -> None:
    made = world()
    prepared(made)
    assert opened(made) == 18
    assert opened(made) == 18
    view = round_of(made.key)
    assert view is not None
    assert view.index == 0
    assert len(sheets_in(made.key)) == 18
    assert {row.code for row in Exercise.objects.exclude(frozen_at=None)} == set(CHOSEN)
    assert [one["weight"] for one in view.rules["components"]] == ["33.33", "33.33", "33.34"]
    assert list(view.rules["standards"]) == ["pengawas/2017.1"]
    sheet = Sheet.objects.first()
    assert sheet is not None
    assert {one["standard"] for one in sheet.form["dimensions"]} == {"2"}
    for done in (choose_exercises(made.key, [], ACTOR), prepare(made.key, [], ACTOR)):
        assert refused(done) == "ROUND_FIXED"
    assert monitor(evidence_log()) == []
    audit = audit_ratings(made.key)
    assert not isinstance(audit, Refusal)
    assert audit.findings == ()


def test_an_opening_that_died_goes_on_with_the_rules_it_committed() -> None:
    made = world()
    prepared(made)
    opened(made)
    Sheet.objects.filter(instrument=CHOSEN[0]).delete()
    assert opened(made) == 18
    assert evidence_log().size == 1


def test_the_table_goes_out_and_comes_back(tmp_path: Path) -> None:
    made = world()
    prepared(made, each=1)
    lines = raters(utc_now().date())
    path = tmp_path / "tabel"
    path.write_bytes(table_of(made.key, lines))
    before = prepared_of(made.key)
    assert prepare(made.key, [], ACTOR) == 0
    assert take_table(made.key, path, lines, ACTOR) == 9
    assert prepared_of(made.key) == before
    listed = "".join(f"{number},{CHOSEN[0]},Asesor Contoh 2\n" for number in ("001", "002"))
    path.write_text(f"Daftar\nNomor,Simulasi,Asesor\n{listed}")
    assert take_table(made.key, path, lines, ACTOR) == 2
    assert prepared_of(made.key) == tuple((nip, CHOSEN[0], "asesor2") for nip in made.nips[:2])
    path.write_text("NIP,Simulasi,Asesor\n" + f"{made.nips[0]},{CHOSEN[0]},siapa\n")
    found = take_table(made.key, path, lines, ACTOR)
    assert refused(found) == "APPOINTING_ROWS_REFUSED"
    assert len(prepared_of(made.key)) == 2
    path.write_text("Nama,Umur\nAni,3\n")
    assert refused(take_table(made.key, path, lines, ACTOR)) == "HEADER_NOT_FOUND"


def rate(sheet: Sheet, value: str = "3") -> None:
    """One note for every competency, and the value."""
    entries: list[dict[str, Any]] = []
    for one in sheet.form["dimensions"]:
        code, indicator = one["code"], one["indicators"][0]["code"]
        entries += [
            {"kind": "noted", "note": f"n{code}", "text": f"Terlihat pada {code}", "clock_s": 5},
            {"kind": "tagged", "note": f"n{code}", "dimension": code, "indicator": indicator, "sign": "+"},
            {"kind": "rated", "dimension": code, "value": value},
        ]
    sent = [{**one, "seq": n, "tick": n} for n, one in enumerate(entries, 1)]
    save(sheet.pk, sheet.rater, "dev", sent)
    done = lock(sheet.pk, User.objects.get(username=sheet.rater), PHRASE, device="dev", last_seq=len(sent))
    assert isinstance(done, Locked), done


def signed(made: World, nip: str) -> MeetingView:
    for name in ("asesor1", "ketua"):
        view = meeting_view(made.key, nip, name)
        assert isinstance(view, MeetingView), view
        user = User.objects.get(username=name)
        assert not isinstance(sign_meeting(made.key, nip, user, PHRASE, seen=view.digest), Refusal)
    return view


def test_a_result_of_the_meeting_is_recomputed_by_whoever_verifies_it() -> None:
    made = world(people=2, raters=2)
    lead = assessor("ketua", "Ketua Contoh")
    User.objects.filter(pk=lead.pk).update(roles=["lead_assessor"])
    prepared(made)
    opened(made)
    for place, sheet in enumerate(Sheet.objects.order_by("nip", "instrument", "rater")):
        rate(sheet, "3" if place % 2 else "4")
    write_due_ratings()
    nip = made.nips[0]
    open_meeting(made.key, nip, "asesor1", by="ketua")
    act(made.key, nip, Reveal("asesor1"))
    view = meeting_view(made.key, nip, "ketua")
    assert isinstance(view, MeetingView), view
    assert {row.name for row in view.rows} >= {"Integritas", "Kerja Sama"}
    for section in ("strengths", "development", "advice"):
        act(made.key, nip, Write("asesor1", section, "Sesuai bukti.", 0))
    signed(made, nip)
    assert log_due_finals() == 1
    receipt = result_receipt(made.key, nip)
    assert not isinstance(receipt, Refusal), receipt
    policy = policy_text(evidence_log().key.vkey)
    verdict = verify(receipt.text, policy)
    assert verdict.verdict == "SAH"
    told = verdict.values["opened"]
    assert told["M.01"] == {"name": "Integritas", "required": 2, "level": 4, "rating": "3.50"}
    assert told["total"] == {"total": "31.50", "standard_total": "18"}
    checked = {one.name: one.state for one in verdict.steps}
    assert {checked[code] for code in ("STANDARD", "LEVEL", "TOTAL", "JPM", "CATEGORY", "INPUTS")} == {"ok"}
    assert monitor(evidence_log()) == []
    assert Decimal(told["jpm"]) == Decimal("31.50") * 100 / 18
