"""The dictionary is complete: nine competencies, five levels, numbered indicators, eight aspects."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from takar.kernel.refusals import Refusal
from takar.standards.domain.dictionary import ASPECT_CODES, COMPETENCY_CODES, Dictionary
from takar.standards.shipped import FOLDER, shipped_standard


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    found = shipped_standard(FOLDER / "dictionary-2017.1.toml")
    assert isinstance(found, Dictionary)
    return found


def test_nine_competencies_of_five_levels_with_three_indicators(dictionary: Dictionary) -> None:
    assert tuple(one.code for one in dictionary.competencies) == COMPETENCY_CODES
    assert tuple(one.code for one in dictionary.aspects) == ASPECT_CODES
    for competency in dictionary.competencies:
        assert [level.level for level in competency.levels] == [1, 2, 3, 4, 5]
        assert all(len(level.indicators) == 3 for level in competency.levels)


def test_no_text_is_used_twice(dictionary: Dictionary) -> None:
    texts = [
        text
        for competency in dictionary.competencies
        for level in competency.levels
        for indicator in level.indicators
        for text in (indicator.id, indicator.en)
    ]
    assert len(set(texts)) == len(texts) == 9 * 5 * 3 * 2


def test_one_is_found_by_code(dictionary: Dictionary) -> None:
    assert dictionary.competency("SK.01").at(3).indicators[0].number == "3.1"
    assert dictionary.aspect("P.08").name_id == "Motivasi dan Komitmen"
    with pytest.raises(KeyError):
        dictionary.competency("M.09")
    with pytest.raises(IndexError, match="no level 6"):
        dictionary.competency("M.01").at(6)


def test_data_round_trips(dictionary: Dictionary) -> None:
    assert Dictionary.from_data(dictionary.as_data()) == dictionary


def _drop_competency(data: Any) -> None:
    del data["competencies"][8]


def _repeat_aspect(data: Any) -> None:
    data["aspects"][1]["code"] = "P.01"


def _drop_level(data: Any) -> None:
    del data["competencies"][2]["levels"][4]


def _misnumber(data: Any) -> None:
    data["competencies"][0]["levels"][1]["indicators"][2]["number"] = "2.4"


def _empty(data: Any) -> None:
    data["competencies"][0]["levels"][1]["description_en"] = ""


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (_drop_competency, "competencies"),
        (_repeat_aspect, "aspects"),
        (_drop_level, "competencies[2].levels"),
        (_misnumber, "competencies[0].levels[1].indicators"),
        (_empty, "competencies[0].levels[1].description_en"),
    ],
)
def test_a_gap_is_named(dictionary: Dictionary, change: Any, field: str) -> None:
    data = copy.deepcopy(dictionary.as_data())
    change(data)
    found = Dictionary.from_data(data)
    assert isinstance(found, Refusal)
    assert f"Field {field} " in found.en
