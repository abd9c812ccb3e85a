"""The list of required fields is data; what is wrong with it is found when it is read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from takar.readiness.catalogue import requirement, requirement_in_force
from takar.readiness.domain.faults import MEANINGS, Fault, explain
from takar.readiness.domain.fields import read_requirement
from takar.readiness.domain.headers import find_header, headings
from takar.readiness.domain.values import ValueJudge
from takar.readiness.writing.choices import CHOICES
from tests.readiness.lists import TODAY

NEEDED = requirement_in_force()
FILES = sorted((Path(__file__).parents[3] / "src/takar/readiness/data").glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_version_can_be_read_and_names_its_sources(path: Path) -> None:
    found = read_requirement(tomllib.loads(path.read_text(encoding="utf-8")))
    assert path.stem == f"requirement-{found.code}-{found.version}"
    for field in found.judged:
        assert field.blocks, field.key
        assert field.source, field.key
        assert field.heading == field.heading.upper()


def test_no_two_fields_share_a_heading() -> None:
    seen: dict[str, str] = {}
    for heading, (key, _) in headings(NEEDED).items():
        assert seen.setdefault(heading, key) == key
    assert {key for key, _ in headings(NEEDED).values()} >= {field.key for field in NEEDED.fields}


def test_all_fields_together_fit_into_a_number() -> None:
    assert NEEDED.mask_of("") < 2**62
    assert NEEDED.mask_of("talent_map") | NEEDED.mask_of("assessment") <= NEEDED.mask_of("")
    assert NEEDED.purpose("talent_map")
    assert NEEDED.purpose("lain") is None


def test_a_version_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError):
        requirement("asn", "1999.1")


def _data(**field: Any) -> dict[str, Any]:
    both = {"id": "a", "en": "a"}
    one = {"key": "x", "heading": "X", "judge": "text", "mark": "verified", "blocks": ["p"], **both, **field}
    return {
        "requirement": {"code": "c", "version": "1", "placeholders": ["-"], **both},
        "purpose": [
            {"code": "p", "blocks_id": "a", "blocks_en": "a", "source": "s", "mark": "verified", **both}
        ],
        "field": [one],
    }


@pytest.mark.parametrize(
    "wrong",
    [{"judge": "magic"}, {"applies": "some"}, {"blocks": ["nothing"]}, {"mark": "maybe"}, {"also": "x"}],
)
def test_a_faulty_list_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_requirement(_data(**wrong))


def test_repeated_fields_and_odd_shapes_are_refused() -> None:
    twice = _data()
    twice["field"] *= 2
    with pytest.raises(ValueError, match="repeat"):
        read_requirement(twice)
    with pytest.raises(ValueError, match="no table"):
        read_requirement(_data() | {"requirement": []})
    with pytest.raises(ValueError, match="no list"):
        read_requirement(_data() | {"field": {}})


def test_what_the_drop_down_lists_offer_is_accepted() -> None:
    values = ValueJudge(NEEDED, TODAY, None)
    for field in NEEDED.judged:
        for choice in CHOICES.get(field.judge, ()):
            assert values.fault(choice, field) is None, (field.key, choice)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_fault_has_a_remedy_for_every_field(language: str) -> None:
    assert set(MEANINGS) == set(Fault)
    for field in NEEDED.judged:
        for fault in Fault:
            sentence = explain(field, fault, "contoh", language)
            assert sentence.endswith(".")
            assert "{" not in sentence


def test_a_header_is_looked_for_in_the_first_twenty_rows() -> None:
    head = {0: "NIP", 1: "Nama", 2: "PREDIKAT KINERJA 2023", 3: "Predikat SKP", 4: "Agama", 5: "Lainnya"}
    found = find_header([(20, dict(head))], NEEDED)
    assert found
    assert dict(found.columns) == {"nip": 0, "name": 1, "performance": 3}
    assert (found.years, found.never, found.ignored) == ({}, ("Agama",), ("PREDIKAT KINERJA 2023", "Lainnya"))
    assert find_header([(21, dict(head))], NEEDED) is None
    assert find_header([(1, {0: "NIP"})], NEEDED) is None
