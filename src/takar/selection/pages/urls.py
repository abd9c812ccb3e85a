"""Addresses of the pages of `selection`."""

from __future__ import annotations

from django.urls import path

from takar.selection.pages import candidates, days, finding, head, overview, panel, posts

app_name = "selection"
urlpatterns = [
    path("", overview.listed, name="selections"),
    path("baru/", head.new, name="new"),
    path("<str:key>/", overview.one, name="selection"),
    path("<str:key>/ubah/", head.change, name="change"),
    path("<str:key>/tahapan/", head.stages, name="stages"),
    path("<str:key>/tetapkan/", overview.commit, name="commit"),
    path("<str:key>/jabatan/", posts.posts, name="posts"),
    path("<str:key>/jabatan/tambah/", posts.add, name="add_post"),
    path("<str:key>/jabatan/<str:post>/ubah/", posts.change, name="change_post"),
    path("<str:key>/jabatan/<str:post>/hapus/", posts.drop, name="drop_post"),
    path("<str:key>/jabatan/<str:post>/persyaratan/", posts.requirement, name="requirement"),
    path("<str:key>/pertanyaan/", posts.questions, name="questions"),
    path("<str:key>/pertanyaan/<str:post>/<str:room>/tulis/", posts.write, name="write_questions"),
    path("<str:key>/pertanyaan/<str:post>/<str:room>/telaah/", posts.review, name="review_questions"),
    path("<str:key>/panitia/", panel.panel, name="panel"),
    path("<str:key>/panitia/simpan/", panel.seat, name="seat"),
    path("<str:key>/panitia/narasumber/", panel.guest, name="guest"),
    path("<str:key>/benturan/", panel.conflicts, name="conflicts"),
    path("<str:key>/benturan/pernyataan/", panel.declaration, name="declare"),
    path("<str:key>/benturan/jawab/", panel.answer, name="answer_conflict"),
    path("<str:key>/calon/", candidates.listed, name="candidates"),
    path("<str:key>/calon/cari/", finding.search, name="find_candidates"),
    path("<str:key>/calon/periksa/", finding.preview, name="preview_candidates"),
    path("<str:key>/calon/tambah/", finding.add, name="add_candidates"),
    path("<str:key>/calon/<int:number>/", candidates.one, name="candidate"),
    path("<str:key>/calon/hasil-asesmen/", candidates.take_all, name="take_all"),
    path("<str:key>/calon/<int:number>/buka-kembali/", candidates.reopen, name="reopen_check"),
    path("<str:key>/calon/<int:number>/langkah/", candidates.step, name="step"),
    path("<str:key>/calon/<int:number>/dokumen/", candidates.keep, name="keep_document"),
    path("<str:key>/calon/<int:number>/dokumen/<str:name>/", candidates.document, name="document"),
    path("<str:key>/calon/<int:number>/nilai/", candidates.value, name="value"),
    path("<str:key>/jadwal/", days.timetable, name="timetable"),
    path("<str:key>/jadwal/susun/", days.make, name="make_timetable"),
    path("<str:key>/jadwal/pindah/", days.move, name="move_slot"),
    path("<str:key>/tabel/<str:post>/", days.table, name="table"),
]
