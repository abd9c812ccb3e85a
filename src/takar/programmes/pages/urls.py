"""Addresses of the pages of `programmes`."""

from __future__ import annotations

from django.urls import path

from takar.programmes.pages import (
    answers,
    draft,
    inviting,
    listed,
    nominating,
    nominee,
    nominees,
    overview,
    phases,
)

app_name = "programmes"
urlpatterns = [
    path("", overview.programmes, name="programmes"),
    path("baru/", draft.new, name="new"),
    path("<str:programme>/", overview.programme, name="programme"),
    path("<str:programme>/ubah/", draft.change, name="change"),
    path("<str:programme>/status/", draft.status, name="status"),
    path("<str:programme>/tahap/", phases.phases, name="phases"),
    path("<str:programme>/tahap/tambah/", phases.add, name="add_phase"),
    path("<str:programme>/tahap/<int:number>/", phases.change, name="change_phase"),
    path("<str:programme>/tahap/<int:number>/hapus/", phases.remove, name="remove_phase"),
    path("<str:programme>/usulan/", nominating.nominating, name="nominating"),
    path("<str:programme>/usulan/tambah/", nominating.add, name="nominate"),
    path("<str:programme>/usulan/daftar/", listed.preview, name="listed"),
    path("<str:programme>/usulan/daftar/simpan/", listed.confirm, name="confirm_listed"),
    path("<str:programme>/calon/", nominees.nominees, name="nominees"),
    path("<str:programme>/calon/unduh/", nominees.export, name="export"),
    path("<str:programme>/calon/langkah/", nominees.act, name="act"),
    path("<str:programme>/undangan/", inviting.inviting, name="inviting"),
    path("<str:programme>/undangan/kirim/", inviting.send, name="send"),
    path("<str:programme>/jawaban/", answers.answers, name="answers"),
    path("<str:programme>/jawaban/simpan/", answers.confirm, name="confirm_answers"),
    path("<str:programme>/calon/<str:nip>/", nominee.nominee, name="nominee"),
    path("<str:programme>/calon/<str:nip>/langkah/", nominee.step, name="step"),
    path("<str:programme>/calon/<str:nip>/ganti/", nominee.substitute, name="substitute"),
]
