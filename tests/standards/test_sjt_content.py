"""The shipped situational-judgement items: complete, keyed once each, and not guessable from form."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from takar.standards.public import COMPETENCY_CODES

BANK = Path(__file__).parents[2] / "src/takar/items/bank/sjt"
LETTERS = ["A", "B", "C", "D", "E"]


def _file(code: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((BANK / f"{code}.json").read_text(encoding="utf-8"))
    return found


ITEMS = [item for code in COMPETENCY_CODES for item in _file(code)]


def _words(text: str) -> int:
    return len(text.split())


def _best(item: dict[str, Any]) -> dict[str, Any]:
    best: dict[str, Any] = max(item["options"], key=lambda option: option["weight"])
    return best


def _rank_by_length(item: dict[str, Any], weight: int) -> int:
    """0 = the longest of the five."""
    ordered = sorted(item["options"], key=lambda option: -len(option["text"]))
    return next(place for place, option in enumerate(ordered) if option["weight"] == weight)


@pytest.mark.parametrize("code", COMPETENCY_CODES)
def test_every_competency_has_ten_items_for_several_levels(code: str) -> None:
    items = _file(code)
    assert [item["id"] for item in items] == [
        f"SJT-{code.replace('.', '')}-{number:02d}" for number in range(1, 11)
    ]
    assert {item["scale"] for item in items} == {code}
    assert {item["level_hint"] for item in items} == {"administrator", "pengawas", "jpt", "all"}


def test_five_options_with_each_weight_once() -> None:
    for item in ITEMS:
        assert [option["id"] for option in item["options"]] == LETTERS, item["id"]
        assert sorted(option["weight"] for option in item["options"]) == [1, 2, 3, 4, 5], item["id"]


def test_stems_and_options_have_a_readable_length() -> None:
    assert [item["id"] for item in ITEMS if not 40 <= _words(item["stem"]) <= 90] == []
    assert [
        (item["id"], option["id"])
        for item in ITEMS
        for option in item["options"]
        if not 15 <= _words(option["text"]) <= 35
    ] == []


@pytest.mark.parametrize("weight", [1, 2, 3, 4, 5])
def test_no_letter_gives_a_weight_away(weight: int) -> None:
    places = Counter(
        option["id"] for item in ITEMS for option in item["options"] if option["weight"] == weight
    )
    assert all(0.12 <= places[letter] / len(ITEMS) <= 0.28 for letter in LETTERS), places


@pytest.mark.parametrize("rank", [0, 4])
def test_neither_the_longest_nor_the_shortest_option_is_the_best_one(rank: int) -> None:
    hits = sum(_rank_by_length(item, 5) == rank for item in ITEMS)
    assert hits / len(ITEMS) < 0.28
    worst = sum(_rank_by_length(item, 1) == rank for item in ITEMS)
    assert worst / len(ITEMS) < 0.28


def test_order_of_weights_varies_within_a_competency() -> None:
    for code in COMPETENCY_CODES:
        orders = {tuple(option["weight"] for option in item["options"]) for item in _file(code)}
        assert len(orders) >= 9, code


def test_no_text_is_used_twice() -> None:
    texts = [item["stem"] for item in ITEMS]
    texts += [option["text"] for item in ITEMS for option in item["options"]]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def _grams(text: str, size: int = 7) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[place : place + size]) for place in range(len(words) - size + 1)}


def test_no_item_repeats_the_best_answer_of_another() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for item in ITEMS:
        for gram in _grams(_best(item)["text"]):
            assert seen.setdefault(gram, item["id"]) == item["id"]
    for item in ITEMS:
        shared = {seen[gram] for gram in _grams(item["stem"]) if gram in seen}
        assert shared <= {item["id"]}, item["id"]


def test_every_item_says_why_and_ends_its_sentences() -> None:
    for item in ITEMS:
        assert len(item["rationale"]) > 30
        assert item["stem"].endswith((".", "?"))
        assert all(option["text"].endswith(".") for option in item["options"])
        assert "  " not in json.dumps(item, ensure_ascii=False)
