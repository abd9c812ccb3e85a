"""Positions from Excel and by hand: standard, requirements, holder, vacancies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from takar.accounts.models import Change
from takar.kernel.refusals import Refusal
from takar.positions.actions.abolish_position import abolish_position
from takar.positions.actions.change_position import change_position
from takar.positions.models import PositionRecord
from takar.positions.public import (
    PositionFilter,
    Requirement,
    position_of,
    positions,
    positions_of,
    retiring,
    standard_matrix,
)
from takar.positions.public import position as found
from takar.positions.storing import as_text
from takar.standards.public import load_shipped_standards
from tests.careers.files import ACTOR, codes, counts, refused
from tests.people.lists import nip
from tests.positions.files import ASKED, HEAD, applied, position, previewed

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_positions_are_imported_with_standard_and_holder(tmp_path: Path) -> None:
    source = applied(
        tmp_path,
        "positions",
        [HEAD, position("A-1", nip(1), technical="T.01=3; t.02 = 4"), position("A-2", "lowong")],
    )
    assert counts(source) == (2, 0, 0, 0)
    told = found("A-1")
    assert told is not None
    assert dict(told.standard) == {
        **{f"M.0{number}": Decimal(4) for number in range(1, 9)},
        "SK.01": Decimal(4),
        "T.01": Decimal(3),
        "T.02": Decimal(4),
    }
    assert (told.unit, told.holder, told.must_fill, told.is_vacant) == (
        "Dinas A / Bidang B",
        nip(1),
        True,
        False,
    )
    assert told.own_standard
    assert position_of(nip(1)) == told
    assert positions_of([nip(1), nip(2), ""]) == {nip(1): told}
    assert [one.code for one in positions(PositionFilter(vacant=True))] == ["A-2"]
    again = previewed(
        tmp_path,
        "positions",
        [HEAD, position("A-1", nip(1), technical="T.02=4;T.01=3"), position("A-2", "lowong")],
    )
    assert counts(again) == (0, 0, 2, 0)


def test_two_may_change_places_in_one_file_but_nobody_holds_two(tmp_path: Path) -> None:
    applied(tmp_path, "positions", [HEAD, position("A-1", nip(1)), position("A-2", nip(2))])
    swapped = applied(tmp_path, "positions", [HEAD, position("A-1", nip(2)), position("A-2", nip(1))])
    assert counts(swapped) == (0, 2, 0, 0)
    assert {one.code: one.holder for one in positions()} == {"A-1": nip(2), "A-2": nip(1)}
    twice = previewed(
        tmp_path,
        "positions",
        [HEAD, position("A-3", nip(1)), position("A-4", nip(7)), position("A-5", nip(7))],
    )
    assert counts(twice) == (1, 0, 0, 2)
    assert codes(twice).count("HOLDER_TWICE") == 2


def test_blank_cells_keep_what_is_known_and_a_word_makes_vacant(tmp_path: Path) -> None:
    applied(tmp_path, "positions", [HEAD, position("A-1", nip(1))])
    applied(tmp_path, "positions", [HEAD, position("A-1", "", title="Nama baru", levels=("",) * 9)])
    told = found("A-1")
    assert told is not None
    assert (told.title, told.holder, len(told.standard)) == ("Nama baru", nip(1), 9)
    applied(tmp_path, "positions", [HEAD, position("A-1", "kosong")])
    assert found("A-1").is_vacant  # type: ignore[union-attr]


def test_faults_of_positions_name_what_to_do(tmp_path: Path) -> None:
    source = previewed(
        tmp_path,
        "positions",
        [
            HEAD,
            position("A-1", "1,97E+17"),
            position("A-2", job_class="Raja"),
            position("A-3", levels=(9,) * 9),
            position("", title="Tanpa kode"),
            position("A-5", levels=(3, 3, *("",) * 7)),
        ],
    )
    refused_rows = source.rows.filter(verdict="refused").order_by("number")
    first = [row.remarks[0]["code"] for row in refused_rows]
    assert first == ["NIP_DESTROYED", "NOT_A_CHOICE", "NUMBER_OUTSIDE", "MISSING"]
    assert {"STANDARD_INCOMPLETE", "WITHOUT_HOLDER"} <= set(codes(source))


def test_requirements_are_imported_and_replaced_by_kind(tmp_path: Path) -> None:
    applied(tmp_path, "positions", [HEAD, position("A-1")])
    rows = [
        ASKED,
        ("A-1", "Pendidikan", "Mutlak", "Strata I", ""),
        (
            "A-1",
            "Pengalaman",
            "Penting",
            "Keuangan; 5 tahun",
            "Pengalaman di bidang keuangan paling singkat 5 tahun",
        ),
        ("A-1", "Pangkat/golongan paling rendah", "Mutlak", "Pembina (IV/a)", ""),
        ("A-1", "Lainnya", "Perlu", "", "Sehat jasmani dan rohani"),
        ("A-1", "Usia", "Mutlak", "56 tahun", ""),
        ("A-1", "Usia paling tinggi", "Mutlak", "banyak", ""),
        ("A-1", "Lainnya", "Perlu", "", ""),
        ("B-9", "JPM", "Penting", "80", ""),
    ]
    source = applied(tmp_path, "requirements", rows)
    assert (source.added, source.refused) == (5, 3)
    assert set(codes(source)) == {"VALUES_WRONG", "MISSING", "CODE_UNKNOWN"}
    told = found("A-1")
    assert told is not None
    assert told.requirements[0] == Requirement("education_least", "mutlak", ("S1",))
    assert told.requirements[1].values == ("Keuangan", "5")
    applied(tmp_path, "requirements", [ASKED, ("A-1", "Pendidikan", "Penting", "S2", "")])
    assert ("education_least", "penting", ("S2",)) in {
        (one.kind, one.weight, one.values)
        for one in found("A-1").requirements  # type: ignore[union-attr]
    }
    assert len(found("A-1").requirements) == 5  # type: ignore[union-attr]


def test_without_a_standard_of_its_own_that_of_the_class_holds(tmp_path: Path) -> None:
    applied(
        tmp_path,
        "positions",
        [
            HEAD,
            position("A-1", levels=("",) * 9),
            position("A-2", job_class="Fungsional", levels=("",) * 9),
            position("A-3", levels=(5,) * 9),
        ],
    )
    assert found("A-1").standard == ()  # type: ignore[union-attr]
    load_shipped_standards()
    told = found("A-1")
    assert told is not None
    assert dict(told.standard)["M.01"] == Decimal(4)
    assert not told.own_standard
    names, levels = standard_matrix()
    assert names == ("A-1", "A-2", "A-3")
    assert levels.dtype == np.float32
    assert levels[0].tolist() == [4.0] * 9
    assert np.isnan(levels[1]).all()
    assert levels[2].tolist() == [5.0] * 9


def test_holders_retire_by_age_and_class(tmp_path: Path) -> None:
    born_1970 = nip(1)
    applied(
        tmp_path, "positions", [HEAD, position("A-1", born_1970), position("A-2", job_class="Administrator")]
    )
    told = found("A-1")
    assert told is not None
    assert told.retires_on == date(2030, 2, 1)
    assert [one.code for one in retiring(date(2030, 12, 31), date(2030, 1, 1))] == ["A-1"]
    assert retiring(date(2029, 12, 31), date(2026, 1, 1)) == ()


def test_filters_narrow(tmp_path: Path) -> None:
    applied(
        tmp_path,
        "positions",
        [
            HEAD,
            position("A-1", unit="Dinas A"),
            position("A-2", unit="Dinas A / Bidang B", must_fill="tidak"),
            position("A-3", unit="Dinas AB"),
        ],
    )
    assert [one.code for one in positions(PositionFilter(unit="Dinas A"))] == ["A-1", "A-2"]
    assert [one.code for one in positions(PositionFilter(text="a-3"))] == ["A-3"]
    assert [one.code for one in positions(PositionFilter(text="kepala a-2"))] == ["A-2"]
    assert [one.code for one in positions(PositionFilter(must_fill=False))] == ["A-2"]
    assert len(positions(PositionFilter(job_class="jpt_pratama", critical=False))) == 3


def test_by_hand_everything_leaves_its_trail(tmp_path: Path) -> None:
    applied(tmp_path, "positions", [HEAD, position("A-1", nip(1)), position("A-2", nip(2))])
    values = as_text(PositionRecord.objects.get(code="A-1")) | {
        "title": "Kepala Dinas Baru",
        "holder": "lowong",
    }
    asked = [Requirement("jpm_least", "mutlak", ("80",))]
    assert (
        refused(change_position("A-1", values, asked, actor=ACTOR, reason=" ")) == "POSITION_REASON_MISSING"
    )
    taken = values | {"holder": nip(2)}
    assert refused(change_position("A-1", taken, asked, actor=ACTOR, reason="SK")) == "POSITION_HOLDER_TWICE"
    assert (
        refused(change_position("A-1", values, asked, actor=ACTOR, reason="SK", new=True))
        == "POSITION_CODE_TAKEN"
    )
    assert refused(abolish_position("A-1", actor=ACTOR, reason="SK")) == "POSITION_STILL_HELD"
    assert change_position("A-1", values, asked, actor=ACTOR, reason="SK 1") is None
    told = found("A-1")
    assert told is not None
    assert (told.title, told.is_vacant, told.requirements) == ("Kepala Dinas Baru", True, tuple(asked))
    change = Change.objects.get(action="position.change")
    assert (change.actor, change.reason, change.subject) == (ACTOR, "SK 1", "position:A-1")
    assert change.before["title"] == "Kepala A-1"
    assert change.after["requirements"] == ["mutlak: JPM paling rendah: 80 %"]
    assert change_position("A-1", values, asked, actor=ACTOR, reason="SK 1") is None
    assert Change.objects.filter(action="position.change").count() == 1
    assert refused(abolish_position("A-1", actor=ACTOR, reason="")) == "POSITION_REASON_MISSING"
    assert abolish_position("A-1", actor=ACTOR, reason="Perda 2/2026") is None
    assert found("A-1") is None
    assert refused(abolish_position("A-1", actor=ACTOR, reason="x")) == "POSITION_UNKNOWN"
    assert not isinstance(
        change_position("A-1", values, (), actor=ACTOR, reason="dihidupkan", new=True), Refusal
    )
    assert found("A-1") is not None


def test_the_number_of_queries_does_not_grow(tmp_path: Path, django_assert_num_queries: object) -> None:
    applied(tmp_path, "positions", [HEAD, *(position(f"A-{number}", nip(number)) for number in range(1, 4))])
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert len(positions()) == 3
