"""The pages, walked as a member of staff walks them."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
import xlsxwriter
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from takar.accounts.models import Change, User
from takar.people.public import read_sheets
from takar.programmes import public as programmes
from takar.programmes.models import Nominee, Passage, Programme
from takar.programmes.public import Answer
from takar.standards.public import load_shipped_standards
from tests.programmes.world import ACTOR, called, certificate, invited, make_programme, person, phase_draft

# A well-formed NIP of nobody.
NOBODY = "197001011995031999"

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def signed_in(role: str) -> Client:
    user = User.objects.create(username=role, roles=[role])
    client = Client()
    client.force_login(user)
    return client


def at(name: str, *args: Any) -> str:
    return reverse(f"programmes:{name}", args=args)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def fields(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Pemetaan Administrator",
        "purpose": "pemetaan",
        "target_class": "",
        "method": "sedang",
        "organiser": "BKPSDM",
        "location": "Kota Contoh",
        "zone": "WIB",
        "legal_kind": "Surat",
        "legal_number": "1/2026",
        "legal_date": "2026-01-02",
        "legal_about": "Pemetaan",
        "ruleset": "pemetaan/2019.1",
        "conduct": "penyelenggaraan/2019.1",
        "form": "",
        "when": "at_submission",
        "shown": ["levels", "jpm"],
        "objection_days": 7,
        "reason": "",
        **changes,
    }


def letter(**changes: Any) -> dict[str, Any]:
    return {
        "number": "800/9",
        "day": "2026-01-06",
        "place": "Kota Contoh",
        "answer_by": "2026-01-16",
        "signer_name": "Kepala Contoh",
        "signer_nip": "",
        "signer_post": "Kepala BKPSDM",
        **changes,
    }


def sheet(rows: list[list[Any]]) -> io.BytesIO:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet()
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            page.write(row, column, value)
    book.close()
    buffer.seek(0)
    buffer.name = "daftar.xlsx"
    return buffer


def test_from_nothing_to_confirmed_participants() -> None:
    load_shipped_standards()
    long_ago, recent, third = person(1), person(2), person(3)
    certificate(long_ago, localdate() - timedelta(days=6 * 365))
    certificate(recent, localdate() - timedelta(days=4 * 365))
    certificate(third, localdate() - timedelta(days=30))
    client = signed_in("assessment_admin")
    assert "Belum ada program" in text(client.get(at("programmes")))
    page = client.post(at("new"), fields(), follow=True)
    assert "Belum ada tahap" in text(page)
    made = Programme.objects.get()
    assert made.visibility == {
        "when": "at_submission", "levels": True, "jpm": True, "potential": False, "category": False, "held_until": None,
    }  # fmt: skip
    soon = localdate() + timedelta(days=30)
    phase = {"title": "Tahap 1", "quota": 1, "funding": "APBD", "first_day": soon, "last_day": soon}
    assert "Tahap ditambahkan" in text(client.post(at("add_phase", made.pk), phase, follow=True))
    found = text(client.get(at("nominating", made.pk), {"tahap": 1}))
    assert "2 orang cocok" in found
    assert "Usulkan 1 yang didahulukan" in found
    assert "Batas kuota" in found
    added = text(client.post(at("nominate", made.pk), {"tahap": 1, "semua": 1}, follow=True))
    assert "1 orang diusulkan" in added
    assert "1 orang tertinggal karena kuota penuh" in added
    assert Nominee.objects.get().nip == long_ago
    page = client.get(at("inviting", made.pk), {"tahap": 1})
    assert "Integritas" in text(page)
    sent = client.post(at("send", made.pk), letter(nips=long_ago), follow=True)
    assert "1 orang diundang" in text(sent)
    done = client.post(at("act", made.pk), {"nip": [long_ago], "langkah": "confirm"}, follow=True)
    assert "1 jawaban dicatat" in text(done)
    dashboard = text(client.get(at("programme", made.pk)))
    assert "Kuota terisi penuh" in dashboard
    assert "800/9" in dashboard


def test_the_due_list_can_be_narrowed_and_who_is_not_due_asked() -> None:
    made = make_programme(5)
    never = person(1, unit="Dinas A", golongan="III/c")
    retiring = person(2, unit="Dinas B", year=1968)
    valid = person(3)
    certificate(valid, localdate())
    client = signed_in("assessment_admin")
    address = at("nominating", made.id)

    def names(**query: Any) -> set[str]:
        page = client.get(address, {"tahap": 1, **query})
        matches = page.context["matches"]
        return {one.nip for one in matches.people}

    assert names() == {never}
    assert "dilewati karena pensiun" in text(client.get(address, {"tahap": 1}))
    assert names(pensiun="ikut", bulan="24") == {never, retiring}
    assert names(pensiun="ikut", keadaan="lapsed") == set()
    assert names(keadaan="valid") == {valid}
    assert names(kelas="administrator") == set()
    assert names(unit="Dinas B", pensiun="ikut") == {retiring}
    assert names(golongan="III/c") == {never}
    assert "Semua yang cocok mendekati pensiun" in text(client.get(address, {"tahap": 1, "unit": "Dinas B"}))
    client.post(at("nominate", made.id), {"tahap": 1, "nip": [valid], "keadaan": "valid"})
    assert Nominee.objects.get().cause == "asked"
    assert "sudah ada dalam program" in text(client.get(address, {"tahap": 1, "keadaan": "valid"}))
    nobody = client.post(at("nominate", made.id), {"tahap": 1, "kelas": "jpt_madya", "semua": 1}, follow=True)
    assert "Belum ada orang yang dipilih" in text(nobody)


def test_a_programme_without_phases_begins_with_them() -> None:
    made = make_programme()
    client = signed_in("assessment_admin")
    assert client.get(at("nominating", made.id)).status_code == 302
    assert "Langkah pertama" in text(client.get(at("programme", made.id)))


def test_a_pasted_list_is_looked_at_row_by_row() -> None:
    made = make_programme(2)
    good, twice, over = person(1), person(2), person(3)
    called(made.id, [twice])
    client = signed_in("assessment_admin")
    pasted = "\n".join([good, good, twice, over, "9" * 18, "1,98E+17"])
    page = client.post(at("listed", made.id), {"tahap": 1, "nips": pasted})
    body = text(page)
    assert "sudah ada di baris 1" in body
    assert "sudah ada dalam program ini" in body
    assert "tidak termuat" in body
    signed = page.context["signed"]
    confirmed = client.post(at("confirm_listed", made.id), {"tahap": 1, "baris": signed}, follow=True)
    assert "1 orang diusulkan" in text(confirmed)
    forged = client.post(at("confirm_listed", made.id), {"tahap": 1, "baris": signed + "x"}, follow=True)
    assert "tidak utuh" in text(forged)
    assert Nominee.objects.count() == 2


def test_a_file_without_nips_and_an_empty_list_say_so() -> None:
    made = make_programme(2)
    client = signed_in("assessment_admin")
    page = client.post(
        at("listed", made.id), {"tahap": 1, "berkas": sheet([["Nama"], ["Budi"]])}, follow=True
    )
    assert "Tidak ada kolom NIP" in text(page)
    assert client.post(at("listed", made.id), {"tahap": 1, "nips": " "}).status_code == 302
    assert client.post(at("listed", made.id), {"tahap": "x", "nips": "1"}).status_code == 404


def test_refused_rows_come_back_as_excel(tmp_path: Any) -> None:
    made = make_programme(2)
    client = signed_in("assessment_admin")
    upload = sheet([["NIP"], [NOBODY], ["bukan nip"]])
    page = client.post(at("listed", made.id), {"tahap": 1, "berkas": upload})
    file = client.post(at("listed", made.id), {"tahap": 1, "baris": page.context["signed"], "unduh": 1})
    path = tmp_path / "perbaiki.xlsx"
    path.write_bytes(file.content)
    sheets = read_sheets(path)
    assert isinstance(sheets, list)
    (_, first), (_, second) = sheets[0][1:]
    assert (first[1], "tidak ada di data pegawai" in str(first[4])) == (NOBODY, True)
    assert (second[1], "ada yang bukan angka" in str(second[4])) == ("bukan nip", True)


def test_answers_return_in_the_file_that_was_sent_out(tmp_path: Any) -> None:
    made = make_programme(4)
    yes, no, unsure, silent = (person(n) for n in range(1, 5))
    invited(made.id, [yes, no, unsure, silent])
    client = signed_in("assessment_admin")
    export = client.get(at("export", made.id), {"status": "invited"})
    path = tmp_path / "calon.xlsx"
    path.write_bytes(export.content)
    sheets = read_sheets(path)
    assert isinstance(sheets, list)
    assert [cells[2] for _, cells in sheets[0][1:]] == [yes, no, unsure, silent]
    told = [["NIP", "Jawaban", "Alasan"], [yes, "Bersedia", ""], [no, "berhalangan", "umrah"], [unsure, "mungkin", ""],
            [silent, "", ""]]  # fmt: skip
    page = client.post(at("answers", made.id), {"berkas": sheet(told)})
    assert "“mungkin” tidak dikenal" in text(page)
    assert (page.context["confirmed"], page.context["declined"]) == (1, 1)
    assert not Passage.objects.filter(step="confirm").exists(), "a preview keeps nothing"
    carried = {"baris": page.context["signed"], "sumber": "surel unit"}
    assert "2 jawaban dicatat" in text(client.post(at("confirm_answers", made.id), carried, follow=True))
    assert {one.nip: one.status for one in programmes.nominees_of(made.id)} == {
        yes: "confirmed", no: "declined", unsure: "invited", silent: "invited",
    }  # fmt: skip
    assert Change.objects.filter(action="nominees.answer", reason="surel unit").exists()
    again = client.post(at("answers", made.id), {"berkas": sheet(told)})
    assert again.context["good"] == [], "the same file twice changes nothing"
    lost = client.post(at("confirm_answers", made.id), {"baris": "x"}, follow=True)
    assert "tidak utuh" in text(lost)


def test_answers_that_cannot_be_recorded_are_refused_in_the_preview() -> None:
    made = make_programme(2)
    nominated = person(1)
    called(made.id, [nominated])
    client = signed_in("assessment_admin")
    told = [["NIP", "Jawaban"], [nominated, "ya"], [NOBODY, "ya"]]
    page = client.post(at("answers", made.id), {"berkas": sheet(told)})
    body = text(page)
    assert "tidak dapat dinyatakan bersedia" in body
    assert "tidak ada dalam daftar calon" in body
    file = client.post(at("answers", made.id), {"baris": page.context["signed"], "unduh": 1})
    assert file["Content-Type"].endswith("sheet")
    assert client.post(at("answers", made.id), {"baris": "x"}).status_code == 302
    assert client.get(at("answers", made.id)).status_code == 200


def test_each_number_of_the_dashboard_opens_its_list() -> None:
    made = make_programme(5, 2)
    people = [person(n, unit=f"Dinas {n % 2}") for n in range(1, 6)]
    invited(made.id, people[:4])
    called(made.id, people[4:], phase=2)
    programmes.record_answers(made.id, [Answer(people[0], True), Answer(people[1], False, "sakit")], ACTOR)
    client = signed_in("reader")
    assert client.get(at("programme", made.id)).status_code == 200
    listed = {
        status: client.get(at("nominees", made.id), {"status": status}).context["page"].paginator.count
        for status in ("nominated", "invited", "confirmed", "declined", "withdrawn", "live", "ever_invited", "overdue",
                       "unreplaced", "bohong")
    }  # fmt: skip
    assert listed == {
        "nominated": 1, "invited": 2, "confirmed": 1, "declined": 1, "withdrawn": 0, "live": 4, "ever_invited": 4,
        "overdue": 2, "unreplaced": 1, "bohong": 5,
    }  # fmt: skip
    for query, count in (({"tahap": 2}, 1), ({"unit": "Dinas 1"}, 3), ({"kelas": "pengawas"}, 5), ({"surat": "800/1"}, 4),
                         ({"cari": people[0]}, 1), ({"cari": "pegawai 00"}, 5), ({"sebab": "never"}, 5)):  # fmt: skip
        assert client.get(at("nominees", made.id), query).context["page"].paginator.count == count, query


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("", "Pilih dahulu langkahnya"),
        ("decline", "Tuliskan alasan"),
        ("withdraw", "Tuliskan alasan"),
        ("move:2", "Hanya yang belum diundang"),
        ("reinstate", "Tuliskan alasan"),
    ],
)
def test_steps_that_cannot_be_taken_say_why(step: str, said: str) -> None:
    made = make_programme(3, 3)
    nip = person(1)
    invited(made.id, [nip])
    page = signed_in("assessment_admin").post(
        at("act", made.id), {"nip": [nip], "langkah": step}, follow=True
    )
    assert said in text(page)


def test_everyone_in_a_narrowed_list_at_once() -> None:
    made = make_programme(5, 5)
    here, there = person(1, unit="Dinas A"), person(2, unit="Dinas B")
    called(made.id, [here, there])
    client = signed_in("assessment_admin")
    page = client.post(at("act", made.id), {"semua": 1, "unit": "Dinas B", "langkah": "move:2"}, follow=True)
    assert "1 orang dipindahkan" in text(page)
    form = client.post(at("act", made.id), {"semua": 1, "langkah": "invite"})
    assert "Surat undangan untuk 2 orang" in text(form)
    withdrawn = client.post(
        at("act", made.id), {"nip": [here], "langkah": "withdraw", "alasan": "pindah"}, follow=True
    )
    assert "1 calon dibatalkan" in text(withdrawn)
    back = client.post(
        at("act", made.id), {"nip": [here], "langkah": "reinstate", "alasan": "batal"}, follow=True
    )
    assert "1 orang diusulkan kembali" in text(back)


def test_a_letter_that_is_incomplete_comes_back_with_its_people() -> None:
    made = make_programme(3)
    nip = person(1)
    called(made.id, [nip])
    client = signed_in("assessment_admin")
    page = client.post(at("send", made.id), letter(nips=nip, number=""))
    assert page.status_code == 400
    assert nip in text(page)
    page = client.post(at("send", made.id), letter(nips=nip, answer_by="2026-01-01"))
    assert "mendahului tanggal surat" in text(page)
    assert "Tidak ada yang dapat diundang" in text(
        client.get(at("inviting", make_programme(title="Lain").id))
    )


def test_one_nominee_from_invited_to_replaced() -> None:
    made = make_programme(3, 3)
    first, near, far = person(1), person(2), person(3, unit="Dinas B")
    invited(made.id, [first])
    client = signed_in("assessment_admin")
    assert "Catat bersedia" in text(client.get(at("nominee", made.id, first)))
    client.post(at("step", made.id, first), {"langkah": "decline", "alasan": "sakit"})
    page = client.get(at("nominee", made.id, first))
    assert [one.nip for one in page.context["proposals"]] == [near, far]
    refused = client.post(at("substitute", made.id, first), {"pengganti": NOBODY}, follow=True)
    assert "tidak ada di data pegawai" in text(refused)
    done = client.post(at("substitute", made.id, first), {"pengganti": far, "alasan": "ahli"}, follow=True)
    assert "Siapa memegang kursi ini" in text(done)
    moved = client.post(at("step", made.id, far), {"langkah": "move:2"}, follow=True)
    assert "Dipindahkan dari tahap lain" in text(moved)
    client.post(at("step", made.id, far), {"langkah": "withdraw", "alasan": "keliru"})
    client.post(at("step", made.id, far), {"langkah": "reinstate", "alasan": "benar"})
    assert programmes.nominee_of(made.id, far).status == "nominated"  # type: ignore[union-attr]
    assert client.get(at("nominee", made.id, "9" * 18)).status_code == 404


def test_terms_are_changed_and_what_letters_say_is_kept() -> None:
    made = make_programme(3)
    client = signed_in("assessment_admin")
    held = fields(when="held", held_until="2026-04-01", conduct="penyelenggaraan/2019.1")
    assert "Perubahan tersimpan" in text(client.post(at("change", made.id), held, follow=True))
    assert Programme.objects.get().visibility["held_until"] == "2026-04-01"
    assert 'value="2026-04-01"' in text(client.get(at("change", made.id)))
    invited(made.id, [person(1)])
    refused = client.post(at("change", made.id), held | {"title": "Lain", "reason": "ganti"})
    assert "sudah tercantum dalam undangan" in text(refused)
    assert client.post(at("change", made.id), held | {"title": ""}).status_code == 400
    assert client.post(at("new"), fields(title="")).status_code == 400
    assert client.get(at("new")).status_code == 200


def test_phases_are_changed_and_removed() -> None:
    made = make_programme(3, 3)
    client = signed_in("assessment_admin")
    values = {
        "title": "Tahap I",
        "quota": 9,
        "funding": "APBD",
        "first_day": "2026-02-01",
        "last_day": "2026-02-02",
    }
    assert "Tahap diubah" in text(client.post(at("change_phase", made.id, 1), values, follow=True))
    assert "Ubah tahap 1" in text(client.get(at("change_phase", made.id, 1)))
    assert client.post(at("change_phase", made.id, 1), values | {"quota": 0}).status_code == 400
    backwards = client.post(at("add_phase", made.id), values | {"last_day": "2026-01-01"})
    assert "mendahului hari pertamanya" in text(backwards)
    assert "Tahap dihapus" in text(client.post(at("remove_phase", made.id, 2), follow=True))
    assert client.get(at("change_phase", made.id, 9)).status_code == 404


def test_a_programme_is_finished_and_opened_again() -> None:
    made = make_programme(3)
    client = signed_in("assessment_admin")
    done = client.post(at("status", made.id), {"alasan": "semua hadir"}, follow=True)
    assert "dinyatakan selesai" in text(done)
    assert "Usulkan calon" not in text(client.get(at("nominees", made.id)))
    assert "dibuka kembali" in text(client.post(at("status", made.id), {"alasan": "tambah"}, follow=True))


def test_who_may_only_read_sees_no_way_to_change() -> None:
    made = make_programme(3)
    nip = person(1)
    invited(made.id, [nip])
    client = signed_in("reader")
    for name, args in (("programmes", ()), ("programme", (made.id,)), ("phases", (made.id,)), ("nominees", (made.id,)),
                       ("nominee", (made.id, nip)), ("export", (made.id,))):  # fmt: skip
        page = client.get(at(name, *args))
        assert page.status_code == 200, name
        assert name == "export" or "Jalankan" not in text(page)
    for name in (
        "nominate",
        "act",
        "send",
        "confirm_answers",
        "confirm_listed",
        "listed",
        "status",
        "add_phase",
    ):
        assert client.post(at(name, made.id)).status_code == 403, name
    assert signed_in("proctor").get(at("programmes")).status_code == 403
    assert client.get(at("programme", "x")).status_code == 404


def test_lists_cost_the_same_however_many_people(django_assert_max_num_queries: Any) -> None:
    made = make_programme(40)
    invited(made.id, [person(n) for n in range(1, 31)])
    client = signed_in("assessment_admin")
    with django_assert_max_num_queries(20):
        client.get(at("nominees", made.id))
    with django_assert_max_num_queries(20):
        client.get(at("programme", made.id))
    with django_assert_max_num_queries(12):
        programmes.invitations_of(made.id)


def test_the_same_page_in_english() -> None:
    made = make_programme(3)
    invited(made.id, [person(1)])
    client = signed_in("assessment_admin")
    client.cookies["django_language"] = "en"
    assert "From quota to confirmed" in text(client.get(at("programme", made.id)))
    assert "Nominees" in text(client.get(at("nominees", made.id)))
    assert client.get(at("export", made.id)).status_code == 200


def test_a_phase_can_be_filled_from_its_free_seats() -> None:
    made = make_programme(1, 2)
    called(made.id, [person(1)])
    page = signed_in("assessment_admin").get(at("nominating", made.id))
    assert page.context["phase"].number == 2, "the first phase with room is offered"
    assert programmes.change_phase(made.id, phase_draft(1, quota=2), ACTOR)
