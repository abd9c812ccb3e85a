"""People's judgement in the log: what the monitor finds, and what both halves of a receipt's check say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from takar.kernel.canonical import canonical
from takar.ledger import leaves, verifier
from takar.ledger.disclosures import SLOTS, commit_fields
from takar.ledger.judging_leaves import JUDGING
from takar.ledger.monitor import monitor
from takar.ledger.qr import qr_text
from tests.ledger.bench import OTHER, RULES, Bench, P, fields
from tests.ledger.stage import AT


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_a_clean_round_has_no_finding(bench: Bench) -> None:
    bench.add(bench.raters())
    bench.add(bench.reopen(bench.ratings[0]))
    again = bench.add(bench.rating(bench.keys[0], "wawancara"))
    late = bench.add(bench.rating(bench.keys[2], "makalah"))
    inputs = {"wawancara": [bench.ratings[1], again], "makalah": [*bench.ratings[2:], late]}
    final = bench.add(bench.final(inputs))
    first = bench.add(bench.pleno())
    second = bench.add(bench.pleno(replaces=first))
    bench.add(bench.decision(second))
    filed = bench.add(bench.appeal(final))
    bench.add(bench.appeal(filed, "answered"))
    assert monitor(bench.log) == []


def test_a_value_that_nobody_here_rated_is_an_input_too(bench: Bench) -> None:
    value = bench.add(bench.component("makalah"))
    inputs = {"wawancara": bench.ratings[:2], "makalah": [*bench.ratings[2:], value]}
    bench.add(bench.final(inputs))
    assert monitor(bench.log) == []


def _swapped(leaf: bytes, **changes: Any) -> bytes:
    return canonical(json.loads(leaf) | changes)


BREACHES: list[tuple[str, Callable[[Bench], bytes]]] = [
    ("UNLISTED_SIGNER", lambda b: b.rating(b.keys[2], "wawancara")),
    ("UNLISTED_SIGNER", lambda b: _swapped(b.rating(b.keys[0], "makalah"), dsse={})),
    ("OTHER_SIGNED", lambda b: b.rating(b.keys[0], "wawancara", OTHER, said={"p": P})),
    ("OTHER_SIGNED", lambda b: _swapped(b.rating(b.keys[0], "wawancara", OTHER), chain="0" * 64)),
    ("SECOND_RATING", lambda b: b.rating(b.keys[0], "wawancara")),
    ("COMPONENT_UNKNOWN", lambda b: b.rating(b.keys[0], "kedekatan")),
    ("COMPONENT_UNKNOWN", lambda b: b.component("kedekatan")),
    ("WRONG_EVENT", lambda b: b.rating(b.keys[0], "wawancara", OTHER, event=7)),
    ("FOREIGN_REOPEN", lambda b: b.reopen(b.event)),
    ("FOREIGN_REOPEN", lambda b: b.reopen(b.ratings[0], p=OTHER)),
    ("ONE_SIGNER", lambda b: _swapped(b.reopen(b.ratings[0]), by=["a", "a"])),
    ("ONE_SIGNER", lambda b: _swapped(b.raters(), by=["a"])),
    ("COMPONENT_MISSING", lambda b: b.final({"wawancara": b.ratings[:2]})),
    ("COMPONENT_UNKNOWN", lambda b: b.final(b.inputs | {"kedekatan": [b.ratings[0]]})),
    ("FOREIGN_INPUT", lambda b: b.final({"wawancara": b.ratings[2:], "makalah": b.ratings[:2]})),
    ("FOREIGN_INPUT", lambda b: b.final(p=OTHER)),
    ("RATING_LEFT_OUT", lambda b: b.final({"wawancara": b.ratings[:1], "makalah": b.ratings[2:]})),
    ("NO_PLENO_QUORUM", lambda b: b.pleno(signers=1)),
    ("NO_PLENO_QUORUM", lambda b: _swapped(b.pleno(), dsse={"signatures": []})),
    ("OTHER_SIGNED", lambda b: b.pleno(dissent=0)),
    ("SECOND_PLENO", lambda b: b.pleno(replaces=3)),
    ("DECISION_WITHOUT_PLENO", lambda b: b.decision(3)),
    ("FOREIGN_APPEAL", lambda b: b.appeal(3)),
    ("FOREIGN_APPEAL", lambda b: b.appeal(3, "answered")),
]


@pytest.mark.parametrize(
    ("code", "breach"), BREACHES, ids=[f"{i}-{code}" for i, (code, _) in enumerate(BREACHES)]
)
def test_each_breach_is_found_where_it_is(bench: Bench, code: str, breach: Callable[[Bench], bytes]) -> None:
    assert monitor(bench.log) == []
    index = bench.add(breach(bench))
    assert code in {each.code for each in monitor(bench.log) if each.index == index}


def test_a_result_comes_once_and_rests_on_what_still_counts(bench: Bench) -> None:
    bench.add(bench.reopen(bench.ratings[0]))
    bench.add(bench.final())
    bench.add(bench.final())
    assert {each.code for each in monitor(bench.log)} == {"FOREIGN_INPUT", "SECOND_FINAL"}


def test_a_committed_quorum_counts(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.ev = leaves.new_event_id(bytes)
    bench.event = bench.add(bench.commit(quorum=2, panel=[bench.text(0), bench.text(2), "rusak"]))
    bench.add(bench.pleno(signers=2))
    assert {each.code for each in monitor(bench.log)} == {"NO_PLENO_QUORUM"}


def test_the_end_counts_results(bench: Bench) -> None:
    bench.add(bench.final())
    bench.add(
        leaves.event_close(ev=bench.ev, at=AT, event=bench.event, counts={"final": 2}, final_root="0" * 64)
    )
    assert {each.code for each in monitor(bench.log)} == {"COUNT", "FINAL_ROOT"}


@pytest.mark.parametrize(
    "change",
    [
        lambda b: b.rating(b.keys[0], "wawancara", record="x" * 43),
        lambda b: b.reopen(0, by=["a", "a"]),
        lambda b: b.raters(by=["a"]),
        lambda b: b.final({"wawancara": []}),
        lambda b: b.appeal(0, "maybe"),
        lambda b: b.pleno(signers=0),
    ],
)
def test_malformed_leaves_are_not_made(bench: Bench, change: Callable[[Bench], bytes]) -> None:
    with pytest.raises(ValueError, match=r"."):
        change(bench)


def test_nine_signatures_of_a_plenary_fit_into_a_leaf(bench: Bench) -> None:
    leaf = bench.pleno(signers=1)
    dsse = json.loads(leaf)["dsse"]
    dsse["signatures"] *= 9
    assert len(_swapped(leaf, dsse=dsse)) < leaves.LIMIT
    assert len(bench.rating(bench.keys[0], "wawancara")) < 2000


def test_every_type_of_judgement_is_known() -> None:
    assert set(JUDGING) <= set(leaves.TYPES)


def checked(bench: Bench, text: str) -> verifier.Verdict:
    return verifier.verify(text, bench.policy)


def test_the_receipt_of_a_judged_result_is_valid(bench: Bench) -> None:
    text = bench.receipt(bench.add(bench.final()))
    found = checked(bench, text)
    assert found.verdict == "SAH", found.sentence("en")
    states = {step.name: step.state for step in found.steps}
    assert "SEAL" not in states
    assert [states[name] for name in ("RULES", "INPUTS", "TOTAL", "CATEGORY")] == ["ok"] * 4
    assert [states[name] for name in ("STANDARD", "LEVEL", "JPM", "POTENTIAL")] == ["skip"] * 4
    shown = verifier.render(found)
    assert "80,40" in shown
    assert "Wawancara" in shown
    with pytest.raises(ValueError, match="hand out its file"):
        qr_text(text)


def test_a_held_result_is_valid_and_shows_nothing(bench: Bench) -> None:
    found = checked(bench, bench.receipt(bench.add(bench.final()), shown=[]))
    assert found.verdict == "SAH"
    assert found.values["opened"] == {}


def test_a_rater_who_was_added_is_on_the_receipt(bench: Bench) -> None:
    bench.add(bench.raters())
    late = bench.add(bench.rating(bench.keys[2], "makalah"))
    text = bench.receipt(bench.add(bench.final(bench.inputs | {"makalah": [*bench.ratings[2:], late]})))
    assert checked(bench, text).verdict == "SAH"


@pytest.mark.parametrize(
    ("step", "changes"),
    [
        ("TOTAL", {"total": {"total": "90.40"}}),
        ("TOTAL", {"components": [{**one, "value": "80", "weight": "50"} for one in RULES["components"]]}),
        ("TOTAL", {"components": [{**RULES["components"][0], "value": "80"}]}),
        ("CATEGORY", {"category": "TMS"}),
        ("TOTAL", {"components": [{**one, "value": "banyak"} for one in RULES["components"]]}),
    ],
)
def test_wrong_arithmetic_is_named(bench: Bench, step: str, changes: dict[str, Any]) -> None:
    found = checked(bench, bench.judged(**changes))
    assert found.verdict == "TIDAK COCOK"
    assert [one.name for one in found.failures] == [step]


def test_people_do_not_decide_on_potential(bench: Bench) -> None:
    """A result that says the potential of the test again, better: it is the test's alone."""
    told = [{"code": "P.01", "name": "Kemampuan Intelektual", "score": "99.0", "band": "BS"}]
    found = checked(bench, bench.judged(potential=told))
    assert found.verdict == "TIDAK COCOK"
    assert ("STANDARD", "JUDGED") in [(one.name, one.code) for one in found.failures]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("INPUTS", lambda b: b.final({"wawancara": b.ratings})),
        ("INPUTS", lambda b: b.final({"wawancara": b.ratings[2:], "makalah": b.ratings[:2]})),
        ("INPUTS", lambda b: b.final(p=OTHER)),
        ("INPUTS", lambda b: b.final(b.inputs | {"makalah": [b.add(b.component("wawancara"))]})),
        ("RATER", lambda b: b.final(b.inputs | {"makalah": [b.add(b.rating(b.keys[2], "makalah"))]})),
        (
            "RATER",
            lambda b: b.final(
                b.inputs | {"makalah": [b.add(b.rating(b.keys[0], "makalah", said={"p": OTHER}))]}
            ),
        ),
        ("MALFORMED", lambda b: b.final(b.inputs | {"makalah": [b.event]})),
        (
            "RATER",
            lambda b: b.final(
                b.inputs
                | {
                    "makalah": [b.add(_swapped(b.raters(), by=["a"])), b.add(b.rating(b.keys[2], "makalah"))][
                        1:
                    ]
                }
            ),
        ),
    ],
)
def test_a_result_that_rests_on_something_else_is_named(
    bench: Bench, code: str, change: Callable[[Bench], bytes]
) -> None:
    found = checked(bench, bench.receipt(bench.add(change(bench))))
    assert found.verdict == "TIDAK COCOK"
    assert found.failures[0].code == ("INPUTS" if code == "MALFORMED" else code)


def test_an_amended_result_says_so(bench: Bench) -> None:
    final = bench.add(bench.final())
    committed = commit_fields({"old": fields()["total"], "new": {"total": "81.00"}}, SLOTS["amend"], bytes)
    bench.add(
        leaves.amend(
            ev=bench.ev,
            at=AT,
            p=P,
            prev=final,
            old=final,
            reason="R",
            basis="B",
            by=["a", "b"],
            committed=committed,
        )
    )
    found = verifier.verify(bench.receipt(final), bench.policy, log=bench.log.folder)
    assert found.verdict == "DIUBAH"
    assert monitor(bench.log) == []
