"""The same bytes both ways; whoever misreads is told so."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.kernel.refusals import Refusal
from takar.reports.domain.root_words import WORDS, WRONG_CHECK_WORD, lines_of, root_of, words_of

roots = st.binary(min_size=32, max_size=32)


def _distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def test_the_list_is_frozen() -> None:
    """Papers printed with this list must be readable for ever."""
    assert (
        sha256(" ".join(WORDS).encode()).hexdigest()
        == "e002b7e7cc5b2525707ef7737f89931a38a9622b886438efbdeeaa2817892e39"
    )


def test_the_list_can_be_told_apart() -> None:
    assert (len(WORDS), len(set(WORDS))) == (256, 256)
    assert list(WORDS) == sorted(WORDS)
    assert len({word[:4] for word in WORDS}) == 256
    assert min(_distance(a, b) for n, a in enumerate(WORDS) for b in WORDS[:n]) >= 2


@given(roots)
def test_words_lead_back_to_the_same_bytes(root: bytes) -> None:
    assert root_of(" ".join(words_of(root))) == root


@given(roots)
def test_four_letters_capitals_commas_and_line_numbers_are_enough(root: bytes) -> None:
    typed = "\n".join(
        f"{n}. " + ", ".join(word[:4].upper() for word in line.split())
        for n, (_, line) in enumerate(lines_of(root))
    )
    assert root_of(typed) == root


@given(roots)
def test_lines_hold_the_digits_beside_their_words(root: bytes) -> None:
    *lines, last = lines_of(root)
    assert "".join(digits for digits, _ in lines) == root.hex()
    assert [len(words.split()) for _, words in lines] == [4] * 8
    assert last == ("", words_of(root)[32])


@given(roots, st.integers(0, 31), st.integers(1, 255))
def test_one_wrong_word_never_passes_for_the_root(root: bytes, place: int, shift: int) -> None:
    words = list(words_of(root))
    words[place] = WORDS[(root[place] + shift) % 256]
    found = root_of(" ".join(words))
    assert found == WRONG_CHECK_WORD or found != root


def test_the_check_word_catches_nearly_every_slip() -> None:
    """Deterministic: of 255 wrong first words about one in 256 has the same check word."""
    root = bytes(range(32))
    words = list(words_of(root))
    passed = [n for n in range(1, 256) if root_of(" ".join([WORDS[n], *words[1:]])) != WRONG_CHECK_WORD]
    assert len(passed) <= 3


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "ROOT_WORDS_COUNT"), ("abadi abang", "ROOT_WORD_UNKNOWN"), ("abadi " * 32, "ROOT_WORDS_COUNT")],
)
def test_what_cannot_be_a_root_is_refused(typed: str, code: str) -> None:
    found = root_of(typed)
    assert isinstance(found, Refusal)
    assert found.code == code


def test_only_32_bytes_have_words() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        words_of(b"short")
