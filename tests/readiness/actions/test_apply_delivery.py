"""From a unit's workbook back into the check."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum

from takar.accounts.public import recent_changes
from takar.kernel.refusals import Refusal
from takar.people.public import column_letters, preview_import, upload_import
from takar.readiness.actions.apply_delivery import apply_delivery
from takar.readiness.actions.upload_delivery import upload_delivery
from takar.readiness.domain.codes import decode
from takar.readiness.domain.keys import make_key
from takar.readiness.models import Check, Delivery, Fill, HoledPerson
from takar.readiness.queries import figures_of, holed_people, requirement_of
from takar.readiness.storage import stored_path
from takar.readiness.writing.corrected import corrected_rows, write_csv
from takar.readiness.writing.corrected import write_xlsx as write_corrected
from tests.people.lists import nip, write_xlsx
from tests.readiness.lists import TODAY, checked, person, write_list
from tests.readiness.returning import HEAD, deliver, fill, remarks, sheet_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    people = [
        person(0, GOL_AKHIR_NAMA=""),
        person(5, GOL_AKHIR_NAMA="-", TMT_JABATAN="1900-01-01"),
        person(10, TANGGAL_LAHIR="01-01-1971"),
        person(1, TINGKAT_PENDIDIKAN_NAMA=""),
        person(2),
    ]
    return checked(write_list(tmp_path / "siasn.xlsx", people))


def open_now(check: Check) -> dict[str, int]:
    needed = requirement_of(check)
    found: dict[str, int] = {}
    for codes, open_ in HoledPerson.objects.filter(check_of=check).values_list("codes", "open"):
        for bit in decode(codes):
            if open_ >> bit & 1:
                found[needed.by_bit[bit].key] = found.get(needed.by_bit[bit].key, 0) + 1
    return found


def test_what_the_unit_gets_has_only_its_people_with_holes(check: Check) -> None:
    sheet = sheet_of(check, "Dinas Contoh 0")
    head = sheet[HEAD]
    rows = sheet[HEAD + 1 :]
    assert head[:4] == ["KUNCI", "YANG HARUS DIPERBAIKI", "NIP BARU", "NAMA"]
    assert [row[2] for row in rows] == [nip(0), nip(5), nip(10)]
    letters = column_letters(head.index("GOL AKHIR NAMA"))
    assert rows[0][1].startswith(f"Golongan ({letters}): Kosong. Pilih I/a sampai IV/e")
    assert "AGAMA NAMA" not in head


def test_filled_cells_close_holes_and_the_figures_follow(check: Check, tmp_path: Path) -> None:
    sheet = sheet_of(check, "Dinas Contoh 0")
    fill(sheet, "PEGAWAI CONTOH 0", {"GOL AKHIR NAMA": "III/c"})
    fill(sheet, "PEGAWAI CONTOH 5", {"GOL AKHIR NAMA": "III/z", "NAMA": "NAMA LAIN"})
    delivery = deliver(check, tmp_path, sheet)
    assert remarks(delivery) == [
        ("closed", "golongan", "CLOSED", "III/c"),
        ("not_asked", "name", "NOT_ASKED", "NAMA LAIN"),
        ("open", "post_since", "PLACEHOLDER", "1900-01-01"),
        ("open", "birth_date", "DIFFERS_FROM_NIP", "01-01-1971"),
        ("wrong", "golongan", "MALFORMED", "III/z"),
    ]
    assert open_now(check) == {"golongan": 1, "post_since": 1, "birth_date": 1, "education": 1}
    check.refresh_from_db()
    assert (check.first_figures["open_people"], check.figures["open_people"]) == (4, 3)
    assert delivery.units == ["Dinas Contoh 0"]
    assert delivery.stored_name == ""


def test_what_is_odd_can_be_confirmed(check: Check, tmp_path: Path) -> None:
    sheet = sheet_of(check, "Dinas Contoh 0")
    for name in ("PEGAWAI CONTOH 0", "PEGAWAI CONTOH 10"):
        fill(sheet, name, {"SUDAH BENAR": "YA"})
    delivery = deliver(check, tmp_path, sheet)
    assert ("closed", "birth_date", "CONFIRMED", "") in remarks(delivery)
    assert open_now(check) == {"golongan": 2, "post_since": 1, "education": 1}
    assert Fill.objects.get(check_of=check).how == "confirmed"


def test_the_same_file_again_changes_nothing(check: Check, tmp_path: Path) -> None:
    sheet = sheet_of(check, "Dinas Contoh 0")
    fill(sheet, "PEGAWAI CONTOH 0", {"GOL AKHIR NAMA": "III/c"})
    deliver(check, tmp_path, sheet)
    before = (open_now(check), Fill.objects.count())
    again = deliver(check, tmp_path, sheet)
    assert (open_now(check), Fill.objects.count()) == before
    assert again.counts["closed"] == again.counts["not_asked"] == 0


def test_an_applied_delivery_is_not_applied_again(check: Check, tmp_path: Path) -> None:
    delivery = deliver(check, tmp_path, sheet_of(check, "Dinas Contoh 0"))
    before = remarks(delivery)
    assert apply_delivery(delivery) is None
    assert remarks(delivery) == before


def test_one_file_may_hold_several_units(check: Check, tmp_path: Path) -> None:
    first, second = sheet_of(check, "Dinas Contoh 0"), sheet_of(check, "Dinas Contoh 1")
    fill(first, "PEGAWAI CONTOH 5", {"GOL AKHIR NAMA": "III/a", "TMT JABATAN": "01-02-2022"})
    fill(second, "PEGAWAI CONTOH 1", {"TINGKAT PENDIDIKAN NAMA": "S-1"})
    delivery = deliver(check, tmp_path, first, second)
    assert delivery.counts["closed"] == 3
    assert sorted(delivery.units) == ["Dinas Contoh 0", "Dinas Contoh 1"]


def test_rows_that_belong_to_nobody_are_told(check: Check, tmp_path: Path) -> None:
    sheet = sheet_of(check, "Dinas Contoh 0")
    rows = sheet[HEAD + 1 :]
    rows[0][0], rows[1][0] = rows[1][0], rows[0][0]
    rows[2][0] = "99-1-AAA"
    sheet.append(["", "", nip(2), "PEGAWAI CONTOH 2", *[""] * (len(rows[0]) - 4)])
    sheet.append(["apa ini", *rows[0][1:]])
    delivery = deliver(check, tmp_path, sheet)
    assert [(kind, code) for kind, _, code, _ in remarks(delivery)] == [
        ("unmatched", "NIP_DIFFERS"),
        ("unmatched", "NIP_DIFFERS"),
        ("unmatched", "OTHER_CHECK"),
        ("unmatched", "NOBODY"),
        ("unmatched", "KEY_WRONG"),
    ]
    assert Fill.objects.count() == 0


def test_a_row_that_lost_its_key_is_found_by_its_nip(check: Check, tmp_path: Path) -> None:
    sheet = sheet_of(check, "Dinas Contoh 0")
    sheet[HEAD + 1][0] = ""
    fill(sheet, "PEGAWAI CONTOH 0", {"GOL AKHIR NAMA": "III/c"})
    sheet.append(list(sheet[HEAD + 1]))
    delivery = deliver(check, tmp_path, sheet)
    assert ("closed", "golongan", "CLOSED", "III/c") in remarks(delivery)
    assert [code for kind, _, code, _ in remarks(delivery) if kind == "unmatched"] == ["REPEATED"]


def test_the_next_list_shows_what_was_filled_in_before(check: Check, tmp_path: Path) -> None:
    sheet = sheet_of(check, "Dinas Contoh 0")
    fill(sheet, "PEGAWAI CONTOH 5", {"GOL AKHIR NAMA": "III/b"})
    deliver(check, tmp_path, sheet)
    again = sheet_of(check, "Dinas Contoh 0")
    row = next(row for row in again if "PEGAWAI CONTOH 5" in row)
    assert row[again[HEAD].index("GOL AKHIR NAMA")] == "III/b"
    assert "Golongan" not in row[1]
    assert "TMT jabatan" in row[1]


def test_units_are_written_in_turns_when_they_are_many(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    from takar.readiness.writing import rows

    together = [(unit.name, lines) for unit, lines in rows.lines_of_units(check, check.units.all())]
    monkeypatch.setattr(rows, "_AT_ONCE", 1)
    assert [(unit.name, lines) for unit, lines in rows.lines_of_units(check, check.units.all())] == together
    assert [name for name, _ in together] == ["Dinas Contoh 0", "Dinas Contoh 1"]


def test_dates_as_excel_keeps_them_and_titles_between_rows(check: Check, tmp_path: Path) -> None:
    sheet: list[list[Any]] = list(sheet_of(check, "Dinas Contoh 0"))
    fill(sheet, "PEGAWAI CONTOH 5", {"TMT JABATAN": date(2022, 2, 1)})  # type: ignore[dict-item]
    sheet.insert(HEAD + 2, ["", "Bagian Umum"])
    assert ("closed", "post_since", "CLOSED", "01-02-2022") in remarks(deliver(check, tmp_path, sheet))


def test_a_key_beyond_the_list_is_wrong(check: Check, tmp_path: Path) -> None:
    sheet = sheet_of(check, "Dinas Contoh 0")
    sheet[HEAD + 1][0] = make_key(check.pk, 4, check.sha256)
    sheet[HEAD + 2][0] = make_key(check.pk, 1, "anderer Abdruck")
    codes = [code for kind, _, code, _ in remarks(deliver(check, tmp_path, sheet)) if kind == "unmatched"]
    assert codes == ["KEY_WRONG", "KEY_WRONG"]


def test_a_delivery_that_comes_after_the_people_went_is_refused(check: Check, tmp_path: Path) -> None:
    file = write_xlsx(tmp_path / "b.xlsx", {"a": sheet_of(check, "Dinas Contoh 0")})
    delivery = upload_delivery(check, "b.xlsx", iter([file.read_bytes()]), delivered_by="Budi", actor="sari")
    assert isinstance(delivery, Delivery)
    Check.objects.filter(pk=check.pk).update(state="emptied")
    refusal = apply_delivery(delivery)
    assert refusal
    assert refusal.code == "CHECK_EMPTIED"
    assert not stored_path(delivery.stored_name or "x").exists()


def test_broken_too_long_and_too_big_deliveries_are_refused(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from takar.readiness import storage
    from takar.readiness.reading import deliveries

    def send(body: bytes) -> str:
        delivery = upload_delivery(check, "b.xlsx", iter([body]), delivered_by="Budi", actor="sari")
        refused = delivery if isinstance(delivery, Refusal) else apply_delivery(delivery)
        assert refused
        return refused.code

    whole = write_xlsx(tmp_path / "b.xlsx", {"a": sheet_of(check, "Dinas Contoh 0")}).read_bytes()
    assert send(b"") == "FILE_EMPTY"
    assert send(spoilt(whole)) == "FILE_BROKEN"
    monkeypatch.setattr(deliveries, "MOST_ROWS", 1)
    assert send(whole) == "FILE_UNPACKS_TOO_LARGE"
    monkeypatch.setattr(storage, "MOST_MEGABYTES", 0)
    assert send(whole) == "FILE_TOO_BIG"


def spoilt(workbook: bytes) -> bytes:
    """The same file with the XML of its sheet cut off."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, body[: len(body) // 2] if "sheet1" in name else body)
    return target.getvalue()


def test_a_whole_file_of_another_check_is_refused(check: Check, tmp_path: Path) -> None:
    sheet = sheet_of(check, "Dinas Contoh 0")
    other = checked(write_list(tmp_path / "lain.xlsx", [person(0, GOL_AKHIR_NAMA="")]))
    delivery = deliver(other, tmp_path, sheet)
    assert delivery.refusal["code"] == "DELIVERY_OF_OTHER_CHECK"
    assert Fill.objects.count() == 0


def test_files_that_are_no_lists_are_refused(check: Check, tmp_path: Path) -> None:
    assert deliver(check, tmp_path, [["apa", "saja"]]).refusal["code"] == "HEADER_NOT_FOUND"
    assert deliver(check, tmp_path, [["NIP", "Nama"]]).refusal["code"] == "DELIVERY_EMPTY"
    refused = upload_delivery(check, "x.xlsx", iter([b"x"]), delivered_by=" ", actor="sari")
    assert isinstance(refused, Refusal)
    assert refused.code == "DELIVERED_BY_MISSING"


def test_a_nip_of_the_list_cannot_be_given_to_somebody_else(tmp_path: Path) -> None:
    check = checked(write_list(tmp_path / "a.xlsx", [person(0, NIP_BARU="1.97E+17"), person(5)]))
    sheet = sheet_of(check, "Dinas Contoh 0")
    fill(sheet, "PEGAWAI CONTOH 0", {"NIP BARU": nip(5)})
    assert remarks(deliver(check, tmp_path, sheet)) == [("wrong", "nip", "NIP_REPEATED", nip(5))]
    fill(sheet, "PEGAWAI CONTOH 0", {"NIP BARU": nip(0)})
    assert remarks(deliver(check, tmp_path, sheet)) == [("closed", "nip", "CLOSED", nip(0))]


def test_the_corrected_list_has_what_was_filled_in(check: Check, tmp_path: Path) -> None:
    sheet = sheet_of(check, "Dinas Contoh 0")
    fill(sheet, "PEGAWAI CONTOH 0", {"GOL AKHIR NAMA": "III/c"})
    deliver(check, tmp_path, sheet)
    head, *rows = corrected_rows(check)
    assert head[0] == "NIP BARU"
    assert [row[head.index("GOL AKHIR NAMA")] for row in rows] == ["III/c", "-", "III/d", "III/d", "III/d"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_people_can_import_the_corrected_list(check: Check, tmp_path: Path, form: str) -> None:
    sheet = sheet_of(check, "Dinas Contoh 0")
    fill(sheet, "PEGAWAI CONTOH 0", {"GOL AKHIR NAMA": "III/c"})
    deliver(check, tmp_path, sheet)
    path = tmp_path / f"daftar.{form}"
    (write_csv if form == "csv" else write_corrected)(path, check, lambda _: None)
    source = upload_import(path.name, iter([path.read_bytes()]), actor="sari")
    assert not isinstance(source, Refusal)
    assert preview_import(source, TODAY) is None
    assert (source.added, source.refused) == (5, 0)
    assert source.rows.get(nip=nip(0)).changes["golongan"] == ["", "III/c"]


def test_who_delivered_stands_in_the_trail(check: Check, tmp_path: Path) -> None:
    deliver(check, tmp_path, sheet_of(check, "Dinas Contoh 0"))
    newest = recent_changes(limit=1)[0]
    assert (newest.action, newest.actor) == ("readiness.deliver", "sari")
    assert newest.reason.startswith("Budi, Dinas Contoh")


def test_deliveries_in_any_order_close_the_same_holes_and_the_sums_agree(tmp_path: Path) -> None:
    chance = random.Random(7)
    spoilt = [
        person(n, **dict.fromkeys(chance.sample(("GOL_AKHIR_NAMA", "TMT_JABATAN", "UNOR_NAMA"), n % 4), ""))
        for n in range(30)
    ]
    results = []
    for turn in range(3):
        check = checked(write_list(tmp_path / f"{turn}.xlsx", spoilt))
        sheets = [sheet_of(check, unit.name) for unit in check.units.all()]
        for number, sheet in enumerate(sheets):
            for row in sheet[HEAD + 1 :]:
                place = sheet[HEAD].index("GOL AKHIR NAMA")
                row[place] = row[place] or ("III/a", "salah", "")[number % 3]
        random.Random(turn).shuffle(sheets)
        for number, sheet in enumerate(sheets * (turn + 1)):
            deliver(check, tmp_path, sheet, name=f"{turn}-{number}.xlsx")
        results.append(open_now(check))
        _sums_agree(check)
    assert results[0] == results[1] == results[2]


def _sums_agree(check: Check) -> None:
    """Per field = over people = over units, for the whole and for each purpose."""
    people = HoledPerson.objects.filter(check_of=check)
    for purpose in ("", *(each.code for each in requirement_of(check).purposes)):
        figures = figures_of(check, purpose)
        mask = sum(figure.field.mask for figure in figures.fields)
        marks = [open_ & mask for open_ in people.values_list("open", flat=True)]
        holes = sum(mark.bit_count() for mark in marks)
        assert figures.open_holes == holes == sum(figure.open for figure in figures.fields)
        assert holes == sum(unit.open_holes for unit in figures.units.values())
        listed = holed_people(check, mask=mask).count()
        assert figures.open_people == listed == sum(unit.open_people for unit in figures.units.values())
        for figure in figures.fields:
            assert figure.open == holed_people(check, mask=figure.field.mask).count()
    assert check.units.aggregate(n=Sum("people"))["n"] == check.people


def test_the_file_is_gone_after_it_was_read(check: Check, tmp_path: Path) -> None:
    file = write_xlsx(tmp_path / "b.xlsx", {"a": sheet_of(check, "Dinas Contoh 0")})
    delivery = upload_delivery(check, "b.xlsx", iter([file.read_bytes()]), delivered_by="Budi", actor="sari")
    assert isinstance(delivery, Delivery)
    stored = stored_path(delivery.stored_name)
    assert stored.exists()
    apply_delivery(delivery)
    assert not stored.exists()
