"""Who shows each competency, and what is said where nobody does."""

from __future__ import annotations

from typing import Any

import pytest

from takar.assessments.domain.coverage import Coverage, coverage_faults, judged_form

NINE = frozenset({"M.01", "M.02", "M.03", "M.04", "M.05", "M.06", "M.07", "M.08", "SK.01"})
POTENTIAL = frozenset({"P.01", "P.08"})
NAMES = {"M.07": {"id": "Mengelola Perubahan", "en": "Managing Change"}}


def coverage(**changes: Any) -> Coverage:
    return Coverage(**({"needed": NINE, "items": POTENTIAL, "seen": NINE, "names": NAMES} | changes))


@pytest.mark.parametrize(
    ("items", "written", "judged"),
    [
        (NINE | POTENTIAL, False, False),
        (frozenset({"M.01", "P.01"}), False, False),
        (POTENTIAL, False, "competencies"),
        (frozenset(), True, True),
        (frozenset(), False, False),
    ],
)
def test_a_form_tells_what_it_leaves_to_people(items: frozenset[str], written: bool, judged: object) -> None:
    assert judged_form(items, written) == judged
    assert coverage(items=items, written=written).judged == judged


@pytest.mark.parametrize(
    "found",
    [
        coverage(),
        coverage(items=NINE, seen=frozenset()),
        coverage(items=NINE | POTENTIAL),
        coverage(items=frozenset(), seen=frozenset(), written=True),
        coverage(needed=frozenset()),
        coverage(needed=frozenset({"M.01"}), seen=frozenset({"M.01"})),
    ],
)
def test_all_by_items_or_all_by_people_is_enough(found: Coverage) -> None:
    assert coverage_faults(found) == []


def test_what_nothing_shows_is_named_with_both_remedies() -> None:
    (fault,) = coverage_faults(coverage(seen=NINE - {"M.07", "SK.01"}))
    assert fault.code == "FORM_INCOMPLETE"
    assert fault.data == {"scales": ["M.07", "SK.01"]}
    assert "Mengelola Perubahan (M.07), SK.01" in fault.id
    assert "Simulasi dan asesor" in fault.id
    assert "Managing Change (M.07), SK.01" in fault.en
    (whole,) = coverage_faults(coverage(seen=frozenset()))
    assert whole.data["scales"] == sorted(NINE)


def test_a_form_with_items_for_some_is_refused_as_before() -> None:
    some = frozenset({"M.01", "M.02"})
    (fault,) = coverage_faults(coverage(items=some | POTENTIAL, seen=NINE - {"M.07"}))
    assert (fault.code, fault.data) == ("FORM_INCOMPLETE", {"scales": ["M.07"]})
    (half,) = coverage_faults(coverage(items=some | POTENTIAL))
    assert half.code == "FORM_HALF_JUDGED"
    assert half.data == {"scales": sorted(NINE - some), "items": ["M.01", "M.02"]}
    assert "tanpa butir kompetensi" in half.id
    (empty,) = coverage_faults(coverage(items=frozenset()))
    assert empty.data == {"scales": sorted(NINE)}
