from __future__ import annotations

import pytest

from takar.reports.wording import letterhead


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("Kota Contoh", "Pemerintah Kota Contoh"),
        ("Kabupaten Contoh", "Pemerintah Kabupaten Contoh"),
        ("Kementerian Contoh", "Kementerian Contoh"),
        ("", ""),
    ],
)
def test_a_region_signs_as_a_government_and_a_ministry_as_itself(place: str, line: str) -> None:
    assert letterhead(place) == line
