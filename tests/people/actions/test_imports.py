from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from python_calamine import CalamineWorkbook

from takar.accounts.public import User
from takar.jobs.public import Job, run_jobs_once
from takar.kernel.refusals import Refusal
from takar.people.actions import apply_import as applying
from takar.people.actions.apply_import import apply_import
from takar.people.actions.discard_import import discard_import
from takar.people.actions.preview_import import preview_import
from takar.people.actions.upload_import import stored_path, upload_import
from takar.people.jobs import start_applying, start_preview
from takar.people.models import CivilServant, Import, ImportedRow, Post, Unit
from takar.people.public import (
    JobClass,
    PeopleFilter,
    find_person,
    first_faults,
    import_counts,
    nips_of,
    people_by_nips,
    search_people,
)
from takar.people.refused_file import refused_workbook
from tests.people.lists import HAND_MADE, TODAY, nip, siasn_person, siasn_rows, write_xlsx

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def upload(path: Path, **options: Any) -> Import:
    source = upload_import(path.name, [path.read_bytes()], actor="ani", **options)
    assert isinstance(source, Import), source
    return source


def previewed(path: Path, **options: Any) -> Import:
    source = upload(path, **options)
    refusal = preview_import(source, TODAY)
    assert refusal is None, refusal
    return source


def imported(path: Path, **options: Any) -> Import:
    source = previewed(path, **options)
    refusal = apply_import(source, actor="ani", reason="Surat 1")
    assert refusal is None, refusal
    return source


def siasn(tmp_path: Path, people: list[dict[str, Any]], name: str = "a.xlsx") -> Path:
    return write_xlsx(tmp_path / name, {"Data": siasn_rows(people)})


def counts(source: Import) -> tuple[int, int, int, int]:
    found = import_counts(source)
    return found["added"], found["changed"], found["unchanged"], found["refused"]


def test_a_list_becomes_people(tmp_path: Path) -> None:
    source = imported(siasn(tmp_path, [siasn_person(n) for n in range(20)]))
    assert counts(source) == (20, 0, 0, 0)
    person = find_person(f" {nip(3)[:8]} {nip(3)[8:]}")
    assert person is not None
    assert (person.full_name, person.golongan) == ("PEGAWAI CONTOH 3, S.E.", "Penata Tingkat I, III/d")
    assert (person.unit, person.agency) == ("Dinas Contoh 3 / Bidang 3", "Pemerintah Kota Contoh")
    assert (person.post, person.job_class, person.eselon) == (
        "Kepala Bidang 3",
        JobClass.ADMINISTRATOR,
        "III.b",
    )
    assert Unit.objects.get(path="Dinas Contoh 3/Bidang 3").parent == Unit.objects.get(path="Dinas Contoh 3")
    assert Post.objects.count() == 7


def test_a_file_that_breaks_while_it_is_read_leaves_no_rows(tmp_path: Path) -> None:
    path = siasn(tmp_path, [siasn_person(n) for n in range(60)])
    broken = tmp_path / "rusak.xlsx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(broken, "w", zipfile.ZIP_DEFLATED) as cut:
        for name in whole.namelist():
            data = whole.read(name)
            cut.writestr(name, data[: len(data) * 9 // 10] if "sheet1" in name else data)
    source = upload(broken)
    refused = preview_import(source, TODAY)
    assert isinstance(refused, Refusal)
    assert refused.code == "FILE_BROKEN"
    assert not ImportedRow.objects.exists()


def test_a_preview_changes_nothing(tmp_path: Path) -> None:
    previewed(siasn(tmp_path, [siasn_person(1)]))
    assert CivilServant.objects.count() == 0


def test_importing_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = siasn(tmp_path, [siasn_person(n) for n in range(20)])
    imported(path)
    before = list(CivilServant.objects.order_by("id").values())
    again = imported(path)
    assert counts(again) == (0, 0, 20, 0)
    assert list(CivilServant.objects.order_by("id").values()) == before


def test_two_shapes_of_the_same_people_agree(tmp_path: Path) -> None:
    imported(siasn(tmp_path, [siasn_person(1, NAMA="Siti Contoh", **{"GELAR DEPAN": "Dr."})]))
    row = [1, "Dr. Siti Contoh, S.E.", nip(1), "III/d", "Kepala Bidang 1", "Dinas Contoh 1", "III.b", "1", ""]
    source = previewed(write_xlsx(tmp_path / "b.xlsx", {"S": [["DAFTAR"], list(HAND_MADE), row]}))
    assert counts(source) == (0, 0, 1, 0)


def test_a_change_is_shown_field_by_field_applied_and_kept_as_trail(tmp_path: Path) -> None:
    imported(siasn(tmp_path, [siasn_person(1), siasn_person(2)]))
    changed = siasn_person(1, **{"GOL AKHIR NAMA": "IV/a", "JABATAN NAMA": "Camat", "GELAR BELAKANG": ""})
    source = imported(siasn(tmp_path, [changed, siasn_person(2)]))
    assert counts(source) == (0, 1, 1, 0)
    row = ImportedRow.objects.get(source=source)
    assert row.changes == {"golongan": ["III/d", "IV/a"], "post": ["Kepala Bidang 1", "Camat"]}
    person = find_person(nip(1))
    assert person is not None
    assert (person.golongan, person.post, person.full_name) == (
        "Pembina, IV/a",
        "Camat",
        "PEGAWAI CONTOH 1, S.E.",
    )


def test_every_import_leaves_who_when_and_why(tmp_path: Path) -> None:
    source = imported(siasn(tmp_path, [siasn_person(1)]))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT actor, action, reason, after FROM accounts_change WHERE subject = %s",
            [f"import:{source.pk}"],
        )
        actor, action, reason, after = cursor.fetchone()
    after = json.loads(after) if isinstance(after, str) else after
    assert (actor, action, reason) == ("ani", "people.import", "Surat 1")
    assert (after["added"], after["sha256"]) == (1, source.sha256)
    assert source.applied_at is not None


def test_what_may_not_be_stored_is_nowhere(tmp_path: Path) -> None:
    source = imported(siasn(tmp_path, [siasn_person(1), siasn_person(2, NAMA="")]))
    with connection.cursor() as cursor:
        stored = ""
        for table in connection.introspection.table_names(cursor):
            if table.startswith("people_"):
                cursor.execute(f"SELECT * FROM {table}")
                stored += repr(cursor.fetchall())
    assert "PEGAWAI CONTOH 1" in stored
    assert "RAHASIA" not in stored
    assert b"RAHASIA" not in refused_workbook(source)
    assert source.reading["never"] == ["AGAMA NAMA", "NIK", "NOMOR HP", "EMAIL", "EMAIL GOV"]


def test_the_file_is_gone_after_it_was_applied_or_discarded(tmp_path: Path) -> None:
    first = previewed(siasn(tmp_path, [siasn_person(1)]))
    path = stored_path(first.stored_name)
    assert path.exists()
    apply_import(first, actor="ani")
    assert not path.exists()
    second = previewed(siasn(tmp_path, [siasn_person(2)]))
    path = stored_path(second.stored_name)
    assert discard_import(second, actor="ani") is None
    assert not path.exists()
    assert second.rows.count() == 0
    refusal = apply_import(Import.objects.get(pk=second.pk), actor="ani")
    assert refusal is not None
    assert refusal.code == "IMPORT_NOT_OPEN"
    assert CivilServant.objects.count() == 1


def test_old_uploads_are_forgotten(tmp_path: Path) -> None:
    old = previewed(siasn(tmp_path, [siasn_person(1)]))
    path = stored_path(old.stored_name)
    Import.objects.filter(pk=old.pk).update(uploaded_at=datetime.now(UTC) - timedelta(days=15))
    upload(siasn(tmp_path, [siasn_person(1)]))
    assert not path.exists()
    assert Import.objects.get(pk=old.pk).state == "discarded"


def test_refused_rows_do_not_stop_the_others(tmp_path: Path) -> None:
    people = [siasn_person(n) for n in range(5)]
    people[0]["NIP BARU"], people[1]["NAMA"] = 1.97e17, ""
    source = imported(siasn(tmp_path, people))
    assert counts(source) == (3, 0, 0, 2)
    assert [fault[:2] for fault in first_faults(source, 9)] == [(2, "B “NIP BARU”"), (3, "D “NAMA”")]


def test_rows_with_the_same_nip_are_all_refused_naming_each_other(tmp_path: Path) -> None:
    people = [siasn_person(1), siasn_person(2), siasn_person(1, NAMA="LAIN"), siasn_person(1)]
    source = previewed(siasn(tmp_path, people))
    assert counts(source) == (1, 0, 0, 3)
    rows = {row.number: row for row in source.rows.filter(verdict="refused")}
    assert [rows[n].findings[0]["rows"] for n in (2, 4, 5)] == [[4, 5], [2, 5], [2, 4]]
    assert rows[4].changes["name"] == "LAIN"


def test_a_changed_database_is_noticed_before_anything_is_written(tmp_path: Path) -> None:
    imported(siasn(tmp_path, [siasn_person(1), siasn_person(2)]))
    waiting = previewed(siasn(tmp_path, [siasn_person(n, **{"GOL AKHIR NAMA": "IV/a"}) for n in (1, 2)]))
    imported(siasn(tmp_path, [siasn_person(2, NAMA="NAMA BARU")]))
    refusal = apply_import(waiting, actor="ani")
    assert refusal is not None
    assert refusal.code == "PREVIEW_OUTDATED"
    assert CivilServant.objects.filter(golongan="IV/a").count() == 0
    waiting.refresh_from_db()
    assert waiting.state == "previewed"
    assert waiting.rows.get(nip=nip(2)).changes.keys() == {"name", "golongan"}
    assert apply_import(waiting, actor="ani") is None
    assert CivilServant.objects.filter(golongan="IV/a").count() == 2


class Stop(Exception):
    pass


def test_an_interrupted_import_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "BATCH", 4)
    source = previewed(siasn(tmp_path, [siasn_person(n) for n in range(10)]))
    other = previewed(siasn(tmp_path, [siasn_person(99)]))

    def stop(done: int, total: int | None = None, note: str = "") -> None:
        if done == 4:
            raise Stop

    with pytest.raises(Stop):
        apply_import(source, actor="ani", progress=stop)
    assert CivilServant.objects.count() == 4
    refusal = apply_import(other, actor="ani")
    assert refusal is not None
    assert refusal.code == "ANOTHER_IMPORT_APPLIES"
    assert apply_import(Import.objects.get(pk=source.pk), actor="budi") is None
    assert CivilServant.objects.count() == 10
    assert Import.objects.get(pk=source.pk).applied_by == "ani"


def test_a_second_worker_on_the_same_import_steps_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "BATCH", 2)
    source = previewed(siasn(tmp_path, [siasn_person(n) for n in range(6)]))
    finished: list[Refusal | None] = []

    def meanwhile(done: int, total: int | None = None, note: str = "") -> None:
        if done == 2 and not finished:
            finished.append(apply_import(Import.objects.get(pk=source.pk), actor="budi"))

    refusal = apply_import(source, actor="ani", progress=meanwhile)
    assert finished == [None]
    assert refusal is not None
    assert refusal.code == "ANOTHER_IMPORT_APPLIES"
    assert CivilServant.objects.count() == 6
    assert Import.objects.get(pk=source.pk).refused == 0


def test_cancelling_while_rows_are_checked_leaves_the_preview_open(tmp_path: Path) -> None:
    source = previewed(siasn(tmp_path, [siasn_person(1)]))

    def stop(done: int, total: int | None = None, note: str = "") -> None:
        raise Stop

    with pytest.raises(Stop):
        apply_import(source, actor="ani", progress=stop)
    assert Import.objects.get(pk=source.pk).state == "previewed"
    assert CivilServant.objects.count() == 0


def test_a_person_changed_behind_the_batches_is_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "BATCH", 1)
    imported(siasn(tmp_path, [siasn_person(1), siasn_person(2)]))
    source = previewed(siasn(tmp_path, [siasn_person(n, **{"GOL AKHIR NAMA": "IV/a"}) for n in (1, 2)]))

    def meddle(done: int, total: int | None = None, note: str = "") -> None:
        if done == 1:
            CivilServant.objects.filter(nip=nip(2)).update(name="DIUBAH")

    assert apply_import(source, actor="ani", progress=meddle) is None
    source.refresh_from_db()
    assert counts(source) == (0, 1, 0, 1)
    assert source.rows.get(nip=nip(2)).findings[0]["code"] == "CHANGED_MEANWHILE"
    assert CivilServant.objects.get(nip=nip(2)).golongan == "III/d"


def test_an_agency_that_the_file_does_not_name_comes_from_the_upload(tmp_path: Path) -> None:
    rows = [list(HAND_MADE), [1, "Siti Contoh", nip(1), "", "", "Dinas A", "", "", ""], [2, "B", nip(2)]]
    path = write_xlsx(tmp_path / "a.xlsx", {"S": rows})
    imported(path, agency=" Kota  Contoh ")
    people = people_by_nips([nip(1), nip(2), "x"])
    assert [(p.agency, p.unit, p.job_class) for p in people.values()] == [
        ("Kota Contoh", "Dinas A", None),
        ("", "", None),
    ]
    assert counts(previewed(path)) == (0, 0, 2, 0)


def test_a_refused_file_says_why(tmp_path: Path) -> None:
    source = upload(write_xlsx(tmp_path / "a.xlsx", {"S": [["Jumlah", 3]]}))
    refusal = preview_import(source, TODAY)
    assert refusal is not None
    assert refusal.code == "HEADER_NOT_FOUND"
    source.refresh_from_db()
    assert source.state == "refused"
    assert source.refusal["id"] == refusal.id
    empty = upload(siasn(tmp_path, []))
    refusal = preview_import(empty, TODAY)
    assert refusal is not None
    assert refusal.code == "NO_PEOPLE_BELOW_HEADER"


def test_a_file_that_is_too_big_leaves_nothing_behind(tmp_path: Path) -> None:
    mega = bytes(2**20)
    before = set(stored_path("x").parent.iterdir())
    refusal = upload_import("a.csv", (mega for _ in range(301)), actor="ani")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "FILE_TOO_BIG"
    assert set(stored_path("x").parent.iterdir()) == before


def cells(workbook: bytes) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    rows: list[list[Any]] = book.get_sheet_by_index(0).to_python()
    return rows


def test_refusals_come_as_an_excel_file_that_can_be_mended_and_uploaded(tmp_path: Path) -> None:
    people = [siasn_person(n) for n in range(3)]
    people[1]["TANGGAL LAHIR"] = "31-02-1970"
    source = previewed(siasn(tmp_path, people))
    whole = cells(refused_workbook(source))
    assert [row[0] for row in whole[1:]] == [2, 3, 4]
    assert "31-02-1970" in whole[2]
    assert "tidak terbaca sebagai tanggal" in whole[2][-1]
    apply_import(source, actor="ani")
    refused = cells(refused_workbook(source, "en"))
    assert [row[0] for row in refused[1:]] == [3]
    assert "cannot be read as a date" in refused[1][-1]
    mended = [["02-01-1970" if cell == "31-02-1970" else cell for cell in row] for row in refused]
    again = imported(write_xlsx(tmp_path / "b.xlsx", {"S": mended}))
    assert counts(again) == (1, 0, 0, 0)


def test_searching(tmp_path: Path) -> None:
    people = [siasn_person(n) for n in range(10)]
    people[4] |= {
        "NAMA": "SITI CONTOH",
        "ESELON NAMA": "II.b",
        "GOL AKHIR NAMA": "IV/c",
        "UNOR NAMA": "Sekretariat",
    }
    imported(siasn(tmp_path, people))

    def found(**wanted: str) -> list[str]:
        return list(nips_of(PeopleFilter(**wanted)))

    for wanted in ({"text": "siti"}, {"text": nip(4)}, {"job_class": "jpt_pratama"}, {"eselon": "II.b"},
                   {"golongan": "IV/c"}, {"unit": "sekretariat"}):  # fmt: skip
        assert found(**wanted) == [nip(4)], wanted
    assert found(text="1970 0105", unit="sekretariat") == [nip(4)]
    assert len(found(text="19700")) == 10
    assert found(text="tidak ada") == []
    page = search_people(PeopleFilter(job_class="administrator"), offset=8, limit=5)
    assert (page.total, len(page.people)) == (9, 1)


def test_names_come_in_the_order_of_a_dictionary_whatever_their_capitals(tmp_path: Path) -> None:
    names = ("CITRA", "Budi", "ANI", "ayu")
    imported(siasn(tmp_path, [siasn_person(n, NAMA=name) for n, name in enumerate(names)]))
    found = [person.full_name for person in search_people(PeopleFilter()).people]
    assert [name.split(",")[0] for name in found] == ["ANI", "ayu", "Budi", "CITRA"]


def test_reading_many_people_takes_few_queries(tmp_path: Path, django_assert_num_queries: Any) -> None:
    imported(siasn(tmp_path, [siasn_person(n) for n in range(30)]))
    for many in (1, 30):
        with django_assert_num_queries(1):
            people_by_nips([nip(n) for n in range(many)])
        with django_assert_num_queries(2):
            search_people(PeopleFilter(), limit=many)


def test_an_import_runs_as_jobs(tmp_path: Path) -> None:
    User.objects.create(username="ani")
    source = upload(siasn(tmp_path, [siasn_person(1)]))
    reading = start_preview(source, actor="ani")
    assert run_jobs_once()
    saving = start_applying(source, actor="ani", reason="Surat 2")
    assert run_jobs_once()
    again = start_applying(source, actor="ani", reason="")
    assert run_jobs_once()
    for job in (reading, saving, again):
        job = Job.objects.get(pk=job.pk)
        assert (job.state, job.result) == ("done", {"next": f"/pegawai/impor/{source.pk}/"}), job.error
    source.refresh_from_db()
    assert (source.state, source.applied_by, source.reason) == ("applied", "ani", "Surat 2")
