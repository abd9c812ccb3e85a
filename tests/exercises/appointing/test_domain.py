"""Which competency is seen how often, an even spread, and reading a table."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.exercises.domain.appointing.listed import Known, columns_of, key, read_rows
from takar.exercises.domain.appointing.seen import seen_by, seldom_seen, shares
from takar.exercises.domain.appointing.spreading import spread
from takar.exercises.domain.words import said

NAMES = st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True)


def test_what_fewer_than_two_exercises_show_is_named() -> None:
    seen = seen_by({"w": ["M.01", "M.02"], "d": ["M.02"]}, ["M.01", "M.02", "M.03"])
    assert seen == {"M.01": ("w",), "M.02": ("w", "d"), "M.03": ()}
    assert seldom_seen(seen) == ("M.01", "M.03")


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 9), min_size=1))
def test_shares_add_up_to_exactly_a_hundred(weights: dict[str, int]) -> None:
    found = shares(weights)
    assert sum(Decimal(one) for one in found.values()) == 100
    for code, share in found.items():
        assert abs(Decimal(share) - Decimal(100 * weights[code]) / sum(weights.values())) < Decimal("0.05")


def test_equal_weights_are_written_plainly() -> None:
    assert shares({"a": 1, "b": 1}) == {"a": "50", "b": "50"}
    assert shares({"a": 1, "b": 1, "c": 1}) == {"a": "33.33", "b": "33.33", "c": "33.34"}


@given(
    people=st.integers(1, 30),
    instruments=NAMES,
    raters=st.lists(st.sampled_from(["r1", "r2", "r3", "r4", "r5", "r6"]), min_size=1, unique=True),
    each=st.integers(1, 5),
    data=st.data(),
)
def test_spreading_is_even_and_keeps_out_whoever_may_not(
    people: int, instruments: list[str], raters: list[str], each: int, data: st.DataObject
) -> None:
    nips = [f"{n:018d}" for n in range(people)]
    pairs = st.tuples(st.sampled_from(raters), st.sampled_from(nips))
    barred = data.draw(st.frozensets(pairs, max_size=10))
    found = spread(nips, instruments, raters, each, barred)
    assert len(set(found)) == len(found)
    cells = Counter((nip, code) for nip, code, _ in found)
    for nip in nips:
        able = sum((name, nip) not in barred for name in raters)
        assert all(cells[nip, code] == min(each, able) for code in instruments)
    assert not [one for one in found if (one[2], one[0]) in barred]
    if not barred:
        load = Counter(name for _, _, name in found)
        assert max(load.values()) - min(load[name] for name in raters) <= len(instruments)
    assert found == spread(nips, instruments, raters, each, barred)


def test_one_person_meets_different_raters() -> None:
    found = spread(["1"], ["w", "d", "k"], ["r1", "r2", "r3"], 1)
    assert {name for _, _, name in found} == {"r1", "r2", "r3"}


KNOWN = Known({"1" * 18: "1" * 18, "001": "1" * 18}, {"w": "w", "wawancara": "w"}, {"a1": "a1", "ani": "a1"})


def test_a_table_is_read_by_number_or_nip_and_by_name_or_account() -> None:
    columns = columns_of(["Nomor", "NIP", " Kode  Simulasi", "Akun asesor"])
    assert columns == {"person": 1, "instrument": 2, "rater": 3}
    rows = [
        (2, ["001", "'" + "1" * 18, "Wawancara", "ANI"]),
        (3, ["", "1" * 18, "w", "a1"]),
        (4, ["", "", "w", ""]),
    ]
    assert read_rows(rows, columns, KNOWN) == ((("1" * 18, "w", "a1"),), ())
    assert columns_of(["Nama", "Asesor"]) is None
    assert columns_of(["nomor", "simulasi", "asesor"]) == {"person": 0, "instrument": 1, "rater": 2}


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        (["9", "w", "a1"], "peserta"),
        (["001", "x", "a1"], "simulasi"),
        (["001", "w", "zz"], "akun asesor"),
        (["", "", "a1"], "peserta"),
    ],
)
def test_every_faulty_row_is_named(cells: list[str], word: str) -> None:
    wanted, faults = read_rows([(7, cells)], {"person": 0, "instrument": 1, "rater": 2}, KNOWN)
    assert wanted == ()
    assert (faults[0][0], word in faults[0][1]) == (7, True)


def test_names_are_compared_plainly() -> None:
    assert key(" Ani  Budi ") == "ani budi"
    assert key("1985 0101 2010 011001") == "198501012010011001"


def test_words_of_a_form_in_either_shape() -> None:
    assert (said("Integritas"), said({"id": "Integritas", "en": "Integrity"}, "en")) == (
        "Integritas",
        "Integrity",
    )
    assert (said({"id": "Integritas", "en": ""}, "en"), said({})) == ("Integritas", "")
