from __future__ import annotations

import pytest

from takar.people.domain.golongan import PANGKAT, PPPK_GOLONGAN, golongan_label, parse_golongan


@pytest.mark.parametrize(
    ("written", "code"),
    [("III/d", "III/d"), ("iii/D", "III/d"), ("III d", "III/d"), ("IIId", "III/d"), ("III.d", "III/d"),
     ("Penata Tk. I (III/d)", "III/d"), ("Penata Tingkat I, III/d", "III/d"), ("Penata Tk. I", "III/d"),
     ("Pembina", "IV/a"), ("34", "III/d"), ("45", "IV/e"), ("35", None), ("III/e", None), ("IV/e", "IV/e"),
     ("V/a", None), ("IX", None), ("III", None), ("x", None)],
)  # fmt: skip
def test_golongan_of_pns(written: str, code: str | None) -> None:
    assert parse_golongan(written, "PNS") == code


@pytest.mark.parametrize(
    ("written", "code"),
    [("IX", "IX"), ("Golongan IX", "IX"), ("Gol. ix", "IX"), ("9", "IX"), ("XVII", "XVII"), ("17", "XVII"),
     ("XVIII", None), ("18", None), ("0", None), ("I", "I"), ("III/d", None), ("", None)],
)  # fmt: skip
def test_golongan_of_pppk(written: str, code: str | None) -> None:
    assert parse_golongan(written, "PPPK") == code


def test_every_code_reads_back_from_itself_and_its_label() -> None:
    for code in PANGKAT:
        assert parse_golongan(code, "PNS") == parse_golongan(golongan_label(code), "PNS") == code
    for code in PPPK_GOLONGAN:
        assert parse_golongan(code, "PPPK") == parse_golongan(golongan_label(code), "PPPK") == code


def test_labels() -> None:
    assert golongan_label("III/d") == "Penata Tingkat I, III/d"
    assert golongan_label("IX") == "Golongan IX"
    assert golongan_label("") == ""
