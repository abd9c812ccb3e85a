"""Blueprints, assembly and the shape of what is sealed."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.forms.domain.assembly import Assembly, StockItem, assemble
from takar.forms.domain.blueprint import Blueprint, Order, Pick, Section, blueprint_faults
from takar.forms.domain.package import SaltedKey, form_content, key_root, key_set, package, salted_key
from takar.forms.domain.shipped import MAPPING, SHIPPED, TRIAL
from takar.kernel.canonical import canonical, digest
from takar.kernel.refusals import Refusal


def _item(number: int, scale: str = "P.01", difficulty: int = 1, family: str = "series") -> StockItem:
    code = f"{scale}-{number:03}"
    content = {"id": code, "version": 1, "type": "single_choice", "stem": "?", "figure": None, "options": []}
    key = {"item": code, "scale": scale, "weights": {"A": 1, "B": 0}}
    return StockItem(code, 1, "single_choice", scale, family, difficulty, content, key)


def _blueprint(*picks: Pick, order: Order = Order.AS_PICKED) -> Blueprint:
    return Blueprint("uji", "Uji", (Section("A", "Bagian A", "Kerjakan.", 10, picks, order),))


STOCK = [_item(n, difficulty=1 + n % 4) for n in range(40)]


@settings(max_examples=50)
@given(st.integers(1, 40), st.text(min_size=1, max_size=6), st.sampled_from(Order))
def test_a_form_has_what_the_blueprint_asks_and_no_item_twice(count: int, seed: str, order: Order) -> None:
    made = assemble(_blueprint(Pick("P.01", "single_choice", count), order=order), STOCK, seed)
    assert isinstance(made, Assembly)
    codes = [item.id for item in made.items]
    assert len(codes) == len(set(codes)) == count
    assert made == assemble(made.blueprint, STOCK[::-1], seed)
    spread = [[i.difficulty for i in made.items].count(level) for level in range(1, 5)]
    assert max(spread) - min(spread) <= 1
    if order is not Order.MIXED:
        assert [i.difficulty for i in made.items] == sorted(i.difficulty for i in made.items)


def test_the_seed_decides_which_items() -> None:
    picks = _blueprint(Pick("P.01", "single_choice", 8))
    one, other = assemble(picks, STOCK, "satu"), assemble(picks, STOCK, "dua")
    assert isinstance(one, Assembly)
    assert isinstance(other, Assembly)
    assert {i.id for i in one.items} != {i.id for i in other.items}


def test_what_is_short_is_named_pick_by_pick() -> None:
    blueprint = _blueprint(Pick("P.01", "single_choice", 41), Pick("P.04", "single_choice", 2, "syllogism"))
    refused = assemble(blueprint, STOCK, "x")
    assert isinstance(refused, Refusal)
    assert refused.code == "FORM_SHORT"
    assert "P.01 single_choice butuh 41, tersedia 40" in refused.id
    assert "P.04 single_choice syllogism butuh 2, tersedia 0" in refused.id
    assert refused.data["short"] == [
        {"section": "A", "pick": "P.01 single_choice", "needed": 41, "available": 40},
        {"section": "A", "pick": "P.04 single_choice syllogism", "needed": 2, "available": 0},
    ]


def test_two_picks_of_one_scale_do_not_share_items() -> None:
    made = assemble(
        _blueprint(Pick("P.01", "single_choice", 20), Pick("P.01", "single_choice", 20)), STOCK, "x"
    )
    assert isinstance(made, Assembly)
    assert len({item.id for item in made.items}) == 40


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (replace(TRIAL, code="Tidak Boleh"), "BLUEPRINT_CODE"),
        (replace(TRIAL, title=" "), "BLUEPRINT_TITLE"),
        (replace(TRIAL, sections=()), "BLUEPRINT_EMPTY"),
        (replace(TRIAL, sections=(TRIAL.sections[0],) * 2), "SECTION_NAME"),
        (replace(TRIAL, sections=(replace(TRIAL.sections[0], minutes=0),)), "SECTION_MINUTES"),
        (replace(TRIAL, sections=(replace(TRIAL.sections[0], minutes=601),)), "SECTION_MINUTES"),
        (replace(TRIAL, sections=(replace(TRIAL.sections[0], picks=()),)), "SECTION_EMPTY"),
        (_blueprint(Pick("P.01", "esai", 1)), "PICK_KIND"),
        (_blueprint(Pick("P.01", "sjt", 0)), "PICK_COUNT"),
        (_blueprint(Pick("P.01", "sjt", 501)), "PICK_COUNT"),
    ],
)
def test_faulty_blueprints_are_refused(broken: Blueprint, code: str) -> None:
    assert code in [fault.code for fault in blueprint_faults(broken)]


def test_shipped_blueprints_are_sound() -> None:
    assert [fault for blueprint in SHIPPED for fault in blueprint_faults(blueprint)] == []
    assert (MAPPING.count, MAPPING.minutes) == (240, 190)
    assert (TRIAL.count, TRIAL.minutes) == (24, 25)


def _sealed() -> Assembly:
    made = assemble(_blueprint(Pick("P.01", "single_choice", 5)), STOCK, "x")
    assert isinstance(made, Assembly)
    return made


def test_content_has_no_keys_and_the_package_its_digest() -> None:
    content = form_content("uji-1", "Uji", _sealed())
    text = canonical(content).decode()
    assert "weights" not in text
    assert "P.01 " not in text
    sealed = package(content, "tanda")
    assert sealed["digest"] == digest(content)
    assert set(sealed) == {"content", "digest", "signature"}


def salted(made: Assembly) -> list[SaltedKey]:
    return [salted_key({**item.key, "salt": (bytes([n]) * 32).hex()}) for n, item in enumerate(made.items)]


def test_keys_carry_a_salt_each_and_stand_in_form_order() -> None:
    made = _sealed()
    keys = salted(made)
    assert [key.item for key in keys] == [item.id for item in made.items]
    assert [salted_key(key.as_json()) for key in keys] == keys
    assert key_set("uji-1", "ab", keys)["content_digest"] == "ab"
    with pytest.raises(ValueError, match="weights"):
        salted_key({"item": "a", "scale": "P.01", "weights": [], "salt": ""})


def test_the_key_root_is_the_merkle_root_of_rfc_6962() -> None:
    keys = salted(_sealed())

    def leaf(n: int) -> bytes:
        return hashlib.sha256(b"\x00" + canonical(keys[n].as_json())).digest()

    def node(left: bytes, right: bytes) -> bytes:
        return hashlib.sha256(b"\x01" + left + right).digest()

    wanted = node(node(node(leaf(0), leaf(1)), node(leaf(2), leaf(3))), leaf(4))
    assert key_root(keys) == wanted.hex()
    assert key_root(keys[::-1]) != wanted.hex()
