"""Who sees what on the pages of a plenary."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from takar.accounts.public import User
from takar.kernel.clock import utc_now
from takar.plenary import public as plenary
from takar.plenary.models import PlenaryEvent, Reading
from tests.plenary.story import Story
from tests.plenary.world import AUDITOR, MAYOR, PHRASE, SECRETARY, Person, people_of, world

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ENTERED = {"track_record": "78", "paper": "82", "assessment_centre": "84"}
OTHERS = [Person(f"Peserta {n}", "84", ENTERED) for n in (1, 2, 3)]


@pytest.fixture
def story() -> Story:
    return Story(
        world({"J1": people_of(3), "J2": OTHERS}, members=5, recusals=[("a5", "Peserta 1", "adik kandung")])
    )


def as_(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def page(story: Story, name: str, rest: str = "") -> Any:
    return as_(name).get(f"/pleno/{story.id}/{rest}")


def text(story: Story, name: str, rest: str = "") -> str:
    answer = page(story, name, rest)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def post(story: Story, name: str, rest: str, **data: Any) -> Any:
    return as_(name).post(f"/pleno/{story.id}/{rest}", data)


def test_figures_and_names_stay_behind_their_curtains(story: Story) -> None:
    first = text(story, "a1", "?jabatan=J1")
    assert "Calon 2" in first
    assert "92,00" not in first
    assert "86,95" not in first
    evidence = text(story, "a1", f"bukti/J1/{story.world.nips['Calon 1']}/")
    assert "Menjawab dengan contoh" in evidence
    assert "Anggota 1</div>" not in evidence
    assert post(story, "a1", "tirai/", jabatan="J1", tirai="scores").status_code == 403
    post(story, SECRETARY, "tirai/", jabatan="J1", tirai="scores")
    shown = text(story, "a1", "?jabatan=J1")
    assert "92,00" in shown
    assert "Penilai 1" in shown or "Penilai </span>1" in shown or "Penilai 1:" in shown
    assert "informasi, bukan keputusan" in shown
    detail = shown[shown.index('id="rinci"') : shown.index('id="yakin"')]
    assert "Anggota" not in detail
    post(story, SECRETARY, "tirai/", jabatan="J1", tirai="raters")
    shown = text(story, "a1", "?jabatan=J1")
    assert "Anggota 2" in shown[shown.index('id="rinci"') : shown.index('id="yakin"')]


def test_the_order_before_the_figures_is_the_same_for_all_and_says_nothing(story: Story) -> None:
    orders = []
    for name in ("a1", "a2", SECRETARY):
        body = text(story, name, "?jabatan=J1")
        orders.append(sorted(("Calon 1", "Calon 2", "Calon 3"), key=body.index))
    assert orders[0] == orders[1] == orders[2]


def test_a_recused_member_reads_nothing_of_that_post(story: Story) -> None:
    for code in ("J1", "J2"):
        story.ok(plenary.show, code, "scores")
    nip = story.world.nips["Peserta 2"]
    body = text(story, "a5", "?jabatan=J2")
    assert "Kepala Dinas J2" not in body
    assert "Peserta" not in body
    assert "1 jabatan tidak ditampilkan" in body
    assert "Peserta" not in text(story, "a5", "kini/?jabatan=J2")
    assert page(story, "a5", f"bukti/J2/{nip}/").status_code == 403
    assert page(story, "a1", f"bukti/J2/{nip}/").status_code == 200
    assert page(story, "a1", "bukti/J2/1/").status_code == 404
    assert page(story, "a1", f"bukti/J9/{nip}/").status_code == 404
    story.come()
    story.settle("J2")
    for rest in ("", "berita-acara/", "hasil/", "keberatan/"):
        assert "Peserta" not in text(story, "a5", rest)


def test_live_says_nothing_while_nothing_happens(story: Story) -> None:
    assert page(story, "a1", f"kini/?sejak={story.book.ordinal}").status_code == 204
    story.come("a2")
    answer = page(story, "a1", f"kini/?sejak={story.book.ordinal - 1}")
    assert answer.status_code == 200
    assert "1 anggota hadir, kuorum 3" in answer.content.decode()


def test_nobody_sees_how_others_voted_before_the_count(story: Story) -> None:
    story.come()
    kept = story.ok(plenary.move, "ranking", "J1", "Menetapkan peringkat", "a1", actor="a1")
    motion = kept.events[0].body.motion  # type: ignore[union-attr]
    story.ok(plenary.vote, motion, "a1", "no", "bobot keliru", actor="a1")
    for name in ("a2", SECRETARY):
        body = text(story, name)
        assert "1 dari 5 anggota berhak suara sudah memilih" in body
        assert "bobot keliru" not in body
        assert "Anggota 1: tidak setuju" not in body
    for member in ("a2", "a3", "a4", "a5"):
        story.ok(plenary.vote, motion, member, "yes", actor=member)
    story.ok(plenary.decide, motion)
    body = text(story, "a2")
    assert "Anggota 1: tidak setuju" in body
    assert "bobot keliru" in body


def test_members_act_for_themselves_and_the_secretary_never_votes(story: Story) -> None:
    post(story, "a1", "hadir/")
    post(story, SECRETARY, "kehadiran/", anggota="a2", hadir="ya")
    post(story, SECRETARY, "kehadiran/", anggota="a3", hadir="ya")
    assert story.book.state.present == {"a1", "a2", "a3"}
    post(story, SECRETARY, "kehadiran/", anggota="a3", hadir="tidak")
    post(story, SECRETARY, "tirai/", jabatan="J1", tirai="scores")
    post(story, "a1", "usul/", jenis="ranking", jabatan="J1", isi="Menetapkan peringkat")
    post(story, SECRETARY, "usul/catat/", jenis="other", jabatan="J1", isi="Skors", pengusul="a2")
    motions = list(story.book.state.motions)
    assert [one.moved.by for one in story.book.state.motions.values()] == ["a1", "a2"]
    assert post(story, SECRETARY, f"usul/{motions[0]}/suara/", suara="yes").status_code == 403
    post(story, "a1", f"usul/{motions[0]}/suara/", suara="yes")
    post(story, "a2", f"usul/{motions[0]}/suara/", suara="lain")
    votes = story.book.state.motions[motions[0]].votes
    assert {name: vote.choice for name, vote in votes.items()} == {"a1": "yes", "a2": "abstain"}
    refused = as_(SECRETARY).post(f"/pleno/{story.id}/usul/{motions[0]}/hitung/", follow=True)
    assert "Kuorum belum terpenuhi" in refused.content.decode()
    post(story, "a1", "pergi/")
    assert "a1" not in story.book.state.present
    assert post(story, "a1", f"usul/{motions[0]}/hitung/").status_code == 403


def test_a_departure_by_numbers_typed_for_each(story: Story) -> None:
    story.come()
    nips = story.world.nips
    order = {f"urutan-{nips[f'Calon {n}']}": str(place) for n, place in ((1, 3), (2, 1), (3, 2))}
    post(story, "a1", "usul/", jenis="departure", jabatan="J1", isi="Rekam jejak lebih sesuai", **order)
    (motion,) = story.book.state.motions.values()
    assert motion.moved.order == (nips["Calon 2"], nips["Calon 3"], nips["Calon 1"])
    assert "Urutan yang diusulkan" in text(story, "a2")


def test_a_member_steps_aside(story: Story) -> None:
    nip = story.world.nips["Calon 1"]
    post(story, "a2", "mundur/", calon=nip, alasan="bekas atasan")
    assert ("a2", nip) in story.book.state.recusals
    assert "Kepala Dinas J1" not in text(story, "a2")


@pytest.fixture
def finished() -> Story:
    """Handed over to the authority; the announced time has not come."""
    made = Story(world({"J1": people_of(3)}, members=3, announced=utc_now() + timedelta(days=30)))
    made.come()
    made.settle("J1", no=("a2",))
    made.signed()
    made.ok(plenary.hand_over, "Wali Kota", "800/1")
    return made


def test_who_reads_when(story: Story) -> None:
    assert page(story, SECRETARY).status_code == 200
    for name, why in ((MAYOR, "belum diserahkan"), (AUDITOR, "masih berjalan")):
        answer = page(story, name)
        assert answer.status_code == 403
        assert why in answer.content.decode()
    User.objects.create(username="narasumber", roles=["resource_person"])
    User.objects.create(username="lain", roles=["panelist"])
    for name in ("narasumber", "lain"):
        assert page(story, name).status_code == 403
    assert as_("a1").get("/pleno/tidakada/").status_code == 404


def test_the_authority_chooses_after_the_hand_over(finished: Story) -> None:
    body = text(finished, MAYOR, "hasil/")
    assert "Tetapkan pilihan" in body
    nip = finished.world.nips["Calon 2"]
    refused = as_(MAYOR).post(
        f"/pleno/{finished.id}/hasil/pilih/", {"jabatan": "J1", "calon": nip}, follow=True
    )
    assert "Tuliskan alasannya" in refused.content.decode()
    post(finished, MAYOR, "hasil/pilih/", jabatan="J1", calon=nip, alasan="pengalaman")
    assert finished.book.state.choices["J1"].nip == nip
    assert "Ubah pilihan" in text(finished, MAYOR, "hasil/")
    for name in (SECRETARY, "a1", AUDITOR):
        assert post(finished, name, "hasil/pilih/", jabatan="J1", calon=nip, alasan="x").status_code == 403
    assert text(finished, AUDITOR, "hasil/")


def test_signing_and_refusing_on_the_page(story: Story) -> None:
    story.come("a1", "a2", "a3", "a4")
    for code in ("J1", "J2"):
        story.settle(code)
    assert "Pembahasan masih berlangsung" in text(story, "a1", "berita-acara/")
    assert post(story, "a1", "akhiri/").status_code == 403
    post(story, SECRETARY, "akhiri/")
    body = text(story, "a1", "berita-acara/")
    assert "Frasa sandi tanda tangan" in body
    wrong = post(story, "a1", "berita-acara/tanda-tangan/", frasa="salah")
    assert wrong.status_code == 422
    assert "tidak cocok" in wrong.content.decode()
    for name in ("a1", "a2", "a3"):
        post(story, name, "berita-acara/tanda-tangan/", frasa=PHRASE)
    assert "Anda sudah menandatangani" in text(story, "a1", "berita-acara/")
    assert "menunggu" in text(story, SECRETARY, "berita-acara/")
    early = as_(SECRETARY).post(f"/pleno/{story.id}/berita-acara/selesai/", follow=True)
    assert "Belum ada tanda tangan atau penolakan" in early.content.decode()
    post(story, SECRETARY, "berita-acara/penolakan/", anggota="a4", alasan="pulang sebelum selesai")
    assert "pulang sebelum selesai" in text(story, "a1", "berita-acara/")
    post(story, SECRETARY, "berita-acara/selesai/")
    assert story.book.state.closed is not None
    assert post(story, SECRETARY, "hasil/serahkan/", kepada="Wali Kota", surat="800/1").status_code == 302
    assert story.book.state.handed_over is not None


def test_a_member_declines_himself(story: Story) -> None:
    story.come("a1", "a2", "a3", "a4")
    for code in ("J1", "J2"):
        story.settle(code)
    story.ok(plenary.end)
    post(story, "a2", "berita-acara/tolak/", alasan="tidak sependapat")
    assert story.book.state.refusals["a2"].by == "a2"


def test_the_same_form_sent_twice_is_one_event(story: Story) -> None:
    for _ in range(2):
        post(story, "a1", "hadir/", request="0123456789abcdef0123456789abcdef1")
    assert PlenaryEvent.objects.filter(plenary=story.id, kind="present").count() == 1


def test_release_and_objections_on_the_pages(finished: Story) -> None:
    body = text(finished, SECRETARY, "hasil/")
    assert "Waktu pengumuman" in body
    assert post(finished, "a1", "hasil/umumkan/").status_code == 403
    empty = text(finished, SECRETARY, "keberatan/")
    assert "Belum ada masa keberatan" in empty
    release(finished)
    nip = finished.world.nips["Calon 3"]
    post(finished, SECRETARY, "keberatan/terima/", calon=f"J1/{nip}", isi="Makalah saya dinilai 80")
    assert "Makalah saya dinilai 80" in text(finished, SECRETARY, "keberatan/")
    assert "Makalah saya dinilai 80" in text(finished, "a1", "keberatan/")
    (name,) = finished.book.state.objections
    assert (
        post(finished, "a1", f"keberatan/{name}/jawab/", putusan="dikabulkan", alasan="x").status_code == 403
    )
    post(
        finished, SECRETARY, f"keberatan/{name}/jawab/", putusan="dikabulkan", alasan="Rubrik menunjukkan 88"
    )
    post(
        finished, SECRETARY, f"keberatan/{name}/betulkan/", komponen="paper", nilai="88", alasan="salah ketik"
    )
    assert "menunggu orang kedua" in text(finished, SECRETARY, "keberatan/")
    approval = asked("plenary.amend")
    post(finished, SECRETARY, f"keberatan/setujui/{approval}/")
    assert not finished.book.amendments
    post(finished, "sekretaris2", f"keberatan/setujui/{approval}/")
    assert finished.book.amendments[0][1].new == "88"
    shown = text(finished, "a1", "keberatan/")
    assert "80,00" in shown
    assert "88" in shown


def release(story: Story) -> None:
    """Earlier than announced, so by two."""
    post(story, SECRETARY, "hasil/lebih-awal/", alasan="pelantikan dimajukan")
    number = asked("plenary.release_early")
    assert "Menunggu persetujuan orang kedua" in text(story, SECRETARY, "hasil/")
    assert "Setujui dan umumkan" in text(story, "sekretaris2", "hasil/")
    post(story, "sekretaris2", f"hasil/lebih-awal/{number}/")
    assert story.book.state.released is not None


def asked(kind: str) -> int:
    from takar.accounts.public import Approval

    return int(Approval.objects.get(kind=kind, decided_at=None).pk)


def test_the_list_and_the_preparation(finished: Story) -> None:
    assert "Seleksi terbuka JPT Pratama" in as_("a1").get("/pleno/").content.decode()
    ready = as_(SECRETARY).get(f"/pleno/seleksi/{finished.world.selection}/").content.decode()
    assert "Semua komponen dari 3 calon sudah tersegel" in ready
    assert as_(SECRETARY).get("/pleno/seleksi/tidakada/").status_code == 404
    assert as_("a1").get(f"/pleno/seleksi/{finished.world.selection}/").status_code == 403
    again = as_(SECRETARY).post(f"/pleno/seleksi/{finished.world.selection}/buka/")
    assert again.status_code == 302


def test_an_unsealed_selection_cannot_be_opened_on_the_page() -> None:
    people = [*people_of(3), Person("Calon 4", "85", {"track_record": "80"})]
    found = world({"J1": people}, members=3)
    body = as_(SECRETARY).get(f"/pleno/seleksi/{found.selection}/").content.decode()
    assert "Belum dapat dibuka" in body
    assert "Calon 4: makalah belum tersegel" in body
    answer = as_(SECRETARY).post(f"/pleno/seleksi/{found.selection}/buka/", follow=True)
    assert "Pleno baru dapat dibuka" in answer.content.decode()


def test_readers_and_downloads_are_noted(finished: Story) -> None:
    text(finished, MAYOR, "hasil/")
    answer = as_(MAYOR).get(f"/laporan/pleno/{finished.id}/berita-acara")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    table = as_(AUDITOR).get(f"/laporan/pleno/{finished.id}/tabel")
    assert table.content.startswith(b"PK")
    noted = {(one.reader, one.what, bool(one.code)) for one in Reading.objects.all()}
    assert {(MAYOR, "hasil", False), (MAYOR, "berita acara", True), (AUDITOR, "tabel", True)} <= noted
    body = text(finished, AUDITOR, "hasil/")
    assert "Catatan pembaca" in body
    assert as_("a1").get(f"/laporan/pleno/{finished.id}/surat/J1/001").status_code == 403
    assert as_(SECRETARY).get(f"/laporan/pleno/{finished.id}/surat/J1/001").status_code == 409
    release(finished)
    letter = as_(SECRETARY).get(f"/laporan/pleno/{finished.id}/surat/J1/001")
    assert letter.content.startswith(b"%PDF")
    assert as_(SECRETARY).get(f"/laporan/pleno/{finished.id}/surat/J1/999").status_code == 409


def test_no_paper_before_the_discussion_has_ended(story: Story) -> None:
    assert as_(SECRETARY).get(f"/laporan/pleno/{story.id}/berita-acara").status_code == 409
    assert as_(MAYOR).get(f"/laporan/pleno/{story.id}/berita-acara").status_code == 409
    assert as_("a1").get("/laporan/pleno/tidakada/berita-acara").status_code == 409
