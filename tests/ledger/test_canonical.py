"""Canonical JSON: the verifier's, the kernel's and RFC 8785 give the same bytes, or refuse."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from takar.kernel.canonical import canonical
from takar.ledger import verifier
from tests.ledger.vectors import vectors

_text = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _text,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abz_.09", max_size=4), inner, max_size=4)
    ),
    max_leaves=20,
)


IN_SUBSET = {"arrays"}
# 56.0 is written 56, which is in the subset when it is read again.
READABLE = {"structures"}


@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_public_jcs_vectors(name: str) -> None:
    """Inside our subset the bytes are those of RFC 8785; floats and non-ASCII keys are refused, never written otherwise."""
    source = json.loads((vectors("jcs") / "input" / f"{name}.json").read_bytes())
    expected = (vectors("jcs") / "output" / f"{name}.json").read_bytes()
    if name in IN_SUBSET:
        assert canonical(source) == verifier.canonical(source) == expected
        assert verifier.parse_canonical(expected) == source
        return
    with pytest.raises(ValueError, match=r"canonical|ASCII|NFC"):
        canonical(source)
    if name in READABLE:
        assert verifier.canonical(verifier.parse_canonical(expected)) == expected
    else:
        with pytest.raises(ValueError, match=r".*"):
            verifier.parse_canonical(expected)


@given(_json)
def test_agrees_with_rfc_8785(value: Any) -> None:
    assert verifier.canonical(value) == rfc8785.dumps(value)
    try:
        ours = canonical(value)
    except ValueError:
        return
    assert ours == verifier.canonical(value)
    assert verifier.parse_canonical(ours) == value


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":1}', '{"b":1,"a":1}', '{ "a":1}', "1.0", "1e3", "-0", "NaN", '{"é":1}', '"e\u0301"', '"\\u0041"',
        '"\\ud800"', "9007199254740992", "[9007199254740992]", "9" * 5000, "[" * 100_000, '"a', "\ufeff1", "",
    ],
)  # fmt: skip
def test_anything_but_the_one_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        verifier.parse_canonical(text.encode())
