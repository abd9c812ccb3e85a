"""The sentence, for none, one and many, in both languages."""

from __future__ import annotations

import pytest

from takar.readiness.catalogue import requirement_in_force
from takar.readiness.domain.headline import Counts, absent_columns, headline

_FOUND = requirement_in_force().purpose("talent_map")
assert _FOUND
MAP = _FOUND


@pytest.mark.parametrize(
    ("counts", "indonesian", "english"),
    [
        (
            Counts(12, 214, 9, 955),
            "12 kolom data kosong atau keliru pada 214 orang; 9 di antaranya menghambat peta suksesi.",
            "12 fields are missing or faulty for 214 people; 9 of them block a succession map.",
        ),
        (
            Counts(1, 1, 1, 955),
            "1 kolom data kosong atau keliru pada 1 orang; kolom itu menghambat peta suksesi.",
            "1 field is missing or faulty for 1 person; it blocks a succession map.",
        ),
        (
            Counts(1, 3, 0, 955),
            "1 kolom data kosong atau keliru pada 3 orang; kolom itu tidak menghambat peta suksesi.",
            "1 field is missing or faulty for 3 people; it does not block a succession map.",
        ),
        (
            Counts(4, 1, 1, 955),
            "4 kolom data kosong atau keliru pada 1 orang; 1 di antaranya menghambat peta suksesi.",
            "4 fields are missing or faulty for 1 person; 1 of them blocks a succession map.",
        ),
        (
            Counts(4, 1234, 0, 449000),
            "4 kolom data kosong atau keliru pada 1.234 orang; tidak satu pun menghambat peta suksesi.",
            "4 fields are missing or faulty for 1,234 people; none of them blocks a succession map.",
        ),
        (
            Counts(4, 2, 4, 5),
            "4 kolom data kosong atau keliru pada 2 orang; semuanya menghambat peta suksesi.",
            "4 fields are missing or faulty for 2 people; all of them block a succession map.",
        ),
        (
            Counts(0, 0, 0, 955),
            "Tidak ada yang kurang: data 955 orang lengkap pada semua kolom yang diperiksa.",
            "Nothing is missing: the data of all 955 people is complete in every field that was checked.",
        ),
        (
            Counts(0, 0, 0, 1),
            "Tidak ada yang kurang: data 1 orang lengkap pada semua kolom yang diperiksa.",
            "Nothing is missing: the data of the one person is complete in every field that was checked.",
        ),
        (
            Counts(0, 0, 0, 0),
            "Belum ada orang yang diperiksa dalam daftar ini.",
            "Nobody was checked in this list.",
        ),
    ],
)
def test_the_sentence(counts: Counts, indonesian: str, english: str) -> None:
    assert headline(counts, MAP, "id") == indonesian
    assert headline(counts, MAP, "en") == english


@pytest.mark.parametrize(
    ("absent", "blocking", "indonesian", "english"),
    [
        (0, 0, "", ""),
        (
            1,
            1,
            "1 data sama sekali tidak ada kolomnya dalam berkas ini; kolom itu menghambat peta suksesi.",
            "1 field has no column in this file at all; it blocks a succession map.",
        ),
        (
            9,
            7,
            "9 data sama sekali tidak ada kolomnya dalam berkas ini; 7 di antaranya menghambat peta suksesi.",
            "9 fields have no column in this file at all; 7 of them block a succession map.",
        ),
    ],
)
def test_columns_that_are_not_there(absent: int, blocking: int, indonesian: str, english: str) -> None:
    assert absent_columns(absent, blocking, MAP, "id") == indonesian
    assert absent_columns(absent, blocking, MAP, "en") == english
