"""Required levels per class: complete or openly absent."""

from __future__ import annotations

import pytest

from takar.kernel.refusals import Refusal
from takar.standards.domain.job_standard import JOB_CLASSES, JobStandard
from takar.standards.domain.kinds import Kind, kind_of, read_standard
from takar.standards.shipped import FOLDER, shipped_standard


def _shipped(job_class: str) -> JobStandard:
    found = shipped_standard(FOLDER / f"job_standard-{job_class}-2017.1.toml")
    assert isinstance(found, JobStandard)
    return found


@pytest.mark.parametrize(
    ("job_class", "level"),
    [("jpt_utama", 5), ("jpt_madya", 5), ("jpt_pratama", 4), ("administrator", 3), ("pengawas", 2),
     ("pelaksana", 1)],
)  # fmt: skip
def test_every_class_asks_one_level_of_all_nine(job_class: str, level: int) -> None:
    standard = _shipped(job_class)
    assert {required for _, required in standard.levels} == {level}
    assert standard.required("SK.01") == level
    assert standard.total == 9 * level


def test_functional_jobs_follow_their_own_standard_and_it_says_so() -> None:
    standard = _shipped("fungsional")
    assert not standard.is_set
    assert standard.total == 0
    assert "standar kompetensinya sendiri" in standard.note_id
    with pytest.raises(KeyError):
        standard.required("M.01")


def test_only_the_level_that_was_seen_in_a_source_is_marked_verified() -> None:
    verified = [one for one in JOB_CLASSES if _shipped(one).mark == "verified"]
    assert verified == ["jpt_pratama"]


@pytest.mark.parametrize(
    ("levels", "field"),
    [({"M.01": 3}, "levels.M.02"), ({"M.01": 6}, "levels.M.01"), ({"M.99": 3}, "levels.M.99")],
)
def test_levels_are_all_nine_or_none(levels: dict[str, int], field: str) -> None:
    found = JobStandard.from_data(_shipped("pengawas").as_data() | {"levels": dict(levels)})
    assert isinstance(found, Refusal)
    assert field in str(found.data)


def test_a_standard_is_read_by_its_kind() -> None:
    standard = _shipped("pengawas")
    assert read_standard(standard.as_data()) == standard
    assert kind_of(standard) is Kind.JOB_STANDARD
    unknown = read_standard({"kind": "aturan"})
    assert isinstance(unknown, Refusal)
    assert unknown.code == "STANDARD_FAULTY"
