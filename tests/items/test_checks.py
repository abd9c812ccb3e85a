"""What the bank lets in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from takar.items.bank.shipped import shipped_entries
from takar.items.domain.checks import faults_of
from takar.items.domain.figures import figure_faults, figure_title
from takar.items.domain.item import Entry, Item, Key, Option, entry_from
from takar.items.domain.likert import likert_entry
from takar.items.domain.scales import SCALES, ItemType, scale_name

GOOD = '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 4 4"><title>Titik</title><circle r="1"/></svg>'


def _entry() -> Entry:
    options = tuple(Option(letter, f"Pilihan {letter}") for letter in "ABCD")
    item = Item("UJI-01", 1, ItemType.SINGLE_CHOICE, "Manakah?", options)
    return Entry(item, Key("UJI-01", "P.01", {"A": 0, "B": 1, "C": 0, "D": 0}))


def _codes(entry: Entry) -> set[tuple[str, object]]:
    return {(fault.code, fault.data["field"]) for fault in faults_of(entry)}


def test_a_good_entry_has_no_fault() -> None:
    assert faults_of(_entry()) == ()


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"id": "uji 1"}, "ITEM_ID", "id"),
        ({"stem": "  "}, "ITEM_STEM_EMPTY", "stem"),
        ({"stem": "x" * 4001}, "ITEM_TEXT_LONG", "stem"),
        ({"stem": "e\u0301"}, "ITEM_TEXT_BYTES", "stem"),
        ({"stem": "a\u0000b"}, "ITEM_TEXT_BYTES", "stem"),
        ({"figure": "<svg/>"}, "ITEM_FIGURE", "figure"),
        ({"options": (Option("A", "a"), Option("B", "b"))}, "ITEM_OPTIONS", "options"),
        (
            {"options": (Option("A", "a"), Option("B", "A "), Option("C", "c"), Option("D", "d"))},
            "ITEM_OPTION_TWICE",
            "option.B",
        ),
        (
            {"options": (Option("A", "a"), Option("B", ""), Option("C", "c"), Option("D", "d"))},
            "ITEM_OPTION_EMPTY",
            "option.B",
        ),
        (
            {"options": (Option("A", "a"), Option("C", "b"), Option("B", "c"), Option("D", "d"))},
            "ITEM_OPTIONS",
            "options",
        ),
    ],
)
def test_each_fault_names_its_field(change: dict[str, object], code: str, field: str) -> None:
    entry = _entry()
    assert (code, field) in _codes(replace(entry, item=replace(entry.item, **change)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "weights", "good"),
    [
        (ItemType.SINGLE_CHOICE, (0, 1, 0, 0), True),
        (ItemType.SINGLE_CHOICE, (0, 1, 1, 0), False),
        (ItemType.SINGLE_CHOICE, (0, 0, 0, 0), False),
        (ItemType.SINGLE_CHOICE, (0, 2, 0, 0), False),
        (ItemType.SJT, (1, 2, 5, 3), True),
        (ItemType.SJT, (1, 2, 4, 3), False),
        (ItemType.SJT, (5, 5, 5, 5), False),
        (ItemType.SJT, (0, 2, 5, 3), False),
        (ItemType.LIKERT, (1, 2, 3, 4), False),
    ],
)
def test_weights_must_suit_the_type(kind: ItemType, weights: tuple[int, ...], good: bool) -> None:
    entry = _entry()
    item, key = (
        replace(entry.item, type=kind),
        replace(entry.key, weights=dict(zip("ABCD", weights, strict=True))),
    )
    assert (("ITEM_WEIGHTS", "weights") in _codes(replace(entry, item=item, key=key))) is not good


def test_a_key_must_belong_to_its_item_and_cover_its_options() -> None:
    entry = _entry()
    assert ("ITEM_KEY_OF_OTHER", "weights") in _codes(replace(entry, key=replace(entry.key, item="LAIN")))
    assert ("ITEM_WEIGHT_MISSING", "weights") in _codes(
        replace(entry, key=replace(entry.key, weights={"A": 1}))
    )
    assert ("ITEM_SCALE", "scale") in _codes(replace(entry, key=replace(entry.key, scale="X.01")))


def test_likert_weights_run_up_or_down() -> None:
    assert faults_of(likert_entry("P.02", 1, "Saya ramah.", reversed_=False)) == ()
    turned = likert_entry("P.02", 2, "Saya pemarah.", reversed_=True)
    assert faults_of(turned) == ()
    assert turned.key.weights == {"A": 5, "B": 4, "C": 3, "D": 2, "E": 1}


@pytest.mark.parametrize(
    "bad",
    [
        GOOD.replace("<circle", "<script>alert(1)</script><circle"),
        GOOD.replace("<circle", "<style>*{}</style><circle"),
        GOOD.replace("<circle", '<image href="http://contoh.id/x.png"/><circle'),
        GOOD.replace("<circle", '<circle onclick="x()"'),
        GOOD.replace("<circle", '<circle style="fill:red"'),
        GOOD.replace("<circle", '<circle fill="url(http://contoh.id)"'),
        GOOD.replace("<circle", '<circle fill="URL(#x)"'),
        GOOD.replace("<circle", "<foreignObject/><circle"),
        GOOD.replace("<circle", "<a><circle/></a><circle"),
        GOOD.replace("<title>Titik</title>", ""),
        GOOD.replace("<title>Titik</title>", "<title> </title>"),
        GOOD.replace('role="img"', ""),
        GOOD.replace('viewBox="0 0 4 4"', ""),
        GOOD.replace('xmlns="http://www.w3.org/2000/svg" ', ""),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + GOOD,
        "<?xml-stylesheet href='x'?>" + GOOD,
        GOOD.replace("</svg>", ""),
        "<html>" + GOOD + "</html>",
        GOOD + " " * 200_000,
        "",
    ],
)
def test_figures_that_run_load_or_say_nothing_are_refused(bad: str) -> None:
    assert figure_faults(bad)


def test_a_plain_drawing_is_let_in() -> None:
    assert figure_faults(GOOD) == ()
    assert figure_title(GOOD) == "Titik"
    assert figure_title("<svg/>") == ""


def test_the_shipped_bank_is_whole_and_sound() -> None:
    entries = shipped_entries()
    assert [fault for entry in entries for fault in faults_of(entry)] == []
    assert len({entry.item.id for entry in entries}) == len(entries) >= 240
    assert {entry.key.scale for entry in entries} == {scale.code for scale in SCALES}


def test_a_stored_entry_comes_back_the_same() -> None:
    entry = _entry()
    back = entry_from(entry.item.content(), entry.key.as_json(), family="", difficulty=0, rationale="")
    assert back == entry
    assert back.digest() == entry.numbered(7).digest()
    assert back.digest() != replace(entry, rationale="lain").digest()


def test_malformed_stored_entries_are_faults() -> None:
    content, key = _entry().item.content(), _entry().key.as_json()
    for broken in ({**content, "options": "A"}, {**content, "options": ["A"]}, {**content, "version": "1"}):
        with pytest.raises(ValueError, match="not a"):
            entry_from(broken, key, family="", difficulty=0, rationale="")
    with pytest.raises(ValueError, match="weights"):
        entry_from(content, {**key, "weights": None}, family="", difficulty=0, rationale="")


def test_scales_have_names_in_two_languages() -> None:
    assert scale_name("M.01") == "Integritas"
    assert scale_name("M.01", "en-gb") == "Integrity"
    assert scale_name("X.99") == "X.99"
