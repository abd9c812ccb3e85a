"""Every number is written so that it can be read back, in the forms that officials use."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.reports.domain.number_words import counted, date_in_words, in_words

_DIGITS = {
    word: n for n, word in enumerate("nol satu dua tiga empat lima enam tujuh delapan sembilan".split())
}
_SCALES = {"puluh": 10, "ratus": 100, "ribu": 1_000, "juta": 1_000_000, "miliar": 1_000_000_000}


def read_back(text: str) -> int:
    """An independent reader: collects below a thousand, closes a part at every greater scale."""
    total, part, digit = 0, 0, 0
    for word in text.split():
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word == "belas":
            part, digit = part + digit + 10, 0
        elif word in ("puluh", "ratus"):
            part, digit = part + digit * _SCALES[word], 0
        elif word in ("sepuluh", "sebelas"):
            part += 10 if word == "sepuluh" else 11
        elif word == "seratus":
            part += 100
        elif word == "seribu":
            total += 1_000
        else:
            total, part, digit = total + (part + digit) * _SCALES[word], 0, 0
    return total + part + digit


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (23, "dua puluh tiga"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (2026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
    ],
)
def test_the_forms_of_the_grammar(number: int, words: str) -> None:
    assert in_words(number) == words


def test_every_number_up_to_9999_reads_back_and_none_is_written_like_another() -> None:
    written = [in_words(number) for number in range(10_000)]
    assert [read_back(words) for words in written] == list(range(10_000))
    assert len(set(written)) == 10_000


def test_one_ten_hundred_and_thousand_are_a_prefix_never_a_word() -> None:
    for number in range(10_000):
        words = f"{in_words(number)} "
        assert not any(f"satu {scale} " in words for scale in ("puluh", "ratus", "belas"))
        assert "satu ribu " not in words or number // 1000 not in (0, 1)


@given(st.integers(0, 999_999_999_999))
def test_large_numbers_read_back(number: int) -> None:
    assert read_back(in_words(number)) == number


@pytest.mark.parametrize("number", [-1, 1_000_000_000_000])
def test_what_has_no_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        in_words(number)


def test_counts_and_dates_stand_as_in_minutes() -> None:
    assert counted(23) == "23 (dua puluh tiga) orang"
    assert counted(3, "hari") == "3 (tiga) hari"
    assert date_in_words(date(2026, 1, 5)) == "Senin tanggal lima bulan Januari tahun dua ribu dua puluh enam"
