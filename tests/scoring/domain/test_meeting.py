"""A test of potential alone, and beside it what the assessor meeting found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from takar.kernel.canonical import canonical
from takar.scoring.domain.meeting import meeting_document, with_meeting
from takar.scoring.domain.outcome import potential_document, shown
from takar.scoring.domain.score import measure
from takar.scoring.domain.values import Key
from tests.scoring.world import CODES, FIVE, NAMES, rules

ALL = frozenset({"levels", "jpm", "category", "potential"})
KEYS = [Key("n1", "P.01", {"A": 0, "B": 1}), Key("l1", "P.08", FIVE), Key("l2", "P.08", FIVE)]
EVIDENCE = {"index": 7, "code": "KODE"}


def field(rating: str, level: int, required: int = 3) -> dict[str, Any]:
    return {"name": "Nama pada lembar", "required": required, "level": level, "rating": rating}


def fields(**changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {code: field("3.50", 4) for code in CODES}
    whole |= {"subject": {"name": "x"}, "integration": {"record": "r", "components": {}}}
    whole |= {"total": {"total": "31.50", "standard_total": "27"}, "jpm": "116.67", "category": "O"}
    return whole | changes


def sentences(document: dict[str, Any], language: str = "id") -> str:
    return " ".join(one[language] for one in document["explanation"])


def test_a_test_of_potential_gives_potential_and_says_who_finds_the_rest() -> None:
    measured = measure({"n1": "B", "l1": "D"}, KEYS, rules(), NAMES)
    assert (measured.answered, measured.items) == (2, 3)
    document = potential_document(measured, rules())
    assert [(one["code"], one["score"]) for one in document["potential"]] == [
        ("P.01", "100.0"),
        ("P.08", "37.5"),
    ]
    assert document["judged"] == "competencies"
    assert not {"competencies", "total", "jpm", "category"} & set(document)
    assert "1 butir tidak dijawab" in sentences(document)
    full = potential_document(measure(dict.fromkeys(("n1", "l1", "l2"), "B"), KEYS, rules(), NAMES), rules())
    assert "tidak dijawab" not in sentences(full)
    assert canonical(document)


def test_its_sentences_are_hidden_with_the_potential() -> None:
    document = potential_document(measure({}, KEYS, rules(), NAMES), rules())
    assert "explanation" in shown(document, frozenset({"potential"}), held=False)
    assert not {"explanation", "potential"} & set(shown(document, ALL - {"potential"}, held=False))
    assert not {"explanation", "potential"} & set(shown(document, ALL, held=True))


def test_the_meetings_leaf_becomes_an_outcome_that_explains_itself() -> None:
    document = meeting_document(fields(**{"M.01": field("2.40", 2)}), rules(), NAMES)
    first = document["competencies"][0]
    assert (first["code"], first["name_id"], first["gap"]) == ("M.01", "Kompetensi M.01", "-0.60")
    assert first["how"]["id"] == "Kompetensi M.01: nilai rapat asesor 2,40; standar 3, selisih −0,60."
    assert (document["total"], document["standard_total"], document["jpm"]) == ("31.50", 27, "116.67")
    assert document["category"]["name_id"] == "Optimal"
    text = sentences(document)
    assert "ditetapkan rapat asesor" in text
    assert "Jumlah 31,50 dibagi jumlah standar 27 kali 100 = 116,67" in text
    assert "31.50 divided by the sum of the standard 27" in sentences(document, "en")
    assert canonical(document)


def test_levels_a_cap_and_a_name_that_no_dictionary_has() -> None:
    capped = replace(rules(), jpm_cap=True, base="level")
    document = meeting_document(fields(jpm="100.00", **{"T.07": field("3.50", 4)}), capped, NAMES)
    assert document["competencies"][-1]["name_en"] == "Nama pada lembar"
    assert document["competencies"][0]["gap"] == "1"
    assert "paling tinggi 100" in sentences(document)


def test_what_was_not_assessed_is_named_and_leaves_no_total() -> None:
    told = {
        name: value for name, value in fields().items() if name not in ("total", "jpm", "category", "M.02")
    }
    document = meeting_document(told | {"unassessed": ["M.02", "T.07"]}, rules(), NAMES)
    assert document["unassessed"] == ["M.02", "T.07"]
    assert len(document["competencies"]) == 8
    assert not {"total", "jpm", "category"} & set(document)
    assert "Kompetensi M.02, T.07" in sentences(document)
    assert "Competency M.02, T.07" in sentences(document, "en")


def test_both_stand_together_as_far_as_the_policy_allows() -> None:
    test = shown(potential_document(measure({}, KEYS, rules(), NAMES), rules()), ALL, held=False)
    meeting = meeting_document(fields(), rules(), NAMES)
    both = with_meeting(test, meeting, ALL, EVIDENCE)
    assert (both["jpm"], both["meeting"], both["potential"]) == ("116.67", EVIDENCE, test["potential"])
    assert both["explanation"] == test["explanation"] + meeting["explanation"]
    assert both["status"] == "shown"
    some = with_meeting(test, meeting, frozenset({"levels", "potential"}), EVIDENCE)
    assert "competencies" in some
    assert "116" not in canonical({k: v for k, v in some.items() if k != "meeting"}).decode()
    none = with_meeting({"status": "shown"}, meeting, frozenset(), EVIDENCE)
    assert none == {"status": "shown", "meeting": EVIDENCE}
