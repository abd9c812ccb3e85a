"""A receipt of what people judge: valid without a number, caught when one is invented or left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from takar.ledger.verifier import render, verify
from tests.browser.receipts import edited
from tests.ledger.stage import result_fields
from tests.ledger.written import BY_MEETING, WrittenStage, told

GOOD = {"as it should be", "whose it is only", "potential and no more", "potential not opened"}


def test_only_what_the_rules_say_passes(tmp_path: Path) -> None:
    for name, stage, code in told(tmp_path):
        found = verify(stage.receipt(stage.people[0]).text, stage.policy)
        step = next(one for one in found.steps if one.name == "STANDARD")
        assert (found.verdict, step.state) == (
            ("SAH", "skip") if name in GOOD else ("TIDAK COCOK", "fail")
        ), name
        assert step.code == code, name
        held = verify(stage.receipt(stage.people[0], held=True).text, stage.policy)
        assert held.verdict == "SAH", name


def test_it_says_in_words_that_no_machine_scored(tmp_path: Path) -> None:
    name, stage, _ = next(told(tmp_path))
    assert name in GOOD
    found = verify(stage.receipt(stage.people[0]).text, stage.policy)
    assert "Tidak ada nilai mesin pada bagian ini; hasil penilaian asesor menyusul." in render(found)
    assert "Written: 238 / 240" in render(found, "en")
    assert found.values["judged"] is True


def stage_of(folder: Path, wanted: str) -> WrittenStage:
    return next(stage for name, stage, _ in told(folder) if name == wanted)


def test_where_a_meeting_finds_the_competencies_it_says_so_and_shows_potential(tmp_path: Path) -> None:
    stage = stage_of(tmp_path, "potential and no more")
    found = verify(stage.receipt(stage.people[0]).text, stage.policy)
    assert [(one.name, one.state, one.code) for one in found.steps[9:15]] == [
        *((name, "skip", "JUDGED") for name in ("STANDARD", "LEVEL", "TOTAL", "JPM", "CATEGORY")),
        ("POTENTIAL", "ok", ""),
    ]
    assert found.values["judged"] == "competencies"
    text = render(found)
    assert "rapat asesor menetapkannya pada tanda terima tersendiri" in text
    assert "Potensi: P.01" in text
    assert "JPM:" not in text
    closed = render(verify(stage.receipt(stage.people[0], held=True).text, stage.policy), "en")
    assert "not opened on this receipt" in closed
    assert "the assessor meeting finds them" in closed


def test_a_potential_band_is_still_checked_there(tmp_path: Path) -> None:
    wrong = [{**result_fields(1)["potential"][0], "band": "KS"}]
    stage = WrittenStage(tmp_path, {"potential": wrong}, BY_MEETING)
    found = verify(stage.receipt(stage.people[0]).text, stage.policy)
    assert (found.verdict, found.steps[14].name, found.steps[14].code) == (
        "TIDAK COCOK",
        "POTENTIAL",
        "POTENTIAL",
    )


@pytest.mark.parametrize("rule", [None, True, False])
def test_taking_the_rule_back_after_the_opening_is_found(tmp_path: Path, rule: bool | None) -> None:
    stage = stage_of(tmp_path, "potential and no more")

    def change(extra: dict[str, Any]) -> None:
        extra["rules"].pop("judged")
        if rule is not None:
            extra["rules"]["judged"] = rule

    found = verify(edited(stage.receipt(stage.people[0]).text, change), stage.policy)
    assert (found.verdict, [one.code for one in found.steps if one.state == "fail"]) == (
        "TIDAK COCOK",
        ["RULES"],
    )
