"""Codes of participant cards."""

from __future__ import annotations

import re

import pytest

from takar.attendance.domain.cards import Card, card_label, card_text, check_of, read_card

KEY = b"k" * 32
BATCH = "0a1b2c3d4e5f60718293a4b5"
NIP = "198501012010011001"
CODE = card_text(KEY, batch=BATCH, label="007", nip=NIP)


def test_a_code_carries_no_nip_and_fits_the_compact_alphabet_of_qr() -> None:
    assert NIP not in CODE
    assert re.fullmatch(r"[0-9A-Z $%*+\-./:]{40,60}", CODE)


def test_a_code_is_read_back_whatever_the_keyboard_made_of_it() -> None:
    wanted = Card(BATCH, "007", CODE[-10:])
    assert read_card(f"  {CODE}\n") == wanted
    assert read_card(CODE.lower().replace(":", ";")) == wanted


@pytest.mark.parametrize("text", ["", "007", NIP, CODE[:-1], CODE + "A", CODE.replace("TAKAR", "TUKAR")])
def test_anything_else_is_no_code(text: str) -> None:
    assert read_card(text) is None


def test_another_person_number_batch_or_key_has_another_check() -> None:
    checks = {
        check_of(KEY, batch=BATCH, label="007", nip=NIP),
        check_of(KEY, batch=BATCH, label="008", nip=NIP),
        check_of(KEY, batch=BATCH[::-1], label="007", nip=NIP),
        check_of(KEY, batch=BATCH, label="007", nip=NIP[::-1]),
        check_of(b"other", batch=BATCH, label="007", nip=NIP),
    }
    assert len(checks) == 5


def test_a_place_without_a_number_is_named_by_its_id() -> None:
    assert (card_label("", 12), card_label(" a-3 ", 12)) == ("P12", "A-3")
