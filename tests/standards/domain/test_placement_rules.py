"""Placement rules are read whole: every fault is named, every default is found."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.standards.domain.placement_rules import PLACEMENT_LIMITS, PlacementRules
from takar.standards.shipped import shipped_files, shipped_standard

SHIPPED = next(
    shipped_standard(path) for path in shipped_files() if path.name.startswith("placement-penempatan-")
)
assert isinstance(SHIPPED, PlacementRules)


def changed(**told: Json) -> PlacementRules | Refusal:
    assert isinstance(SHIPPED, PlacementRules)
    return PlacementRules.from_data(SHIPPED.as_data() | told)


def faults(outcome: PlacementRules | Refusal) -> list[str]:
    assert isinstance(outcome, Refusal)
    rows = outcome.data["faults"]
    assert isinstance(rows, list)
    return [str(row["field"]) for row in rows if isinstance(row, dict)]


def rows(field: str, place: int, **told: Json) -> list[Json]:
    found = list(SHIPPED.as_data()[field])  # type: ignore[arg-type, call-overload]
    found[place] = found[place] | told  # type: ignore[operator]
    return found


def test_what_is_written_is_read_again() -> None:
    assert PlacementRules.from_data(SHIPPED.as_data()) == SHIPPED


def test_parts_add_up_and_competencies_weigh_most() -> None:
    assert sum(SHIPPED.parts.values()) == 100
    assert max(SHIPPED.parts, key=lambda part: SHIPPED.parts[part]) == "competencies"


def test_a_competency_without_a_row_weighs_one_and_has_no_floor() -> None:
    assert (SHIPPED.weight_of("pengawas", "M.05"), SHIPPED.floor_of("pengawas", "M.05")) == (1, None)
    assert SHIPPED.floor_of("jpt_pratama", "M.01") == Decimal("1.5")


def test_errors_by_the_first_word_of_the_source() -> None:
    assert SHIPPED.error_of("meeting:sesi-1") == Decimal("0.35")
    assert SHIPPED.error_of("import Pusat Penilaian") == Decimal("0.45")
    assert SHIPPED.error_of("") == SHIPPED.error_of("surat lama") == Decimal("0.45")
    assert all(one.mark == "unverified" for one in SHIPPED.errors)


def test_ages_of_older_versions_stay_in_their_digest_and_new_ones_do_without() -> None:
    assert SHIPPED.ages
    without = PlacementRules.from_data(
        {name: told for name, told in SHIPPED.as_data().items() if name != "ages"}
    )
    assert isinstance(without, PlacementRules)
    assert without.ages == ()
    assert "ages" not in without.as_data()
    assert without.digest != SHIPPED.digest
    assert PlacementRules.from_data(without.as_data()) == without
    assert changed(ages=[]) == without


def test_a_ban_holds_on_both_its_edges() -> None:
    ban: Json = {"start": "2029-01-01", "end": "2029-06-30", "reason_id": "Pilkada", "reason_en": "Election"}
    found = changed(bans=[ban])
    assert isinstance(found, PlacementRules)
    days = (date(2028, 12, 31), date(2029, 1, 1), date(2029, 6, 30), date(2029, 7, 1))
    assert [found.ban_on(day) is not None for day in days] == [False, True, True, False]
    assert PlacementRules.from_data(found.as_data()) == found


def test_every_number_says_how_far_it_is_verified() -> None:
    assert SHIPPED.mark_of("ages") == "secondary"
    assert all(SHIPPED.mark_of(name) in ("secondary", "unverified") for name in PLACEMENT_LIMITS)


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ({"parts": rows("parts", 0, weight="71")}, ["parts"]),
        ({"parts": rows("parts", 0, code="rank")}, ["parts"]),
        ({"parts": [{"code": code, "weight": weight} for code, weight in
                    (("competencies", "0"), ("experience", "100"), ("education", "0"), ("rank", "0"), ("tenure", "0"))]},
         ["parts"]),
        ({"parts": rows("parts", 0, weight="x")}, ["parts[0].weight"]),
        ({"errors": rows("errors", 0, error="0")}, ["errors[0].error"]),
        ({"errors": rows("errors", 3, instrument="lain")}, ["errors"]),
        ({"errors": rows("errors", 0, instrument="meeting")}, ["errors"]),
        ({"errors": rows("errors", 0, mark="ya")}, ["errors[0].mark"]),
        ({"weights": rows("weights", 0, job_class="jpt_madya")}, ["weights"]),
        ({"ages": rows("ages", 0, job_class="jpt_madya")}, ["ages"]),
        ({"marks": [{"field": "ages", "mark": "verified"}] * 2}, ["marks"]),
        ({"bans": [{"start": "2029-02-01", "end": "2029-01-01", "reason_id": "a", "reason_en": "b"}]}, ["bans[0].end"]),
        ({"bans": [{"start": "kapan", "end": "2029-01-01", "reason_id": "a", "reason_en": "b"}]}, ["bans[0].start"]),
        ({"tenure_least_years": 6}, ["tenure_review_years"]),
        ({"tenure_review_years": 0}, ["tenure_review_years"]),
        ({"barring_discipline": "none"}, ["barring_discipline"]),
        ({"hold_percent": 100}, ["hold_percent"]),
        ({"apa": 1}, ["apa"]),
    ],
)  # fmt: skip
def test_every_fault_is_named(told: dict[str, Json], fields: list[str]) -> None:
    assert faults(changed(**told)) == fields
