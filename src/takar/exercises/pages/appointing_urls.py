"""Addresses of simulations and assessors of an assessment, and of audits of rounds."""

from __future__ import annotations

from django.urls import URLPattern, path

from takar.exercises.pages import appointing, audits, rater_changes

patterns: list[URLPattern] = [
    path("kegiatan/", appointing.assessments_page, name="assignments"),
    path("kegiatan/<str:assessment>/", appointing.raters_page, name="raters"),
    path("kegiatan/<str:assessment>/simulasi/", appointing.choose, name="choose_exercises"),
    path("kegiatan/<str:assessment>/dari-rencana/", appointing.from_plan, name="raters_from_plan"),
    path("kegiatan/<str:assessment>/akun/", appointing.link, name="link_assessor"),
    path("kegiatan/<str:assessment>/bagi/", appointing.spread, name="spread_raters"),
    path("kegiatan/<str:assessment>/tabel/", appointing.table, name="raters_table"),
    path("kegiatan/<str:assessment>/peserta/<str:nip>/", appointing.person, name="raters_of_person"),
    path("kegiatan/<str:assessment>/buka/", appointing.open_for_raters, name="open_round"),
    path("kegiatan/<str:assessment>/ubah/", rater_changes.change_raters, name="change_raters"),
    path("audit/", audits.audits_page, name="audits"),
    path("audit/mulai/<str:owner>/", audits.start, name="start_audit"),
    path("audit/<int:number>/", audits.audited, name="audited"),
]
