"""Addresses of the pages of `reports`."""

from django.urls import path

from takar.reports.pages import (
    assessor_views,
    instructions,
    placement_views,
    plenary_views,
    rating_forms,
    talent_views,
    views,
)

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("kegiatan/<str:assessment>", views.assessment, name="assessment"),
    path("individu/<str:sitting>", views.individual, name="individual"),
    path("rekap/<str:assessment>", views.recap, name="recap"),
    path("daftar-hadir/<str:session>", views.attendance, name="attendance"),
    path("kartu-acara/<str:assessment>", views.event_card, name="event_card"),
    path("semua/<str:assessment>", views.write_all, name="all"),
    path("formulir-penilaian/<str:owner>", rating_forms.rating_forms, name="rating_forms"),
    path("simulasi/<slug:code>/<str:reader>.pdf", instructions.of_library, name="exercise_instructions"),
    path(
        "putaran/<str:owner>/<slug:code>/<str:reader>.pdf", instructions.of_round, name="round_instructions"
    ),
    path("arsip/<str:assessment>", views.archive, name="archive"),
    path("pleno/<str:plenary>/berita-acara", plenary_views.minutes, name="plenary_minutes"),
    path("pleno/<str:plenary>/tabel", plenary_views.table, name="plenary_table"),
    path("pleno/<str:plenary>/surat/<str:post>/<str:who>", plenary_views.letter, name="plenary_letter"),
    path(
        "penempatan/kecocokan/jabatan/<path:code>.pdf",
        placement_views.people_of_post,
        name="placement_people",
    ),
    path(
        "penempatan/kecocokan/pegawai/<str:nip>.pdf", placement_views.posts_of_person, name="placement_posts"
    ),
    path("penempatan/<str:scenario>/daftar-sk.pdf", placement_views.decrees, name="placement_decrees"),
    path("talenta/<int:number>.pdf", talent_views.talent_map, name="talent_map"),
    path("talenta/<int:number>/<str:nip>.pdf", talent_views.talent_person, name="talent_person"),
    path("asesor/", assessor_views.rounds, name="assessor_rounds"),
    path("asesor/ketua/<str:owner>/rekap.pdf", assessor_views.compilation_for_lead, name="lead_compilation"),
    path("asesor/ketua/<str:owner>/<str:nip>.pdf", assessor_views.report_for_lead, name="lead_report"),
    path("asesor/<str:owner>/rekap.pdf", assessor_views.compilation, name="assessor_compilation"),
    path("asesor/<str:owner>/rekap.xlsx", assessor_views.workbook, name="assessor_workbook"),
    path("asesor/<str:owner>/<str:nip>.pdf", assessor_views.report, name="assessor_report"),
]
