from __future__ import annotations

from datetime import date

import pytest

from takar.programmes.domain.drafts import METHODS, PURPOSES
from takar.programmes.domain.words import (
    CAUSES,
    METHOD_MEANINGS,
    METHOD_NAMES,
    PURPOSE_MEANINGS,
    PURPOSE_NAMES,
    rights,
    why_called,
)


def test_every_purpose_and_method_has_its_words() -> None:
    assert set(PURPOSE_NAMES) == set(PURPOSE_MEANINGS) == set(PURPOSES)
    assert set(METHOD_NAMES) == set(METHOD_MEANINGS) == set(METHODS)


@pytest.mark.parametrize("cause", CAUSES)
def test_a_letter_says_why(cause: str) -> None:
    said = why_called(cause, date(2026, 1, 5))
    assert ("5 Januari 2026" in said["id"]) is (cause != "never")
    assert ("5 January 2026" in said["en"]) is (cause != "never")


def test_who_was_asked_without_any_result_is_simply_asked() -> None:
    assert "masih berlaku" not in why_called("asked", None)["id"]
    assert "-" in why_called("lapsed", None)["id"]


def test_the_days_to_object_are_a_right() -> None:
    assert "14 hari" in rights(14)[0]["id"]
