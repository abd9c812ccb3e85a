"""Every Indonesian sentence of the office has its English, and what is compiled is what was written."""

from __future__ import annotations

import pytest
from scripts import messages


def test_the_extractor_finds_sentences_of_templates_and_of_python() -> None:
    found = {sentence.text for sentence in messages.sentences("accounts")}
    assert "Nama pengguna" in found, "a template's {% translate %}"
    assert "Anda sudah keluar." in found, "a gettext call"
    assert "Pengelola asesmen" in found, "a gettext_lazy call"


def test_every_sentence_has_its_english() -> None:
    assert [f"{found.place}: {found.text!r}" for found in messages.missing()] == []


def test_english_has_the_same_placeholders() -> None:
    assert messages.mismatched() == []


def test_compiled_catalogues_are_fresh() -> None:
    assert messages.stale() == [], "run `make messages`"


@pytest.mark.parametrize("context", messages.contexts())
def test_no_catalogue_keeps_what_nobody_says_any_more(context: str) -> None:
    catalogue = messages.catalogue(context)
    said = {found.text for name in messages.contexts() for found in messages.sentences(name)}
    kept = [message.id[0] if isinstance(message.id, tuple) else message.id for message in catalogue or ()]
    assert [text for text in kept if text and text not in said] == []
