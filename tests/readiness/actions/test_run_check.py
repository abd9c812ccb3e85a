"""From a file to what is missing in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from takar.people.models import Agency, CivilServant
from takar.people.models import Unit as PeopleUnit
from takar.readiness.actions.run_check import run_check
from takar.readiness.actions.upload_check import upload_check
from takar.readiness.domain.codes import decode
from takar.readiness.models import Check, CheckState, HoledPerson, Unit
from takar.readiness.public import latest_check, open_holes
from takar.readiness.queries import absent_fields, figures_of, requirement_of
from tests.people.lists import nip
from tests.readiness.actions.test_apply_delivery import spoilt
from tests.readiness.lists import TODAY, checked, person, write_list

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def holes(check: Check) -> dict[str, dict[str, str]]:
    """NIP -> field -> name of the fault."""
    needed = requirement_of(check)
    return {
        each.nip: {needed.by_bit[bit].key: fault.name for bit, fault in decode(each.codes).items()}
        for each in HoledPerson.objects.filter(check_of=check)
    }


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_complete_people_leave_nothing_behind(tmp_path: Path, suffix: str) -> None:
    check = checked(write_list(tmp_path / f"siasn{suffix}", (person(number) for number in range(20))))
    assert check.state == CheckState.READY
    assert check.people == 20
    assert holes(check) == {}
    assert figures_of(check).share == 100.0


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_every_kind_of_hole_is_found(tmp_path: Path, suffix: str) -> None:
    told = {
        1: {"TINGKAT_PENDIDIKAN_NAMA": ""},
        2: {"PENDIDIKAN_NAMA": "-"},
        3: {"TMT_JABATAN": "1900-01-01"},
        4: {"GOL_AKHIR_NAMA": "III/x"},
        5: {"TANGGAL_LAHIR": "01-01-1971"},
        6: {"TMT_GOLONGAN": "01-04-2031"},
        7: {"JENIS_JABATAN_NAMA": "Jabatan Fungsional Tertentu"},
        8: {"UNOR_NAMA": "A8ACA7397AEB3912E040640A040269BB"},
        9: {"TMT_JABATAN": "01-01-1980"},
        10: {"MK_TAHUN": "99"},
        11: {"ESELON_NAMA": "Non Eselon"},
        12: {"KEDUDUKAN_HUKUM_NAMA": "Pensiun", "GOL_AKHIR_NAMA": ""},
    }
    check = checked(
        write_list(tmp_path / f"siasn{suffix}", (person(n, **told.get(n, {})) for n in range(14)))
    )
    assert holes(check) == {
        nip(1): {"education": "MISSING"},
        nip(2): {"education_field": "PLACEHOLDER"},
        nip(3): {"post_since": "PLACEHOLDER"},
        nip(4): {"golongan": "MALFORMED"},
        nip(5): {"birth_date": "DIFFERS_FROM_NIP"},
        nip(6): {"golongan_since": "IN_FUTURE"},
        nip(7): {"eselon": "ECHELON_OF_FUNCTIONAL"},
        nip(8): {"unit": "MALFORMED"},
        nip(9): {"post_since": "TOO_EARLY"},
        nip(10): {"service_years": "OUT_OF_RANGE"},
        nip(11): {"eselon": "PLACEHOLDER"},
    }
    assert check.people == 13
    assert check.not_serving == 1


def test_a_nip_that_stands_twice_is_a_hole_of_both(tmp_path: Path) -> None:
    spaced = f"{nip(1)[:8]} {nip(1)[8:14]} {nip(1)[14]} {nip(1)[15:]}"
    check = checked(write_list(tmp_path / "a.xlsx", [person(1), person(2), person(1, NIP_BARU=spaced)]))
    found = HoledPerson.objects.filter(check_of=check).order_by("place")
    assert [(each.nip, each.row) for each in found] == [(nip(1), 2), (nip(1), 4)]


def test_columns_that_are_not_there_are_told_apart(tmp_path: Path) -> None:
    check = checked(write_list(tmp_path / "a.xlsx", [person(1)], ("NIP BARU", "NAMA", "UNOR NAMA")))
    assert holes(check) == {}
    assert {"golongan", "education", "performance"} <= {field.key for field in absent_fields(check)}


def test_units_may_be_compared_with_those_that_takar_knows(tmp_path: Path) -> None:
    agency = Agency.objects.create(name="Kota Contoh")
    unit = PeopleUnit.objects.create(agency=agency, name="Dinas Contoh 1", path="Dinas Contoh 1")
    CivilServant.objects.create(nip=nip(9), name="A", birth_date="1970-01-10", sex="L", kind="PNS", unit=unit)
    check = checked(write_list(tmp_path / "a.xlsx", [person(1), person(2)]), compare_units=True)
    assert holes(check) == {nip(2): {"unit": "UNIT_UNKNOWN"}}


def test_a_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    whole = write_list(tmp_path / "a.xlsx", [person(n) for n in range(30)]).read_bytes()
    check = upload_check("a.xlsx", iter([spoilt(whole)]), actor="sari", as_of=TODAY)
    assert isinstance(check, Check)
    refusal = run_check(check)
    assert refusal
    assert refusal.code == "FILE_BROKEN"
    assert check.state == CheckState.REFUSED


def test_offices_are_the_highest_units(tmp_path: Path) -> None:
    people = [*(person(number) for number in range(10)), person(11, UNOR_NAMA="-")]
    check = checked(write_list(tmp_path / "a.xlsx", people))
    units = {unit.name: unit.people for unit in Unit.objects.filter(check_of=check)}
    assert units == {f"Dinas Contoh {n}": 2 for n in range(5)} | {"": 1}


def test_the_door_tells_what_is_missing_for_whom(tmp_path: Path) -> None:
    assert latest_check() is None
    assert open_holes([nip(1)]) == {}
    checked(write_list(tmp_path / "a.xlsx", [person(1, GOL_AKHIR_NAMA=""), person(2)]))
    found = open_holes([nip(1), nip(2)])
    assert {key: [hole.field for hole in each] for key, each in found.items()} == {nip(1): ["golongan"]}
    assert open_holes([nip(1)], "talent_map") == found
    summary = latest_check()
    assert summary
    assert (summary.people, summary.open_people, summary.share) == (2, 1, 50.0)


def test_nothing_private_is_kept(tmp_path: Path) -> None:
    from takar.readiness.models import Chunk
    from takar.readiness.packing import unpack

    check = checked(write_list(tmp_path / "a.xlsx", [person(1, GOL_AKHIR_NAMA="")]))
    kept = str([unpack(chunk.body) for chunk in Chunk.objects.filter(check_of=check)])
    assert "PEGAWAI CONTOH 1" in kept
    assert "RAHASIA" not in kept
    assert check.stored_name == ""
    assert check.reading["never"] == ["AGAMA NAMA", "NIK"]
