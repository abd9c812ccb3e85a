"""Figures of invented ratings: a severe rater is found, and parts without a link are named."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from takar.exercises.quality.figures import Row, figures

LOW, HIGH = Decimal(1), Decimal(5)


def rows(people: int = 30, *, linked: bool = True) -> list[Row]:
    chance, found = Random(5), []
    for person in range(people):
        level = {code: chance.gauss(3, 0.9) for code in ("M.01", "M.02", "M.03")}
        pair = ("ani", "budi") if linked or person % 2 else ("cici", "dodi")
        for rater in pair if not linked else (*pair, "cici"):
            for code, true in level.items():
                shift = 0.9 if rater == "budi" else 0.0
                value = min(5, max(1, round(true - shift + chance.gauss(0, 0.4))))
                found.append((f"p{person:02d}", rater, code, Decimal(value), "wawancara"))
    return found


def test_a_severe_rater_is_named_as_severe() -> None:
    found = figures(rows(), LOW, HIGH)
    assert found["raters"]["budi"]["habits"]["severity"]["reading"] == "higher"
    assert found["raters"]["ani"]["habits"]["severity"]["reading"] == "lower"
    assert float(found["raters"]["budi"]["facet"]["measure"]) > float(
        found["raters"]["ani"]["facet"]["measure"]
    )
    assert 0 < float(found["whole"]["alpha"]["value"]) < 1
    assert set(found["competencies"]["M.01"]["icc"]) == {"wawancara"}
    assert len(found["persons"]) == 30
    assert figures(rows(), LOW, HIGH) == found


def test_parts_without_a_shared_person_are_named() -> None:
    found = figures(rows(linked=False), LOW, HIGH)
    assert found["facets"]["refusal"] == "RATERS_NOT_LINKED"
    assert "cici" in found["facets"]["id"]
    assert found["persons"] == {}


def test_nothing_but_no_evidence() -> None:
    found = figures([("p", "ani", "M.01", None, "")], LOW, HIGH)
    assert (found["ratings"], found["raters"]) == (0, {})
