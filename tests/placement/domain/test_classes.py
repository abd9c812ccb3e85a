from __future__ import annotations

import pytest

from takar.people.public import JobClass
from takar.placement.domain.classes import LADDER, steps_down


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
