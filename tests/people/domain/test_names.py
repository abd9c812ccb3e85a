from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.people.domain.names import Name, split_titles
from takar.people.domain.person import full_name, is_active


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Dr. Siti Contoh, S.H., M.Si.", Name("Dr.", "Siti Contoh", "S.H., M.Si.")),
        ("Dr.Siti Contoh,S.H.,M.Si", Name("Dr.", "Siti Contoh", "S.H., M.Si")),
        ("Prof. Dr. Ir. H. Budi Contoh, M.Sc., Ph.D.", Name("Prof. Dr. Ir. H.", "Budi Contoh", "M.Sc., Ph.D.")),
        ("Drs. BUDI CONTOH, MM", Name("Drs.", "BUDI CONTOH", "MM")),
        ("dr. Contoh", Name("dr.", "Contoh", "")),
        ("M. Contoh", Name("", "M. Contoh", "")),
        ("R. Contoh, SE", Name("", "R. Contoh", "SE")),
        ("Contoh, Budi", Name("", "Contoh, Budi", "")),
        ("CONTOH, BUDIMAN", Name("", "CONTOH, BUDIMAN", "")),
        ("Budi Contoh,", Name("", "Budi Contoh", "")),
        ("Dr.", Name("", "Dr.", "")),
        ("Budi Contoh, yang lama dari Dinas", Name("", "Budi Contoh, yang lama dari Dinas", "")),
    ],
)  # fmt: skip
def test_titles(written: str, name: Name) -> None:
    assert split_titles(written) == name


@given(st.text(st.characters(categories=["Lu", "Ll"]), min_size=2, max_size=12), st.booleans(), st.booleans())
def test_what_was_joined_is_split_again(word: str, front: bool, back: bool) -> None:
    name = Name("Dr." if front else "", word.title(), "S.H., M.Si." if back else "")
    assert split_titles(full_name(name.front, name.name, name.back)) == name


@pytest.mark.parametrize(
    ("status", "active"),
    [("Aktif", True), ("", True), ("Pensiun", False), ("CLTN", False), ("Tidak Aktif", False)],
)
def test_who_serves(status: str, active: bool) -> None:
    assert is_active(status) is active
