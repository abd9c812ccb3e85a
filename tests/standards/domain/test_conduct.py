from __future__ import annotations

from datetime import time

import pytest

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.standards.domain.conduct import Break, Conduct, Period
from takar.standards.shipped import FOLDER, shipped_standard

THREE = shipped_standard(FOLDER / "conduct-penyelenggaraan-2019.1.toml")
TWO = shipped_standard(FOLDER / "conduct-penyelenggaraan-dua-tahun-2019.1.toml")
assert isinstance(THREE, Conduct)
assert isinstance(TWO, Conduct)


def changed(**told: Json) -> Conduct | Refusal:
    return Conduct.from_data(THREE.as_data() | told)


def faults(outcome: Conduct | Refusal) -> list[str]:
    assert isinstance(outcome, Refusal), outcome
    assert outcome.code == "STANDARD_FAULTY"
    listed = outcome.data["faults"]
    assert isinstance(listed, list)
    return [str(one["field"]) for one in listed if isinstance(one, dict)]


def test_both_regulations_ship() -> None:
    assert (THREE.validity_years("pengawas"), TWO.validity_years("pengawas")) == (3, 2)
    assert (THREE.opens, THREE.closes, THREE.remind_months, THREE.absence) == (
        time(7, 30),
        time(15),
        6,
        "gugur",
    )


def test_a_class_may_have_years_of_its_own() -> None:
    found = changed(periods=[{"job_class": "pengawas", "years": 2}, {"job_class": "semua", "years": 3}])
    assert isinstance(found, Conduct)
    assert found.periods == (Period("pengawas", 2), Period("semua", 3))
    assert (found.validity_years("pengawas"), found.validity_years("administrator")) == (2, 3)


def test_friday_has_a_break_of_its_own() -> None:
    assert THREE.breaks_on(0) == (Break("semua", time(12), time(13)),)
    assert THREE.breaks_on(4) == (Break("jumat", time(11, 30), time(13)),)


def test_breaks_come_in_the_order_of_the_clock() -> None:
    found = changed(
        breaks=[
            {"weekday": "semua", "start": "14.30", "end": "14.45"},
            {"weekday": "semua", "start": "12.00", "end": "13.00"},
        ]
    )
    assert isinstance(found, Conduct)
    assert [one.start for one in found.breaks_on(1)] == [time(12), time(14, 30)]


@pytest.mark.parametrize(("size", "away"), [(229, 22), (100, 10), (9, 1), (1, 1)])
def test_how_many_of_a_unit_may_be_away(size: int, away: int) -> None:
    assert THREE.away_at_once(size) == away


def test_what_is_written_reads_the_same() -> None:
    for one in (THREE, TWO):
        assert Conduct.from_data(one.as_data()) == one
    assert THREE.digest != TWO.digest


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ({"opens": "15.00"}, ["closes"]),
        ({"opens": "pagi", "closes": "25.00"}, ["opens", "closes"]),
        ({"opens": ""}, ["opens"]),
        ({"periods": [{"job_class": "pengawas", "years": 2}]}, ["periods"]),
        ({"periods": [{"job_class": "semua", "years": 2}] * 2}, ["periods"]),
        ({"periods": [{"job_class": "semua", "years": 0}]}, ["periods[0].years"]),
        ({"breaks": [{"weekday": "semua", "start": "13.00", "end": "12.00"}]}, ["breaks[0].end"]),
        ({"group_least": 9}, ["group_most"]),
        ({"batch_size": 1}, ["batch_size"]),
        ({"assessor_window_weeks": 4}, ["assessor_window_weeks"]),
        ({"late_minutes": -1, "absence": "maaf"}, ["absence", "late_minutes"]),
        ({"lain": 1}, ["lain"]),
    ],
)  # fmt: skip
def test_every_faulty_field_is_named(told: dict[str, Json], fields: list[str]) -> None:
    assert sorted(faults(changed(**told))) == sorted(fields)
