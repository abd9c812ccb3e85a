from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from takar.programmes.domain.drafts import (
    FIXED_BY_LETTERS,
    PhaseDraft,
    ProgrammeDraft,
    change_fault,
    fault_of,
    phase_fault,
)
from tests.programmes.world import programme_draft

DRAFT = programme_draft()
OTHER: dict[str, Any] = {
    "title": "Lain",
    "purpose": "seleksi",
    "method": "kompleks",
    "organiser": "Lain",
    "legal_kind": "Keputusan",
    "legal_number": "2",
    "legal_date": date(2026, 2, 2),
    "legal_about": "Lain",
    "ruleset": ("seleksi", "2019.1"),
    "conduct": ("penyelenggaraan-dua-tahun", "2019.1"),
    "zone": "WIT",
    "target_class": "administrator",
}


def code(before: ProgrammeDraft, after: ProgrammeDraft, invited: bool = True, reason: str = "salah") -> str:
    fault = change_fault(before, after, invited, reason)
    return fault.code if fault else ""


def shown(**changes: Any) -> ProgrammeDraft:
    return replace(DRAFT, visibility={**DRAFT.visibility, **changes})


@pytest.mark.parametrize(
    "field",
    [
        "title",
        "organiser",
        "location",
        "legal_kind",
        "legal_number",
        "legal_about",
        "purpose",
        "method",
        "zone",
    ],
)
def test_what_is_empty_is_named(field: str) -> None:
    fault = fault_of(replace(DRAFT, **{field: " "}))  # type: ignore[arg-type]
    assert fault is not None
    assert (fault.code, fault.data["field"]) == ("FIELD_MISSING", field)


@pytest.mark.parametrize("field", ["ruleset", "conduct"])
def test_a_version_has_code_and_number(field: str) -> None:
    fault = fault_of(replace(DRAFT, **{field: ("pemetaan", "")}))  # type: ignore[arg-type]
    assert fault is not None
    assert fault.data["field"] == field


@pytest.mark.parametrize("field", sorted(FIXED_BY_LETTERS))
def test_what_a_letter_says_is_fixed_by_it(field: str) -> None:
    after = replace(DRAFT, **{field: OTHER[field]})
    assert code(DRAFT, after, invited=False) == ""
    assert code(DRAFT, after) == "PROGRAMME_FIELD_FIXED"


def test_what_a_letter_does_not_say_may_change_with_a_reason() -> None:
    after = replace(DRAFT, location="Gedung lain", form="naskah-2")
    assert code(DRAFT, after, reason="") == "REASON_MISSING"
    assert code(DRAFT, after) == ""
    assert code(DRAFT, DRAFT, reason="") == "", "nothing changed"
    assert code(DRAFT, replace(DRAFT, title=""), invited=False) == "FIELD_MISSING"


def test_a_promise_is_widened_and_never_narrowed() -> None:
    less = shown(potential=False)
    assert code(DRAFT, less) == "PROMISE_BROKEN"
    assert code(less, DRAFT) == ""
    assert code(DRAFT, replace(DRAFT, objection_days=3)) == "PROMISE_BROKEN"
    assert code(DRAFT, replace(DRAFT, objection_days=14)) == ""


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        (("at_submission", None), ("held", None), False),
        (("at_submission", None), ("held", "2026-02-01"), False),
        (("held", None), ("at_submission", None), True),
        (("held", None), ("held", "2026-02-01"), True),
        (("held", "2026-02-01"), ("held", "2026-01-31"), True),
        (("held", "2026-02-01"), ("held", "2026-02-01"), True),
        (("held", "2026-02-01"), ("held", "2026-02-02"), False),
        (("held", "2026-02-01"), ("held", None), False),
    ],
)
def test_results_are_never_shown_later_than_promised(
    before: tuple[str, str | None], after: tuple[str, str | None], kept: bool
) -> None:
    old, new = (shown(when=when, held_until=until) for when, until in (before, after))
    assert code(old, new) == ("" if kept else "PROMISE_BROKEN")


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"title": " "}, "FIELD_MISSING"),
        ({"funding": ""}, "FIELD_MISSING"),
        ({"quota": 0}, "QUOTA_TOO_SMALL"),
        ({"last_day": date(2026, 1, 31)}, "PHASE_DAYS"),
        ({"last_day": date(2026, 2, 1)}, ""),
    ],
)
def test_phases(changes: dict[str, Any], wanted: str) -> None:
    phase = PhaseDraft(1, "Tahap I", 5, "APBD", date(2026, 2, 1), date(2026, 2, 28))
    fault = phase_fault(replace(phase, **changes))
    assert (fault.code if fault else "") == wanted
