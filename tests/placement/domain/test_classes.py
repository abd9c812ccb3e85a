from __future__ import annotations

import pytest

from takar.people.public import JobClass
from takar.placement.domain.classes import LADDER, down, steps_down


def test_every_class_but_the_functional_one_is_on_the_ladder() -> None:
    assert [one.value for one in JobClass if one is not JobClass.FUNGSIONAL] == list(LADDER)


@pytest.mark.parametrize(
    ("present", "post", "down"),
    [
        ("administrator", "pengawas", True),
        ("administrator", "administrator", False),
        ("pengawas", "administrator", False),
        ("administrator", "fungsional", False),
        ("fungsional", "pelaksana", False),
        ("", "pelaksana", False),
    ],
)
def test_a_step_down_is_known(present: str, post: str, down: bool) -> None:
    assert steps_down(present, post) is down


def test_all_pairs_at_once_are_the_pairs_one_by_one() -> None:
    present, posts = [*LADDER, "fungsional", ""], [*LADDER, "fungsional", "x"]
    assert down(present, posts).tolist() == [[steps_down(one, other) for other in posts] for one in present]
