from __future__ import annotations

from decimal import Decimal

import pytest

from takar.exercises.domain.scale import NO_EVIDENCE, Scale

FIVE = Scale(Decimal(1), Decimal(5))
HUNDRED = Scale(Decimal(0), Decimal(100), 1)


@pytest.mark.parametrize(
    ("scale", "text", "value"),
    [
        (FIVE, "1", "1"), (FIVE, "5", "5"), (FIVE, " 3 ", "3"), (FIVE, "3.0", "3"), (FIVE, "0", None), (FIVE, "6", None),
        (FIVE, "3.5", None), (FIVE, "", None), (FIVE, "NaN", None), (FIVE, "tiga", None), (HUNDRED, "78,5", "78.5"),
        (HUNDRED, "78.55", None), (HUNDRED, "100", "100.0"), (HUNDRED, "100.1", None), (HUNDRED, "-1", None),
    ],
)  # fmt: skip
def test_reads_only_what_the_scale_has(scale: Scale, text: str, value: str | None) -> None:
    assert scale.read(text) == (None if value is None else Decimal(value))


def test_no_evidence_may_be_recorded_but_is_no_number() -> None:
    assert FIVE.allows(NO_EVIDENCE)
    assert FIVE.read(NO_EVIDENCE) is None
    assert not FIVE.allows("ne")
