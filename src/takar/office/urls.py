"""All addresses of the office: each context brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("takar.office.pages.urls")),
    path("akun/", include("takar.accounts.pages.urls")),
    path("pekerjaan/", include("takar.jobs.pages.urls")),
    path("pegawai/", include("takar.people.pages.urls")),
    path("sertifikat/", include("takar.certificates.pages.urls")),
    path("kesiapan-data/", include("takar.readiness.pages.urls")),
    path("riwayat/", include("takar.careers.pages.urls")),
    path("peta-jabatan/", include("takar.positions.pages.urls")),
    path("standar/", include("takar.standards.pages.urls")),
    path("soal/", include("takar.items.pages.urls")),
    path("naskah/", include("takar.forms.pages.urls")),
    path("program/", include("takar.programmes.pages.urls")),
    path("rencana/", include("takar.planning.pages.urls")),
    path("presensi/", include("takar.attendance.pages.urls")),
    path("dasbor/", include("takar.office.dashboards.urls")),
    path("kegiatan/", include("takar.assessments.pages.urls")),
    path("pelaksanaan/", include("takar.delivery.pages.urls")),
    path("asesor/", include("takar.exercises.pages.urls")),
    path("seleksi/", include("takar.selection.pages.urls")),
    path("pleno/", include("takar.plenary.pages.urls")),
    path("talenta/", include("takar.talent.pages.urls")),
    path("penempatan/", include("takar.placement.pages.urls")),
    path("hasil/", include("takar.scoring.pages.urls")),
    path("laporan/", include("takar.reports.pages.urls")),
    path("api/", include("takar.office.api.urls")),
    path("cetak/", include("takar.reports.pages.paper_urls")),
]
