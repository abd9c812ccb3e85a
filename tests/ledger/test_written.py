"""A receipt of what people judge: valid without a number, caught when one is invented or left out."""

from __future__ import annotations

from pathlib import Path

from takar.ledger.verifier import render, verify
from tests.ledger.written import told

GOOD = {"as it should be", "whose it is only"}


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
