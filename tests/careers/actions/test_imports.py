"""Facts from Excel: previewed, recorded once, corrected beside what was, never saved half."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from takar.accounts.models import Change
from takar.careers.lists import CAREER_LISTS
from takar.careers.models import FactRecord, ProfileRecord
from takar.careers.public import (
    Award,
    Discipline,
    Education,
    Feedback,
    Predicate,
    Served,
    TeamTask,
    Training,
    Wish,
    histories,
    profiles,
)
from takar.people.public import TableImport, apply_table, discard_table, preview_table, upload_table
from takar.people.reading.workbook import open_workbook
from takar.people.tables.uploading import MOST_MEGABYTES, stored_table
from takar.people.tables.workbooks import refused_table, table_template
from tests.careers.files import ACTOR, TODAY, applied, codes, counts, previewed, refused, uploaded
from tests.people.lists import nip

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HEAD = ("No", "Nama", "NIP", "Tahun", "Predikat", "Nilai")


def row(number: int, year: object = 2024, predicate: str = "Baik", score: object = "") -> tuple[object, ...]:
    return (number, f"Orang Contoh {number}", nip(number), year, predicate, score)


def test_predicates_are_previewed_then_recorded_with_their_source(tmp_path: Path) -> None:
    source = previewed(tmp_path, "predicates", [HEAD, row(1, score="96,5"), row(2, "2023", "SANGAT BAIK")])
    assert counts(source) == (2, 0, 0, 0)
    assert FactRecord.objects.count() == 0
    assert apply_table(CAREER_LISTS[source.kind], source, actor=ACTOR, reason="Surat 1") is None
    told = histories([nip(1), nip(2), nip(3)], TODAY)
    assert told[nip(1)].predicates == (Predicate(2024, "baik", Decimal("96.50")),)
    assert told[nip(2)].predicates == (Predicate(2023, "sangat_baik"),)
    assert told[nip(3)].predicates == ()
    kept = FactRecord.objects.get(nip=nip(1))
    assert (kept.source_file, kept.source_row, kept.recorded_by, kept.reason) == (
        "daftar.xlsx",
        2,
        ACTOR,
        "Surat 1",
    )
    change = Change.objects.get(action="table.import")
    assert (change.actor, change.reason) == (ACTOR, "Surat 1")
    assert change.after["kind"] == "careers.predicates"
    assert not source.stored_name


def test_the_same_again_changes_nothing_and_a_correction_keeps_what_was(tmp_path: Path) -> None:
    applied(tmp_path, "predicates", [HEAD, row(1), row(2)])
    again = previewed(tmp_path, "predicates", [HEAD, row(1), row(2, predicate="Kurang")])
    assert counts(again) == (0, 1, 1, 0)
    assert again.rows.get(verdict="changed").changes == {"code": ["baik", "kurang"]}
    assert apply_table(CAREER_LISTS[again.kind], again, actor="lain", reason="SK koreksi") is None
    assert histories([nip(2)], TODAY)[nip(2)].predicates == (Predicate(2024, "kurang"),)
    old = FactRecord.objects.get(nip=nip(2), replaced_at__isnull=False)
    assert (old.values["code"], old.replaced_by, old.replaced_reason) == ("baik", "lain", "SK koreksi")


def test_what_a_correction_does_not_tell_stays(tmp_path: Path) -> None:
    applied(tmp_path, "predicates", [HEAD, row(1, score=90)])
    applied(tmp_path, "predicates", [HEAD, row(1, predicate="Sangat Baik")])
    assert histories([nip(1)], TODAY)[nip(1)].predicates == (
        Predicate(2024, "sangat_baik", Decimal("90.00")),
    )


def test_faults_name_the_cell_and_refuse_only_their_row(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(1),
        (2, "A", "1,97001E+17", 2024, "Baik", ""),
        (3, "B", nip(3), "tahun lalu", "Baik", ""),
        (4, "C", nip(4), 2024, "Lumayan", ""),
        (5, "D", nip(5), 2030, "Baik", ""),
        (6, "E", nip(6), "", "Baik", ""),
        (7, "F", nip(7), 2024, "Baik", "baik"),
        (8, "G", nip(8), 2024, "Baik", 900),
        ("", "Mengetahui", "", "", "", ""),
    ]
    source = previewed(tmp_path, "predicates", rows)
    assert counts(source) == (1, 0, 0, 7)
    refused_rows = source.rows.filter(verdict="refused").order_by("number")
    assert [(one.number, one.remarks[0]["code"]) for one in refused_rows] == [
        (3, "NIP_DESTROYED"),
        (4, "YEAR_UNREADABLE"),
        (5, "NOT_A_CHOICE"),
        (6, "YEAR_AHEAD"),
        (7, "MISSING"),
        (8, "NUMBER_UNREADABLE"),
        (9, "NUMBER_OUTSIDE"),
    ]


def test_refused_rows_come_back_as_a_workbook_that_is_read_again(tmp_path: Path) -> None:
    source = previewed(tmp_path, "predicates", [HEAD, row(1), (2, "A", nip(2), 2024, "Lumayan", "")])
    path = tmp_path / "perbaiki.xlsx"
    path.write_bytes(refused_table(source, CAREER_LISTS[source.kind].kind))
    book = open_workbook(path)
    assert not isinstance(book, type(None))
    cells = [dict(one) for _, one in book.rows(book.sheets[0])]  # type: ignore[union-attr]
    assert cells[0][0] == "Baris asal"
    assert "Lumayan" in cells[1].values()
    wanted = CAREER_LISTS["careers.predicates"]
    again = upload_table(wanted, "perbaiki.xlsx", [path.read_bytes()], actor=ACTOR)
    assert isinstance(again, TableImport)
    assert preview_table(wanted, again, TODAY) is None
    assert counts(again) == (0, 0, 0, 1)


def test_two_rows_that_contradict_each_other_are_both_refused(tmp_path: Path) -> None:
    rows = [HEAD, row(1), row(1, predicate="Kurang"), row(2), row(2)]
    source = previewed(tmp_path, "predicates", rows)
    assert counts(source) == (1, 0, 1, 2)
    assert [one["value"] for one in source.rows.get(number=2).remarks if one["code"] == "REPEATED"] == ["3"]
    assert [one["value"] for one in source.rows.get(number=3).remarks if one["code"] == "REPEATED"] == ["2"]
    assert "REPEATED_SAME" in codes(source)


def test_nothing_is_saved_when_records_changed_since_the_preview(tmp_path: Path) -> None:
    first = previewed(tmp_path, "predicates", [HEAD, row(1), row(2)])
    applied(tmp_path, "predicates", [HEAD, row(2, predicate="Kurang")])
    before = FactRecord.objects.count()
    done = apply_table(CAREER_LISTS[first.kind], first, actor=ACTOR)
    assert refused(done) == "TABLE_PREVIEW_OUTDATED"
    assert FactRecord.objects.count() == before
    assert counts(first) == (1, 1, 0, 0)
    assert apply_table(CAREER_LISTS[first.kind], first, actor=ACTOR) is None
    assert refused(apply_table(CAREER_LISTS[first.kind], first, actor=ACTOR)) == "TABLE_IMPORT_NOT_OPEN"


def test_discarding_forgets_the_file(tmp_path: Path) -> None:
    source = previewed(tmp_path, "predicates", [HEAD, row(1)])
    path = stored_table(source.stored_name)
    assert path.exists()
    assert discard_table(source, actor=ACTOR) is None
    assert not path.exists()
    assert source.rows.count() == 0
    assert refused(discard_table(source, actor=ACTOR)) == "TABLE_IMPORT_NOT_OPEN"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("Nama", "Umur"), ("A", 3)], "TABLE_HEADER_NOT_FOUND"),
        ([HEAD], "TABLE_EMPTY"),
        ([HEAD, (1, 2, 3, 4, 5, 6)], "TABLE_EMPTY"),
    ],
)
def test_a_file_without_data_is_refused_as_a_whole(
    tmp_path: Path, rows: list[tuple[object, ...]], code: str
) -> None:
    wanted = CAREER_LISTS["careers.predicates"]
    source = uploaded(tmp_path, wanted, rows)
    assert refused(preview_table(wanted, source, TODAY)) == code
    assert source.state == "refused"


def test_a_file_that_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    wanted = CAREER_LISTS["careers.predicates"]
    source = upload_table(wanted, "..\\..\\foto.png", [b"\x89PNG\r\n" + b"\0" * 100], actor=ACTOR)
    assert isinstance(source, TableImport)
    assert source.file_name == "foto.png"
    assert preview_table(wanted, source, TODAY) is not None
    big = upload_table(wanted, "x.csv", [b"x" * 2**20] * (MOST_MEGABYTES + 1), actor=ACTOR)
    assert refused(big) == "TABLE_FILE_TOO_BIG"


KINDS = [
    ("awards", ("NIP BARU", "JENIS PENGHARGAAN NAMA", "TANGGAL SK", "Tingkat"), ("Satyalancana", "17-08-2020", "Nasional"),
     "awards", Award("Satyalancana", date(2020, 8, 17), "nasional")),
    ("team_tasks", ("NIP", "Nama Tim", "Peran", "Mulai"), ("Tim SPBE", "Koordinator", "2024-02-01"),
     "team_tasks", TeamTask("Tim SPBE", "ketua", date(2024, 2, 1))),
    ("feedback", ("NIP", "Tahun", "Nilai", "Jumlah Penilai"), (2024, "87,25", 9),
     "feedback", Feedback(2024, Decimal("87.25"), 9)),
    ("education", ("NIP", "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN NAMA", "Tahun Lulus"), ("S-2", "Hukum", 2010),
     "education", Education("S2", "Hukum", 2010)),
    ("trainings", ("NIP", "Nama Diklat", "Jenis Diklat", "Tanggal Selesai", "JP"), ("PKA", "Struktural", "01/06/2022", 900),
     "trainings", Training("PKA", "manajerial", date(2022, 6, 1), 900)),
    ("posts", ("NIP", "JABATAN NAMA", "ESELON NAMA", "UNOR NAMA", "Rumpun", "TMT JABATAN", "TMT Selesai"),
     ("Kepala Seksi", "IV.a", "Dinas A / Seksi B", "Umum", "01-01-2018", "31-12-2020"),
     "posts", Served("Kepala Seksi", "pengawas", "Dinas A/Seksi B", "Umum", date(2018, 1, 1), date(2020, 12, 31))),
    ("discipline", ("NIP", "Tingkat Hukuman", "Mulai", "Sampai"), ("Hukuman Disiplin Sedang", "1 Maret 2023", "1 Maret 2024"),
     "discipline", Discipline("sedang", date(2023, 3, 1), date(2024, 3, 1))),
    ("wishes", ("NIP", "Pilihan Ke", "Minat Jabatan", "Unit Kerja"), (1, "Camat", "Kecamatan X"),
     "wishes", Wish(1, "Camat", "Kecamatan X")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "head", "cells", "where", "fact"), KINDS, ids=[one[0] for one in KINDS])
def test_every_list_is_read_with_the_headings_that_agencies_use(
    tmp_path: Path,
    kind: str,
    head: tuple[str, ...],
    cells: tuple[object, ...],
    where: str,
    fact: object,
) -> None:
    source = applied(tmp_path, kind, [("Judul",), head, (nip(1), *cells)])
    assert counts(source) == (1, 0, 0, 0), codes(source)
    assert getattr(histories([nip(1)], TODAY)[nip(1)], where) == (fact,)
    again = previewed(tmp_path, kind, [("Judul",), head, (nip(1), *cells)])
    assert counts(again) == (0, 0, 1, 0)


@pytest.mark.parametrize("kind", sorted(CAREER_LISTS))
def test_every_template_is_read_by_its_own_import(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "templat.xlsx"
    wanted = CAREER_LISTS[kind].kind
    path.write_bytes(table_template(wanted))
    book = open_workbook(path)
    head = next(iter(book.rows(book.sheets[0])))[1]  # type: ignore[union-attr]
    assert list(head.values()) == [one.id for one in wanted.fields]
    example = [one.example or ("1" if one.name == "rank" else "") for one in wanted.fields]
    name = kind.partition(".")[2]
    source = previewed(tmp_path, name, [list(head.values()), example], date(2027, 1, 1))
    assert source.refused == 0, codes(source)
    assert source.added == 1


def test_facts_count_from_their_day(tmp_path: Path) -> None:
    applied(tmp_path, "predicates", [HEAD, row(1, 2025)])
    assert histories([nip(1)], date(2025, 12, 30))[nip(1)].predicates == ()
    assert len(histories([nip(1)], date(2025, 12, 31))[nip(1)].predicates) == 1


RECAP = (
    "NAMA",
    "NIP",
    "TANGGAL PENILAIAN",
    "Integritas",
    "Kerjasama",
    "Komunikasi",
    "JPM (%)",
    "Potensi",
    "Penyelenggara",
    "SEM Integritas",
)


def test_a_recap_becomes_profiles_and_missing_is_never_zero(tmp_path: Path) -> None:
    source = applied(
        tmp_path,
        "profiles",
        [RECAP, ("A", nip(1), "14-05-2025", "3,4", 3, "", "88,9", "74,5", "BKN", "0,31")],
    )
    assert "PROFILE_INCOMPLETE" in codes(source)
    found = profiles([nip(1), nip(2)], TODAY)
    assert set(found) == {nip(1)}
    told = found[nip(1)]
    assert told.levels == (("M.01", Decimal("3.40")), ("M.02", Decimal("3.00")))
    assert told.errors == (("M.01", Decimal("0.31")),)
    assert (told.jpm, told.potential, told.source) == (Decimal("88.90"), Decimal("74.500"), "import BKN")
    assert profiles([nip(1)], date(2025, 5, 13)) == {}
    applied(
        tmp_path,
        "profiles",
        [RECAP, ("A", nip(1), "14-05-2025", "3,5", 3, "", "88,9", "74,5", "BKN", "0,31")],
    )
    assert profiles([nip(1)], TODAY)[nip(1)].levels[0] == ("M.01", Decimal("3.50"))
    assert ProfileRecord.objects.filter(replaced_at__isnull=False).count() == 1


def test_the_newest_profile_counts_and_an_empty_row_is_refused(tmp_path: Path) -> None:
    applied(
        tmp_path,
        "profiles",
        [
            RECAP,
            ("A", nip(1), "14-05-2023", 2, 2, 2, 80, "", "LAN", ""),
            ("A", nip(1), "14-05-2025", 4, 4, 4, 99, "", "BKN", ""),
        ],
    )
    assert profiles([nip(1)], TODAY)[nip(1)].jpm == Decimal("99.00")
    assert profiles([nip(1)], date(2024, 1, 1))[nip(1)].jpm == Decimal("80.00")
    source = previewed(
        tmp_path, "profiles", [RECAP, ("A", nip(2), "14-05-2025", "", "", "", 90, "", "BKN", "")]
    )
    assert codes(source) == ["PROFILE_EMPTY", "NIP_UNKNOWN"]


def test_the_database_refuses_two_of_the_same_fact(tmp_path: Path) -> None:
    applied(tmp_path, "predicates", [HEAD, row(1)])
    kept = FactRecord.objects.get()
    kept.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)
