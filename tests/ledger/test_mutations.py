"""No altered receipt is ever called valid, and no input makes the verifier fall over."""

from __future__ import annotations

import base64
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.ledger import verifier
from takar.ledger.qr import qr_text
from tests.ledger.stage import Stage

EXITS = {0, 1, 2, 3, 4}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(tmp_path_factory.mktemp("stage"), 5)


@pytest.fixture(scope="module")
def receipt(stage: Stage) -> str:
    return stage.receipt(stage.people[2]).text


def _verdict(text: bytes, stage: Stage) -> verifier.Verdict | None:
    """What the program would say; None where it cannot even be read as text."""
    try:
        return verifier.verify(text.decode(), stage.policy)
    except UnicodeDecodeError:
        return None


def test_no_change_of_one_byte_is_ever_valid(stage: Stage, receipt: str) -> None:
    raw, dice = receipt.encode(), random.Random(1)
    for place in dice.sample(range(len(raw)), 2000):
        changed = bytearray(raw)
        while changed[place] == raw[place]:
            changed[place] = dice.choice((changed[place] ^ 1, dice.randrange(256), dice.choice(raw)))
        verdict = _verdict(bytes(changed), stage)
        assert verdict is None or verdict.exit_code in (1, 2), f"byte {place}: {verdict.verdict}"


def test_no_byte_inserted_or_removed_is_ever_valid(stage: Stage, receipt: str) -> None:
    raw, dice = receipt.encode(), random.Random(2)
    for place in [*dice.sample(range(len(raw)), 400), len(raw) - 1]:
        for changed in (
            raw[:place] + raw[place + 1 :],
            raw[:place] + bytes([dice.choice(raw)]) + raw[place:],
            raw[:place],
        ):
            if changed != raw:
                verdict = _verdict(changed, stage)
                assert verdict is None or verdict.exit_code in (1, 2)
    for tail in ("\n", " ", "\r\n", "x", "\n\n— a b\n"):
        assert verifier.verify(receipt + tail, stage.policy).exit_code in (1, 2)


def test_no_change_inside_the_evidence_is_ever_valid(stage: Stage, receipt: str) -> None:
    """Changes of one character of the decoded `extra`, written canonically again: what a clever forger would do."""
    lines = receipt.split("\n")
    text, dice = base64.b64decode(lines[1][6:]).decode(), random.Random(3)
    for place in dice.sample(range(len(text)), 500):
        changed = text[:place] + dice.choice('0123456789abcXYZ",:{}[] -') + text[place + 1 :]
        try:
            extra = json.loads(changed)
        except ValueError:
            continue
        if changed != text and extra != json.loads(text):
            lines[1] = "extra " + base64.b64encode(verifier.canonical(extra)).decode()
            assert verifier.verify("\n".join(lines), stage.policy).exit_code in (1, 2), f"character {place}"


def test_an_altered_qr_code_is_not_read_as_another_valid_receipt(stage: Stage, receipt: str) -> None:
    code, dice = qr_text(receipt), random.Random(4)
    assert verifier.verify(code, stage.policy).verdict == "SAH"
    assert verifier.verify(code + "\r\n", stage.policy).verdict == "SAH"
    for place in dice.sample(range(5, len(code)), 150):
        changed = code[:place] + dice.choice(verifier.BASE45) + code[place + 1 :]
        verdict = verifier.verify(changed, stage.policy)
        assert verdict.exit_code in (1, 2) or verifier.receipt_from_qr(changed) == receipt


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=200),
    st.sampled_from(["", "TKR1:", verifier.MAGIC + "\n", verifier.MAGIC + "\nextra e30=\nindex 0\n\n"]),
)
def test_no_text_makes_the_verifier_fall_over(text: str, start: str) -> None:
    assert verifier.verify(start + text).exit_code in (1, 2)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
_paths = st.sampled_from(
    [
        "leaf",
        "vkey",
        "code",
        "disclosures",
        "event",
        "open",
        "seal",
        "rules",
        "event.leaf",
        "seal.index",
        "open.proof",
        "amends",
    ]
)


@settings(max_examples=300, deadline=None)
@given(_paths, _json)
def test_no_value_in_place_of_a_part_makes_the_verifier_fall_over(
    stage: Stage, receipt: str, path: str, value: object
) -> None:
    lines = receipt.split("\n")
    extra = json.loads(base64.b64decode(lines[1][6:]))
    first, _, second = path.partition(".")
    if second:
        extra[first][second] = value
    else:
        extra[first] = value
    try:
        lines[1] = "extra " + base64.b64encode(verifier.canonical(extra)).decode()
    except UnicodeEncodeError:
        return
    verdict = verifier.verify("\n".join(lines), stage.policy)
    assert verdict.exit_code in (1, 2) or (path == "disclosures" and value == [])
    assert verifier.render(verdict)


def test_control_characters_never_reach_the_terminal(stage: Stage, receipt: str) -> None:
    def evil(text: str) -> str:
        lines = text.split("\n")
        extra = json.loads(base64.b64decode(lines[1][6:]))
        extra["disclosures"][1] = verifier.base64url(
            verifier.canonical(["x" * 22, "M.01", {"name": "\x1b[2J\u202eSAH", "rating": "1"}])
        )
        lines[1] = "extra " + base64.b64encode(verifier.canonical(extra)).decode()
        return "\n".join(lines)

    shown = verifier.render(verifier.verify(evil(receipt), stage.policy))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
