from __future__ import annotations

import zipfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from takar.accounts.models import Change
from takar.certificates.actions.apply_results import apply_results
from takar.certificates.actions.discard_results import discard_results
from takar.certificates.actions.preview_results import preview_results
from takar.certificates.actions.upload_results import MOST_MEGABYTES, stored_path, upload_results
from takar.certificates.actions.withdraw_certificate import withdraw_certificate
from takar.certificates.domain.entries import Defaults
from takar.certificates.domain.findings import finding_from_json
from takar.certificates.models import Certificate, CertificateImport, ImportedRow
from takar.kernel.refusals import Refusal
from tests.certificates.lists import HEAD, codes, counts, imported, line, previewed, results, upload
from tests.certificates.world import NOW, TODAY, certificate, person
from tests.people.lists import nip, write_xlsx

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def test_a_list_becomes_certificates(tmp_path: Path) -> None:
    person(1)
    source = imported(results(tmp_path / "hasil.xlsx", [line(1), line(2)]))
    assert counts(source) == (2, 0, 0)
    row = Certificate.objects.get(nip=nip(1))
    assert (row.organiser, row.job_class, row.assessed_on, row.jpm) == (
        "lan", "administrator", date(2025, 5, 14), Decimal("85.50"),
    )  # fmt: skip
    assert (row.source_file, row.source_row, row.recorded_by) == ("hasil.xlsx", 4, "ani")
    change = Change.objects.get(action="certificates.import")
    assert (change.reason, change.after["added"]) == ("Surat LAN 12/2025", 2)  # type: ignore[index]
    assert source.stored_name == ""


def test_an_unknown_nip_is_told_and_not_lost(tmp_path: Path) -> None:
    source = imported(results(tmp_path / "a.xlsx", [line(1)]))
    assert codes(source) == {4: ["NIP_UNKNOWN"]}
    assert source.warned == 1
    assert Certificate.objects.filter(nip=nip(1)).exists()


def test_a_preview_records_nothing(tmp_path: Path) -> None:
    previewed(results(tmp_path / "a.xlsx", [line(1)]))
    assert not Certificate.objects.exists()


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = results(tmp_path / "a.xlsx", [line(n) for n in range(5)])
    imported(path)
    before = list(Certificate.objects.order_by("id").values())
    again = imported(path)
    assert counts(again) == (0, 5, 0)
    assert list(Certificate.objects.order_by("id").values()) == before


def test_other_spellings_of_the_organiser_are_the_same_result(tmp_path: Path) -> None:
    imported(results(tmp_path / "a.xlsx", [line(1)]))
    again = imported(
        results(tmp_path / "b.xlsx", [line(1, organiser="Lembaga Administrasi Negara", number="", jpm="")])
    )
    assert counts(again) == (0, 1, 0)


def test_a_result_recorded_otherwise_is_refused_until_it_is_withdrawn(tmp_path: Path) -> None:
    imported(results(tmp_path / "a.xlsx", [line(1)]))
    path = results(tmp_path / "b.xlsx", [line(1, jpm="70")])
    source = previewed(path)
    assert (counts(source), codes(source)[4]) == ((0, 0, 1), ["NIP_UNKNOWN", "DIFFERS"])
    assert withdraw_certificate(Certificate.objects.get().pk, actor="ani", reason="JPM salah ketik") is None
    assert counts(imported(path)) == (1, 0, 0)
    assert Certificate.objects.count() == 2


def test_refused_rows_are_named_and_the_good_ones_go_in(tmp_path: Path) -> None:
    lines = [line(1), line(2, nip=1.97e17), line(3, day="31-02-2025"), line(4)]
    source = imported(results(tmp_path / "a.xlsx", lines))
    assert counts(source) == (2, 0, 2)
    assert (codes(source)[5], codes(source)[6]) == (["NIP_DESTROYED"], ["DATE_UNREADABLE", "NIP_UNKNOWN"])
    assert ImportedRow.objects.get(number=5).values["name"] == "Pegawai Contoh 002"


def test_a_result_that_stands_twice(tmp_path: Path) -> None:
    person(1)
    person(2)
    lines = [line(1), line(1), line(2), line(2, number="B-9")]
    source = previewed(results(tmp_path / "a.xlsx", lines))
    assert counts(source) == (2, 1, 1)
    assert codes(source) == {7: ["REPEATED"]}
    assert "baris 6" in previewed_sentence(source, 7)


def previewed_sentence(source: CertificateImport, number: int) -> str:
    return finding_from_json(source.rows.get(number=number).findings[0]).sentence()


def test_a_level_that_the_file_does_not_name_is_that_of_the_post(tmp_path: Path) -> None:
    person(1, "pengawas")
    person(2, "")
    titles = ["NIP", "Nama", "Tanggal"]
    rows = [
        titles,
        [nip(1), "Pegawai Contoh 001", "14 Mei 2025"],
        [nip(2), "Orang Lain Sekali", "14 Mei 2025"],
    ]
    source = imported(write_xlsx(tmp_path / "a.xlsx", {"S": rows}), defaults=Defaults(organiser="BKN"))
    assert codes(source) == {2: ["CLASS_FROM_POST"], 3: ["CLASS_MISSING", "NAME_DIFFERS"]}
    assert Certificate.objects.get().job_class == "pengawas"


def test_a_name_that_the_file_does_not_give_is_taken_from_the_people(tmp_path: Path) -> None:
    person(1, name="Ani Contoh")
    imported(results(tmp_path / "a.xlsx", [line(1, name="")]))
    assert Certificate.objects.get().name == "Ani Contoh"


def test_what_was_recorded_meanwhile_renews_the_preview(tmp_path: Path) -> None:
    source = previewed(results(tmp_path / "a.xlsx", [line(1), line(2, number="", jpm="", category="")]))
    certificate(2, date(2025, 5, 14), organiser="lan", organiser_name="LAN RI")
    refused = apply_results(source, actor="ani")
    assert isinstance(refused, Refusal)
    assert refused.code == "RESULTS_PREVIEW_OUTDATED"
    assert Certificate.objects.count() == 1
    source.refresh_from_db()
    assert (source.state, counts(source), source.refusal["code"]) == ("previewed", (1, 1, 0), refused.code)
    assert apply_results(source, actor="ani") is None
    assert Certificate.objects.count() == 2


def test_a_same_row_that_was_withdrawn_meanwhile_is_previewed_again(tmp_path: Path) -> None:
    path = results(tmp_path / "a.xlsx", [line(1)])
    imported(path)
    source = previewed(path)
    withdraw_certificate(Certificate.objects.get().pk, actor="ani", reason="salah")
    refused = apply_results(source, actor="ani")
    assert isinstance(refused, Refusal)
    assert refused.code == "RESULTS_PREVIEW_OUTDATED"
    assert counts(CertificateImport.objects.get(pk=source.pk)) == (1, 0, 0)


def test_an_import_is_applied_once(tmp_path: Path) -> None:
    source = imported(results(tmp_path / "a.xlsx", [line(1)]))
    for refused in (apply_results(source, actor="ani"), discard_results(source, actor="ani")):
        assert isinstance(refused, Refusal)
        assert refused.code == "RESULTS_IMPORT_NOT_OPEN"


def test_two_clerks_press_at_once(tmp_path: Path) -> None:
    source = previewed(results(tmp_path / "a.xlsx", [line(1)]))
    stale = CertificateImport.objects.get(pk=source.pk)
    assert apply_results(source, actor="ani") is None
    refused = apply_results(stale, actor="budi")
    assert isinstance(refused, Refusal)
    assert Certificate.objects.count() == 1


def test_a_discarded_import_leaves_nothing(tmp_path: Path) -> None:
    source = previewed(results(tmp_path / "a.xlsx", [line(1)]))
    stored = stored_path(source.stored_name)
    assert stored.exists()
    assert discard_results(source, actor="ani") is None
    assert not stored.exists()
    assert not ImportedRow.objects.exists()


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ({"S": [["apa", "saja"], [1, 2]]}, "RESULTS_HEADER_NOT_FOUND"),
        ({"S": [list(HEAD)]}, "RESULTS_EMPTY"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, sheets: dict[str, list[list[object]]], code: str) -> None:
    source = upload(write_xlsx(tmp_path / "a.xlsx", sheets))
    refused = preview_results(source, TODAY)
    assert isinstance(refused, Refusal)
    assert (refused.code, source.state, source.refusal["code"]) == (code, "refused", code)


def test_files_that_are_no_spreadsheet_or_cut_off(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"")
    refused = preview_results(upload(tmp_path / "a.xlsx"), TODAY)
    assert isinstance(refused, Refusal)
    assert refused.code == "FILE_EMPTY"
    whole = results(tmp_path / "b.xlsx", [line(n) for n in range(80)])
    broken = tmp_path / "c.xlsx"
    with zipfile.ZipFile(whole) as good, zipfile.ZipFile(broken, "w", zipfile.ZIP_DEFLATED) as cut:
        for name in good.namelist():
            data = good.read(name)
            cut.writestr(name, data[: len(data) * 9 // 10] if "sheet1" in name else data)
    refused = preview_results(upload(broken), TODAY)
    assert isinstance(refused, Refusal)
    assert refused.code == "FILE_BROKEN"
    assert not ImportedRow.objects.exists()


def test_the_top_of_a_broken_file(tmp_path: Path) -> None:
    whole, broken = results(tmp_path / "b.xlsx", [line(1)]), tmp_path / "c.xlsx"
    with zipfile.ZipFile(whole) as good, zipfile.ZipFile(broken, "w") as cut:
        for name in good.namelist():
            cut.writestr(name, good.read(name)[:120] if "sheet1" in name else good.read(name))
    refused = preview_results(upload(broken), TODAY)
    assert isinstance(refused, Refusal)
    assert refused.code == "FILE_BROKEN"


def test_csv_is_read_too_and_the_sheet_with_most_results_is_chosen(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "NIP;Penyelenggara;Jenjang;Tanggal\n" + f"{nip(1)};LAN;Pengawas;14/05/2025\n"
    )
    assert counts(previewed(tmp_path / "a.csv")) == (1, 0, 0)
    two = {"Daftar": [["NIP", "Nama"], [nip(1), "A"]], "Hasil": [list(HEAD), line(2)]}
    source = previewed(write_xlsx(tmp_path / "b.xlsx", two))
    assert (source.reading["sheet"], source.reading["others"]) == ("Hasil", ["Daftar"])


def test_a_file_too_big_is_refused_before_it_is_kept() -> None:
    refused = upload_results("a.xlsx", (b"x" * 2**20 for _ in range(MOST_MEGABYTES + 5)), actor="ani")
    assert isinstance(refused, Refusal)
    assert refused.code == "RESULTS_FILE_TOO_BIG"


def test_forgotten_files_go_after_two_weeks(tmp_path: Path) -> None:
    old = previewed(results(tmp_path / "a.xlsx", [line(1)]))
    CertificateImport.objects.filter(pk=old.pk).update(uploaded_at=NOW - timedelta(days=15))
    upload_results("b.xlsx", [b"x"], actor="ani", clock=lambda: NOW)
    old.refresh_from_db()
    assert (old.state, old.stored_name, old.rows.count()) == ("discarded", "", 0)
